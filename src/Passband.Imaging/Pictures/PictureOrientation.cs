using System.Buffers.Binary;

namespace Passband.Imaging.Pictures;

/// <summary>How a camera was held: EXIF's orientation (tag 0x0112), 1 to 8, and how it is undone so that the picture stands upright.</summary>
internal static class PictureOrientation
{
    /// <summary>As stored.</summary>
    public const int Upright = 1;

    private const int Tag = 0x0112;
    private const int EntryLength = 12;

    /// <summary>What was done for an orientation, for a note.</summary>
    public static string Words(int orientation) => orientation switch
    {
        2 => "mirrored left to right",
        3 => "turned by 180°",
        4 => "mirrored top to bottom",
        5 => "mirrored along its falling diagonal",
        6 => "turned clockwise by 90°",
        7 => "mirrored along its rising diagonal",
        8 => "turned counter-clockwise by 90°",
        _ => "left as it is",
    };

    /// <summary>The plane upright.</summary>
    public static Plane Apply(Plane plane, int orientation)
    {
        if (orientation is < 2 or > 8)
            return plane;
        var (width, height) = orientation >= 5 ? (plane.Height, plane.Width) : (plane.Width, plane.Height);
        var (right, bottom) = (plane.Width - 1, plane.Height - 1);
        var samples = new float[plane.Samples.Length];
        var i = 0;
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                samples[i++] = orientation switch
                {
                    2 => plane[right - x, y],
                    3 => plane[right - x, bottom - y],
                    4 => plane[x, bottom - y],
                    5 => plane[y, x],
                    6 => plane[y, bottom - x],
                    7 => plane[right - y, bottom - x],
                    _ => plane[right - y, x],
                };
            }
        }
        return new Plane(width, height, samples);
    }

    /// <summary>The orientation that a block of EXIF (a TIFF header and its first directory) states; 1 where it states none or makes no sense.</summary>
    public static int FromExif(ReadOnlySpan<byte> exif)
    {
        if (exif.Length < 8)
            return Upright;
        var little = exif[0] == (byte)'I';
        var start = little ? BinaryPrimitives.ReadUInt32LittleEndian(exif[4..]) : BinaryPrimitives.ReadUInt32BigEndian(exif[4..]);
        if (start > exif.Length - 2)
            return Upright;
        var entries = exif[(int)start..];
        var count = Number(entries, little);
        entries = entries[2..];
        for (var i = 0; i < count && entries.Length >= EntryLength; i++, entries = entries[EntryLength..])
        {
            if (Number(entries, little) == Tag)
                return Number(entries[8..], little) is var stated and >= 1 and <= 8 ? stated : Upright;
        }
        return Upright;
    }

    private static int Number(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
}
