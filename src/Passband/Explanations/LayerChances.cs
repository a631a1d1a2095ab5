using Passband.Shapes;

namespace Passband.Explanations;

/// <summary>The p-values of filters that are judged together, and what becomes of them for their number.</summary>
/// <param name="P">Chances of those that were tested, in their order.</param>
/// <param name="Q">q-values of all; null for those that were not tested.</param>
internal sealed record LayerChances(double[] P, NoiseChance?[] Q)
{
    /// <summary>Whether only one was tested, which is then judged by its p-value.</summary>
    public bool Alone => P.Length == 1;

    /// <summary>The chances of filters, where a dead one was not measured.</summary>
    public static LayerChances Of(FilterMeasurements?[] measured)
    {
        var tested = Enumerable.Range(0, measured.Length).Where(f => measured[f]?.P is not null).ToArray();
        var p = Array.ConvertAll(tested, f => measured[f]!.P!.Value.Any);
        var any = FalseDiscovery.QValues(p);
        var spatial = FalseDiscovery.QValues(Array.ConvertAll(tested, f => measured[f]!.P!.Value.Spatial));
        var q = new NoiseChance?[measured.Length];
        for (var i = 0; i < tested.Length; i++)
            q[tested[i]] = new NoiseChance(spatial[i], any[i]);
        return new LayerChances(p, q);
    }
}
