using SkiaSharp;

namespace Passband.Imaging;

/// <summary>Draws kernels of one axis: stems where there are few taps, a line where there are many; and their response as an area.</summary>
internal sealed class CurvePainter(SKCanvas canvas, SheetTheme theme)
{
    private const int Inset = 4;

    /// <summary>Stems need at least this many pixels a tap to stay apart.</summary>
    private const double PixelsPerStem = 4;

    public void Taps(ReadOnlySpan<float> taps, double scale, Box box)
    {
        Panel(box);
        var middle = box.Y + box.Height / 2f;
        var reach = box.Height / 2f - Inset;
        var step = (box.Width - 2f * Inset) / taps.Length;
        using var zero = new SKPaint { Color = theme.Line, StrokeWidth = 1 };
        canvas.DrawLine(box.X + Inset, middle, box.Right - Inset, middle, zero);
        if (step >= PixelsPerStem)
            Stems(taps, scale, box.X + Inset, middle, reach, step);
        else
            Line(taps, scale, box.X + Inset, middle, reach, step);
    }

    public void Response(ResponsePicture response, Box box)
    {
        Panel(box);
        var (left, width) = (box.X + Inset, box.Width - 2 * Inset);
        var (bottom, reach) = (box.Bottom - Inset, box.Height - 2f * Inset);
        using var path = new SKPath();
        path.MoveTo(left, bottom);
        for (var x = 0; x <= width; x++)
            path.LineTo(left + x, bottom - reach * (float)response.AlongLine(0.5 * x / width));
        path.LineTo(left + width, bottom);
        path.Close();
        using var paint = new SKPaint { Color = Color(theme.Response), IsAntialias = true };
        canvas.DrawPath(path, paint);
        using var zero = new SKPaint { Color = theme.Line, StrokeWidth = 1 };
        canvas.DrawLine(left, bottom, left + width, bottom, zero);
    }

    private static float Relative(float tap, double scale) => scale > 0 && float.IsFinite(tap) ? (float)Math.Clamp(tap / scale, -1, 1) : 0;

    private static SKColor Color(Rgb color) => new(color.R, color.G, color.B);

    private void Stems(ReadOnlySpan<float> taps, double scale, float left, float middle, float reach, float step)
    {
        var radius = Math.Clamp(step / 4, 1.5f, 3.5f);
        using var paint = new SKPaint { IsAntialias = true, StrokeWidth = Math.Clamp(step / 8, 1, 2) };
        for (var i = 0; i < taps.Length; i++)
        {
            paint.Color = Color(taps[i] < 0 ? theme.Negative : theme.Positive);
            var (x, y) = (left + (i + 0.5f) * step, middle - (reach - radius) * Relative(taps[i], scale));
            canvas.DrawLine(x, middle, x, y, paint);
            canvas.DrawCircle(x, y, radius, paint);
        }
    }

    private void Line(ReadOnlySpan<float> taps, double scale, float left, float middle, float reach, float step)
    {
        using var path = new SKPath();
        for (var i = 0; i < taps.Length; i++)
        {
            var (x, y) = (left + (i + 0.5f) * step, middle - reach * Relative(taps[i], scale));
            if (i == 0)
                path.MoveTo(x, y);
            else
                path.LineTo(x, y);
        }
        using var paint = new SKPaint { Color = theme.Text, IsAntialias = true, IsStroke = true, StrokeWidth = 1, StrokeJoin = SKStrokeJoin.Round };
        canvas.DrawPath(path, paint);
    }

    private void Panel(Box box)
    {
        using var paint = new SKPaint { Color = theme.Panel };
        canvas.DrawRect(box.X, box.Y, box.Width, box.Height, paint);
    }
}
