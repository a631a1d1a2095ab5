using Passband.Graphs;

namespace Passband.Networks.Tests.Reference;

/// <summary>Random choices and values for one comparison, the same for the same seed.</summary>
internal sealed class RandomCase(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>A whole number from the least to the most, both included.</summary>
    public int Integer(int least, int most) => _random.Next(least, most + 1);

    /// <summary>True once in so many times.</summary>
    public bool Once(int times) => _random.Next(times) == 0;

    /// <summary>One of some values.</summary>
    public T One<T>(params ReadOnlySpan<T> values) => values[_random.Next(values.Length)];

    /// <summary>Whole numbers as attributes have them.</summary>
    public long[] Integers(int count, int least, int most) => [.. Enumerable.Range(0, count).Select(_ => (long)Integer(least, most))];

    /// <summary>Floats between −1 and 1, or what a scale and an offset make of them.</summary>
    public Tensor Floats(string name, int[] shape, float scale = 1, float offset = 0) =>
        Tensor.FromFloats(name, [.. shape], [.. Enumerable.Range(0, Count(shape)).Select(_ => (2 * _random.NextSingle() - 1) * scale + offset)]);

    /// <summary>Bytes over their whole range, read as signed or not.</summary>
    public Tensor Bytes(string name, int[] shape, bool signed)
    {
        var bytes = new byte[Count(shape)];
        _random.NextBytes(bytes);
        return new Tensor(name, signed ? ElementType.Int8 : ElementType.UInt8, [.. shape], () => bytes);
    }

    /// <summary>
    /// Quantized weights; signed ones of −64 to 63. On processors without VNNI instructions ONNX Runtime adds two products of unsigned and signed bytes in 16 bits, where larger ones saturate.
    /// </summary>
    public Tensor Weights(string name, int[] shape, bool signed)
    {
        var full = Bytes(name, shape, signed);
        return signed ? new Tensor(name, full.Type, full.Shape, () => full.Bytes.ToArray().Select(b => (byte)((b & 0x7F) - 64)).ToArray()) : full;
    }

    /// <summary>Whole numbers of 32 bits.</summary>
    public Tensor Integers32(string name, int[] shape, int most)
    {
        var bytes = Enumerable.Range(0, Count(shape)).SelectMany(_ => BitConverter.GetBytes(_random.Next(-most, most + 1))).ToArray();
        return new Tensor(name, ElementType.Int32, [.. shape], () => bytes);
    }

    private static int Count(int[] shape) => shape.Aggregate(1, (a, b) => a * b);
}
