namespace Passband.Graphs;

/// <summary>The element types that weights come in.</summary>
public enum ElementType
{
    /// <summary>IEEE 754 double.</summary>
    Float64,

    /// <summary>IEEE 754 single.</summary>
    Float32,

    /// <summary>IEEE 754 half.</summary>
    Float16,

    /// <summary>The upper half of an IEEE 754 single.</summary>
    BFloat16,

    /// <summary>8-bit float, 4 exponent bits, no infinities (OCP E4M3).</summary>
    Float8E4M3,

    /// <summary>8-bit float, 5 exponent bits (OCP E5M2).</summary>
    Float8E5M2,

    /// <summary>Signed integers, little-endian.</summary>
    Int64,

    /// <inheritdoc cref="Int64"/>
    Int32,

    /// <inheritdoc cref="Int64"/>
    Int16,

    /// <inheritdoc cref="Int64"/>
    Int8,

    /// <summary>Unsigned integers, little-endian.</summary>
    UInt64,

    /// <inheritdoc cref="UInt64"/>
    UInt32,

    /// <inheritdoc cref="UInt64"/>
    UInt16,

    /// <inheritdoc cref="UInt64"/>
    UInt8,

    /// <summary>One byte, zero or not.</summary>
    Bool,
}
