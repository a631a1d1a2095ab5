using System.Collections.Concurrent;
using System.Collections.Immutable;
using Passband.Kernels;
using Passband.Measures;
using Passband.Shapes;

namespace Passband.Explanations;

/// <summary>Puts the statistics of a layer's kernels beside what noise gives.</summary>
internal sealed class KernelSummarizer(NoiseNullTable nulls)
{
    public const string Moran = "moran";
    public const string Coherence = "coherence";
    public const string DcShare = "dcShare";
    public const string Entropy = "spectralEntropy";

    /// <summary>Two values closer than this differ by rounding: where noise has no more spread, there is nothing to compare.</summary>
    private const double SmallestSpread = 1e-9;

    private static readonly double[] Levels = [0.05, 0.5, 0.95];

    /// <summary>Quantiles of the share of DC by the number of taps: a network has dozens of layers and a handful of sizes.</summary>
    private readonly ConcurrentDictionary<int, double[]> _dcShares = new();

    private readonly VarianceEntropyNull _entropies = VarianceEntropyNull.Load();

    /// <summary>The chance that random weights of a layer's size vary in as few ways; null where the size has no null.</summary>
    public double? EntropyP(double entropy, BankShape shape) => _entropies.P(entropy, shape.Taps, shape.Kernels);

    /// <summary>Null for single taps and for layers without a live kernel.</summary>
    public KernelSummary? Of(KernelBank bank)
    {
        if (KernelSample.Of(bank) is not { Count: > 0 } sample || nulls.For(sample.Shape) is not { } noise)
            return null;
        KernelStatistic?[] statistics =
        [
            noise.Moran is { } moran ? Beside(Moran, sample.Moran, Array.ConvertAll(Levels, moran.Quantile)) : null,
            Beside(Coherence, sample.Coherence, Array.ConvertAll(Levels, noise.Coherence.Quantile)),
            Beside(DcShare, sample.DcShare, _dcShares.GetOrAdd(sample.Shape.Taps, taps => Array.ConvertAll(Levels, l => DcShareNull.Quantile(taps, l)))),
            Beside(Entropy, sample.Entropy, Array.ConvertAll(Levels, noise.Entropy.Quantile)),
        ];
        return new KernelSummary(bank.Weights.Length / sample.Shape.Taps, sample.Count, [sample.Shape.Height, sample.Shape.Width], NoiseReference.SizeOf(noise, sample.Shape),
            [.. statistics.OfType<KernelStatistic>()]);
    }

    private static KernelStatistic? Beside(string name, double[] values, double[] noise)
    {
        if (values.Length == 0)
            return null;
        var (low, middle, high) = (noise[0], noise[1], noise[2]);
        if (high - low < SmallestSpread)
            return null;
        Array.Sort(values);
        var median = 0.5 * (values[(values.Length - 1) / 2] + values[values.Length / 2]);
        // Few taps have one sign by chance so often that all of the largest 5 % of noise have it.
        double? above = name == DcShare && high >= 1 ? null : values.Count(v => v > high + SmallestSpread) / (double)values.Length;
        return new KernelStatistic(name, median, middle, above, values.Count(v => v < low - SmallestSpread) / (double)values.Length);
    }
}
