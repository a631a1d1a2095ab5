using Passband.Imaging.Pictures;
using Passband.Kernels;
using SkiaSharp;

namespace Passband.Imaging.Filtering;

/// <summary>Several pictures of one size side by side, each with its words below, and one legend for all.</summary>
public sealed class ContactSheet : IDisposable
{
    private const int Margin = 20, Gap = 12, LabelGap = 4, NarrowestContent = 420, PairGap = 4;
    private const int BarWidth = 180, BarHeight = 10;

    /// <summary>The most pixels that a sheet may have.</summary>
    private const long MaxPixels = 200_000_000;

    private readonly IReadOnlyList<ContactTile> _tiles;
    private readonly ContactSheetOptions _options;
    private readonly SheetFonts _fonts = new();
    private readonly SheetTheme _theme;
    private readonly int _tileWidth, _tileHeight, _pitchX, _pitchY, _columns, _top, _legendTop, _labelLines;
    private readonly string[] _caption;

    private ContactSheet(IReadOnlyList<ContactTile> tiles, ContactSheetOptions options)
    {
        (_tiles, _options, _theme) = (tiles, options, SheetTheme.Of(options.Dark));
        var plane = tiles[0].Planes[0];
        (_tileWidth, _tileHeight) = (options.View == SignedView.OnOff ? 2 * plane.Width + PairGap : plane.Width, plane.Height);
        var line = SheetFonts.LineHeight(_fonts.Label);
        _labelLines = options.Plain ? 0 : tiles.Any(t => t.Note.Length > 0) ? 2 : 1;
        var words = options.Plain ? 0 : tiles.Max(t => Math.Max(SheetFonts.Width(_fonts.Label, Printable.Name(t.Label)), SheetFonts.Width(_fonts.Label, t.Note)));
        _pitchX = Math.Max(_tileWidth, words) + Gap;
        _pitchY = _tileHeight + (_labelLines > 0 ? LabelGap + _labelLines * line : 0) + Gap;
        _columns = Math.Min(tiles.Count, options.Columns ?? Pleasing(tiles.Count, (double)_pitchX / _pitchY));
        var rows = (tiles.Count + _columns - 1) / _columns;
        var content = Math.Max(options.Plain ? 0 : NarrowestContent, _columns * _pitchX - Gap);
        var margin = options.Plain ? 0 : Margin;
        _caption = options.Plain ? [] : [.. SheetFonts.Wrap(_fonts.Caption, options.Caption, content)];
        _top = margin + (options.Plain ? 0 : SheetFonts.LineHeight(_fonts.Title) + 4 + _caption.Length * SheetFonts.LineHeight(_fonts.Caption) + 14);
        _legendTop = _top + rows * _pitchY - Gap + 16;
        Width = content + 2 * margin;
        Height = options.Plain ? _legendTop - 16 : _legendTop + line + margin;
        if ((long)Width * Height > MaxPixels)
        {
            throw new PassbandException(ErrorKind.Request, "contact sheet", $"{Width}×{Height} pixels", $"at most {MaxPixels / 1_000_000} megapixels", "Ask for smaller cells.");
        }
    }

    /// <summary>Pixels in a row.</summary>
    private int Width { get; }

    /// <summary>Rows of pixels.</summary>
    private int Height { get; }

    /// <summary>The sheet as a PNG.</summary>
    /// <param name="tiles">At least one, all of one size.</param>
    /// <param name="options">How it looks; null for the defaults.</param>
    /// <exception cref="ArgumentException">There is no tile, or sizes differ.</exception>
    /// <exception cref="PassbandException">The sheet would be too large for a picture.</exception>
    public static byte[] ToPng(IReadOnlyList<ContactTile> tiles, ContactSheetOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(tiles);
        if (tiles.Count == 0)
            throw new ArgumentException("A sheet needs at least one tile.", nameof(tiles));
        var first = tiles[0].Planes[0];
        if (tiles.Any(t => t.Planes.Any(p => p.Width != first.Width || p.Height != first.Height)))
            throw new ArgumentException("The tiles differ in size.", nameof(tiles));
        using var sheet = new ContactSheet(tiles, options ?? new ContactSheetOptions());
        return sheet.Paint();
    }

    /// <inheritdoc/>
    public void Dispose() => _fonts.Dispose();

    private byte[] Paint()
    {
        using var bitmap = new SKBitmap(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(_theme.Background);
            var left = _options.Plain ? 0 : Margin;
            for (var i = 0; i < _tiles.Count; i++)
                PaintTile(bitmap, canvas, _tiles[i], left + i % _columns * _pitchX, _top + i / _columns * _pitchY);
            if (!_options.Plain)
            {
                Words(canvas);
                Legend(bitmap, canvas);
            }
            canvas.Flush();
        }
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    private void PaintTile(SKBitmap bitmap, SKCanvas canvas, ContactTile tile, int x, int y)
    {
        var (width, planes) = (tile.Planes[0].Width, tile.Planes);
        if (tile.Scale is not { } scale)
            Fill(bitmap, x, y, width, _tileHeight, (u, v) => new Rgb(Level(planes[0][u, v]), Level(planes[planes.Length / 2][u, v]), Level(planes[^1][u, v])));
        else
        {
            Fill(bitmap, x, y, width, _tileHeight, (u, v) => SignedPicture.ColorOf(planes[0][u, v] / scale, _options.View));
            if (_options.View == SignedView.OnOff)
                Fill(bitmap, x + width + PairGap, y, width, _tileHeight, (u, v) => SignedPicture.ColorOf(-planes[0][u, v] / scale, _options.View));
        }
        if (_options.Plain)
            return;
        var line = SheetFonts.LineHeight(_fonts.Label);
        Text(canvas, Printable.Name(tile.Label), x, y + _tileHeight + LabelGap, _fonts.Label, _theme.Text);
        Text(canvas, tile.Note, x, y + _tileHeight + LabelGap + line, _fonts.Label, _theme.MutedText);
    }

    private void Words(SKCanvas canvas)
    {
        Text(canvas, SheetFonts.Fit(_fonts.Title, Printable.Name(_options.Title), Width - 2 * Margin), Margin, Margin, _fonts.Title, _theme.Text);
        var y = Margin + SheetFonts.LineHeight(_fonts.Title) + 4;
        foreach (var line in _caption)
        {
            Text(canvas, line, Margin, y, _fonts.Caption, _theme.MutedText);
            y += SheetFonts.LineHeight(_fonts.Caption);
        }
    }

    private void Legend(SKBitmap bitmap, SKCanvas canvas)
    {
        var scales = _tiles.Select(t => t.Scale).OfType<double>().Distinct().ToArray();
        if (scales.Length == 0)
            return;
        var signed = _options.View is SignedView.Diverging or SignedView.MidGray;
        var end = scales.Length == 1 ? SheetCaption.Number(scales[0]) : "its own scale";
        var before = signed ? scales.Length == 1 ? $"−{end}" : "negative" : "0";
        var width = SheetFonts.Width(_fonts.Label, before);
        var height = SheetFonts.LineHeight(_fonts.Label);
        var (x, y) = (Margin + width + 6, _legendTop + (height - BarHeight) / 2);
        Text(canvas, before, Margin, _legendTop, _fonts.Label, _theme.Text);
        Fill(bitmap, x, y, BarWidth, BarHeight, (u, _) => SignedPicture.ColorOf(signed ? 2 * u / (BarWidth - 1.0) - 1 : u / (BarWidth - 1.0), _options.View));
        using var outline = new SKPaint { Color = _theme.Line, Style = SKPaintStyle.Stroke, StrokeWidth = 1 };
        canvas.DrawRect(x - 0.5f, y - 0.5f, BarWidth + 1, BarHeight + 1, outline);
        var after = !signed ? end : scales.Length == 1 ? $"+{end}" : "positive, each picture at its own scale";
        if (_options.View == SignedView.OnOff)
            after += "   left: ON, max(v, 0); right: OFF, max(−v, 0)";
        Text(canvas, after, x + BarWidth + 6, _legendTop, _fonts.Label, _theme.Text);
    }

    private static void Text(SKCanvas canvas, string text, int x, int y, SKFont font, SKColor color)
    {
        using var paint = new SKPaint { Color = color, IsAntialias = true };
        canvas.DrawText(text, x, y + SheetFonts.Baseline(font), SKTextAlign.Left, font, paint);
    }

    /// <summary>Sets pixels directly, because a drawing operation may blend or smooth.</summary>
    private static void Fill(SKBitmap bitmap, int left, int top, int width, int height, Func<int, int, Rgb> colorOf)
    {
        var pixels = bitmap.GetPixelSpan();
        for (var y = 0; y < height; y++)
        {
            var row = pixels.Slice((top + y) * bitmap.RowBytes + left * 4, width * 4);
            for (var x = 0; x < width; x++)
            {
                var color = colorOf(x, y);
                (row[x * 4], row[x * 4 + 1], row[x * 4 + 2], row[x * 4 + 3]) = (color.R, color.G, color.B, 255);
            }
        }
    }

    private static byte Level(float sample) => (byte)Math.Round(255 * Math.Clamp(float.IsNaN(sample) ? 0 : sample, 0, 1));

    /// <summary>About one and a half times as wide as high.</summary>
    private static int Pleasing(int count, double aspect) => Math.Clamp((int)Math.Round(Math.Sqrt(1.5 * count / aspect)), 1, count);
}
