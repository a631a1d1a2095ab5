using System.Buffers.Binary;

namespace Passband.Imaging.Pictures;

/// <summary>What a JPEG's header says that the codec keeps to itself (ITU-T T.81, annex B; ICC.1:2010, annex B.4).</summary>
/// <param name="Components">Components of the frame: 1 gray, 3 color, 4 CMYK or YCCK; 0 where no frame header is found.</param>
/// <param name="HasCmykProfile">Whether there is an ICC profile for CMYK samples.</param>
internal readonly record struct JpegHeader(int Components, bool HasCmykProfile)
{
    /// <summary>A segment of APP2 that holds a profile begins with this, its number and how many there are.</summary>
    private static ReadOnlySpan<byte> ProfileMark => "ICC_PROFILE\0"u8;

    /// <summary>Where a profile names the space of its samples.</summary>
    private const int SpaceAt = 16;

    /// <summary>Reads up to the frame's header.</summary>
    public static JpegHeader Read(ReadOnlySpan<byte> content)
    {
        var profiled = false;
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
                return new JpegHeader(content[position + 9], profiled);
            if (marker == 0xE2 && content[(position + 4)..].StartsWith(ProfileMark))
            {
                var profile = content[Math.Min(content.Length, position + 4 + ProfileMark.Length + 2 + SpaceAt)..];
                profiled |= profile.StartsWith("CMYK"u8);
            }
            position += 2 + BinaryPrimitives.ReadUInt16BigEndian(content[(position + 2)..]);
        }
        return new JpegHeader(0, profiled);
    }
}
