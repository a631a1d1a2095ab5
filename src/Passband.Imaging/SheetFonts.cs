using SkiaSharp;

namespace Passband.Imaging;

/// <summary>The three sizes of the embedded typeface, IBM Plex Sans, so that a sheet looks the same on a machine without fonts.</summary>
/// <remarks>Sizes are those of a sheet times a factor.</remarks>
internal sealed class SheetFonts : IDisposable
{
    private const string Resource = "Passband.Imaging.Fonts.IBMPlexSans-Regular.ttf";

    private readonly SKTypeface _typeface;

    public SheetFonts(double factor = 1)
    {
        using var stream = typeof(SheetFonts).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is missing.");
        using var data = SKData.Create(stream);
        _typeface = SKTypeface.FromData(data);
        Title = Font(18 * (float)factor);
        Caption = Font(13 * (float)factor);
        Label = Font(11 * (float)factor);
    }

    public SKFont Title { get; }

    public SKFont Caption { get; }

    public SKFont Label { get; }

    /// <summary>Pixels from the top of a line to the top of the next.</summary>
    public static int LineHeight(SKFont font) => (int)Math.Ceiling(font.Size * 1.35f);

    /// <summary>Pixels from the top of a line to its baseline.</summary>
    public static float Baseline(SKFont font) => font.Size * 1.02f;

    /// <summary>The width of a text in whole pixels, rounded up.</summary>
    public static int Width(SKFont font, string text) => (int)Math.Ceiling(font.MeasureText(text)) + 1;

    /// <summary>The text, its middle left out where it would be wider than allowed.</summary>
    public static string Fit(SKFont font, string text, int width)
    {
        if (Width(font, text) <= width)
            return text;
        for (var kept = text.Length - 1; kept >= 2; kept--)
        {
            var shorter = $"{text[..((kept + 1) / 2)]}…{text[^(kept / 2)..]}";
            if (Width(font, shorter) <= width)
                return shorter;
        }
        return "…";
    }

    /// <summary>The text in lines that fit the width, broken at spaces.</summary>
    public static IEnumerable<string> Wrap(SKFont font, string text, int width)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && Width(font, longer) > width)
            {
                yield return line;
                longer = word;
            }
            line = Fit(font, longer, width);
        }
        yield return line;
    }

    public void Dispose()
    {
        Title.Dispose();
        Caption.Dispose();
        Label.Dispose();
        _typeface.Dispose();
    }

    private SKFont Font(float size) => new(_typeface, size) { Edging = SKFontEdging.Antialias, Subpixel = true, Hinting = SKFontHinting.None };
}
