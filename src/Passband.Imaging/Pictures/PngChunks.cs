using System.Buffers.Binary;
using Passband.Kernels;

namespace Passband.Imaging.Pictures;

/// <summary>What a PNG's chunks say besides the pixels (PNG specification, third edition). Only sizes that the file truly has are followed; nothing is inflated.</summary>
internal sealed class PngChunks
{
    private const int HeaderLength = 13;

    /// <summary>Length, type and checksum around a chunk's data.</summary>
    private const int Around = 12;

    private readonly byte[] _content;
    private readonly List<(int Start, int Length)> _data = [];

    /// <summary>Lists the chunks.</summary>
    /// <exception cref="PassbandException">The file does not begin with a header that makes sense.</exception>
    public PngChunks(byte[] content, string name)
    {
        _content = content;
        var position = PictureSignature.Png.Length;
        if (content.Length < position + Around + HeaderLength || !content.AsSpan(position + 4, 4).SequenceEqual("IHDR"u8))
            throw new PassbandException(ErrorKind.Format, name, "its PNG header is missing or cut off", null, "The file is damaged; fetch or save it again.");
        var header = content.AsSpan(position + 8, HeaderLength);
        (Width, Height) = (BinaryPrimitives.ReadUInt32BigEndian(header), BinaryPrimitives.ReadUInt32BigEndian(header[4..]));
        (Bits, ColorType, IsInterlaced) = (header[8], header[9], header[12] == 1);
        while (position <= content.Length - Around)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(content.AsSpan(position));
            var whole = length <= content.Length - position - Around;
            var available = (int)Math.Min(length, content.Length - position - 8);
            var type = content.AsSpan(position + 4, 4);
            Take(type, position + 8, available, whole);
            if (!whole || type.SequenceEqual("IEND"u8))
                break;
            position += (int)length + Around;
        }
    }

    public uint Width { get; }

    public uint Height { get; }

    /// <summary>Bits of a sample: 1, 2, 4, 8 or 16.</summary>
    public int Bits { get; }

    /// <summary>0 gray, 2 color, 3 palette, 4 gray with alpha, 6 color with alpha.</summary>
    public int ColorType { get; }

    public bool IsInterlaced { get; }

    /// <summary>Whether there are only shades of gray.</summary>
    public bool IsGray => ColorType is 0 or 4;

    /// <summary>Frames of an animated PNG; 1 for others.</summary>
    public uint Frames { get; private set; } = 1;

    /// <summary>EXIF's orientation, 1 to 8.</summary>
    public int Orientation { get; private set; } = PictureOrientation.Upright;

    /// <summary>Whether the file states colors other than sRGB's: an ICC profile, or a gamma other than about 1/2.2.</summary>
    public bool HasOtherColors { get; private set; }

    /// <summary>The samples that stand for transparency in a picture without alpha; null where there are none.</summary>
    public byte[]? TransparentKey { get; private set; }

    /// <summary>Whether a chunk of pixels does not have the checksum that it states.</summary>
    public bool HasBadChecksum { get; private set; }

    /// <summary>The deflated pixels, as far as the file has them.</summary>
    public MemoryStream Pixels()
    {
        var pixels = new MemoryStream();
        foreach (var (start, length) in _data)
            pixels.Write(_content, start, length);
        pixels.Position = 0;
        return pixels;
    }

    private void Take(ReadOnlySpan<byte> type, int start, int length, bool whole)
    {
        var data = _content.AsSpan(start, length);
        if (type.SequenceEqual("IDAT"u8))
        {
            _data.Add((start, length));
            HasBadChecksum |= whole && Crc32.Of(_content.AsSpan(start - 4, length + 4)) != BinaryPrimitives.ReadUInt32BigEndian(_content.AsSpan(start + length));
        }
        else if (type.SequenceEqual("eXIf"u8))
            Orientation = PictureOrientation.FromExif(data);
        else if (type.SequenceEqual("acTL"u8) && length >= 4)
            Frames = Math.Max(1, BinaryPrimitives.ReadUInt32BigEndian(data));
        else if (type.SequenceEqual("iCCP"u8))
            HasOtherColors = true;
        else if (type.SequenceEqual("gAMA"u8) && length >= 4)
            HasOtherColors |= BinaryPrimitives.ReadUInt32BigEndian(data) is < 45_000 or > 46_000;
        else if (type.SequenceEqual("tRNS"u8) && length <= 6)
            TransparentKey = data.ToArray();
    }
}
