using System.Collections.Immutable;
using System.Globalization;
using Passband.Kernels;
using Passband.Measures;
using Passband.Naming;
using Passband.Shapes;

namespace Passband.Explanations;

/// <summary>Statistics over the filters of a layer.</summary>
internal static class Summarizer
{
    public static LayerSummary Summarize(
        KernelBank bank, ImmutableArray<FilterDescription>? filters, bool[] dead, FilterCosines cosines, double[] p, FoldingSummary? folding)
    {
        var entropy = LayerStatistics.VarianceEntropy(bank);
        var randomEntropy = entropy is null ? 0 : LayerStatistics.RandomVarianceEntropy(bank.Shape.Taps, bank.Shape.Kernels);
        var bands = TotalResponse.Bands(bank);
        return new LayerSummary
        {
            Names = Shares(filters, f => f.Name),
            Passbands = Shares(filters, f => f.Passband?.Kind),
            Orders = Shares(filters, f => f.Order?.Dominant.ToString(CultureInfo.InvariantCulture)),
            Colors = Shares(filters, f => f.Color?.Kind),
            Dead = dead.Count(d => d) / (double)dead.Length,
            Noise = filters?.Count(f => f.Name == KernelName.Noise) / (double)dead.Length,
            Duplicates = Alike(cosines.Most, cosines.Sampled, c => c > LayerExplainer.AlikeFrom),
            Twins = Alike(cosines.Least, cosines.Sampled, c => c < -LayerExplainer.AlikeFrom),
            Sparsity = LayerStatistics.Sparsity(bank),
            VarianceEntropy = entropy,
            VarianceEntropyRatio = randomEntropy > 0 ? entropy / randomEntropy : null,
            Randomness = LayerStatistics.Randomness(bank.Shape, entropy),
            Orthogonality = cosines.Orthogonality,
            EffectiveRank = LayerStatistics.EffectiveRank(bank),
            Pi0 = FalseDiscovery.Pi0(p),
            NoiseP = FalseDiscovery.Combined(p),
            Bands = bands is { } b ? new BandShares(b.Low, b.Middle, b.High) : null,
            Orientation = SummarizeOrientation(filters),
            Aliasing = MeanAliasing(filters),
            Folding = folding,
        };
    }

    /// <summary>Share of all filters for each key, most frequent first; null where the filters are not described or none has the property.</summary>
    private static ImmutableArray<Share>? Shares(ImmutableArray<FilterDescription>? filters, Func<FilterDescription, string?> key)
    {
        if (filters is not { } all)
            return null;
        var shares = all.Select(key).OfType<string>().GroupBy(k => k)
            .Select(g => new Share(g.Key, g.Count() / (double)all.Length))
            .OrderByDescending(s => s.Value).ThenBy(s => s.Key, StringComparer.Ordinal).ToImmutableArray();
        return shares.IsEmpty ? null : shares;
    }

    private static double? Alike((double Cosine, int Other)[] nearest, bool sampled, Func<double, bool> isAlike) =>
        sampled ? null : nearest.Count(n => isAlike(n.Cosine)) / (double)nearest.Length;

    private static OrientationSummary? SummarizeOrientation(ImmutableArray<FilterDescription>? filters)
    {
        var axes = filters?.Where(f => f.Orientation is { Oriented: true } && f.Name != KernelName.Noise).Select(f => f.Orientation!.Wavevector).ToList();
        return axes is not null && CircularStatistics.Of(axes) is { } s ? new OrientationSummary(s.Mean, s.Resultant, s.P) : null;
    }

    private static double? MeanAliasing(ImmutableArray<FilterDescription>? filters)
    {
        var shares = filters?.Where(f => f.Aliasing is not null).Select(f => f.Aliasing!.Natural).ToList();
        return shares is { Count: > 0 } ? shares.Average() : null;
    }
}
