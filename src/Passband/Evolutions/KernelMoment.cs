using System.Collections.Immutable;
using Passband.Explanations;

namespace Passband.Evolutions;

/// <summary>
/// A layer at one moment of its training. Shares are of all its filters, 0 to 1; frequencies are cycles per sample of the layer's own input grid. Everything that is named
/// here is what <see cref="Explainer"/> says of the layer at that moment, judged by itself. What does not exist is null.
/// </summary>
public sealed record KernelMoment
{
    /// <summary>The file that it was read from; not trusted.</summary>
    public required string Checkpoint { get; init; }

    /// <summary>Steps of training until then; null where nothing tells.</summary>
    public required long? Step { get; init; }

    /// <summary>Share of each name that occurs, largest first.</summary>
    public required ImmutableArray<Share> Names { get; init; }

    /// <summary>Share of dead filters.</summary>
    public required double Dead { get; init; }

    /// <summary>Share of filters that are not told from noise.</summary>
    public required double Noise { get; init; }

    /// <summary>Storey's estimate of the share of filters that are pure noise; null where none was fitted.</summary>
    public required double? Pi0 { get; init; }

    /// <summary>Median R² of the closest textbook shapes; null where none was fitted.</summary>
    public required double? MedianR2 { get; init; }

    /// <summary>Median frequency of the largest response of the live filters; null when all are dead.</summary>
    public required double? MedianPeak { get; init; }

    /// <summary>The variance entropy over that of random weights with the same size; null for single taps.</summary>
    public required double? VarianceEntropyRatio { get; init; }

    /// <summary>Filters that are nearly a positive multiple of another (cosine above 0.98); null in layers too large to compare all with all.</summary>
    public required int? Duplicates { get; init; }

    /// <summary>Filters that are nearly a negative multiple of another (cosine below −0.98); null in layers too large to compare all with all.</summary>
    public required int? Twins { get; init; }

    /// <summary>Shares of the total response Σ|H|² below 1/8, between, and above 1/4 cycles per sample; null for single taps.</summary>
    public required BandShares? Bands { get; init; }

    /// <summary>Where the oriented filters that are not noise point; null when there is none.</summary>
    public required OrientationSummary? Orientation { get; init; }

    /// <summary>‖W − W′‖ / ‖W′‖, Euclidean, over all weights W of the layer and those of the moment before, W′; null at the first moment and after one of zeros.</summary>
    public required double? Change { get; init; }

    /// <summary>Cosine, −1 to 1, between all weights of the layer and those at the last moment; null where either are zeros, and while the last moment is not known.</summary>
    public required double? CosineToLast { get; init; }
}
