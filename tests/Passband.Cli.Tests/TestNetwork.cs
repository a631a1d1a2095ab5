using System.Buffers.Binary;
using System.Text;

namespace Passband.Cli.Tests;

/// <summary>A small network in ONNX's format: a 3×3 convolution of a gray picture with two filters (∂x and a mean), and what is above zero of it.</summary>
internal static class TestNetwork
{
    private const int Float = 1;
    private const int IntegerList = 7;

    public static byte[] Onnx() =>
    [
        .. Number(1, 8),
        .. Message(7, [
            .. Message(1, [.. Text(1, "x"), .. Text(1, "w"), .. Text(2, "y"), .. Text(3, "conv"), .. Text(4, "Conv"), .. Message(5, [.. Text(1, "pads"), .. Numbers(8, 1, 1, 1, 1), .. Number(20, IntegerList)])]),
            .. Message(1, [.. Text(1, "y"), .. Text(2, "a"), .. Text(3, "relu"), .. Text(4, "Relu")]),
            .. Text(2, "g"),
            .. Message(5, [.. Numbers(1, 2, 1, 3, 3), .. Number(2, Float), .. Text(8, "w"), .. Message(9, Weights())]),
            .. Message(11, Value("x", 1, 1, 16, 16)),
            .. Message(12, Value("a", 1, 2, 16, 16))]),
        .. Message(8, Number(2, 13)),
    ];

    private static byte[] Weights()
    {
        float[] weights = [-1, 0, 1, -1, 0, 1, -1, 0, 1, .. Enumerable.Repeat(1 / 9f, 9)];
        var bytes = new byte[weights.Length * 4];
        for (var i = 0; i < weights.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * i), weights[i]);
        return bytes;
    }

    private static byte[] Value(string name, params byte[] shape) =>
        [.. Text(1, name), .. Message(2, Message(1, [.. Number(1, Float), .. Message(2, [.. shape.SelectMany(d => Message(1, Number(1, d)))])]))];

    /// <summary>A field of a protocol buffer that holds a number below 128.</summary>
    private static byte[] Number(int field, byte value) => [.. Tag(field, 0), value];

    private static byte[] Numbers(int field, params byte[] values) => [.. values.SelectMany(v => Number(field, v))];

    private static byte[] Text(int field, string text) => Message(field, Encoding.UTF8.GetBytes(text));

    private static byte[] Message(int field, byte[] content) => [.. Tag(field, 2), .. Varint(content.Length), .. content];

    private static byte[] Tag(int field, int kind) => Varint(field << 3 | kind);

    private static byte[] Varint(int value) => value < 128 ? [(byte)value] : [(byte)(value & 127 | 128), .. Varint(value >> 7)];
}
