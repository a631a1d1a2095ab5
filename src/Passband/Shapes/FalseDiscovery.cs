using MathNet.Numerics;

namespace Passband.Shapes;

/// <summary>What p-values say when there are many of them.</summary>
internal static class FalseDiscovery
{
    /// <summary>Above this p-value nearly all filters are noise, which is how their share is estimated.</summary>
    private const double Lambda = 0.5;

    /// <summary>q-values of Benjamini and Hochberg (1995): the share of false discoveries when a filter and all with smaller p are called structured.</summary>
    public static double[] QValues(IReadOnlyList<double> p)
    {
        var order = Enumerable.Range(0, p.Count).OrderByDescending(i => p[i]).ToArray();
        var q = new double[p.Count];
        var smallest = 1.0;
        for (var i = 0; i < order.Length; i++)
        {
            smallest = Math.Min(smallest, p[order[i]] * p.Count / (p.Count - i));
            q[order[i]] = smallest;
        }
        return q;
    }

    /// <summary>Storey's estimate (2002) of the share of pure noise: what the number of p-values above 0.5 says of all; null without any.</summary>
    public static double? Pi0(IReadOnlyCollection<double> p) =>
        p.Count == 0 ? null : Math.Min(1, p.Count(value => value > Lambda) / ((1 - Lambda) * p.Count));

    /// <summary>
    /// Fisher's method: the chance that p-values of pure noise are together this small, −2·Σ ln p against χ² with twice as many degrees of freedom. It sees a
    /// layer whose filters are each a little better than noise though none is so on its own, as 3×3 kernels often are. Null without any.
    /// </summary>
    public static double? Combined(IReadOnlyCollection<double> p) =>
        p.Count == 0 ? null : SpecialFunctions.GammaUpperRegularized(p.Count, -p.Sum(Math.Log));
}
