using TorchSharp;

namespace Passband.Networks;

/// <summary>The library that computes.</summary>
public static class NetworkLibrary
{
    /// <summary>Its name and version, e.g. "libtorch 2.10.0". Last bits of results may differ between versions.</summary>
    public static string Version { get; } = $"libtorch {torch.__version__}";
}
