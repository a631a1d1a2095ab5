using System.Buffers.Binary;
using Google.Protobuf;
using Passband.Graphs;
using Passband.Kernels;
using Passband.Models;
using Passband.Models.Onnx;

namespace Passband.Tests.Models.Onnx;

public sealed class OnnxTensorTests
{
    private static readonly float[] Expected = [1, 2, 3, 4];

    /// <summary>The numbers 1, 2, 3, 4 in every element type, as raw bytes.</summary>
    public static TheoryData<int, byte[]> RawForms() => new()
    {
        { OnnxElementType.Float, Pack(4, (b, v) => BinaryPrimitives.WriteSingleLittleEndian(b, v)) },
        { OnnxElementType.Double, Pack(8, (b, v) => BinaryPrimitives.WriteDoubleLittleEndian(b, v)) },
        { OnnxElementType.Float16, Pack(2, (b, v) => BinaryPrimitives.WriteHalfLittleEndian(b, (Half)v)) },
        { OnnxElementType.BFloat16, Pack(2, (b, v) => BinaryPrimitives.WriteUInt16LittleEndian(b, (ushort)(BitConverter.SingleToUInt32Bits(v) >> 16))) },
        { OnnxElementType.Float8E4M3, [0x38, 0x40, 0x44, 0x48] },
        { OnnxElementType.Float8E5M2, [0x3C, 0x40, 0x42, 0x44] },
        { OnnxElementType.Int64, Pack(8, (b, v) => BinaryPrimitives.WriteInt64LittleEndian(b, v)) },
        { OnnxElementType.UInt64, Pack(8, (b, v) => BinaryPrimitives.WriteInt64LittleEndian(b, v)) },
        { OnnxElementType.Int32, Pack(4, (b, v) => BinaryPrimitives.WriteInt32LittleEndian(b, v)) },
        { OnnxElementType.UInt32, Pack(4, (b, v) => BinaryPrimitives.WriteInt32LittleEndian(b, v)) },
        { OnnxElementType.Int16, Pack(2, (b, v) => BinaryPrimitives.WriteInt16LittleEndian(b, (short)v)) },
        { OnnxElementType.UInt16, Pack(2, (b, v) => BinaryPrimitives.WriteInt16LittleEndian(b, (short)v)) },
        { OnnxElementType.Int8, [1, 2, 3, 4] },
        { OnnxElementType.UInt8, [1, 2, 3, 4] },
        { OnnxElementType.Int4, [0x21, 0x43] },
        { OnnxElementType.UInt4, [0x21, 0x43] },
    };

    [Theory]
    [MemberData(nameof(RawForms))]
    public void Raw_data_of_every_type_is_read(int type, byte[] bytes)
    {
        var tensor = new TensorProto { Name = "w", DataType = type, RawData = ByteString.CopyFrom(bytes) };
        tensor.Dims.AddRange([1, 1, 2, 2]);
        Assert.Equal(Expected, WeightsOf(tensor));
    }

    [Theory]
    [MemberData(nameof(RawForms))]
    public void Typed_fields_of_every_type_are_read(int type, byte[] bytes)
    {
        var tensor = new TensorProto { Name = "w", DataType = type };
        tensor.Dims.AddRange([1, 1, 2, 2]);
        switch (type)
        {
            case OnnxElementType.Float:
                tensor.FloatData.AddRange(Expected);
                break;
            case OnnxElementType.Double:
                tensor.DoubleData.AddRange([1, 2, 3, 4]);
                break;
            case OnnxElementType.Int64:
                tensor.Int64Data.AddRange([1, 2, 3, 4]);
                break;
            case OnnxElementType.UInt32 or OnnxElementType.UInt64:
                tensor.Uint64Data.AddRange([1, 2, 3, 4]);
                break;
            case OnnxElementType.Float16 or OnnxElementType.BFloat16:
                tensor.Int32Data.AddRange(Enumerable.Range(0, 4).Select(i => (int)BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(2 * i))));
                break;
            case OnnxElementType.Float8E4M3 or OnnxElementType.Float8E5M2 or OnnxElementType.Int4 or OnnxElementType.UInt4:
                tensor.Int32Data.AddRange(bytes.Select(b => (int)b));
                break;
            default:
                tensor.Int32Data.AddRange([1, 2, 3, 4]);
                break;
        }
        Assert.Equal(Expected, WeightsOf(tensor));
    }

    [Fact]
    public void Negative_half_bytes_keep_their_sign()
    {
        var tensor = new TensorProto { Name = "w", DataType = OnnxElementType.Int4, RawData = ByteString.CopyFrom(0xF8, 0x07) };
        tensor.Dims.AddRange([1, 1, 3]);
        Assert.Equal([-8, -1, 7], WeightsOf(tensor));
    }

    [Fact]
    public void Weights_that_are_not_finite_are_read_as_they_are()
    {
        // By the reader: whether they can be explained is judged after it, alike for all formats.
        float[] odd = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, -0f];
        using var source = ModelSource.FromMemory("m.onnx", ModelOf(OnnxModel.Raw("w", [1, 1, 2, 2], odd)).ToBytes());
        var net = new OnnxReader().Read(source, ModelOptions.Default, TestContext.Current.CancellationToken);
        Assert.Equal(odd, Assert.Single(net.Layers).Bank.Weights.ToArray());
    }

    [Theory]
    [InlineData("value_float")]
    [InlineData("value_floats")]
    [InlineData("value_int")]
    [InlineData("value_ints")]
    [InlineData("value")]
    public void Constants_of_every_form_are_read(string form)
    {
        var attribute = new AttributeProto { Name = form };
        attribute.Type = form switch { "value_float" => 1, "value_int" => 2, "value" => 4, "value_floats" => 6, _ => 7 };
        attribute.F = 3;
        attribute.I = 3;
        attribute.Floats.Add(3);
        attribute.Ints.Add(3);
        attribute.T = OnnxModel.Raw("", [1], [3]);
        var layer = new OnnxModel().Input("x", 1, 1, 8).Node("Constant", [], "c", attribute).Integers("shape", 1, 1, 1)
            .Node("Reshape", ["c", "shape"], "w").Node("Conv", ["x", "w"], "y").Output("y").Layer();
        Assert.Equal([3], layer.Bank.Weights.ToArray());
    }

    [Theory]
    [InlineData(8, "text")]
    [InlineData(14, "complex")]
    [InlineData(18, "8-bit floats")]
    [InlineData(99, "type number 99")]
    public void Weights_of_types_that_are_not_read_leave_their_layer_out(int type, string said)
    {
        var tensor = new TensorProto { Name = "w", DataType = type, RawData = ByteString.CopyFrom(new byte[4]) };
        tensor.Dims.AddRange([1, 1, 4]);
        var net = new OnnxModel().Input("x", 1, 1, 8).Tensor(tensor).Node("Conv", ["x", "w"], "y").Output("y").Read();
        Assert.Empty(net.Layers);
        Assert.Contains(said, Assert.Single(net.Assumptions), StringComparison.Ordinal);
    }

    [Fact]
    public void Sparse_weights_leave_their_layer_out()
    {
        var model = new OnnxModel().Input("x", 1, 1, 8).Node("Conv", ["x", "w"], "y").Output("y");
        model.Graph.SparseInitializer.Add(new SparseTensorProto { Values = OnnxModel.Raw("w", [1], [1]) });
        var net = model.Read();
        Assert.Empty(net.Layers);
        Assert.Contains("sparsely", Assert.Single(net.Assumptions), StringComparison.Ordinal);
    }

    private static readonly (string Said, Action<TensorProto> Tell)[] Lies =
    [
        ("a dimension of -1", t => t.Dims[0] = -1),
        ("a dimension of 4294967297", t => t.Dims[0] = (1L << 32) + 1),
        ("2147483647×2147483647×2147483647 elements", t => Replace(t, int.MaxValue, int.MaxValue, int.MaxValue)),
        ("65536×65536 elements", t => Replace(t, 65536, 65536)),
        ("65 dimensions", t => t.Dims.AddRange(Enumerable.Repeat(1L, 61))),
        ("has 15 bytes; expected 16", t => t.RawData = ByteString.CopyFrom(new byte[15])),
        ("has 17 bytes; expected 16", t => t.RawData = ByteString.CopyFrom(new byte[17])),
        ("0 values", t => t.RawData = ByteString.Empty),
        ("another file that is not named", t => t.DataLocation = 1),
    ];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void A_tensor_that_lies_about_its_size_is_an_error_that_says_so(int which)
    {
        var (said, lie) = Lies[which];
        var tensor = OnnxModel.Raw("w", [1, 1, 2, 2], Expected);
        lie(tensor);
        var error = Assert.Throws<PassbandException>(() => WeightsOf(tensor));
        Assert.Equal(ErrorKind.Format, error.Kind);
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
        Assert.Contains("tensor 'w'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_layer_over_the_limit_is_refused_before_its_weights_are_read()
    {
        var net = OnnxModel.Small().Read(new ModelOptions { MaxLayerWeights = 53 });
        Assert.Empty(net.Layers);
        Assert.Contains("54 elements", Assert.Single(net.Assumptions), StringComparison.Ordinal);
    }

    private static OnnxModel ModelOf(TensorProto tensor) => new OnnxModel().Input("x", 1, 1, 8, 8).Tensor(tensor).Node("Conv", ["x", "w"], "y").Output("y");

    private static float[] WeightsOf(TensorProto tensor) => ModelOf(tensor).Layer().Bank.Weights.ToArray();

    private static void Replace(TensorProto tensor, params long[] dims)
    {
        tensor.Dims.Clear();
        tensor.Dims.AddRange(dims);
    }

    private static byte[] Pack(int size, PackOne pack)
    {
        var bytes = new byte[4 * size];
        for (var i = 0; i < 4; i++)
            pack(bytes.AsSpan(i * size), i + 1);
        return bytes;
    }

    private delegate void PackOne(Span<byte> bytes, int value);
}
