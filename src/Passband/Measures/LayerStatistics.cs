using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using Passband.Kernels;

namespace Passband.Measures;

/// <summary>Statistics over all kernels or filters of a bank, after Gavrikov and Keuper's CNN Filter DB (CVPR 2022).</summary>
internal static class LayerStatistics
{
    /// <summary>A kernel is sparse when every |w| is below this share of the layer's largest.</summary>
    public const double SparseBelow = 0.01;

    /// <summary>
    /// The decomposition takes half a second for this many taps or kernels, whichever are fewer, and eight times as long for twice as many; the entropy of larger
    /// layers is left out.
    /// </summary>
    private const int MostEntropySide = 512;

    /// <summary>Share of kernels whose every |w| is below 1 % of the bank's largest; 1 for an all-zero bank.</summary>
    public static double Sparsity(KernelBank bank)
    {
        var limit = SparseBelow * Largest(bank.Weights);
        var taps = bank.Shape.Taps;
        var sparse = 0L;
        for (var offset = 0; offset < bank.Weights.Length; offset += taps)
        {
            if (limit == 0 || !HasAtLeast(bank.Weights.Slice(offset, taps), limit))
                sparse++;
        }
        return sparse / (double)bank.Shape.Kernels;
    }

    /// <summary>Variance below this share of the mean kernel's energy is rounding: a float32 weight is known to 6·10⁻⁸ of itself, squared.</summary>
    private const double SmallestVariance = 1e-14;

    /// <summary>
    /// Entropy, base 10, of the normalized squared singular values of the [kernels, taps] matrix with its column means removed: 0 when all kernels are
    /// multiples of one pattern, log₁₀(taps) when they vary in all ways alike. Null for a single tap, a single kernel, or kernels without any variance.
    /// </summary>
    public static double? VarianceEntropy(KernelBank bank)
    {
        var (taps, count) = (bank.Shape.Taps, bank.Shape.Kernels);
        if (taps == 1 || count < 2 || Math.Min(taps, count) > MostEntropySide)
            return null;
        var mean = new double[taps];
        for (var offset = 0; offset < bank.Weights.Length; offset += taps)
        {
            for (var t = 0; t < taps; t++)
                mean[t] += bank.Weights[offset + t];
        }
        TensorPrimitives.Divide(mean, count, mean);
        var ofMean = count * TensorPrimitives.SumOfSquares<double>(mean);
        // The smaller of the two Gram matrices has the same nonzero eigenvalues.
        var gram = count < taps ? OverKernels(bank, mean) : OverTaps(bank, mean);
        var total = gram.Trace();
        // Equal kernels differ by the rounding of their mean, which spreads as evenly as noise does.
        if (!(total > SmallestVariance * ofMean))
            return null;
        var entropy = 0.0;
        foreach (var eigenvalue in gram.Evd(Symmetricity.Symmetric).EigenValues)
        {
            var share = eigenvalue.Real / total;
            if (share > 0)
                entropy -= share * Math.Log10(share);
        }
        return entropy;
    }

    private static DenseMatrix OverTaps(KernelBank bank, double[] mean)
    {
        var taps = mean.Length;
        var gram = new double[taps * taps];
        var block = new TapBlock(bank, mean);
        while (block.MoveNext())
        {
            for (var t = 0; t < taps; t++)
            {
                for (var other = t; other < taps; other++)
                    gram[t * taps + other] += TensorPrimitives.Dot(block.Tap(t), block.Tap(other));
            }
        }
        return DenseMatrix.Create(taps, taps, (i, j) => gram[Math.Min(i, j) * taps + Math.Max(i, j)]);
    }

    private static DenseMatrix OverKernels(KernelBank bank, double[] mean)
    {
        var kernels = new double[bank.Shape.Kernels][];
        for (var kernel = 0; kernel < kernels.Length; kernel++)
        {
            kernels[kernel] = new double[mean.Length];
            for (var t = 0; t < mean.Length; t++)
                kernels[kernel][t] = bank.Weights[kernel * mean.Length + t] - mean[t];
        }
        return DenseMatrix.Create(kernels.Length, kernels.Length, (i, j) => TensorPrimitives.Dot<double>(kernels[i], kernels[j]));
    }

    /// <summary>
    /// The variance entropy over the threshold from which Gavrikov and Keuper call a layer of 3×3 kernels random: a sigmoid of log₂ of the number of kernels that
    /// follows the smallest entropies of random layers, with the constants of their published program. 1 or more is random in that sense. Null for other
    /// sizes, for which no threshold was published, and for the two kernels or fewer at which the sigmoid is not above zero.
    /// </summary>
    public static double? Randomness(BankShape shape, double? varianceEntropy)
    {
        if (shape is not { Depth: 1, Height: 3, Width: 3 })
            return null;
        var threshold = 1.2618047 / (1 + Math.Exp(-0.88767525 * (Math.Log2(shape.Kernels) - 2.30436435))) - 0.31050834;
        return threshold > 0 ? varianceEntropy / threshold : null;
    }

    /// <summary>
    /// The variance entropy that independent random weights give on average: Page's entropy ln m − m/2M in its form for real matrices,
    /// (ln m − (m + 2)(m − 1)/2mM)/ln 10 with m the smaller and M the larger of the taps and the kernels less one (centering takes one).
    /// </summary>
    public static double RandomVarianceEntropy(int taps, long kernels)
    {
        var smaller = Math.Min(taps, (double)(kernels - 1));
        var larger = Math.Max(taps, (double)(kernels - 1));
        return (Math.Log(smaller) - (smaller + 2) * (smaller - 1) / (2 * smaller * larger)) / Math.Log(10);
    }

    private static bool HasAtLeast(ReadOnlySpan<float> weights, double limit)
    {
        foreach (var weight in weights)
        {
            if (Math.Abs(weight) >= limit)
                return true;
        }
        return false;
    }

    /// <summary>Weights over the largest |w|, so that squares neither overflow nor vanish in single precision; null when all are zero.</summary>
    internal static float[]? Normalized(ReadOnlySpan<float> weights)
    {
        var largest = (float)Largest(weights);
        if (largest == 0)
            return null;
        var normalized = new float[weights.Length];
        TensorPrimitives.Divide(weights, largest, normalized);
        return normalized;
    }

    /// <summary>The largest |w|.</summary>
    internal static double Largest(ReadOnlySpan<float> weights) => Math.Abs(TensorPrimitives.MaxMagnitude(weights));
}
