using System.Numerics.Tensors;
using Passband.Kernels;

namespace Passband.Measures;

/// <summary>
/// Filters that are nearly a positive multiple of another. Every pair is compared, but most by their first weights only: what is left of two filters cannot add more
/// to their product than the product of the norms of what is left (Cauchy and Schwarz).
/// </summary>
internal static class NearDuplicates
{
    /// <summary>Weights between two looks at what is left: some vectors' worth, so that looking costs less than multiplying.</summary>
    private const int Block = 64;

    /// <summary>
    /// Pairs are given up below the bound less this. Rounding errors of a float32 product are far smaller (some 10⁻⁷ times the square root of the length), so that no pair is
    /// lost, and a pair that is kept for nothing costs only its full product.
    /// </summary>
    private const double Margin = 1e-3;

    /// <summary>For each filter the largest cosine with another and that other's index; null where none is above the given one, and for filters of zeros.</summary>
    /// <param name="bank">The filters; finite weights.</param>
    /// <param name="from">The cosine above which filters are alike, between 0 and 1.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static (double Cosine, int Other)?[] Find(KernelBank bank, double from, CancellationToken cancellation)
    {
        var filters = Enumerable.Range(0, bank.Shape.Filters).Select(f => Tails.Of(bank.Filter(f))).ToArray();
        var nearest = new (double Cosine, int Other)?[filters.Length];
        for (var i = 0; i < filters.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var j = 0; j < i; j++)
            {
                if (filters[i] is not { } a || filters[j] is not { } b || !MayExceed(a, b, from - Margin))
                    continue;
                var cosine = TensorPrimitives.Dot<float>(a.Weights, b.Weights) / (a.Norm * b.Norm);
                if (!(cosine > from))
                    continue;
                if (!(nearest[i]?.Cosine >= cosine))
                    nearest[i] = (cosine, j);
                if (!(nearest[j]?.Cosine >= cosine))
                    nearest[j] = (cosine, i);
            }
        }
        return nearest;
    }

    private static bool MayExceed(Tails a, Tails b, double cosine)
    {
        var needed = cosine * a.Norm * b.Norm;
        var product = 0.0;
        for (var block = 0; block < a.Left.Length; block++)
        {
            var start = block * Block;
            var length = Math.Min(Block, a.Weights.Length - start);
            product += TensorPrimitives.Dot<float>(a.Weights.AsSpan(start, length), b.Weights.AsSpan(start, length));
            if (product + a.Left[block] * b.Left[block] < needed)
                return false;
        }
        return true;
    }

    /// <summary>A filter over its largest |w|, and the norm of what is left of it after each block.</summary>
    private sealed record Tails(float[] Weights, double Norm, double[] Left)
    {
        public static Tails? Of(ReadOnlySpan<float> filter)
        {
            if (LayerStatistics.Normalized(filter) is not { } weights)
                return null;
            var left = new double[(weights.Length + Block - 1) / Block];
            var squares = 0.0;
            for (var block = left.Length - 1; block >= 0; block--)
            {
                left[block] = Math.Sqrt(squares);
                foreach (var weight in weights.AsSpan(block * Block, Math.Min(Block, weights.Length - block * Block)))
                    squares += (double)weight * weight;
            }
            return new Tails(weights, TensorPrimitives.Norm<float>(weights), left);
        }
    }
}
