using System.Numerics.Tensors;
using Passband.Kernels;

namespace Passband.Measures;

/// <summary>How alike the filters of a layer are, by the cosines of the angles between them.</summary>
/// <param name="Orthogonality">
/// 1 − mean |cosine| over all pairs of different filters that are not zero (Gavrikov and Keuper 2022): 1 for orthogonal filters, 0 for multiples of one; null below two.
/// </param>
/// <param name="Sampled">Whether only a part of the filters was compared.</param>
/// <param name="Most">For each live filter the largest cosine with another live one, 0 when none is positive.</param>
/// <param name="Least">For each live filter the smallest cosine with another live one, 0 when none is negative.</param>
internal sealed record FilterCosines(double? Orthogonality, bool Sampled, (double Cosine, int Other)[] Most, (double Cosine, int Other)[] Least)
{
    /// <summary>
    /// Products of two weights that are summed at the most, which takes about two seconds: 3,000 filters of 512 channels of 3×3. Of larger layers as many filters are
    /// taken as stay below that, evenly spaced.
    /// </summary>
    public const double MostProducts = 2e10;

    /// <summary>Filters compared block by block, so that both blocks stay in the cache near the processor.</summary>
    private const int BlockFilters = 64;
    private const int BlockWeights = 1 << 16;

    /// <summary>Compares the filters of a bank.</summary>
    /// <param name="bank">The filters; finite.</param>
    /// <param name="dead">Which filters are nearly zero; they count for the orthogonality, but are nobody's duplicate.</param>
    /// <param name="mostProducts">Products to sum at the most, <see cref="MostProducts"/> but for tests.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static FilterCosines Of(KernelBank bank, ReadOnlySpan<bool> dead, double mostProducts, CancellationToken cancellation)
    {
        var (filters, length) = (bank.Shape.Filters, bank.Shape.FilterLength);
        var step = Math.Max(1, Math.Sqrt(0.5 * filters * filters * length / mostProducts));
        var chosen = new List<int>();
        var scaled = new List<float[]>();
        for (var i = 0.0; i < filters; i += step)
        {
            if (LayerStatistics.Normalized(bank.Filter((int)i)) is not { } filter)
                continue;
            chosen.Add((int)i);
            scaled.Add(filter);
        }
        var norms = scaled.ConvertAll(f => (double)TensorPrimitives.Norm<float>(f));
        var most = new (double Cosine, int Other)[filters];
        var least = new (double Cosine, int Other)[filters];
        var sum = 0.0;
        var block = Math.Clamp(BlockWeights / length, 1, BlockFilters);
        for (var first = 0; first < chosen.Count; first += block)
        {
            for (var second = 0; second <= first; second += block)
            {
                cancellation.ThrowIfCancellationRequested();
                for (var i = first; i < Math.Min(first + block, chosen.Count); i++)
                {
                    for (var j = second; j < Math.Min(second + block, i); j++)
                    {
                        var cosine = TensorPrimitives.Dot<float>(scaled[i], scaled[j]) / (norms[i] * norms[j]);
                        sum += Math.Abs(cosine);
                        if (dead[chosen[i]] || dead[chosen[j]])
                            continue;
                        Record(most, least, chosen[i], chosen[j], cosine);
                        Record(most, least, chosen[j], chosen[i], cosine);
                    }
                }
            }
        }
        var pairs = 0.5 * chosen.Count * (chosen.Count - 1);
        return new FilterCosines(pairs > 0 ? 1 - sum / pairs : null, step > 1, most, least);
    }

    private static void Record((double Cosine, int Other)[] most, (double Cosine, int Other)[] least, int filter, int other, double cosine)
    {
        if (cosine > most[filter].Cosine)
            most[filter] = (cosine, other);
        if (cosine < least[filter].Cosine)
            least[filter] = (cosine, other);
    }
}
