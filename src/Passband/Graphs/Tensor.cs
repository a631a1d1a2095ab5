using System.Collections.Immutable;

namespace Passband.Graphs;

/// <summary>
/// A constant array as a file holds it: its type, its dimensions, and its little-endian bytes, which are fetched only when asked for. Readers check
/// the byte count against the file before they create one.
/// </summary>
public sealed class Tensor
{
    /// <summary>More dimensions than any network uses.</summary>
    internal const int MostDimensions = 64;

    private readonly Func<ReadOnlyMemory<byte>> _fetch;

    /// <summary>Describes an array.</summary>
    /// <param name="name">Its name in the file.</param>
    /// <param name="type">The element type.</param>
    /// <param name="shape">Its dimensions, outermost first; empty for a scalar. None is negative.</param>
    /// <param name="fetch">Returns the row-major little-endian bytes, exactly as many as type and shape ask for.</param>
    public Tensor(string name, ElementType type, ImmutableArray<int> shape, Func<ReadOnlyMemory<byte>> fetch)
    {
        Name = name;
        Type = type;
        Shape = shape;
        _fetch = fetch;
    }

    /// <summary>Its name in the file.</summary>
    public string Name { get; }

    /// <summary>The element type.</summary>
    public ElementType Type { get; }

    /// <summary>Its dimensions, outermost first.</summary>
    public ImmutableArray<int> Shape { get; }

    /// <summary>The number of elements.</summary>
    public long Count
    {
        get
        {
            var count = 1L;
            foreach (var dimension in Shape)
                count = checked(count * dimension);
            return count;
        }
    }

    /// <summary>The bytes as they stand in the file.</summary>
    public ReadOnlyMemory<byte> Bytes => _fetch();

    /// <summary>The values as 32-bit floats, row-major; integers and doubles are rounded to the nearest float.</summary>
    public float[] ToFloats() => ElementConversion.ToFloats(Type, Bytes.Span);

    /// <summary>The values as integers (shapes, axes, permutations); floats are truncated.</summary>
    public long[] ToIntegers() => ElementConversion.ToIntegers(Type, Bytes.Span);

    /// <summary>A tensor over values that are in memory already.</summary>
    public static Tensor FromFloats(string name, ImmutableArray<int> shape, float[] values)
    {
        var bytes = new byte[checked(values.Length * sizeof(float))];
        for (var i = 0; i < values.Length; i++)
            System.Buffers.Binary.BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i]);
        return new Tensor(name, ElementType.Float32, shape, () => bytes);
    }

    /// <inheritdoc cref="FromFloats"/>
    public static Tensor FromIntegers(string name, ImmutableArray<int> shape, long[] values)
    {
        var bytes = new byte[checked(values.Length * sizeof(long))];
        for (var i = 0; i < values.Length; i++)
            System.Buffers.Binary.BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(i * sizeof(long)), values[i]);
        return new Tensor(name, ElementType.Int64, shape, () => bytes);
    }
}
