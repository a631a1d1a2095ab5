using System.Collections.Immutable;

namespace Passband.Explanations;

/// <summary>Everything that is said of one layer.</summary>
public sealed record LayerDescription
{
    /// <summary>Position among the convolutions, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The layer's name in the file; not trusted.</summary>
    public required string Name { get; init; }

    /// <summary>"conv1d", "conv2d", "conv3d", "depthwise" or "transposed".</summary>
    public required string Operator { get; init; }

    /// <summary>[out, in/groups, h, w]; without h for 1-D, with depth before h for 3-D.</summary>
    public required ImmutableArray<int> Shape { get; init; }

    /// <summary>Outermost axis first.</summary>
    public required ImmutableArray<int> Stride { get; init; }

    /// <summary>Outermost axis first.</summary>
    public required ImmutableArray<int> Dilation { get; init; }

    /// <summary>Groups of channels.</summary>
    public required int Groups { get; init; }

    /// <summary>"rgb", "bgr", "gray", "signal" or "features".</summary>
    public required string Input { get; init; }

    /// <summary>What was folded into the weights.</summary>
    public required ImmutableArray<string> Folded { get; init; }

    /// <summary>One to four plain sentences about the layer, each with its numbers, the last of them what cannot be concluded.</summary>
    public ImmutableArray<string> Verdict { get; init; } = [];

    /// <summary>The layer as a whole.</summary>
    public required LayerSummary Summary { get; init; }

    /// <summary>Its filters; null where they are not listed one by one.</summary>
    public required ImmutableArray<FilterDescription>? Filters { get; init; }

    /// <summary>What noise gives, of a layer whose filters are described; null unless <see cref="ExplainOptions.Why"/> asks for it, and for single taps.</summary>
    public NoiseReference? Noise { get; init; }
}

/// <summary>
/// Statistics over a layer. Shares are of all filters of the layer, 0 to 1. What was not measured (because the layer's filters are not described one
/// by one) is null.
/// </summary>
public sealed record LayerSummary
{
    /// <summary>Share of each name that occurs, largest first.</summary>
    public required ImmutableArray<Share>? Names { get; init; }

    /// <summary>Share of each passband kind among live filters' descriptions.</summary>
    public required ImmutableArray<Share>? Passbands { get; init; }

    /// <summary>Share of each dominant differential order.</summary>
    public required ImmutableArray<Share>? Orders { get; init; }

    /// <summary>Share of each kind of color; null unless the layer sees a color picture.</summary>
    public required ImmutableArray<Share>? Colors { get; init; }

    /// <summary>Share of dead filters.</summary>
    public required double Dead { get; init; }

    /// <summary>Share of filters that are not told from noise.</summary>
    public required double? Noise { get; init; }

    /// <summary>Share of filters that are nearly a positive multiple of another (cosine above 0.98).</summary>
    public required double? Duplicates { get; init; }

    /// <summary>Share of filters that are nearly a negative multiple of another (cosine below −0.98).</summary>
    public required double? Twins { get; init; }

    /// <summary>Share of kernels whose every |w| is below 1 % of the layer's largest.</summary>
    public required double Sparsity { get; init; }

    /// <summary>Entropy, base 10, of the normalized squared singular values of the centered [n, k²] matrix; null for a single tap.</summary>
    public required double? VarianceEntropy { get; init; }

    /// <summary>Chance that random weights of that size have a variance entropy as low; null for a single tap, fewer than 8 kernels, and sizes without a null.</summary>
    public double? VarianceEntropyP { get; init; }

    /// <summary>The variance entropy over that of random weights with the same n and k.</summary>
    public required double? VarianceEntropyRatio { get; init; }

    /// <summary>The variance entropy over the published threshold of random layers; 1 or more is random in that sense. Null unless the kernels are 3×3.</summary>
    public required double? Randomness { get; init; }

    /// <summary>1 − mean |cosine| between different filters; null for a single filter.</summary>
    public required double? Orthogonality { get; init; }

    /// <summary>For 1×1 layers, which mix channels: the effective number of independent mixes, (Σs²)²/Σs⁴ of the [out, in] matrix; else null.</summary>
    public required double? EffectiveRank { get; init; }

    /// <summary>Storey's estimate of the share of filters that are pure noise.</summary>
    public required double? Pi0 { get; init; }

    /// <summary>Chance that noise alone gives p-values together as small as those of the layer's filters (Fisher's method); null where none was fitted.</summary>
    public required double? NoiseP { get; init; }

    /// <summary>Shares of the total response Σ|H|² below 1/8, between, and above 1/4 cycles per sample; null for 1×1 kernels.</summary>
    public required BandShares? Bands { get; init; }

    /// <summary>Where the oriented filters point; null when none is oriented.</summary>
    public required OrientationSummary? Orientation { get; init; }

    /// <summary>Mean share of aliased output power for a 1/f² input; null for stride 1, and for transposed convolutions, whose stride folds nothing.</summary>
    public required double? Aliasing { get; init; }

    /// <summary>What else the stride does; null for stride 1 and where the filters are not described.</summary>
    public required FoldingSummary? Folding { get; init; }

    /// <summary>Statistics of the single kernels beside what noise gives; null for single taps and for layers without a live kernel.</summary>
    public KernelSummary? Kernels { get; init; }

    /// <summary>For 1×1 layers, how they mix channels; else null.</summary>
    public MixingSummary? Mixing { get; init; }

    /// <summary>For transposed convolutions with a stride, their checkerboard; else null.</summary>
    public UpsamplingSummary? Upsampling { get; init; }

    /// <summary>For layers that see a picture in patches that do not overlap, what that does; else null.</summary>
    public PatchSummary? Patches { get; init; }

    /// <summary>
    /// What a sample of the single kernels is called, of a layer whose filters are not described; null unless <see cref="ExplainOptions.Why"/> asks for it, and for
    /// single taps.
    /// </summary>
    public KernelNameShares? KernelNames { get; init; }
}

/// <summary>What a stride folds back, over the live filters of a layer.</summary>
/// <param name="White">Mean share of aliased output power for white input.</param>
/// <param name="Plain">Share that the stride aliases of a 1/f² input taken without any filter; filters that fit the stride stay below it.</param>
/// <param name="Worst">Address of the filter with the largest aliased share for a 1/f² input.</param>
/// <param name="WorstNatural">That share.</param>
/// <param name="PeaksBeyond">Share of all filters whose peak lies beyond the Nyquist square of the strided grid.</param>
/// <param name="Enough">The stride, half of it and so on, until the filters alias no more than that stride would without them; outermost axis first.</param>
public sealed record FoldingSummary(
    double White, double Plain, string Worst, double WorstNatural, double PeaksBeyond, ImmutableArray<int> Enough);

/// <summary>A value and how large a part of the whole it is.</summary>
public sealed record Share(string Key, double Value)
{
    /// <summary>Share of each key among all, largest first; what has no key counts among all only.</summary>
    internal static ImmutableArray<Share> Of(IReadOnlyCollection<string?> keys) =>
    [
        .. keys.OfType<string>().GroupBy(key => key).Select(group => new Share(group.Key, group.Count() / (double)keys.Count))
            .OrderByDescending(share => share.Value).ThenBy(share => share.Key, StringComparer.Ordinal),
    ];
}

/// <summary>Shares of the total response in three bands of frequency.</summary>
public sealed record BandShares(double Low, double Middle, double High);

/// <summary>Circular statistics of wavevectors, by doubled angles.</summary>
/// <param name="MeanWavevector">Degrees, 0 to 180.</param>
/// <param name="Resultant">0 (all directions alike) to 1 (one direction).</param>
/// <param name="P">Rayleigh test: chance that directions without preference are this concentrated.</param>
public sealed record OrientationSummary(double MeanWavevector, double Resultant, double P);
