using Passband.Explanations;

namespace Passband.Evolutions;

/// <summary>What to follow through a series of checkpoints, and what to assume.</summary>
public sealed record EvolutionOptions
{
    /// <summary>Everything by default.</summary>
    public static EvolutionOptions Default { get; } = new();

    /// <summary>The layer, by name or index in the first checkpoint; null for the first that sees the picture or the signal, else the first of all.</summary>
    public string? Layer { get; init; }

    /// <summary>The order of the picture's channels; null to take it from the files, else RGB.</summary>
    public ChannelOrder? Channels { get; init; }

    /// <summary>Threads to use; results do not depend on it. 1 where there are none, as in a browser.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
