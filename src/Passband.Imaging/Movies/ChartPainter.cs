using System.Globalization;
using Passband.Kernels;
using SkiaSharp;

namespace Passband.Imaging.Movies;

/// <summary>Draws a chart at one moment: what came before it strongly, what is to come faintly, a line between, and the values of the moment in the legend.</summary>
internal sealed class ChartPainter(SKCanvas canvas, SheetTheme theme, SheetFonts fonts, bool dark)
{
    private const int AxisGap = 6;
    private const byte FaintLine = 0x48;
    private const byte FaintArea = 0x50;

    /// <summary>Lines of the legend: two curves with their values are wider than a chart.</summary>
    private const int LegendLines = 2;

    public void Paint(MovieChart chart, ChartScale scale, Box box, long step)
    {
        var line = SheetFonts.LineHeight(fonts.Label);
        Text(chart.Title, box.X, box.Y, fonts.Caption, theme.Text);
        Legend(chart, box with { Y = box.Y + SheetFonts.LineHeight(fonts.Caption) + 1 }, step);
        var axis = scale.Ticks.Max(t => SheetFonts.Width(fonts.Label, scale.Tick(t))) + AxisGap;
        var top = box.Y + SheetFonts.LineHeight(fonts.Caption) + LegendLines * line + line / 2 + 6;
        var plot = new Box(box.X + axis, top, box.Width - axis, box.Bottom - top - line - 3);
        Axes(scale, plot, line);
        var cursor = plot.X + (float)scale.X(step) * plot.Width;
        Clipped(plot, cursor, plot.Right, () => Curves(chart, scale, plot, faint: true));
        Clipped(plot, plot.X, cursor, () => Curves(chart, scale, plot, faint: false));
        Cursor(chart, scale, plot, cursor, step);
    }

    private void Axes(ChartScale scale, Box plot, int line)
    {
        using var grid = new SKPaint { Color = theme.Line.WithAlpha(0x60), StrokeWidth = 1 };
        foreach (var tick in scale.Ticks)
        {
            var y = MathF.Round(plot.Bottom - (float)scale.Y(tick) * plot.Height) - 0.5f;
            canvas.DrawLine(plot.X, y, plot.Right, y, grid);
            var label = scale.Tick(tick);
            Text(label, plot.X - AxisGap - SheetFonts.Width(fonts.Label, label) + 1, (int)y - line / 2, fonts.Label, theme.MutedText);
        }
        var last = Count(scale.LastStep);
        Text(Count(scale.FirstStep), plot.X, plot.Bottom + 2, fonts.Label, theme.MutedText);
        Text(last, plot.Right - SheetFonts.Width(fonts.Label, last) + 1, plot.Bottom + 2, fonts.Label, theme.MutedText);
    }

    private void Curves(MovieChart chart, ChartScale scale, Box plot, bool faint)
    {
        if (chart.Kind == MovieChartKind.Names)
        {
            foreach (var (curve, edges) in StackedShares.Of(chart))
                Area(edges, scale, plot, ChartColors.Skia(ChartColors.Of(chart, curve, dark)).WithAlpha(faint ? FaintArea : (byte)0xFF));
            return;
        }
        foreach (var curve in chart.Curves)
        {
            using var path = new SKPath();
            foreach (var (step, value) in scale.Drawn(curve))
            {
                var (x, y) = At(scale, plot, step, value);
                if (path.IsEmpty)
                    path.MoveTo(x, y);
                else
                    path.LineTo(x, y);
            }
            using var paint = new SKPaint
            {
                Color = ChartColors.Skia(ChartColors.Of(chart, curve, dark)).WithAlpha(faint ? FaintLine : (byte)0xFF),
                IsAntialias = true,
                IsStroke = true,
                StrokeWidth = 1.75f,
                StrokeJoin = SKStrokeJoin.Round,
                StrokeCap = SKStrokeCap.Round,
            };
            canvas.DrawPath(path, paint);
        }
    }

    private void Area(List<(double Step, double From, double To)> edges, ChartScale scale, Box plot, SKColor color)
    {
        using var path = new SKPath();
        foreach (var (i, (step, _, to)) in edges.Index())
        {
            var (x, y) = At(scale, plot, step, to);
            if (i == 0)
                path.MoveTo(x, y);
            else
                path.LineTo(x, y);
        }
        foreach (var (step, from, _) in Enumerable.Reverse(edges))
        {
            var (x, y) = At(scale, plot, step, from);
            path.LineTo(x, y);
        }
        path.Close();
        using var paint = new SKPaint { Color = color, IsAntialias = true };
        canvas.DrawPath(path, paint);
    }

    private void Cursor(MovieChart chart, ChartScale scale, Box plot, float x, long step)
    {
        using var paint = new SKPaint { Color = theme.Text, StrokeWidth = 1, IsAntialias = true };
        canvas.DrawLine(MathF.Round(x) - 0.5f, plot.Y - 3, MathF.Round(x) - 0.5f, plot.Bottom, paint);
        if (chart.Kind == MovieChartKind.Names)
            return;
        foreach (var curve in chart.Curves)
        {
            if (Height(scale, curve, step) is not { } value)
                continue;
            var y = At(scale, plot, step, value).Y;
            using var ground = new SKPaint { Color = theme.Background, IsAntialias = true };
            using var dot = new SKPaint { Color = ChartColors.Skia(ChartColors.Of(chart, curve, dark)), IsAntialias = true };
            canvas.DrawCircle(x, y, 4.5f, ground);
            canvas.DrawCircle(x, y, 3.2f, dot);
        }
    }

    /// <summary>The height of the drawn curve at a step, so that its dot lies on it; null where it does not reach.</summary>
    private static double? Height(ChartScale scale, MovieCurve curve, long step)
    {
        var points = scale.Drawn(curve);
        var after = points.FindIndex(p => p.Step >= step);
        if (after < 0 || points.Count == 0)
            return points.Count > 0 ? points[^1].Value : null;
        if (after == 0)
            return points[0].Step == step ? points[0].Value : null;
        var ((a, from), (b, to)) = (points[after - 1], points[after]);
        return from + (to - from) * (step - a) / (b - a);
    }

    private void Legend(MovieChart chart, Box box, long step)
    {
        var (x, y) = (box.X, box.Y);
        var last = box.Y + (LegendLines - 1) * SheetFonts.LineHeight(fonts.Label);
        foreach (var (curve, value) in Entries(chart, step))
        {
            var name = chart.Curves.Length > 1 || chart.Kind == MovieChartKind.Names ? $"{Printable.Name(curve.Name)} " : "";
            var text = ChartScale.Value(chart.Kind, value);
            var (nameWidth, width) = (name.Length > 0 ? SheetFonts.Width(fonts.Label, name) + 2 : 0, SheetFonts.Width(fonts.Label, text));
            if (x > box.X && x + 11 + nameWidth + width > box.Right)
            {
                if (y == last)
                    break;
                (x, y) = (box.X, last);
            }
            using var paint = new SKPaint { Color = ChartColors.Skia(ChartColors.Of(chart, curve, dark)), IsAntialias = true };
            canvas.DrawCircle(x + 4, y + SheetFonts.Baseline(fonts.Label) - fonts.Label.Size * 0.36f, 3.5f, paint);
            Text(name, x + 11, y, fonts.Label, theme.MutedText);
            Text(text, x + 11 + nameWidth, y, fonts.Label, theme.Text);
            x += 11 + nameWidth + width + 9;
        }
    }

    /// <summary>What the legend tells, of names the most frequent first.</summary>
    private static IEnumerable<(MovieCurve Curve, double Value)> Entries(MovieChart chart, long step)
    {
        var values = chart.Curves.Select(c => (Curve: c, Value: ChartScale.ValueAt(c, step))).Where(c => c.Value is not null).Select(c => (c.Curve, c.Value!.Value));
        return chart.Kind == MovieChartKind.Names ? values.Where(v => v.Value > 0).OrderByDescending(v => v.Value).ThenBy(v => NameColors.Rank(v.Curve.Name)) : values;
    }

    private void Clipped(Box plot, float left, float right, Action draw)
    {
        canvas.Save();
        canvas.ClipRect(new SKRect(left - (left == plot.X ? 2 : 0), plot.Y - 2, right, plot.Bottom + 1));
        draw();
        canvas.Restore();
    }

    private static (float X, float Y) At(ChartScale scale, Box plot, double step, double value) =>
        (plot.X + (float)scale.X(step) * plot.Width, plot.Bottom - (float)scale.Y(value) * plot.Height);

    private static string Count(long steps) => steps.ToString("N0", CultureInfo.InvariantCulture);

    private void Text(string text, int x, int y, SKFont font, SKColor color)
    {
        using var paint = new SKPaint { Color = color, IsAntialias = true };
        canvas.DrawText(text, x, y + SheetFonts.Baseline(font), SKTextAlign.Left, font, paint);
    }
}
