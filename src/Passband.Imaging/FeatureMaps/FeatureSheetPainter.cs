using Passband.Imaging.Inputs;
using Passband.Imaging.Pictures;
using SkiaSharp;

namespace Passband.Imaging.FeatureMaps;

/// <summary>Draws the parts of a sheet of maps.</summary>
internal sealed class FeatureSheetPainter(SKCanvas canvas, SKBitmap bitmap, SheetFonts fonts, SheetTheme theme)
{
    public int Lines(IEnumerable<string> lines, SKFont font, int x, int y, bool muted)
    {
        foreach (var line in lines)
        {
            Text(line, font, x, y, muted);
            y += SheetFonts.LineHeight(font);
        }
        return y;
    }

    /// <summary>The bar of colors with its ends in numbers; returns what lies below it.</summary>
    public int Legend(FeatureSheet.SectionPlan plan, int x, int y, int width, int height)
    {
        var signed = plan.Section.IsSigned;
        for (var i = 0; i < width; i++)
        {
            var t = i / (width - 1.0);
            var color = signed ? DivergingMap.At(2 * t - 1) : SequentialMap.At(t);
            for (var row = 0; row < height; row++)
                bitmap.SetPixel(x + i, y + row, new SKColor(color.R, color.G, color.B));
        }
        var end = plan.CommonScale is { } scale ? SheetCaption.Number(scale) : "scale";
        Text(signed ? $"−{end}" : "0", fonts.Label, x, y + height, muted: true);
        if (signed)
            Text("0", fonts.Label, x + width / 2 - SheetFonts.Width(fonts.Label, "0") / 2, y + height, muted: true);
        Text(end, fonts.Label, x + width - SheetFonts.Width(fonts.Label, end), y + height, muted: true);
        return y + height + SheetFonts.LineHeight(fonts.Label);
    }

    /// <summary>The picture and the maps in rows; returns what lies below them.</summary>
    public int Tiles(FeatureSheet.SectionPlan plan, int x, int y, int gap, int pitchY)
    {
        for (var place = 0; place < plan.Count; place++)
        {
            var box = new Box(x + place % plan.Columns * (plan.TileWidth + gap), y + place / plan.Columns * pitchY, plan.CellWidth, plan.CellHeight);
            var index = place - (plan.Section.Picture is null ? 0 : 1);
            if (index < 0)
                Picture(plan.Section.Picture!, box);
            else
                Map(plan, plan.Shown[index], box);
            var label = index < 0 ? "picture" : plan.LabelOf(plan.Shown[index]);
            Text(SheetFonts.Fit(fonts.Label, label, plan.TileWidth + gap - 2), fonts.Label, box.X, box.Bottom + 1, muted: index < 0);
        }
        return y + plan.Rows * pitchY - gap;
    }

    private void Map(FeatureSheet.SectionPlan plan, FeatureTile tile, Box box)
    {
        var scale = plan.ScaleOf(tile);
        var map = tile.Map;
        for (var row = 0; row < box.Height / plan.Zoom; row++)
        {
            for (var column = 0; column < box.Width / plan.Zoom; column++)
            {
                var value = BlockMean(map, column * plan.Block, row * plan.Block, plan.Block) / scale;
                var color = plan.Section.IsSigned ? DivergingMap.At(value) : SequentialMap.At(value);
                for (var i = 0; i < plan.Zoom * plan.Zoom; i++)
                    bitmap.SetPixel(box.X + column * plan.Zoom + i % plan.Zoom, box.Y + row * plan.Zoom + i / plan.Zoom, new SKColor(color.R, color.G, color.B));
            }
        }
    }

    private static double BlockMean(Plane map, int x, int y, int block)
    {
        var (sum, count) = (0.0, 0);
        for (var row = y; row < Math.Min(y + block, map.Height); row++)
        {
            for (var column = x; column < Math.Min(x + block, map.Width); column++)
            {
                sum += map[column, row];
                count++;
            }
        }
        return sum / count;
    }

    /// <summary>The picture, as large as the box allows with its proportions kept.</summary>
    private void Picture(Picture picture, Box box)
    {
        var factor = Math.Min((double)box.Width / picture.Width, (double)box.Height / picture.Height);
        var size = new PixelSize(Math.Max(1, (int)(picture.Width * factor + 1e-9)), Math.Max(1, (int)(picture.Height * factor + 1e-9)));
        var planes = TransferCurve.Encode(picture).Planes.Select(p => PictureResize.Of(p, size, factor > 1 ? ResizeFilter.Nearest : ResizeFilter.Bilinear)).ToArray();
        for (var y = 0; y < size.Height; y++)
        {
            for (var x = 0; x < size.Width; x++)
                bitmap.SetPixel(box.X + x, box.Y + y, new SKColor(Level(planes[0][x, y]), Level(planes[planes.Length / 2][x, y]), Level(planes[^1][x, y])));
        }
    }

    private static byte Level(float sample) => (byte)Math.Round(Math.Clamp(float.IsNaN(sample) ? 0 : sample, 0, 1) * 255);

    private void Text(string text, SKFont font, int x, int y, bool muted)
    {
        using var paint = new SKPaint { Color = muted ? theme.MutedText : theme.Text, IsAntialias = true };
        canvas.DrawText(text, x, y + SheetFonts.Baseline(font), SKTextAlign.Left, font, paint);
    }
}
