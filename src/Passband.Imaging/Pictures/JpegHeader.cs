using System.Buffers.Binary;

namespace Passband.Imaging.Pictures;

/// <summary>What a JPEG's frame header says that the codec keeps to itself (ITU-T T.81, annex B).</summary>
internal static class JpegHeader
{
    /// <summary>Components of the frame: 1 gray, 3 color, 4 CMYK or YCCK; 0 where no frame header is found.</summary>
    public static int Components(ReadOnlySpan<byte> content)
    {
        var position = 2;
        while (position + 10 <= content.Length && content[position] == 0xFF)
        {
            var marker = content[position + 1];
            if (marker == 0xFF)
            {
                position++;
                continue;
            }
            // SOF0 to SOF15 without DHT, JPG and DAC, which stand among them.
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return content[position + 9];
            position += 2 + BinaryPrimitives.ReadUInt16BigEndian(content[(position + 2)..]);
        }
        return 0;
    }
}
