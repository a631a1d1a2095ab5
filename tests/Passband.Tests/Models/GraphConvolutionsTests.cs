using Passband.Kernels;
using Passband.Models.Onnx;
using Passband.Tests.Models.Onnx;
using static Passband.Tests.Models.Onnx.OnnxModel;

namespace Passband.Tests.Models;

/// <summary>What a layer is: its operator, its bank, its steps and borders, its name and its place.</summary>
public sealed class GraphConvolutionsTests
{
    [Fact]
    public void A_convolution_is_read_with_its_steps_and_borders()
    {
        var layer = new OnnxModel().Input("x", 1, 3, 8, 8).Weights("w", [2, 3, 3, 5])
            .Node("Conv", ["x", "w"], "y", "conv", "", Ints("strides", 2, 3), Ints("dilations", 1, 4), Ints("pads", 1, 2, 3, 4), Ints("kernel_shape", 3, 5)).Output("y").Layer();
        Assert.Equal("conv", layer.Name);
        Assert.Equal(ConvOperator.Conv2d, layer.Operator);
        Assert.Equal(BankShape.Plane(2, 3, 3, 5), layer.Bank.Shape);
        Assert.Equal(Count(2, 3, 3, 5), layer.Bank.Weights.ToArray());
        Assert.Equal(new Extent(1, 2, 3), layer.Stride);
        Assert.Equal(new Extent(1, 1, 4), layer.Dilation);
        Assert.Equal(("explicit", "1,2", "3,4"), (layer.Padding!.Mode, string.Join(',', layer.Padding.Begin), string.Join(',', layer.Padding.End)));
    }

    [Theory]
    [InlineData("SAME_UPPER", "same")]
    [InlineData("SAME_LOWER", "same")]
    [InlineData("VALID", "valid")]
    [InlineData("NOTSET", "valid")]
    public void Automatic_padding_has_a_word(string automatic, string expected)
    {
        var model = Small();
        model.Graph.Node[0].Attribute.Add(Text("auto_pad", automatic));
        Assert.Equal(expected, model.Layer().Padding!.Mode);
    }

    [Theory]
    [InlineData(1, ConvOperator.Conv1d)]
    [InlineData(2, ConvOperator.Conv2d)]
    [InlineData(3, ConvOperator.Conv3d)]
    public void The_number_of_spatial_axes_tells_the_operator(int rank, ConvOperator expected)
    {
        long[] dims = [4, 2, .. new long[] { 2, 3, 5 }[^rank..]];
        var layer = new OnnxModel().Input("x").Weights("w", dims).Node("Conv", ["x", "w"], "y").Output("y").Layer();
        Assert.Equal(expected, layer.Operator);
        Assert.Equal(rank, layer.Bank.Shape.Rank);
        Assert.Equal(dims, layer.Bank.Shape.ToArray().Select(d => (long)d));
        Assert.Equal(Count(dims), layer.Bank.Weights.ToArray());
    }

    [Theory]
    [InlineData(6, 1, 3, ConvOperator.Depthwise)]
    [InlineData(6, 2, 3, ConvOperator.Conv2d)]
    [InlineData(6, 1, 1, ConvOperator.Conv2d)]
    public void Depthwise_means_one_channel_a_filter_and_more_than_one_group(int filters, int channels, int groups, ConvOperator expected)
    {
        var layer = new OnnxModel().Input("x").Weights("w", [filters, channels, 3, 3]).Node("Conv", ["x", "w"], "y", Int("group", groups)).Output("y").Layer();
        Assert.Equal(expected, layer.Operator);
        Assert.Equal(groups, layer.Groups);
    }

    [Fact]
    public void A_transposed_bank_is_brought_to_filters_first_group_by_group()
    {
        // [in 4, out/groups 3, 1, 2] in two groups: filter g·3 + m reads inputs 2g and 2g + 1.
        var layer = new OnnxModel().Input("x").Weights("w", [4, 3, 1, 2]).Node("ConvTranspose", ["x", "w"], "y", Int("group", 2)).Output("y").Layer();
        Assert.Equal(ConvOperator.Transposed, layer.Operator);
        Assert.Equal(BankShape.Plane(6, 2, 1, 2), layer.Bank.Shape);
        var stored = Count(4, 3, 1, 2);
        for (var filter = 0; filter < 6; filter++)
        {
            for (var channel = 0; channel < 2; channel++)
            {
                for (var tap = 0; tap < 2; tap++)
                    Assert.Equal(stored[(((filter / 3 * 2) + channel) * 3 + filter % 3) * 2 + tap], layer.Bank.Kernel(filter, channel)[tap]);
            }
        }
    }

    [Fact]
    public void A_fused_convolution_of_a_vendor_is_a_convolution()
    {
        var layer = new OnnxModel().Input("x", 1, 3, 8, 8).Weights("w", [2, 3, 3, 3]).Node("FusedConv", ["x", "w"], "y", "f", "com.microsoft", Text("activation", "Relu")).Output("y").Layer();
        Assert.Equal(InputSpace.Picture, layer.Input);
    }

    [Fact]
    public void Layers_come_in_execution_order_whatever_the_files_order()
    {
        var net = new OnnxModel().Input("x").Weights("w", [1, 1, 3, 3])
            .Node("Conv", ["b", "w"], "c", "third").Node("Conv", ["a", "w"], "b", "second").Node("Conv", ["x", "w"], "a", "first").Output("c").Read();
        Assert.Equal(["first", "second", "third"], net.Layers.Select(l => l.Name));
        Assert.Equal([0, 1, 2], net.Layers.Select(l => l.Index));
    }

    [Fact]
    public void A_valid_order_is_kept()
    {
        var net = new OnnxModel().Input("x").Weights("w", [1, 1, 3, 3])
            .Node("Conv", ["x", "w"], "b", "z").Node("Conv", ["x", "w"], "a", "y").Output("a", "b").Read();
        Assert.Equal(["z", "y"], net.Layers.Select(l => l.Name));
    }

    [Fact]
    public void A_graph_in_a_circle_is_an_error()
    {
        var model = new OnnxModel().Weights("w", [1, 1, 3, 3]).Node("Conv", ["b", "w"], "a").Node("Relu", ["a"], "b").Output("b");
        var error = Assert.Throws<PassbandException>(() => model.Read());
        Assert.Equal(ErrorKind.Format, error.Kind);
        Assert.Contains("circle", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_layer_without_a_name_has_that_of_its_weights_and_no_two_have_the_same()
    {
        var net = new OnnxModel().Input("x").Weights("w", [1, 1, 3, 3])
            .Node("Conv", ["x", "w"], "a").Node("Conv", ["x", "w"], "b").Node("Conv", ["x", "w"], "c", "w_2").Output("a", "b", "c").Read();
        Assert.Equal(["w", "w_2", "w_2_2"], net.Layers.Select(l => l.Name));
    }

    [Fact]
    public void Convolutions_in_the_bodies_of_control_flow_are_listed_under_their_path_and_see_the_names_around()
    {
        var inner = new GraphProto();
        inner.Initializer.Add(Raw("own", [1, 1, 5], Count(5)));
        inner.Node.Add(MakeNode("Constant", [], "axes", "", "", Value("value", Axes(1))));
        inner.Node.Add(MakeNode("Unsqueeze", ["x", "axes"], "u"));
        inner.Node.Add(MakeNode("Conv", ["u", "outer"], "v", "a"));
        inner.Node.Add(MakeNode("Conv", ["v", "own"], "r", "b"));
        inner.Output.Add(Value("r"));
        var net = new OnnxModel().Input("x", 1, -1).Input("which").Weights("outer", [1, 1, 3])
            .Node("If", ["which"], "y", "choice", "", Body("then_branch", inner), Body("else_branch", inner)).Output("y").Read();
        Assert.Equal(["choice/else_branch/a", "choice/else_branch/b", "choice/then_branch/a", "choice/then_branch/b"], net.Layers.Select(l => l.Name));
        Assert.Equal([InputSpace.Signal, InputSpace.Features, InputSpace.Signal, InputSpace.Features], net.Layers.Select(l => l.Input));
    }

    [Fact]
    public void A_model_without_convolutions_has_no_layers_and_is_no_error()
    {
        var net = new OnnxModel().Input("x", 1, 4).Weights("w", [4, 4]).Node("MatMul", ["x", "w"], "y").Output("y").Read();
        Assert.Empty(net.Layers);
        Assert.Empty(net.Assumptions);
        Assert.True(net.HasGraph);
        Assert.Equal("ONNX", net.Format);
    }

    private static readonly (string Said, Action<OnnxModel> Spoil)[] Spoiled =
    [
        ("are fed to the network", m => m.Node("Conv", ["x", "x"], "bad", "odd")),
        ("are computed by the operator Relu", m => m.Node("Relu", ["w"], "v").Node("Conv", ["x", "v"], "bad", "odd")),
        ("are computed by the operator Identity", m => m.Node("Identity", ["w"], "v", "", "somebody.else").Node("Conv", ["x", "v"], "bad", "odd")),
        ("are missing from the file", m => m.Node("Conv", ["x", "nowhere"], "bad", "odd")),
        ("it has no weights", m => m.Node("Conv", ["x"], "bad", "odd")),
        ("no input", m => m.Node("Conv", [], "bad", "odd")),
        ("[4, 4]", m => m.Weights("v", [4, 4]).Node("Conv", ["x", "v"], "bad", "odd")),
        ("[1, 1, 1, 1, 1, 2]", m => m.Weights("v", [1, 1, 1, 1, 1, 2]).Node("Conv", ["x", "v"], "bad", "odd")),
        ("[2, 0, 3, 3]", m => m.Tensor(Raw("v", [2, 0, 3, 3], [])).Node("Conv", ["x", "v"], "bad", "odd")),
        ("3 groups", m => m.Node("Conv", ["x", "w"], "bad", "odd", "", Int("group", 3))),
        ("0 groups", m => m.Node("Conv", ["x", "w"], "bad", "odd", "", Int("group", 0))),
        ("strides are [0, 1]", m => m.Node("Conv", ["x", "w"], "bad", "odd", "", Ints("strides", 0, 1))),
        ("dilations are [1]", m => m.Node("Conv", ["x", "w"], "bad", "odd", "", Ints("dilations", 1))),
        ("pads are [1, 1]", m => m.Node("Conv", ["x", "w"], "bad", "odd", "", Ints("pads", 1, 1))),
        ("said to be 5×5", m => m.Node("Conv", ["x", "w"], "bad", "odd", "", Ints("kernel_shape", 5, 5))),
        ("DeformConv", m => m.Node("DeformConv", ["x", "w"], "bad", "odd")),
        ("Conv of com.microsoft.nchwc", m => m.Node("Conv", ["x", "w"], "bad", "odd", "com.microsoft.nchwc")),
    ];

    public static TheoryData<int> SpoiledCases() => [.. Enumerable.Range(0, Spoiled.Length)];

    [Theory]
    [MemberData(nameof(SpoiledCases))]
    public void A_layer_that_cannot_be_read_is_left_out_with_a_sentence_and_the_rest_is_read(int which)
    {
        var (said, spoil) = Spoiled[which];
        var model = Small();
        spoil(model);
        var net = model.Read();
        Assert.Equal("conv", Assert.Single(net.Layers).Name);
        var sentence = Assert.Single(net.Assumptions);
        Assert.StartsWith("The layer 'odd' was left out: ", sentence, StringComparison.Ordinal);
        Assert.Contains(said, sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Sentences_beyond_the_first_are_counted()
    {
        var model = Small();
        for (var i = 0; i < 100; i++)
            model.Node("Conv", ["x", "nowhere"], $"bad{i}");
        var net = model.Read();
        Assert.Equal(21, net.Assumptions.Length);
        Assert.StartsWith("80 more", net.Assumptions[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Convolutions_in_functions_are_spoken_of()
    {
        var model = Small();
        var function = new FunctionProto { Name = "block" };
        function.Node.Add(MakeNode("Conv", ["a", "b"], "c"));
        model.Proto.Functions.Add(function);
        Assert.Contains("functions", Assert.Single(model.Read().Assumptions), StringComparison.Ordinal);
    }

    [Fact]
    public void One_tensor_read_by_very_many_layers_does_not_unfold_into_a_large_network()
    {
        var model = new OnnxModel().Input("x").Weights("w", [64, 64, 32, 32]);
        for (var i = 0; i < 20; i++)
            model.Node("Conv", ["x", "w"], $"y{i}");
        var net = model.Read();
        Assert.Equal(17, net.Layers.Length);
        Assert.Contains("used by so many layers", net.Assumptions[0], StringComparison.Ordinal);
    }

    private static TensorProto Axes(params long[] axes)
    {
        var tensor = new TensorProto { DataType = OnnxElementType.Int64 };
        tensor.Dims.Add(axes.Length);
        tensor.Int64Data.AddRange(axes);
        return tensor;
    }
}
