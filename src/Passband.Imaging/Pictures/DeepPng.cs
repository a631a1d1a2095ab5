using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Compression;
using Passband.Kernels;

namespace Passband.Imaging.Pictures;

/// <summary>
/// Decodes PNGs of 16 bits with all their bits: gray or color, with or without alpha, interlaced or not (PNG specification, third edition). Rows are
/// inflated one at a time, and no more of them than the header declares: whatever else the file may inflate to is never looked at.
/// </summary>
internal static class DeepPng
{
    private const float White = 65535;

    /// <summary>Adam7: where each pass begins and its steps, in pixels.</summary>
    private static readonly (int X, int Y, int StepX, int StepY)[] Adam7 =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    /// <summary>Decodes the pixels as they are stored; orientation and frames are left to the caller.</summary>
    public static Picture Read(PngChunks chunks, string name)
    {
        var channels = chunks.ColorType switch
        {
            0 => 1,
            2 => 3,
            4 => 2,
            6 => 4,
            var other => throw Damaged(name, $"its header declares color type {other} with 16 bits", null),
        };
        var (width, height) = ((int)chunks.Width, (int)chunks.Height);
        var colors = chunks.IsGray ? 1 : 3;
        var key = Key(chunks, colors);
        var planes = new float[colors][];
        for (var c = 0; c < colors; c++)
            planes[c] = new float[width * height];
        var transparent = false;
        using var inflated = new ZLibStream(chunks.Pixels(), CompressionMode.Decompress);
        var decoded = 0;
        foreach (var (x0, y0, stepX, stepY) in chunks.IsInterlaced ? Adam7 : [(0, 0, 1, 1)])
        {
            var columns = (width - x0 + stepX - 1) / stepX;
            if (columns <= 0)
                continue;
            var row = new byte[1 + columns * channels * 2];
            var above = new byte[row.Length];
            for (var y = y0; y < height; y += stepY, decoded++)
            {
                Fill(inflated, row, chunks.IsInterlaced ? null : decoded, height, name);
                Unfilter(row, above, channels * 2, name);
                for (var i = 0; i < columns; i++)
                    transparent |= Put(row.AsSpan(1 + i * channels * 2), channels, key, planes, y * width + x0 + i * stepX);
                (row, above) = (above, row);
            }
        }
        var notes = ImmutableArray.CreateBuilder<string>();
        if (transparent)
            notes.Add(Note.OnWhite);
        if (chunks.HasOtherColors)
            notes.Add(Note.NotConverted);
        return new Picture { Name = name, Planes = [.. planes.Select(p => new Plane(width, height, p))], Bits = 16, Notes = notes.ToImmutable() };
    }

    /// <summary>One pixel into the planes, laid over white; whether it was transparent.</summary>
    private static bool Put(ReadOnlySpan<byte> pixel, int channels, ushort[]? key, float[][] planes, int at)
    {
        var colors = planes.Length;
        var alpha = 1f;
        if (channels > colors)
            alpha = Sample(pixel, colors) / White;
        else if (key is not null)
        {
            alpha = 0;
            for (var c = 0; c < colors && alpha == 0; c++)
                alpha = Sample(pixel, c) == key[c] ? 0 : 1;
        }
        for (var c = 0; c < colors; c++)
            planes[c][at] = alpha == 1 ? Sample(pixel, c) / White : alpha * (Sample(pixel, c) / White) + (1 - alpha);
        return alpha < 1;
    }

    private static ushort Sample(ReadOnlySpan<byte> pixel, int channel) => BinaryPrimitives.ReadUInt16BigEndian(pixel[(channel * 2)..]);

    private static ushort[]? Key(PngChunks chunks, int colors)
    {
        if (chunks.ColorType is not (0 or 2) || chunks.TransparentKey is not { } bytes || bytes.Length != colors * 2)
            return null;
        return [.. Enumerable.Range(0, colors).Select(c => Sample(bytes, c))];
    }

    private static void Fill(ZLibStream inflated, byte[] row, int? number, int height, string name)
    {
        try
        {
            if (inflated.ReadAtLeast(row, row.Length, throwOnEndOfStream: false) == row.Length)
                return;
        }
        catch (InvalidDataException e)
        {
            throw Damaged(name, number is { } at ? $"its compressed pixels are damaged after {at} of {height} rows" : "its compressed pixels are damaged", e);
        }
        throw Damaged(name, number is { } end ? $"its pixels end after {end} of {height} rows" : "its pixels end early", null);
    }

    /// <summary>Undoes a row's prediction (section 9 of the specification). The byte before the row is its filter; <paramref name="above"/> is the row before, undone.</summary>
    private static void Unfilter(byte[] row, byte[] above, int distance, string name)
    {
        var filter = row[0];
        if (filter > 4)
            throw Damaged(name, $"a row has filter {filter}, of which there are 0 to 4", null);
        for (var i = 1; i < row.Length && filter != 0; i++)
        {
            var left = i > distance ? row[i - distance] : 0;
            int corner = i > distance ? above[i - distance] : 0;
            row[i] += filter switch
            {
                1 => (byte)left,
                2 => above[i],
                3 => (byte)((left + above[i]) / 2),
                _ => (byte)Paeth(left, above[i], corner),
            };
        }
    }

    /// <summary>Of left, above and the corner between them the one nearest to left + above − corner.</summary>
    internal static int Paeth(int left, int above, int corner)
    {
        var toLeft = Math.Abs(above - corner);
        var toAbove = Math.Abs(left - corner);
        var toCorner = Math.Abs(left + above - 2 * corner);
        if (toLeft <= toAbove && toLeft <= toCorner)
            return left;
        return toAbove <= toCorner ? above : corner;
    }

    private static PassbandException Damaged(string name, string found, Exception? cause) =>
        new(ErrorKind.Format, name, found, null, "The file is damaged or cut off; fetch or save it again.", cause);
}
