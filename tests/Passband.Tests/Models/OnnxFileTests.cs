using System.Collections.Frozen;
using System.Collections.Immutable;
using Passband.Graphs;
using Passband.Kernels;
using Passband.Models;
using Passband.Models.Onnx;

namespace Passband.Tests.Models;

/// <summary>What is written, down to the messages; that everything written is read back, and by others, is tested with the networks of tests/Passband.Networks.Tests.</summary>
public sealed class OnnxFileTests
{
    private static Graph Small { get; } = new()
    {
        Inputs = [new GraphInput("x", [null, 3, 8, null], Type: ElementType.Float32), new GraphInput("y", [null], Type: ElementType.Int64), new GraphInput("z", null)],
        Outputs = ["c", "x"],
        OutputForms = new Dictionary<string, ValueForm> { ["c"] = new(ElementType.Float32, [null, 2, null, null]) }.ToFrozenDictionary(),
        Nodes = [new GraphNode { Name = "conv", Operator = "Conv", Inputs = ["x", "w", ""], Outputs = ["c"] }],
        Constants = new Dictionary<string, Tensor> { ["w"] = Tensor.FromFloats("w", [2, 3, 1, 1], [1, 2, 3, 4, 5, 6]) }.ToFrozenDictionary(),
        OperatorSets = new Dictionary<string, long> { [""] = 17 }.ToFrozenDictionary(),
        Metadata = new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" }.ToFrozenDictionary(),
    };

    [Fact]
    public void Every_element_type_and_every_kind_of_attribute_comes_back()
    {
        var constants = Enum.GetValues<ElementType>().ToDictionary(t => t.ToString(), t => new Tensor(t.ToString(), t, [3], () => Enumerable.Range(1, 3 * ElementConversion.SizeOf(t)).Select(i => (byte)i).ToArray()));
        constants["empty"] = Tensor.FromFloats("empty", [2, 0], []);
        constants["scalar"] = Tensor.FromIntegers("scalar", [], [long.MinValue]);
        var body = new Graph { Inputs = [new GraphInput("i", [])], Outputs = ["i", "outer"], Nodes = [], Constants = new Dictionary<string, Tensor> { ["k"] = Tensor.FromFloats("k", [1], [float.NaN]) }.ToFrozenDictionary() };
        var attributes = new Dictionary<string, object>
        {
            ["long"] = long.MaxValue,
            ["float"] = -0f,
            ["text"] = "ä\0",
            ["longs"] = ImmutableArray.Create(1L, -2L),
            ["floats"] = ImmutableArray.Create(1f, float.NegativeInfinity),
            ["texts"] = ImmutableArray.Create("", "b"),
            ["nothing"] = ImmutableArray<long>.Empty,
            ["tensor"] = Tensor.FromFloats("tensor", [1, 1], [3]),
            ["body"] = body,
        };

        var found = Reopen(Write(Small with
        {
            Constants = constants.ToFrozenDictionary(),
            Nodes = [new GraphNode { Name = "", Operator = "Loop", Inputs = [], Outputs = ["c"], Attributes = attributes.ToFrozenDictionary() }],
        }));

        Assert.Equal(constants.Keys.Order(), found.Constants.Keys.Order());
        Assert.All(constants, c => Assert.Equal((c.Value.Type, string.Join(',', c.Value.Shape), Convert.ToHexString(c.Value.Bytes.Span)),
            (found.Constants[c.Key].Type, string.Join(',', found.Constants[c.Key].Shape), Convert.ToHexString(found.Constants[c.Key].Bytes.Span))));
        var node = Assert.Single(found.Nodes);
        Assert.Equal((long.MaxValue, float.NegativeZero, "ä\0"), (node.Integer("long", 0), node.Number("float", 1), node.Attribute<string>("text")));
        Assert.True(float.IsNegative(node.Number("float", 1)));
        Assert.Equal([1, -2], node.Integers("longs"));
        Assert.Equal([1f, float.NegativeInfinity], (ImmutableArray<float>)node.Attributes["floats"]);
        Assert.Equal(["", "b"], (ImmutableArray<string>)node.Attributes["texts"]);
        Assert.Empty((ImmutableArray<long>)node.Attributes["nothing"]);
        Assert.Equal([3f], node.Attribute<Tensor>("tensor")!.ToFloats());
        var inner = node.Attribute<Graph>("body")!;
        Assert.Equal(["i", "outer"], inner.Outputs);
        Assert.Equal([float.NaN], inner.Constants["k"].ToFloats());
        Assert.Empty(inner.Inputs[0].Shape!.Value);
    }

    [Fact]
    public void Free_dimensions_have_names_and_the_first_is_the_batch()
    {
        var graph = ModelProto.Parser.ParseFrom(Write(Small)).Graph;

        Assert.Equal(["batch", "3", "8", "x.3"], Dimensions(graph.Input[0]));
        Assert.Equal(["y.0"], Dimensions(graph.Input[1]));
        Assert.Null(graph.Input[2].Type);
        Assert.Equal(["batch", "2", "c.2", "c.3"], Dimensions(graph.Output[0]));
        Assert.Null(graph.Output[1].Type);

        static IEnumerable<string> Dimensions(ValueInfoProto value) => value.Type.TensorType.Shape.Dim.Select(d => d.HasDimValue ? $"{d.DimValue}" : d.DimParam);
    }

    [Theory]
    [InlineData(6, 4)]
    [InlineData(9, 4)]
    [InlineData(13, 7)]
    [InlineData(17, 8)]
    [InlineData(20, 9)]
    [InlineData(23, 11)]
    public void The_version_of_the_format_is_that_of_the_operators_time(long operators, long format)
    {
        var model = ModelProto.Parser.ParseFrom(Write(Small with { OperatorSets = new Dictionary<string, long> { [""] = operators, ["com.microsoft"] = 1 }.ToFrozenDictionary() }));

        Assert.Equal(format, model.IrVersion);
        Assert.Equal(("passband", typeof(OnnxFile).Assembly.GetName().Version!.ToString(3)), (model.ProducerName, model.ProducerVersion));
        Assert.Equal([("", operators), ("com.microsoft", 1L)], model.OpsetImport.Select(s => (s.Domain, s.Version)));
        Assert.Equal(["a", "b"], model.MetadataProps.Select(m => m.Key));
    }

    [Fact]
    public void The_same_network_is_the_same_bytes_in_whatever_order_its_dictionaries_are()
    {
        var names = Enumerable.Range(0, 100).Select(i => $"w{i}").ToArray();
        Graph Of(IEnumerable<string> order) => Small with { Constants = order.ToDictionary(n => n, n => Tensor.FromFloats(n, [1], [n.Length])).ToFrozenDictionary() };

        Assert.Equal(Write(Of(names)), Write(Of(names.Reverse())));
    }

    [Fact]
    public void A_declined_constant_is_refused() =>
        Refused(Small with { Declined = new Dictionary<string, string> { ["t"] = "are of text" }.ToFrozenDictionary() }, "the values of 't' are of text; expected constants of numbers");

    [Fact]
    public void An_operator_of_a_set_without_a_version_is_refused()
    {
        Refused(Small with { Nodes = [Small.Nodes[0] with { Domain = "tf" }] }, "the operator Conv of 'tf', of which no version is known");
        Refused(Small with { OperatorSets = FrozenDictionary<string, long>.Empty }, "the operator Conv of ONNX itself");
    }

    [Fact]
    public void Channels_at_the_end_are_refused() => Refused(Small with { Inputs = [Small.Inputs[0] with { ChannelsLast = true }] }, "the input 'x' has its channels last");

    [Fact]
    public void An_attribute_of_another_kind_is_refused() =>
        Refused(Small with { Nodes = [Small.Nodes[0] with { Attributes = new Dictionary<string, object> { ["group"] = 1 }.ToFrozenDictionary() }] }, "the attribute 'group' of Conv is a Int32");

    [Fact]
    public void More_than_two_gigabytes_are_refused_before_they_are_read()
    {
        static ReadOnlyMemory<byte> Unread() => throw new InvalidOperationException("The values were asked for.");
        Refused(Small with { Constants = new Dictionary<string, Tensor> { ["w"] = new("w", ElementType.Float32, [600_000_000], Unread) }.ToFrozenDictionary() }, "less than 2 GB");
    }

    [Fact]
    public void A_constant_of_other_length_than_its_shape_is_refused() =>
        Refused(Small with { Constants = new Dictionary<string, Tensor> { ["w"] = new("w", ElementType.Int64, [2], () => new byte[15]) }.ToFrozenDictionary() }, "the constant 'w' has 15 bytes; expected 16");

    [Fact]
    public void Bodies_without_end_are_refused()
    {
        var graph = Small;
        for (var i = 0; i < 31; i++)
            graph = Small with { Nodes = [Small.Nodes[0] with { Attributes = new Dictionary<string, object> { ["body"] = graph }.ToFrozenDictionary() }] };

        Refused(graph, "more than 30 deep");
        Assert.Equal("Conv", Reopen(Write((Graph)graph.Nodes[0].Attributes["body"])).Nodes[0].Operator);
    }

    private static void Refused(Graph graph, string expected)
    {
        using var stream = new MemoryStream();
        var error = Assert.Throws<PassbandException>(() => OnnxFile.Write(graph, stream));
        Assert.Equal(ErrorKind.Format, error.Kind);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Equal(0, stream.Length);
    }

    private static byte[] Write(Graph graph)
    {
        using var stream = new MemoryStream();
        OnnxFile.Write(graph, stream);
        return stream.ToArray();
    }

    private static Graph Reopen(byte[] bytes)
    {
        using var source = ModelSource.FromMemory("written", bytes);
        return ModelFile.OpenGraph(source, TestContext.Current.CancellationToken);
    }
}
