using Google.Protobuf;
using Passband.Kernels;
using Passband.Models;
using Passband.Models.Onnx;
using static Passband.Tests.Models.Onnx.OnnxModel;

namespace Passband.Tests.Models.Onnx;

/// <summary>Which bytes are taken for an ONNX model, and what damaged and hostile ones give.</summary>
public sealed class OnnxReaderTests
{
    /// <summary>More than a few kilobytes of hostile file may make Passband reserve.</summary>
    private const long MostMemory = 64L * 1024 * 1024;

    [Theory]
    [InlineData("model.bin")]
    [InlineData("model")]
    public void A_model_is_recognized_by_its_content(string name)
    {
        using var source = ModelSource.FromMemory(name, Small().ToBytes());
        Assert.Equal("ONNX", ModelFile.Open(source, null, TestContext.Current.CancellationToken).Format);
    }

    [Fact]
    public void A_graph_beyond_the_first_bytes_is_not_needed_where_the_name_tells()
    {
        var model = Small();
        model.Proto.ProducerName = new string('p', 2 * ModelProbe.HeadLength);
        Assert.Single(model.Read().Layers);
    }

    public static TheoryData<string, byte[]> Others() => new()
    {
        { "text", "hello, this is not a model at all"u8.ToArray() },
        { "JSON", "{\"modelTopology\": {}}"u8.ToArray() },
        { "zeros", new byte[64] },
        { "a version and no graph", [0x08, 0x08] },
        { "a graph before the version", [0x3A, 0x02, 0x12, 0x00, 0x08, 0x08] },
        { "a graph that ends beyond the file", [0x08, 0x08, 0x3A, 0x7F, 0x12, 0x00] },
        { "a version of another wire type", [0x0A, 0x08, 0x3A, 0x02, 0x12, 0x00] },
        { "a graph whose first field is none of a graph", [0x08, 0x08, 0x3A, 0x02, 0x4A, 0x00] },
        { "a number that never ends", [.. Enumerable.Repeat((byte)0xFF, 64)] },
        { "a version of 0", [0x08, 0x00, 0x3A, 0x02, 0x12, 0x00] },
        { "a length beyond all bounds", [0x08, 0x08, 0x12, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01] },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void Other_content_is_not_recognized(string what, byte[] bytes)
    {
        Assert.False(new OnnxReader().Matches(new ModelProbe("model.bin", bytes.Length, bytes)), what);
    }

    [Theory]
    [InlineData("not a model")]
    [InlineData("")]
    [InlineData("\u0008\u0008")]
    public void Other_content_under_the_name_of_a_model_is_one_clear_error(string content)
    {
        var error = Assert.Throws<PassbandException>(() => OnnxModel.Read(System.Text.Encoding.ASCII.GetBytes(content)));
        Assert.Equal(ErrorKind.Format, error.Kind);
        Assert.StartsWith("test.onnx: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_truncated_model_is_an_error_wherever_it_ends()
    {
        var bytes = Rich().ToBytes();
        for (var sixteenth = 1; sixteenth < 16; sixteenth++)
        {
            var error = Assert.Throws<PassbandException>(() => OnnxModel.Read(bytes[..(bytes.Length * sixteenth / 16)]));
            Assert.Equal(ErrorKind.Format, error.Kind);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(20)]
    public void Changed_bytes_give_an_error_or_a_network_and_little_memory(int changes)
    {
        var bytes = Rich().ToBytes();
        var random = new Random(changes);
        for (var round = 0; round < 400; round++)
        {
            var damaged = bytes.ToArray();
            for (var i = 0; i < changes; i++)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            AssertHarmless(damaged);
        }
    }

    [Fact]
    public void Bytes_taken_out_or_put_in_give_an_error_or_a_network_and_little_memory()
    {
        var bytes = Rich().ToBytes();
        var random = new Random(7);
        for (var round = 0; round < 400; round++)
        {
            var place = random.Next(bytes.Length - 16);
            var some = random.Next(1, 16);
            AssertHarmless(round % 2 == 0 ? [.. bytes[..place], .. bytes[(place + some)..]] : [.. bytes[..place], .. bytes[place..(place + some)], .. bytes[place..]]);
        }
    }

    [Fact]
    public void Nesting_without_end_is_an_error()
    {
        var body = new GraphProto();
        for (var depth = 0; depth < 500; depth++)
        {
            var outer = new GraphProto();
            outer.Node.Add(MakeNode("If", ["c"], "y", "", "", Body("then_branch", body)));
            body = outer;
        }
        var model = new OnnxModel();
        model.Proto.Graph = body;
        var error = Assert.Throws<PassbandException>(() => model.Read());
        Assert.Equal(ErrorKind.Format, error.Kind);
    }

    [Fact]
    public void Thousands_of_empty_messages_do_not_unfold_into_gigabytes()
    {
        // The tag and the length of an empty node, a million times, in a graph.
        byte[] nodes = [.. Enumerable.Repeat<byte[]>([0x0A, 0x00], 1_000_000).SelectMany(b => b)];
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            output.WriteTag(1, WireFormat.WireType.Varint);
            output.WriteInt64(8);
            output.WriteTag(7, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(nodes));
        }
        var bytes = stream.ToArray();
        AssertHarmless(bytes);
        Assert.Contains("messages", Assert.Throws<PassbandException>(() => OnnxModel.Read(bytes)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_are_no_text_are_harmless()
    {
        var bytes = Small().ToBytes();
        var name = bytes.AsSpan().IndexOf("conv"u8);
        bytes[name] = 0xFF;
        bytes[name + 1] = 0xC0;
        AssertHarmless(bytes);
    }

    [Fact]
    public void Names_of_layers_are_kept_as_they_are_and_are_made_printable_in_messages()
    {
        var net = new OnnxModel().Input("x", 1, 3, 8, 8).Weights("w", [2, 3, 3, 3]).Node("Conv", ["x", "w"], "y", "\u001b[31mred").Node("Conv", ["x", "x"], "z", "\u001b[2J").Read();
        Assert.Equal("\u001b[31mred", net.Layers[0].Name);
        Assert.DoesNotContain('\u001b', Assert.Single(net.Assumptions));
    }

    [Fact]
    public void Reading_can_be_stopped()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        using var source = ModelSource.FromMemory("m.onnx", Small().ToBytes());
        Assert.Throws<OperationCanceledException>(() => ModelFile.Open(source, null, stop.Token));
    }

    /// <summary>A model with something of everything that is read.</summary>
    private static OnnxModel Rich()
    {
        var body = new GraphProto();
        body.Node.Add(MakeNode("Conv", ["p", "w"], "inner", "inside", "", Ints("pads", 1, 1, 1, 1)));
        body.Output.Add(Value("inner"));
        var constant = Raw("", [2, 1, 1], [1, 2]);
        return new OnnxModel().Input("x", 1, 3, 8, 8).Input("which").Weights("w", [2, 3, 3, 3]).Weights("f", [1, 3, 1, 1]).Weights("g", [2]).Integers("s", 2, 2, 1, 1)
            .Bytes("q", OnnxElementType.Int8, [2, 2], 1, 2, 3, 4).Weights("qs", [2])
            .Node("Mul", ["x", "f"], "p").Node("Conv", ["p", "w"], "a", "first", "", Ints("strides", 2, 2), Ints("kernel_shape", 3, 3), Int("group", 1), Text("auto_pad", "VALID"))
            .Node("BatchNormalization", ["a", "g", "g", "g", "g"], "b", Number("epsilon", 0.001f)).Node("Constant", [], "c", Value("value", constant)).Node("Mul", ["b", "c"], "d")
            .Node("DequantizeLinear", ["q", "qs"], "v0", Int("axis", 0)).Node("Reshape", ["v0", "s"], "v").Node("Conv", ["d", "v"], "y", "second").Node("ConvTranspose", ["y", "v"], "z")
            .Node("If", ["which"], "r", "choice", "", Body("then_branch", body), Body("else_branch", body)).Output("z", "r");
    }

    private static void AssertHarmless(byte[] bytes)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            foreach (var layer in OnnxModel.Read(bytes).Layers)
                Assert.True(layer.Bank.Weights.Length <= 16 * bytes.Length);
        }
        catch (PassbandException e)
        {
            Assert.True(e.Kind is ErrorKind.Format or ErrorKind.Unreadable, e.Message);
        }
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostMemory);
    }
}
