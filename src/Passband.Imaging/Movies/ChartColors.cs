using SkiaSharp;

namespace Passband.Imaging.Movies;

/// <summary>The colors of curves: names have their own, others follow each other.</summary>
internal static class ChartColors
{
    // Blue, orange, green, violet, rose and ochre, each readable on white and on dark; in this order for the usual two, train and held-out.
    private static readonly Rgb[] Light =
    [
        OkLch.ToRgb(0.5, 0.15, 256), OkLch.ToRgb(0.6, 0.17, 48), OkLch.ToRgb(0.53, 0.12, 150), OkLch.ToRgb(0.5, 0.18, 300), OkLch.ToRgb(0.56, 0.19, 10), OkLch.ToRgb(0.55, 0.11, 90),
    ];

    private static readonly Rgb[] Night =
    [
        OkLch.ToRgb(0.74, 0.12, 250), OkLch.ToRgb(0.78, 0.14, 60), OkLch.ToRgb(0.78, 0.14, 150), OkLch.ToRgb(0.74, 0.14, 300), OkLch.ToRgb(0.74, 0.15, 10), OkLch.ToRgb(0.8, 0.12, 95),
    ];

    /// <summary>How many colors there are before they repeat.</summary>
    public static int Count => Light.Length;

    /// <summary>The color of a chart's curve.</summary>
    public static Rgb Of(MovieChart chart, MovieCurve curve, bool dark)
    {
        if (chart.Kind == MovieChartKind.Names)
            return NameColors.Of(curve.Name);
        return At(chart.Curves.IndexOf(curve) % Count, dark);
    }

    /// <summary>The color of a curve that is no name's.</summary>
    public static Rgb At(int curve, bool dark) => (dark ? Night : Light)[curve];

    public static SKColor Skia(Rgb color) => new(color.R, color.G, color.B);
}
