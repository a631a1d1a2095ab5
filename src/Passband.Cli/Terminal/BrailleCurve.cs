using System.Collections.Immutable;
using Passband.Imaging;

namespace Passband.Cli.Terminal;

/// <summary>A kernel of one axis as a curve of Braille dots, two by four in a character: it needs no color.</summary>
internal static class BrailleCurve
{
    private const char Blank = '\u2800';

    /// <summary>Bits of the dots in a character, by row and column, as Unicode numbers them.</summary>
    private static readonly int[,] Dots = { { 0x01, 0x08 }, { 0x02, 0x10 }, { 0x04, 0x20 }, { 0x40, 0x80 } };

    /// <summary>The curve's lines, a |w| of the scale reaching the edge. Where taps are denser than dots, each column spans their range.</summary>
    /// <param name="taps">The kernel.</param>
    /// <param name="width">Characters in a line.</param>
    /// <param name="height">Lines.</param>
    /// <param name="scale">The |w| at the edge; null for the largest of the kernel.</param>
    public static ImmutableArray<string> Lines(ReadOnlySpan<float> taps, int width, int height, double? scale = null)
    {
        var (columns, rows) = (2 * width, 4 * height);
        var largest = scale ?? KernelRaster.Largest(taps);
        var cells = new int[height, width];
        for (var x = 0; x < columns; x++)
        {
            var first = (int)((long)x * taps.Length / columns);
            var last = Math.Max(first, (int)((long)(x + 1) * taps.Length / columns) - 1);
            var (top, bottom) = (rows, -1);
            for (var i = first; i <= last; i++)
            {
                var row = Row(taps[i], largest, rows);
                (top, bottom) = (Math.Min(top, row), Math.Max(bottom, row));
            }
            for (var row = top; row <= bottom; row++)
                cells[row / 4, x / 2] |= Dots[row % 4, x % 2];
        }
        var lines = ImmutableArray.CreateBuilder<string>(height);
        for (var y = 0; y < height; y++)
            lines.Add(string.Create(width, (cells, y), static (line, state) => Fill(line, state.cells, state.y)));
        return lines.MoveToImmutable();
    }

    private static int Row(float tap, double largest, int rows) =>
        (int)Math.Clamp(Math.Round((rows - 1) * (1 - (largest > 0 ? tap / largest : 0)) / 2), 0, rows - 1);

    private static void Fill(Span<char> line, int[,] cells, int y)
    {
        for (var x = 0; x < line.Length; x++)
            line[x] = (char)(Blank + cells[y, x]);
    }
}
