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

    /// <summary>Filters compared with each other at the most; of larger layers this many are taken, evenly spaced.</summary>
    public const int MostCompared = 256;

    /// <summary>Larger kernels would need a decomposition of thousands by thousands; their entropy is left out.</summary>
    private const int MostEntropyTaps = 256;

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

    /// <summary>
    /// Entropy, base 10, of the normalized squared singular values of the [kernels, taps] matrix with its column means removed: 0 when all kernels are
    /// multiples of one pattern, log₁₀(taps) when they vary in all ways alike. Null for a single tap, a single kernel, or kernels without any variance.
    /// </summary>
    public static double? VarianceEntropy(KernelBank bank)
    {
        var (taps, count) = (bank.Shape.Taps, bank.Shape.Kernels);
        if (taps == 1 || taps > MostEntropyTaps || count < 2)
            return null;
        var mean = new double[taps];
        for (var offset = 0; offset < bank.Weights.Length; offset += taps)
        {
            for (var t = 0; t < taps; t++)
                mean[t] += bank.Weights[offset + t];
        }
        TensorPrimitives.Divide(mean, count, mean);
        var covariance = new double[taps * taps];
        var block = new TapBlock(bank, mean);
        while (block.MoveNext())
        {
            for (var t = 0; t < taps; t++)
            {
                for (var other = t; other < taps; other++)
                    covariance[t * taps + other] += TensorPrimitives.Dot(block.Tap(t), block.Tap(other));
            }
        }
        var matrix = DenseMatrix.Create(taps, taps, (i, j) => covariance[Math.Min(i, j) * taps + Math.Max(i, j)]);
        var total = matrix.Trace();
        if (!(total > 0))
            return null;
        var entropy = 0.0;
        foreach (var eigenvalue in matrix.Evd(Symmetricity.Symmetric).EigenValues)
        {
            var share = eigenvalue.Real / total;
            if (share > 0)
                entropy -= share * Math.Log10(share);
        }
        return entropy;
    }

    /// <summary>
    /// The variance entropy that independent random weights give on average: Page's entropy ln m − m/2M in its form for real matrices,
    /// (ln m − (m + 1)/2M)/ln 10 with m the smaller and M the larger of the taps and the kernels less one (centering takes one).
    /// </summary>
    public static double RandomVarianceEntropy(int taps, long kernels)
    {
        var smaller = Math.Min(taps, (double)(kernels - 1));
        var larger = Math.Max(taps, (double)(kernels - 1));
        return (Math.Log(smaller) - (smaller + 1) / (2 * larger)) / Math.Log(10);
    }

    /// <summary>
    /// The effective number of independent channel mixes of a 1×1 layer: (Σs²)²/Σs⁴ of its [out, in] matrix, between 1 and the smaller side.
    /// </summary>
    public static double? EffectiveRank(KernelBank bank)
    {
        if (bank.Shape.Taps != 1)
            return null;
        var weights = Normalized(bank.Weights);
        if (weights is null)
            return null;
        var matrix = Matrix<float>.Build.Dense(bank.Shape.Channels, bank.Shape.Filters, weights);
        var gram = bank.Shape.Channels <= bank.Shape.Filters ? matrix.TransposeAndMultiply(matrix) : matrix.TransposeThisAndMultiply(matrix);
        return Math.Pow(gram.Trace(), 2) / Math.Pow(gram.FrobeniusNorm(), 2);
    }

    /// <summary>
    /// Cosines between different filters. Filters whose norm is zero are left out.
    /// </summary>
    /// <returns>1 − mean |cosine| (null below two filters), and for each compared filter its largest and smallest cosine with another, with that other's index.</returns>
    public static FilterCosines Cosines(KernelBank bank, CancellationToken cancellation)
    {
        var chosen = new List<int>();
        var filters = new List<float[]>();
        var stride = Math.Max(1.0, bank.Shape.Filters / (double)MostCompared);
        for (var i = 0.0; i < bank.Shape.Filters; i += stride)
        {
            if (Normalized(bank.Filter((int)i)) is not { } filter)
                continue;
            chosen.Add((int)i);
            filters.Add(filter);
        }
        var norms = filters.ConvertAll(f => (double)TensorPrimitives.Norm<float>(f));
        var most = new (double Cosine, int Other)[bank.Shape.Filters];
        var least = new (double Cosine, int Other)[bank.Shape.Filters];
        var (sum, pairs) = (0.0, 0L);
        for (var i = 0; i < chosen.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var j = 0; j < i; j++)
            {
                var cosine = TensorPrimitives.Dot<float>(filters[i], filters[j]) / (norms[i] * norms[j]);
                sum += Math.Abs(cosine);
                pairs++;
                Record(most, least, chosen[i], chosen[j], cosine);
                Record(most, least, chosen[j], chosen[i], cosine);
            }
        }
        return new FilterCosines(pairs > 0 ? 1 - sum / pairs : null, stride > 1, most, least);
    }

    private static void Record((double Cosine, int Other)[] most, (double Cosine, int Other)[] least, int filter, int other, double cosine)
    {
        if (cosine > most[filter].Cosine)
            most[filter] = (cosine, other);
        if (cosine < least[filter].Cosine)
            least[filter] = (cosine, other);
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

    private static double Largest(ReadOnlySpan<float> weights) => Math.Abs(TensorPrimitives.MaxMagnitude(weights));
}

/// <summary>How alike the filters of a layer are.</summary>
/// <param name="Orthogonality">1 − mean |cosine| between different filters; null below two.</param>
/// <param name="Sampled">Whether only a part of the filters was compared.</param>
/// <param name="Most">For each filter the largest cosine with another, 0 when none is positive.</param>
/// <param name="Least">For each filter the smallest cosine with another, 0 when none is negative.</param>
internal sealed record FilterCosines(double? Orthogonality, bool Sampled, (double Cosine, int Other)[] Most, (double Cosine, int Other)[] Least);
