using System.Globalization;
using System.Text;
using Passband.Imaging;

namespace Passband.Cli.Terminal.Graphics;

/// <summary>
/// A picture in sixels, as the VT340 has them (Digital, VT330/VT340 Programmer Reference Manual, volume 2, chapter 14): bands of six rows, color after
/// color, each character a column of six pixels. What is transparent keeps the terminal's background.
/// </summary>
internal static class SixelPicture
{
    private const int BandHeight = 6;

    /// <summary>The character of a column without any pixel; the six bits are added to it.</summary>
    private const char NoPixel = '?';

    /// <summary>Shorter runs take no fewer characters with a repeat count than without.</summary>
    private const int ShortestRun = 4;

    /// <summary>The picture's bytes.</summary>
    /// <param name="rgba">Red, green, blue and opacity of each pixel, row by row; what has opacity 0 is left out.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="registers">Color registers of the terminal, at least 3.</param>
    /// <param name="background">The terminal's background: register 0, which terminals that do not know transparency show where no color is set.</param>
    public static byte[] Encode(ReadOnlySpan<byte> rgba, int width, int height, int registers, Rgb? background)
    {
        var pixels = new Rgb?[width * height];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = rgba[4 * i + 3] == 0 ? null : new Rgb(rgba[4 * i], rgba[4 * i + 1], rgba[4 * i + 2]);
        var palette = SixelPalette.Of(pixels.OfType<Rgb>(), registers, background);
        // Parameter 2 is 1: pixels that no color sets stay as they are.
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"\eP0;1;0q\"1;1;{width};{height}"));
        for (var i = 0; i < palette.Colors.Count; i++)
            Define(text, i, palette.Colors[i]);
        // Konsole 22.12 takes a color in when the next is defined, and so would paint the last one black.
        if (palette.Colors.Count > 0)
            Define(text, palette.Colors.Count - 1, palette.Colors[^1]);
        for (var top = 0; top < height; top += BandHeight)
        {
            if (top > 0)
                text.Append('-');
            WriteBand(text, Columns(pixels, width, Math.Min(BandHeight, height - top), top, palette));
        }
        text.Append("\e\\");
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private static void Define(StringBuilder text, int register, SixelPalette.Percent color) =>
        text.Append(CultureInfo.InvariantCulture, $"#{register};2;{color.R};{color.G};{color.B}");

    /// <summary>For each register that a band uses, the six bits of each column, the highest row lowest.</summary>
    private static SortedDictionary<int, byte[]> Columns(Rgb?[] pixels, int width, int rows, int top, SixelPalette palette)
    {
        var columns = new SortedDictionary<int, byte[]>();
        for (var y = 0; y < rows; y++)
        {
            for (var x = 0; x < width; x++)
            {
                if (pixels[(top + y) * width + x] is not { } color)
                    continue;
                var register = palette[color];
                if (!columns.TryGetValue(register, out var bits))
                    columns[register] = bits = new byte[width];
                bits[x] |= (byte)(1 << y);
            }
        }
        return columns;
    }

    private static void WriteBand(StringBuilder text, SortedDictionary<int, byte[]> columns)
    {
        var first = true;
        foreach (var (register, bits) in columns)
        {
            if (!first)
                text.Append('$');
            first = false;
            text.Append('#').Append(CultureInfo.InvariantCulture, $"{register}");
            var end = bits.AsSpan().LastIndexOfAnyExcept((byte)0) + 1;
            for (var x = 0; x < end;)
            {
                var run = bits.AsSpan(x, end - x).IndexOfAnyExcept(bits[x]);
                run = run < 0 ? end - x : run;
                var sixel = (char)(NoPixel + bits[x]);
                if (run >= ShortestRun)
                    text.Append(CultureInfo.InvariantCulture, $"!{run}{sixel}");
                else
                    text.Append(sixel, run);
                x += run;
            }
        }
    }
}
