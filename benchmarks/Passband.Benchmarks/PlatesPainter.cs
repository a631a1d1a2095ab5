using Passband.Imaging;
using SkiaSharp;

namespace Passband.Benchmarks;

/// <summary>What pictures of a plate are drawn with.</summary>
internal sealed record PlateCanvas(SKCanvas Canvas, SheetFonts Fonts, SheetTheme Theme)
{
    /// <summary>A rectangle of one color with sharp edges.</summary>
    public void Fill(float x, float y, float width, float height, Rgb color)
    {
        using var paint = new SKPaint { Color = new SKColor(color.R, color.G, color.B) };
        Canvas.DrawRect(x, y, width, height, paint);
    }

    /// <summary>A thin frame: zero is so light that the paper would not end it.</summary>
    public void Frame(float width, float height)
    {
        using var paint = new SKPaint { Color = Theme.Line, IsStroke = true, StrokeWidth = 1 };
        Canvas.DrawRect(0.5f, 0.5f, width - 1, height - 1, paint);
    }
}

/// <summary>Lays a plate out and draws it.</summary>
internal static class PlatePainter
{
    private const int Margin = 16, TitleHeight = 40, Gap = 8;

    /// <summary>The plate as PNG.</summary>
    /// <exception cref="InvalidOperationException">A text is wider than its cell.</exception>
    public static SKData Paint(Plate plate)
    {
        using var fonts = new SheetFonts();
        var theme = SheetTheme.Of(dark: false);
        var rows = plate.Cells.Chunk(plate.Columns).ToArray();
        var heights = Array.ConvertAll(rows, row => row.Max(c => Height(c)));
        var width = Math.Max(
            Math.Min(plate.Columns, plate.Cells.Length) * plate.CellWidth + Margin, SheetFonts.Width(fonts.Title, plate.Title) + 2 * Margin);
        using var surface = SKSurface.Create(new SKImageInfo(width, TitleHeight + heights.Sum() + rows.Length * Gap));
        surface.Canvas.Clear(theme.Background);
        using var text = new SKPaint { Color = theme.Text, IsAntialias = true };
        surface.Canvas.DrawText(plate.Title, Margin, 26, fonts.Title, text);
        var y = TitleHeight;
        for (var row = 0; row < rows.Length; row++)
        {
            for (var column = 0; column < rows[row].Length; column++)
                Cell(rows[row][column], Margin + column * plate.CellWidth, y, plate.CellWidth - Margin / 2, new PlateCanvas(surface.Canvas, fonts, theme));
            y += heights[row] + Gap;
        }
        using var image = surface.Snapshot();
        return image.Encode(SKEncodedImageFormat.Png, 100);
    }

    private static int Height(PlateCell cell) => cell.Pictures.Sum(p => p.Height + Gap) + 20 + 15 * cell.Lines.Length;

    private static void Cell(PlateCell cell, int x, int y, int width, PlateCanvas plate)
    {
        foreach (var picture in cell.Pictures)
        {
            plate.Canvas.Save();
            plate.Canvas.Translate(x, y);
            picture.Paint(plate);
            plate.Canvas.Restore();
            y += picture.Height + Gap;
        }
        using var text = new SKPaint { Color = plate.Theme.Text, IsAntialias = true };
        using var muted = new SKPaint { Color = plate.Theme.MutedText, IsAntialias = true };
        Line(plate.Canvas, cell.Value, x, y + 10, width, plate.Fonts.Caption, text);
        for (var i = 0; i < cell.Lines.Length; i++)
            Line(plate.Canvas, cell.Lines[i], x, y + 27 + 15 * i, width, plate.Fonts.Label, muted);
    }

    private static void Line(SKCanvas canvas, string text, int x, int y, int width, SKFont font, SKPaint paint)
    {
        if (SheetFonts.Width(font, text) > width)
            throw new InvalidOperationException($"\"{text}\" is {SheetFonts.Width(font, text)} pixels wide; a cell has {width}. Make it shorter.");
        canvas.DrawText(text, x, y, font, paint);
    }
}
