using SkiaSharp;

namespace Passband.Imaging.Filtering;

/// <summary>The strip below a picture of signed numbers: a bar of the map's colors with the numbers at its ends and at zero.</summary>
internal sealed class SignedLegend
{
    private const int Margin = 12, BarHeight = 12, Space = 4, BarWidth = 220;

    private readonly SheetFonts _fonts;
    private readonly SignedView _view;
    private readonly string[] _labels;

    private SignedLegend(SignedView view, string[] labels, SheetFonts fonts) => (_view, _labels, _fonts) = (view, labels, fonts);

    /// <summary>Pixels that it needs; the picture is made as wide.</summary>
    public int Width { get; private init; }

    /// <summary>Rows of pixels.</summary>
    public static int Height => Margin + BarHeight + Space + LabelHeight + Margin;

    private static int LabelHeight => 15;

    /// <summary>The legend of a view.</summary>
    /// <param name="view">How numbers become colors.</param>
    /// <param name="scale">The number at the end.</param>
    /// <param name="fonts">Used until it is painted.</param>
    public static SignedLegend For(SignedView view, double scale, SheetFonts fonts)
    {
        var number = SheetCaption.Number(scale);
        string[] labels = view is SignedView.Diverging or SignedView.MidGray ? [$"−{number}", "0", $"+{number}"] : ["0", "", number];
        return new SignedLegend(view, labels, fonts) { Width = BarWidth + 2 * Margin + (view == SignedView.OnOff ? Note(fonts) : 0) };
    }

    /// <summary>Paints the strip.</summary>
    /// <param name="pixels">[row, column, RGBA] of the whole picture.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="top">The strip's first row.</param>
    /// <param name="theme">Its colors.</param>
    public void Paint(byte[] pixels, int width, int top, SheetTheme theme)
    {
        var signed = _view is SignedView.Diverging or SignedView.MidGray;
        for (var y = top + Margin; y < top + Margin + BarHeight; y++)
        {
            for (var x = 0; x < BarWidth; x++)
            {
                var share = x / (BarWidth - 1.0);
                var color = SignedPicture.ColorOf(signed ? 2 * share - 1 : share, _view);
                var at = 4 * (y * width + Margin + x);
                (pixels[at], pixels[at + 1], pixels[at + 2]) = (color.R, color.G, color.B);
            }
        }
        using var bitmap = new SKBitmap(new SKImageInfo(width, Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var strip = pixels.AsSpan(4 * top * width, 4 * width * Height);
        strip.CopyTo(bitmap.GetPixelSpan());
        using (var canvas = new SKCanvas(bitmap))
        {
            using var line = new SKPaint { Color = theme.Line, Style = SKPaintStyle.Stroke, StrokeWidth = 1 };
            using var text = new SKPaint { Color = theme.Text, IsAntialias = true };
            using var muted = new SKPaint { Color = theme.MutedText, IsAntialias = true };
            // Near-white ends and middles would run into a white background.
            canvas.DrawRect(Margin - 0.5f, Margin - 0.5f, BarWidth + 1, BarHeight + 1, line);
            var baseline = Margin + BarHeight + Space + SheetFonts.Baseline(_fonts.Label);
            canvas.DrawText(_labels[0], Margin, baseline, SKTextAlign.Left, _fonts.Label, text);
            canvas.DrawText(_labels[1], Margin + BarWidth / 2f, baseline, SKTextAlign.Center, _fonts.Label, text);
            canvas.DrawText(_labels[2], Margin + BarWidth, baseline, SKTextAlign.Right, _fonts.Label, text);
            if (_view == SignedView.OnOff)
                canvas.DrawText(Halves, 2 * Margin + BarWidth, Margin + SheetFonts.Baseline(_fonts.Label), SKTextAlign.Left, _fonts.Label, muted);
            canvas.Flush();
        }
        bitmap.GetPixelSpan().CopyTo(strip);
    }

    private const string Halves = "left: ON, max(v, 0)   right: OFF, max(−v, 0)";

    private static int Note(SheetFonts fonts) => Margin + SheetFonts.Width(fonts.Label, Halves);
}
