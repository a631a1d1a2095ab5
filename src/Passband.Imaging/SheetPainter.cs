using SkiaSharp;

namespace Passband.Imaging;

/// <summary>Draws a planned and measured sheet.</summary>
internal sealed class SheetPainter(SheetPlan plan, SheetLayout layout, SheetTheme theme, SKBitmap bitmap)
{
    public void Paint()
    {
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(theme.Background);
        var curves = new CurvePainter(canvas, theme);
        foreach (var placed in layout.Tiles)
        {
            for (var i = 0; i < placed.Planes.Length; i++)
                PaintPlane(placed.Tile, i, placed.Planes[i], curves);
            if (placed.Response is { } box)
                PaintResponse(new ResponsePicture(plan.Layer, placed.Tile), box, curves);
        }
        foreach (var legend in layout.Legends)
            PaintLegend(legend);
        foreach (var text in layout.Texts)
            PaintText(canvas, text);
        canvas.Flush();
    }

    private void PaintPlane(SheetTile tile, int index, Box box, CurvePainter curves)
    {
        var scale = plan.ScaleOf(tile);
        if (plan.Kind == TileKind.Curves)
        {
            curves.Taps(plan.Layer.Bank.Kernel(tile.Filter, tile.FirstChannel + index), scale, box);
            return;
        }
        var raster = plan.Kind == TileKind.Color
            ? KernelRaster.Color(plan.Layer, tile.Filter, scale, plan.Options.Channels)
            : KernelRaster.Plane(plan.Layer, tile.Filter, tile.FirstChannel + index, scale);
        Fill(box, (x, y) => raster[x / plan.Zoom, y / plan.Zoom]);
    }

    private void PaintResponse(ResponsePicture response, Box box, CurvePainter curves)
    {
        if (plan.Kind == TileKind.Curves)
            curves.Response(response, box);
        else
            Fill(box, (x, y) => SequentialMap.At(response.At((x + 0.5) / box.Width - 0.5, (y + 0.5) / box.Height - 0.5)));
    }

    private void PaintLegend(PlacedLegend legend) => Fill(legend.Bar, (x, _) =>
    {
        var t = x / (legend.Bar.Width - 1.0);
        return legend.IsResponse ? SequentialMap.At(t) : DivergingMap.At(2 * t - 1);
    });

    /// <summary>Sets pixels directly, because a drawing operation may blend or smooth.</summary>
    private void Fill(Box box, Func<int, int, Rgb?> colorOf)
    {
        var pixels = bitmap.GetPixelSpan();
        for (var y = 0; y < box.Height; y++)
        {
            var row = pixels.Slice((box.Y + y) * bitmap.RowBytes + box.X * 4, box.Width * 4);
            for (var x = 0; x < box.Width; x++)
            {
                if (colorOf(x, y) is not { } color)
                    continue;
                (row[x * 4], row[x * 4 + 1], row[x * 4 + 2], row[x * 4 + 3]) = (color.R, color.G, color.B, 255);
            }
        }
    }

    private void PaintText(SKCanvas canvas, PlacedText text)
    {
        using var paint = new SKPaint { Color = text.Muted ? theme.MutedText : theme.Text, IsAntialias = true };
        var baseline = text.Box.Y + SheetFonts.Baseline(text.Font);
        canvas.DrawText(text.Text, text.Box.X, baseline, SKTextAlign.Left, text.Font, paint);
    }
}
