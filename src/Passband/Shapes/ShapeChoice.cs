namespace Passband.Shapes;

/// <summary>
/// Which fit describes a kernel. The smallest criterion wins, but a shape that is a limit of the winner (an edge of a Gabor, a tap of anything narrow) is kept
/// until the evidence against it is strong: a richer shape always explains a little more of the noise.
/// </summary>
internal static class ShapeChoice
{
    /// <summary>
    /// How much smaller the criterion of the richer shape must be. Between nested models twice the gain in log-likelihood under the simpler one is about χ² with
    /// as many degrees of freedom as parameters were added, 1 to 4 here; 6 on top of the criterion's own charge of 2 each leave less than 1 % of it (of
    /// χ²(2), 0.7 % lie beyond 10). Synthesized kernels confirm it: benchmarks/results/choice.md.
    /// </summary>
    public const double Margin = 6;

    /// <summary>A tap is a limit of eight shapes, any of which may profit from the noise: 2·ln 8 more keep the level.</summary>
    public const double TapMargin = 4.2;

    /// <summary>The fits with the chosen one first, then by criterion.</summary>
    public static List<ShapeFit> Order(List<ShapeFit> fits, double margin = Margin)
    {
        fits.Sort(ByCriterion);
        var best = fits[0].Aicc + margin;
        var chosen = fits[0];
        while (fits.Find(f => f.Aicc <= best + (f.Kind == ShapeKind.Identity ? TapMargin : 0) && IsLimit(f.Kind, chosen.Kind)) is { } simpler)
            chosen = simpler;
        fits.Remove(chosen);
        fits.Insert(0, chosen);
        return fits;
    }

    /// <summary>Whether every kernel of one shape is, up to differences no data could show, one of the other's too.</summary>
    public static bool IsLimit(ShapeKind simple, ShapeKind rich) => rich switch
    {
        ShapeKind.Gabor => simple is ShapeKind.Gaussian or ShapeKind.Edge or ShapeKind.Line or ShapeKind.Grating or ShapeKind.Identity,
        ShapeKind.DifferenceOfGaussians => simple is ShapeKind.Gaussian or ShapeKind.LaplacianOfGaussian or ShapeKind.Sharpening or ShapeKind.Identity,
        // Without its tap, a sharpening kernel is the Gaussian that it would take off.
        ShapeKind.Sharpening => simple is ShapeKind.Gaussian or ShapeKind.Identity,
        ShapeKind.Gaussian or ShapeKind.Edge or ShapeKind.Line or ShapeKind.LaplacianOfGaussian or ShapeKind.Saddle =>
            simple == ShapeKind.Identity,
        _ => false,
    };

    private static int ByCriterion(ShapeFit a, ShapeFit b) =>
        a.Aicc != b.Aicc ? a.Aicc.CompareTo(b.Aicc) : b.R2 != a.R2 ? b.R2.CompareTo(a.R2) : a.Kind.CompareTo(b.Kind);
}
