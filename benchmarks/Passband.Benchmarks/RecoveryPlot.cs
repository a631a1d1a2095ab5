using System.Globalization;
using Passband.Imaging;
using Passband.Naming;
using SkiaSharp;

namespace Passband.Benchmarks;

/// <summary>Recovery curves as small multiples: sizes side by side, what is measured one below the other, noise growing to the right.</summary>
internal static class RecoveryPlot
{
    private const int PanelWidth = 250, PanelHeight = 170, GapX = 26, GapY = 44, Left = 92, Top = 56, LegendHeight = 58, Margin = 24;

    /// <summary>Okabe and Ito's colors, told apart by color-blind eyes, and a gray.</summary>
    private static readonly (string Name, SKColor Color)[] Colors =
    [
        (KernelName.Smoothing, new SKColor(0xE6, 0x9F, 0x00)), (KernelName.Edge, new SKColor(0x00, 0x72, 0xB2)), (KernelName.Line, new SKColor(0x00, 0x9E, 0x73)),
        (KernelName.CenterSurround, new SKColor(0xD5, 0x5E, 0x00)), (KernelName.Saddle, new SKColor(0xCC, 0x79, 0xA7)), (KernelName.Gabor, new SKColor(0x1B, 0x1F, 0x24)),
        (KernelName.Grating, new SKColor(0x56, 0xB4, 0xE9)), (KernelName.Sharpening, new SKColor(0xA9, 0x97, 0x1C)), (KernelName.Identity, new SKColor(0x8A, 0x93, 0x9C)),
    ];

    private static readonly (string Title, double Largest, string Unit, Func<RecoveryScore, double?> Value, double[] Ticks)[] Rows =
    [
        ("recall", 100, " %", s => 100 * s.Recall, [0, 25, 50, 75, 100]),
        ("precision", 100, " %", s => s.Called < 20 ? null : 100 * s.Precision, [0, 25, 50, 75, 100]),
        ("median angle error", 10, "°", s => s.Angle?.Median, [0, 2, 4, 6, 8, 10]),
    ];

    public static void Write(List<RecoveryScore> scores, int[] sides, double[] snrs, Stream stream)
    {
        using var fonts = new SheetFonts();
        var theme = SheetTheme.Of(dark: false);
        var width = Left + sides.Length * (PanelWidth + GapX) + Margin;
        var height = Top + Rows.Length * (PanelHeight + GapY) + LegendHeight;
        using var surface = SKSurface.Create(new SKImageInfo(width, height));
        var canvas = surface.Canvas;
        canvas.Clear(theme.Background);
        using var text = new SKPaint { Color = theme.Text, IsAntialias = true };
        using var muted = new SKPaint { Color = theme.MutedText, IsAntialias = true };
        canvas.DrawText("Canonical recall, precision and angle of synthesized kernels as noise is added", Left, 26, fonts.Title, text);
        for (var row = 0; row < Rows.Length; row++)
        {
            for (var column = 0; column < sides.Length; column++)
            {
                var (x, y) = (Left + column * (PanelWidth + GapX), Top + row * (PanelHeight + GapY));
                if (row == 0)
                    canvas.DrawText($"{sides[column]}×{sides[column]}", x, y - 8, fonts.Caption, text);
                Panel(canvas, fonts, theme, muted, row, column == 0, x, y, snrs);
                foreach (var (name, color) in Colors)
                    Curve(canvas, color, [.. snrs.Select(snr => scores.Find(s => s.Side == sides[column] && s.SnrDb == snr && s.Name == name) is { } s ? Rows[row].Value(s) : null)], Rows[row].Largest, x, y);
            }
            canvas.Save();
            canvas.RotateDegrees(-90, 26, Top + row * (PanelHeight + GapY) + PanelHeight / 2f);
            var half = SheetFonts.Width(fonts.Caption, Rows[row].Title) / 2f;
            canvas.DrawText(Rows[row].Title, 26 - half, Top + row * (PanelHeight + GapY) + PanelHeight / 2f, fonts.Caption, text);
            canvas.Restore();
        }
        Legend(canvas, fonts, text, muted, Left, height - LegendHeight + 14);
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        data.SaveTo(stream);
    }

    private static void Panel(SKCanvas canvas, SheetFonts fonts, SheetTheme theme, SKPaint muted, int row, bool labeled, float x, float y, double[] snrs)
    {
        using var panel = new SKPaint { Color = theme.Panel };
        canvas.DrawRect(x, y, PanelWidth, PanelHeight, panel);
        using var grid = new SKPaint { Color = theme.Background, StrokeWidth = 1 };
        foreach (var tick in Rows[row].Ticks)
        {
            var at = Y(tick, Rows[row].Largest, y);
            canvas.DrawLine(x, at, x + PanelWidth, at, grid);
            if (!labeled)
                continue;
            var label = tick.ToString(CultureInfo.InvariantCulture) + Rows[row].Unit;
            canvas.DrawText(label, x - 6 - SheetFonts.Width(fonts.Label, label), at + 4, fonts.Label, muted);
        }
        for (var i = 0; i < snrs.Length; i++)
        {
            var label = double.IsInfinity(snrs[i]) ? "∞" : snrs[i].ToString(CultureInfo.InvariantCulture);
            canvas.DrawText(label, X(i, snrs.Length, x) - SheetFonts.Width(fonts.Label, label) / 2f, y + PanelHeight + 15, fonts.Label, muted);
        }
        if (row == Rows.Length - 1)
            canvas.DrawText("SNR, dB", x, y + PanelHeight + 31, fonts.Label, muted);
    }

    /// <summary>A curve; it leaves the panel's top where a value is larger, and pauses where there is none.</summary>
    private static void Curve(SKCanvas canvas, SKColor color, double?[] values, double largest, float x, float y)
    {
        using var line = new SKPaint { Color = color, IsAntialias = true, IsStroke = true, StrokeWidth = 2, StrokeJoin = SKStrokeJoin.Round };
        using var dot = new SKPaint { Color = color, IsAntialias = true };
        using var path = new SKPath();
        canvas.Save();
        canvas.ClipRect(new SKRect(x, y - 3, x + PanelWidth, y + PanelHeight + 3));
        var open = false;
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is not { } value)
            {
                open = false;
                continue;
            }
            var (px, py) = (X(i, values.Length, x), Y(value, largest, y));
            canvas.DrawCircle(px, py, 2.6f, dot);
            if (open)
                path.LineTo(px, py);
            else
                path.MoveTo(px, py);
            open = true;
        }
        canvas.DrawPath(path, line);
        canvas.Restore();
    }

    private static void Legend(SKCanvas canvas, SheetFonts fonts, SKPaint text, SKPaint muted, float x, float y)
    {
        foreach (var (name, color) in Colors)
        {
            using var swatch = new SKPaint { Color = color, IsAntialias = true, StrokeWidth = 3 };
            canvas.DrawLine(x, y - 4, x + 20, y - 4, swatch);
            canvas.DrawText(name, x + 26, y, fonts.Caption, text);
            x += 44 + SheetFonts.Width(fonts.Caption, name);
        }
        canvas.DrawText("Precision is drawn where at least 20 kernels were called so. A name that a size cannot show has no curve.", Left, y + 24, fonts.Label, muted);
    }

    private static float X(int index, int count, float x) => x + 12 + index * (PanelWidth - 24f) / (count - 1);

    private static float Y(double value, double largest, float y) => y + PanelHeight - (float)(value / largest) * PanelHeight;
}
