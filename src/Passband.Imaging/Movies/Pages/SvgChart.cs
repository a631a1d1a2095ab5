using System.Globalization;
using System.Text;

namespace Passband.Imaging.Movies.Pages;

/// <summary>
/// A chart as SVG, with the axes of <see cref="ChartScale"/>. All curves are there twice: faintly, and strongly within a clip that ends at the cursor, which a script moves.
/// </summary>
internal static class SvgChart
{
    private const int Width = 300;
    private const int Height = 170;
    private const int Left = 46;
    private const int Right = 8;
    private const int Top = 8;
    private const int Bottom = 22;

    /// <summary>The figure: title, legend with the values at the last step, and the drawing.</summary>
    /// <param name="chart">What to draw.</param>
    /// <param name="number">Tells the page's charts apart.</param>
    /// <param name="first">The step of the left edge.</param>
    /// <param name="last">The step of the right edge.</param>
    public static string Figure(MovieChart chart, int number, long first, long last)
    {
        var scale = ChartScale.Of(chart, first, last);
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<figure class=\"chart\"><figcaption><h3>{HtmlPage.Text(chart.Title)}</h3><ul class=\"legend\">");
        foreach (var (i, curve) in chart.Curves.Index())
        {
            var value = ChartScale.ValueAt(curve, last);
            var hidden = chart.Kind == MovieChartKind.Names && value is null or 0 ? " hidden" : "";
            html.Append(CultureInfo.InvariantCulture, $"<li{hidden}><i class=\"dot {HtmlPage.CurveClass(chart, i)}\"></i>{HtmlPage.Text(curve.Name)} <b>{(value is { } v ? ChartScale.Value(chart.Kind, v) : "–")}</b></li>");
        }
        html.Append(CultureInfo.InvariantCulture, $"</ul></figcaption><svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{HtmlPage.Text(Words(chart, scale))}\"")
            .Append(CultureInfo.InvariantCulture, $" data-left=\"{Left}\" data-right=\"{Width - Right}\">");
        Axes(scale, html);
        var curves = Curves(chart, scale);
        html.Append(CultureInfo.InvariantCulture, $"<clipPath id=\"past-{number}\"><rect x=\"0\" y=\"0\" width=\"{Width}\" height=\"{Height}\"/></clipPath>")
            .Append(CultureInfo.InvariantCulture, $"<g class=\"faint\">{curves}</g><g clip-path=\"url(#past-{number})\">{curves}</g>")
            .Append(CultureInfo.InvariantCulture, $"<line class=\"cursor\" x1=\"{Width - Right}\" x2=\"{Width - Right}\" y1=\"{Top - 4}\" y2=\"{Height - Bottom}\"/></svg></figure>");
        return html.ToString();
    }

    private static string Words(MovieChart chart, ChartScale scale) => string.Create(CultureInfo.InvariantCulture,
        $"{chart.Title} from step {scale.FirstStep} to {scale.LastStep}: {string.Join(", ", chart.Curves.Select(c => $"{c.Name} {End(c)}"))}");

    private static string End(MovieCurve curve)
    {
        var finite = curve.Points.Where(p => double.IsFinite(p.Value)).ToArray();
        return finite.Length == 0 ? "none" : string.Create(CultureInfo.InvariantCulture, $"{finite[0].Value:G3} to {finite[^1].Value:G3}");
    }

    private static void Axes(ChartScale scale, StringBuilder html)
    {
        foreach (var tick in scale.Ticks)
        {
            var y = HtmlPage.Number(Y(scale, tick));
            html.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{y}\" y2=\"{y}\"/>")
                .Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 6}\" y=\"{y}\" dy=\"4\" text-anchor=\"end\">{scale.Tick(tick)}</text>");
        }
        html.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left}\" y=\"{Height - 6}\">{scale.FirstStep:N0}</text><text x=\"{Width - Right}\" y=\"{Height - 6}\" text-anchor=\"end\">{scale.LastStep:N0}</text>");
    }

    private static string Curves(MovieChart chart, ChartScale scale)
    {
        var html = new StringBuilder();
        if (chart.Kind == MovieChartKind.Names)
        {
            foreach (var (curve, edges) in StackedShares.Of(chart))
            {
                var outline = edges.Select(e => Point(scale, e.Step, e.To)).Concat(Enumerable.Reverse(edges).Select(e => Point(scale, e.Step, e.From)));
                html.Append(CultureInfo.InvariantCulture, $"<polygon class=\"area {HtmlPage.NameClass(curve.Name)}\" points=\"{string.Join(' ', outline)}\"/>");
            }
            return html.ToString();
        }
        foreach (var (i, curve) in chart.Curves.Index())
            html.Append(CultureInfo.InvariantCulture, $"<polyline class=\"curve {HtmlPage.CurveClass(chart, i)}\" points=\"{string.Join(' ', scale.Drawn(curve).Select(p => Point(scale, p.Step, p.Value)))}\"/>");
        return html.ToString();
    }

    private static string Point(ChartScale scale, double step, double value) => $"{HtmlPage.Number(Left + scale.X(step) * (Width - Left - Right))},{HtmlPage.Number(Y(scale, value))}";

    private static double Y(ChartScale scale, double value) => Height - Bottom - scale.Y(value) * (Height - Bottom - Top);
}
