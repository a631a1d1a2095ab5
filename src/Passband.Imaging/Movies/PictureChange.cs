using System.Runtime.InteropServices;

namespace Passband.Imaging.Movies;

/// <summary>Where one picture differs from another of its size.</summary>
internal static class PictureChange
{
    /// <summary>The smallest rectangle that holds every pixel that differs; null where none does.</summary>
    /// <param name="before">RGBA, row by row; empty for no picture, from which everything differs.</param>
    /// <param name="after">RGBA of the same size.</param>
    /// <param name="width">Pixels in a row.</param>
    public static Box? Between(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after, int width)
    {
        var height = after.Length / 4 / width;
        if (before.IsEmpty)
            return new Box(0, 0, width, height);
        var old = MemoryMarshal.Cast<byte, uint>(before);
        var now = MemoryMarshal.Cast<byte, uint>(after);
        var (left, right, top, bottom) = (width, 0, -1, 0);
        for (var y = 0; y < height; y++)
        {
            var oldRow = old.Slice(y * width, width);
            var row = now.Slice(y * width, width);
            var first = oldRow.CommonPrefixLength(row);
            if (first == width)
                continue;
            var last = width - 1;
            while (oldRow[last] == row[last])
                last--;
            (left, right) = (Math.Min(left, first), Math.Max(right, last + 1));
            (top, bottom) = (top < 0 ? y : top, y + 1);
        }
        return top < 0 ? null : new Box(left, top, right - left, bottom - top);
    }
}
