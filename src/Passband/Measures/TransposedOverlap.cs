using Passband.Kernels;

namespace Passband.Measures;

/// <summary>
/// The checkerboard of a transposed convolution. Its output falls into as many phases as the stride has positions; each phase is reached by its own taps (those
/// whose place, dilation included, leaves the same rest by the stride), so a constant input comes out with a pattern of that period unless the taps of all phases
/// add up alike. Source: Odena, Dumoulin and Olah, "Deconvolution and Checkerboard Artifacts", Distill 2016.
/// </summary>
/// <param name="Taps">For each axis, outermost first, the taps that reach each output phase.</param>
/// <param name="TapRipple">
/// Ripple that equal weights would have: standard deviation over mean of the number of taps in each phase, all axes together. 0 for an even overlap.
/// </param>
/// <param name="Ripple">
/// Ripple of the weights: root mean square over kernels of the deviation of each phase's sum from the mean of all phases, over the root mean square of that mean. It is
/// what a constant on each input channel, independent of the others, comes out with. Null when no kernel passes a constant at all.
/// </param>
/// <param name="Gains">Root mean square over kernels of each phase's sum, row-major over the axes.</param>
internal sealed record TransposedOverlap(int[][] Taps, double TapRipple, double? Ripple, double[] Gains)
{
    /// <summary>More phases than this make a pattern that nobody calls a checkerboard, and a list that nobody reads.</summary>
    private const int MostPhases = 4096;

    /// <summary>Whether every phase is reached by the same number of taps.</summary>
    public bool IsEven => Array.TrueForAll(Taps, axis => Array.TrueForAll(axis, taps => taps == axis[0]));

    /// <summary>
    /// The ripple of independent Gaussian weights, √(phases − 1) whatever the overlap: their sums deviate from their mean as much as the mean itself is small.
    /// </summary>
    public double NoiseRipple => Math.Sqrt(Gains.Length - 1);

    /// <summary>Measures a layer; null for stride 1.</summary>
    public static TransposedOverlap? Of(KernelBank bank, Extent stride, Extent dilation)
    {
        var shape = bank.Shape;
        (int Size, int Stride, int Dilation)[] axes =
            [(shape.Depth, stride.Depth, dilation.Depth), (shape.Height, stride.Y, dilation.Y), (shape.Width, stride.X, dilation.X)];
        var phases = axes.Aggregate(1L, (product, axis) => Math.Min(MostPhases + 1, product * axis.Stride));
        if (phases is 1 or > MostPhases)
            return null;
        var taps = Array.ConvertAll(axes, axis => Count(axis.Size, axis.Stride, axis.Dilation));
        var phaseOf = Phases(shape, axes);
        var sums = new double[phases];
        var squares = new double[phases];
        var (means, deviations) = (0.0, 0.0);
        for (var offset = 0; offset < bank.Weights.Length; offset += phaseOf.Length)
        {
            Array.Clear(sums);
            for (var tap = 0; tap < phaseOf.Length; tap++)
                sums[phaseOf[tap]] += bank.Weights[offset + tap];
            var mean = sums.Average();
            means += mean * mean;
            for (var phase = 0; phase < sums.Length; phase++)
            {
                squares[phase] += sums[phase] * sums[phase];
                deviations += (sums[phase] - mean) * (sums[phase] - mean) / sums.Length;
            }
        }
        var total = (double)shape.Taps / phases;
        var tapSquares = taps.Aggregate(1.0, (product, axis) => product * axis.Average(t => (double)t * t));
        return new TransposedOverlap(
            taps[(3 - shape.Rank)..], Math.Sqrt(Math.Max(0, tapSquares / (total * total) - 1)),
            // Kernels that stop DC leave only rounding errors of the sums to divide by.
            means > 1e-12 * deviations ? Math.Sqrt(deviations / means) : null,
            Array.ConvertAll(squares, s => Math.Sqrt(s / shape.Kernels)));
    }

    private static int[] Count(int size, int stride, int dilation)
    {
        var counts = new int[stride];
        for (var tap = 0; tap < size; tap++)
            counts[(long)tap * dilation % stride]++;
        return counts;
    }

    /// <summary>The phase that each tap of a kernel reaches.</summary>
    private static int[] Phases(BankShape shape, (int Size, int Stride, int Dilation)[] axes)
    {
        var phases = new int[shape.Taps];
        for (var tap = 0; tap < phases.Length; tap++)
        {
            int[] place = [tap / (shape.Height * shape.Width), tap / shape.Width % shape.Height, tap % shape.Width];
            for (var axis = 0; axis < axes.Length; axis++)
                phases[tap] = phases[tap] * axes[axis].Stride + (int)((long)place[axis] * axes[axis].Dilation % axes[axis].Stride);
        }
        return phases;
    }
}
