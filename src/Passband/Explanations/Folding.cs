using Passband.Kernels;
using Passband.Measures;

namespace Passband.Explanations;

/// <summary>Whether a layer's stride and the passbands of its filters agree.</summary>
internal static class Folding
{
    /// <summary>Summarizes what the stride folds back.</summary>
    /// <param name="strides">The layer's stride, half of it and so on.</param>
    /// <param name="measured">Its filters; null for dead ones.</param>
    /// <param name="layer">The layer.</param>
    /// <returns>Null for stride 1 and when all filters are dead.</returns>
    public static FoldingSummary? Of(IReadOnlyList<Aliasing> strides, FilterMeasurements?[] measured, ConvLayer layer)
    {
        var live = measured.Select((m, filter) => (Measured: m!, Filter: filter)).Where(m => m.Measured is not null).ToList();
        if (strides.Count == 0 || live.Count == 0)
            return null;
        var worst = live.MaxBy(m => m.Measured.Aliasing!.Value.Natural);
        // Stride 1 folds nothing, so it is always enough.
        (int Y, int X) enough = (1, 1);
        for (var halving = strides.Count - 1; halving >= 0; halving--)
        {
            if (live.Average(m => m.Measured.AliasedByHalving[halving]) <= strides[halving].Plain)
                enough = strides[halving].Stride;
        }
        return new FoldingSummary(
            live.Average(m => m.Measured.Aliasing!.Value.White), strides[0].Plain, new KernelAddress(layer.Name, worst.Filter).ToString(),
            worst.Measured.Aliasing!.Value.Natural, live.Count(m => m.Measured.Aliasing!.Value.Beyond) / (double)measured.Length,
            layer.Bank.Shape.Rank == 1 ? [enough.X] : [enough.Y, enough.X]);
    }
}
