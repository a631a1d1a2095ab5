using Passband.Kernels;

namespace Passband.Models;

/// <summary>How to read a model.</summary>
public sealed record ModelOptions
{
    /// <summary>Everything by default.</summary>
    public static ModelOptions Default { get; } = new();

    /// <summary>Whether batch normalization, output scales and input scaling that the graph shows are applied to the weights.</summary>
    public bool Fold { get; init; } = true;

    /// <summary>Whether to compute the SHA-256 of the main file.</summary>
    public bool Hash { get; init; } = true;

    /// <summary>The most weights one layer may hold; larger ones are refused before memory is reserved for them.</summary>
    public long MaxLayerWeights { get; init; } = 512L * 1024 * 1024;
}
