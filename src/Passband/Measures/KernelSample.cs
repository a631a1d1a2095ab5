using Passband.Kernels;

namespace Passband.Measures;

/// <summary>
/// Statistics of the single kernels of a layer, each of its own, none of which depends on a kernel's scale. Kernels of three dimensions are taken frame by
/// frame; those that are one pixel wide and high, along time.
/// </summary>
/// <param name="Shape">The size of a kernel, one channel.</param>
/// <param name="Count">Kernels that were measured.</param>
/// <param name="Moran">Moran's I of each; without kernels that are constant.</param>
/// <param name="Coherence">Coherence of each one's orientation; empty for kernels of one axis.</param>
/// <param name="DcShare">|Σk|/Σ|k| of each.</param>
/// <param name="Entropy">Spectral entropy of each.</param>
internal sealed record KernelSample(FilterShape Shape, int Count, double[] Moran, double[] Coherence, double[] DcShare, double[] Entropy)
{
    /// <summary>
    /// Kernels measured at the most. The standard error of a share of 5 % is then a third of a percent, and a layer takes a millisecond or two.
    /// </summary>
    public const int Most = 4096;

    /// <summary>The golden ratio's fractional part: its multiples divide a circle more evenly than those of any other number.</summary>
    private const double GoldenRatio = 0.6180339887498949;

    /// <summary>Measures a bank; null for single taps, and for banks that are zero. Kernels that count as sparse are left out: they hold rounding errors.</summary>
    public static KernelSample? Of(KernelBank bank)
    {
        if (bank.Shape.Taps == 1)
            return null;
        var shape = ShapeOf(bank.Shape);
        var smallest = LayerStatistics.SparseBelow * LayerStatistics.Largest(bank.Weights);
        if (smallest == 0)
            return null;
        List<double> moran = [], coherence = [], dcShare = [], entropy = [];
        var spectral = new SpectralEntropy(shape);
        var kernel = new double[shape.Taps];
        foreach (var index in Indices(bank.Weights.Length / shape.Taps))
        {
            var (largest, sum, absolute) = (0.0, 0.0, 0.0);
            var weights = bank.Weights.Slice(index * shape.Taps, shape.Taps);
            for (var i = 0; i < kernel.Length; i++)
            {
                kernel[i] = weights[i];
                largest = Math.Max(largest, Math.Abs(kernel[i]));
                absolute += Math.Abs(kernel[i]);
                sum += kernel[i];
            }
            if (largest < smallest)
                continue;
            dcShare.Add(Math.Abs(sum) / absolute);
            if (spectral.Of(kernel) is { } spread)
                entropy.Add(spread);
            if (SpatialAutocorrelation.Of(kernel, shape) is { } autocorrelation)
                moran.Add(autocorrelation);
            if (!shape.IsLine)
                coherence.Add(Orientation.Of(kernel, shape).Coherence);
        }
        return new KernelSample(shape, dcShare.Count, [.. moran], [.. coherence], [.. dcShare], [.. entropy]);
    }

    /// <summary>The size of what is measured as one kernel.</summary>
    public static FilterShape ShapeOf(BankShape shape) =>
        shape.Height * shape.Width > 1 ? new FilterShape(1, shape.Height, shape.Width) : new FilterShape(1, 1, shape.Depth);

    /// <summary>
    /// All indices below a number, or as many different ones as asked for, spread evenly. Equal steps would meet the same few channels in every filter, since the
    /// number of channels usually divides them; steps of a golden section do not.
    /// </summary>
    /// <param name="total">How many there are.</param>
    /// <param name="most">How many to take at the most.</param>
    internal static IEnumerable<int> Indices(int total, int most = Most)
    {
        if (total <= most)
            return Enumerable.Range(0, total);
        var step = (long)(total * GoldenRatio);
        while (GreatestCommonDivisor(step, total) > 1)
            step++;
        return Enumerable.Range(0, most).Select(i => (int)(i * step % total));
    }

    private static long GreatestCommonDivisor(long a, long b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
