namespace Passband.Imaging.Movies;

/// <summary>Shares of names one above the other.</summary>
internal static class StackedShares
{
    /// <summary>Each curve's lower and upper edge at every step that any of them has, in the order of <see cref="NameColors.Order"/>.</summary>
    public static List<(MovieCurve Curve, List<(double Step, double From, double To)> Edges)> Of(MovieChart chart)
    {
        var steps = chart.Curves.SelectMany(c => c.Points).Select(p => p.Step).Distinct().Order().ToArray();
        var below = new double[steps.Length];
        var stack = new List<(MovieCurve, List<(double, double, double)>)>();
        // What has no shape lies at the bottom, so that structure is seen to grow from above.
        foreach (var curve in chart.Curves.OrderByDescending(c => NameColors.Rank(c.Name)))
        {
            var edges = new List<(double, double, double)>(steps.Length);
            for (var i = 0; i < steps.Length; i++)
            {
                var value = Math.Max(0, ChartScale.ValueAt(curve, steps[i]) ?? 0);
                edges.Add((steps[i], below[i], below[i] + value));
                below[i] += value;
            }
            stack.Add((curve, edges));
        }
        return stack;
    }
}
