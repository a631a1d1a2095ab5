using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Passband.Graphs;

/// <summary>Turns little-endian bytes into numbers.</summary>
public static class ElementConversion
{
    /// <summary>Bytes of one element.</summary>
    public static int SizeOf(ElementType type) => type switch
    {
        ElementType.Float64 or ElementType.Int64 or ElementType.UInt64 => 8,
        ElementType.Float32 or ElementType.Int32 or ElementType.UInt32 => 4,
        ElementType.Float16 or ElementType.BFloat16 or ElementType.Int16 or ElementType.UInt16 => 2,
        _ => 1,
    };

    /// <summary>The values as 32-bit floats.</summary>
    public static float[] ToFloats(ElementType type, ReadOnlySpan<byte> bytes)
    {
        // Most weights are floats already; element by element they would take longer to convert than to describe.
        if (type == ElementType.Float32 && BitConverter.IsLittleEndian)
            return MemoryMarshal.Cast<byte, float>(bytes).ToArray();
        var size = SizeOf(type);
        var values = new float[bytes.Length / size];
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)Element(type, bytes.Slice(i * size, size));
        return values;
    }

    /// <summary>The values as integers; floats are truncated towards zero and held within the range of a long.</summary>
    public static long[] ToIntegers(ElementType type, ReadOnlySpan<byte> bytes)
    {
        var size = SizeOf(type);
        var values = new long[bytes.Length / size];
        for (var i = 0; i < values.Length; i++)
        {
            var element = bytes.Slice(i * size, size);
            values[i] = type == ElementType.Int64 ? BinaryPrimitives.ReadInt64LittleEndian(element) : (long)Element(type, element);
        }
        return values;
    }

    private static double Element(ElementType type, ReadOnlySpan<byte> b) => type switch
    {
        ElementType.Float64 => BinaryPrimitives.ReadDoubleLittleEndian(b),
        ElementType.Float32 => BinaryPrimitives.ReadSingleLittleEndian(b),
        ElementType.Float16 => (double)BinaryPrimitives.ReadHalfLittleEndian(b),
        ElementType.BFloat16 => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadInt16LittleEndian(b) << 16),
        ElementType.Float8E4M3 => SmallFloat(b[0], exponentBits: 4, hasInfinity: false),
        ElementType.Float8E5M2 => SmallFloat(b[0], exponentBits: 5, hasInfinity: true),
        ElementType.Int64 => BinaryPrimitives.ReadInt64LittleEndian(b),
        ElementType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(b),
        ElementType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(b),
        ElementType.Int8 => (sbyte)b[0],
        ElementType.UInt64 => BinaryPrimitives.ReadUInt64LittleEndian(b),
        ElementType.UInt32 => BinaryPrimitives.ReadUInt32LittleEndian(b),
        ElementType.UInt16 => BinaryPrimitives.ReadUInt16LittleEndian(b),
        ElementType.UInt8 => b[0],
        ElementType.Bool => b[0] == 0 ? 0 : 1,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No such element type."),
    };

    /// <summary>The 8-bit formats of the Open Compute Project's OFP8 specification, revision 1.0.</summary>
    private static double SmallFloat(byte bits, int exponentBits, bool hasInfinity)
    {
        var mantissaBits = 7 - exponentBits;
        var bias = (1 << (exponentBits - 1)) - 1;
        var sign = (bits & 0x80) != 0 ? -1.0 : 1.0;
        var exponent = (bits & 0x7F) >> mantissaBits;
        var mantissa = bits & ((1 << mantissaBits) - 1);
        var largest = (1 << exponentBits) - 1;
        if (hasInfinity && exponent == largest)
            return mantissa == 0 ? sign * double.PositiveInfinity : double.NaN;
        if (!hasInfinity && exponent == largest && mantissa == (1 << mantissaBits) - 1)
            return double.NaN;
        var fraction = mantissa / (double)(1 << mantissaBits);
        return exponent == 0
            ? sign * Math.ScaleB(fraction, 1 - bias)
            : sign * Math.ScaleB(1 + fraction, exponent - bias);
    }
}
