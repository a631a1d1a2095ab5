using Google.Protobuf;

namespace Passband.Models.Onnx;

/// <summary>
/// Tells an ONNX model from other bytes. Protocol buffers have no magic number: what is looked at is whether the first fields are those of a model,
/// of the right type each, and of lengths that fit the file.
/// </summary>
internal static class OnnxSignature
{
    /// <summary>Far above any version of the format there is, far below what text or floats would give.</summary>
    private const ulong HighestVersion = 1000;

    private static bool IsModelField(int field) => field is >= 1 and <= 8 or 14 or 20 or 25 or 26;

    private static bool IsGraphField(int field) => field is 1 or 2 or 5 or >= 10 and <= 16;

    /// <summary>Whether the first bytes of a file of this length are those of a model with a graph.</summary>
    public static bool Matches(ReadOnlySpan<byte> head, long length)
    {
        var versioned = false;
        long position = 0;
        while (position < head.Length)
        {
            var rest = head[(int)position..];
            if (!TryVarint(ref rest, out var tag) || !IsModelField((int)Math.Min(tag >> 3, int.MaxValue)) || !TryVarint(ref rest, out var value))
                return false;
            var field = (int)(tag >> 3);
            var wireType = (WireFormat.WireType)(tag & 7);
            if (wireType != (field is 1 or 5 ? WireFormat.WireType.Varint : WireFormat.WireType.LengthDelimited))
                return false;
            position = head.Length - rest.Length;
            if (field == 1)
            {
                if (value is 0 or > HighestVersion)
                    return false;
                versioned = true;
            }
            if (wireType == WireFormat.WireType.Varint)
                continue;
            if (value > (ulong)(length - position))
                return false;
            if (field == 7)
                return versioned && value > 0 && TryVarint(ref rest, out var first) && first >> 3 <= 16 && IsGraphField((int)(first >> 3)) && (first & 7) == (ulong)WireFormat.WireType.LengthDelimited;
            position += (long)value;
        }
        return false;
    }

    private static bool TryVarint(ref ReadOnlySpan<byte> bytes, out ulong value)
    {
        value = 0;
        for (var i = 0; i < Math.Min(bytes.Length, 10); i++)
        {
            value |= (ulong)(bytes[i] & 0x7F) << (7 * i);
            if (bytes[i] < 0x80)
            {
                bytes = bytes[(i + 1)..];
                return true;
            }
        }
        return false;
    }
}
