namespace Passband.Networks;

/// <summary>How a network is run.</summary>
public sealed record NetworkOptions
{
    /// <summary>The defaults.</summary>
    public static NetworkOptions Default { get; } = new();

    /// <summary>Where to compute: "auto" (CUDA where a CUDA libtorch and a device are there, else the processor), "cpu", "cuda" or "cuda:1".</summary>
    public string Device { get; init; } = "auto";

    /// <summary>The most bytes that a single value may take; an operator that would make a larger one is refused before memory is asked for.</summary>
    public long MaxValueBytes { get; init; } = 8L << 30;

    /// <summary>Whether operators are merged where that changes results by no more than rounding; without it, each node of the file runs as it stands there.</summary>
    public bool Fuse { get; init; } = true;
}
