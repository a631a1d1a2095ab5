using Passband.Graphs;

namespace Passband.Models.Onnx;

/// <summary>ONNX's numbers for element types.</summary>
internal static class OnnxElementType
{
    public const int Float = 1;
    public const int UInt8 = 2;
    public const int Int8 = 3;
    public const int UInt16 = 4;
    public const int Int16 = 5;
    public const int Int32 = 6;
    public const int Int64 = 7;
    public const int String = 8;
    public const int Bool = 9;
    public const int Float16 = 10;
    public const int Double = 11;
    public const int UInt32 = 12;
    public const int UInt64 = 13;
    public const int BFloat16 = 16;
    public const int Float8E4M3 = 17;
    public const int Float8E5M2 = 19;
    public const int UInt4 = 21;
    public const int Int4 = 22;

    /// <summary>The type as which elements are read; null for those that cannot be weights (text, complex numbers) or are not read.</summary>
    public static ElementType? Read(int type) => type switch
    {
        Float => ElementType.Float32,
        UInt8 or UInt4 => ElementType.UInt8,
        Int8 or Int4 => ElementType.Int8,
        UInt16 => ElementType.UInt16,
        Int16 => ElementType.Int16,
        Int32 => ElementType.Int32,
        Int64 => ElementType.Int64,
        Bool => ElementType.Bool,
        Float16 => ElementType.Float16,
        Double => ElementType.Float64,
        UInt32 => ElementType.UInt32,
        UInt64 => ElementType.UInt64,
        BFloat16 => ElementType.BFloat16,
        Float8E4M3 => ElementType.Float8E4M3,
        Float8E5M2 => ElementType.Float8E5M2,
        _ => null,
    };

    /// <summary>The number with which elements are written.</summary>
    public static int Write(ElementType type) => type switch
    {
        ElementType.Float32 => Float,
        ElementType.UInt8 => UInt8,
        ElementType.Int8 => Int8,
        ElementType.UInt16 => UInt16,
        ElementType.Int16 => Int16,
        ElementType.Int32 => Int32,
        ElementType.Int64 => Int64,
        ElementType.Bool => Bool,
        ElementType.Float16 => Float16,
        ElementType.Float64 => Double,
        ElementType.UInt32 => UInt32,
        ElementType.UInt64 => UInt64,
        ElementType.BFloat16 => BFloat16,
        ElementType.Float8E4M3 => Float8E4M3,
        ElementType.Float8E5M2 => Float8E5M2,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No such element type."),
    };

    /// <summary>Whether two elements share a byte, the first in its lower half.</summary>
    public static bool IsHalfByte(int type) => type is UInt4 or Int4;

    /// <summary>What to call a type that is not read.</summary>
    public static string NameOf(int type) => type switch
    {
        String => "text",
        14 or 15 => "complex numbers",
        18 or 20 => "8-bit floats without negative zero",
        >= 23 => $"the small type number {type}",
        _ => $"the type number {type}",
    };
}
