namespace Passband.Explanations;

/// <summary>The order of a color picture's channels.</summary>
public enum ChannelOrder
{
    /// <summary>Red, green, blue.</summary>
    Rgb,

    /// <summary>Blue, green, red, as OpenCV and Caffe have it.</summary>
    Bgr,

    /// <summary>Three channels that are not a color picture: each filter's channels are summed in power, no color is named.</summary>
    Gray,
}

/// <summary>What to explain, and what to assume.</summary>
public sealed record ExplainOptions
{
    /// <summary>Everything by default.</summary>
    public static ExplainOptions Default { get; } = new();

    /// <summary>Only this layer, by name or index; null for all.</summary>
    public string? Layer { get; init; }

    /// <summary>Only this filter of each layer explained; null for all.</summary>
    public int? Filter { get; init; }

    /// <summary>Whether to list the filters of layers that do not see the picture, too.</summary>
    public bool All { get; init; }

    /// <summary>The order of the picture's channels; null to take it from the file, else RGB.</summary>
    public ChannelOrder? Channels { get; init; }

    /// <summary>What to call the model in the document; null for the file's name.</summary>
    public string? Path { get; init; }

    /// <summary>
    /// Whether to keep what each name was chosen from (every shape that was fitted, the noise that it was compared with), and to name a sample of the single kernels of
    /// layers whose filters are not described.
    /// </summary>
    public bool Why { get; init; }

    /// <summary>Threads to use; results do not depend on it. 1 where there are none, as in a browser.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}

/// <summary>How far a long explanation has come.</summary>
/// <param name="Layer">The layer at work.</param>
/// <param name="Done">Filters finished, and single kernels named.</param>
/// <param name="Total">Filters to describe, and single kernels to name.</param>
public readonly record struct ExplainProgress(string Layer, long Done, long Total);
