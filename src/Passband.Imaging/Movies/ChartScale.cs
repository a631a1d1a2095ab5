using System.Collections.Immutable;
using System.Globalization;

namespace Passband.Imaging.Movies;

/// <summary>The axes of a chart: what its left and lower edge mean, and how values are written.</summary>
internal sealed record ChartScale
{
    /// <summary>More points than this are averaged before they are drawn: a chart has fewer pixels.</summary>
    public const int MostPoints = 300;

    /// <summary>Upper ends that are easily halved, within a decade.</summary>
    private static readonly double[] Ends = [1, 1.2, 1.6, 2, 3, 4, 5, 6, 8, 10];

    private ChartScale(MovieChartKind kind, double most, long first, long last)
    {
        Kind = kind;
        Most = most;
        FirstStep = first;
        LastStep = last;
    }

    /// <summary>What the values are.</summary>
    public MovieChartKind Kind { get; }

    /// <summary>The value of the upper edge; that of the lower is 0.</summary>
    public double Most { get; }

    public long FirstStep { get; }

    public long LastStep { get; }

    /// <summary>The values that are written at the axis.</summary>
    public ImmutableArray<double> Ticks => [0, Most / 2, Most];

    /// <summary>The axes of a chart whose left edge is at the first step and whose right edge at the last.</summary>
    public static ChartScale Of(MovieChart chart, long first, long last)
    {
        var most = chart.Kind is MovieChartKind.Shares or MovieChartKind.Names
            ? 1
            : End(chart.Curves.SelectMany(c => c.Points).Select(p => p.Value).Where(double.IsFinite).DefaultIfEmpty().Max());
        return new ChartScale(chart.Kind, chart.Kind == MovieChartKind.Ratios ? Math.Max(1, most) : most, first, last);
    }

    /// <summary>Where a step stands, 0 at the left edge to 1 at the right.</summary>
    public double X(double step) => LastStep > FirstStep ? Math.Clamp((step - FirstStep) / (LastStep - FirstStep), 0, 1) : 1;

    /// <summary>Where a value stands, 0 at the lower edge to 1 at the upper.</summary>
    public double Y(double value) => Math.Clamp(value / Most, 0, 1);

    /// <summary>A value as the axis has it.</summary>
    public string Tick(double value) => Kind is MovieChartKind.Shares or MovieChartKind.Names
        ? string.Create(CultureInfo.InvariantCulture, $"{100 * value:0}\u202F%")
        : value == 0 ? "0" : value.ToString("G3", CultureInfo.InvariantCulture);

    /// <summary>A value as the legend has it.</summary>
    public static string Value(MovieChartKind kind, double value) => kind switch
    {
        MovieChartKind.Shares => string.Create(CultureInfo.InvariantCulture, $"{100 * value:0.0}\u202F%"),
        MovieChartKind.Names => string.Create(CultureInfo.InvariantCulture, $"{100 * value:0}\u202F%"),
        MovieChartKind.Ratios => value.ToString("0.00", CultureInfo.InvariantCulture),
        _ when value is >= 0.001 and < 1000 => value.ToString(value < 0.01 ? "0.0000" : value < 100 ? "0.000" : "0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.0e+0", CultureInfo.InvariantCulture),
    };

    /// <summary>The value at a step: that of the last point until then; null before the first.</summary>
    public static double? ValueAt(MovieCurve curve, long step)
    {
        var (low, high) = (0, curve.Points.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (curve.Points[middle].Step <= step)
                low = middle + 1;
            else
                high = middle;
        }
        while (low > 0 && !double.IsFinite(curve.Points[low - 1].Value))
            low--;
        return low > 0 ? curve.Points[low - 1].Value : null;
    }

    /// <summary>The points to draw: finite ones within the steps, and of many the means of neighbors; the last one stays.</summary>
    public List<(double Step, double Value)> Drawn(MovieCurve curve)
    {
        var points = curve.Points.Where(p => double.IsFinite(p.Value) && p.Step >= FirstStep && p.Step <= LastStep).Select(p => ((double)p.Step, p.Value)).ToList();
        if (points.Count <= MostPoints)
            return points;
        var each = (points.Count + MostPoints - 2) / (MostPoints - 1);
        return [.. points.SkipLast(1).Chunk(each).Select(c => (c.Average(p => p.Item1), c.Average(p => p.Value))), points[^1]];
    }

    private static double End(double largest)
    {
        if (!(largest > 0))
            return 1;
        var decade = Math.Pow(10, Math.Floor(Math.Log10(largest)));
        return Ends.First(e => e * decade >= largest * (1 - 1e-9) || e == 10) * decade;
    }
}
