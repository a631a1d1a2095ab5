using System.Collections.Frozen;
using System.Collections.Immutable;
using Passband.Graphs;
using Passband.Kernels;
using Passband.Models;
using Passband.Models.Onnx;
using Passband.Tests.Models.Onnx;
using static Passband.Tests.Models.Onnx.OnnxModel;

namespace Passband.Tests.Models;

/// <summary>Whether a layer sees the picture or the signal, and what happens to it on the way.</summary>
public sealed class GraphConvolutionsInputTests
{
    [Theory]
    [InlineData(new long[] { 1, 3, 8, 8 }, new long[] { 2, 3, 3, 3 }, InputSpace.Picture)]
    [InlineData(new long[] { 1, 1, 8, 8 }, new long[] { 2, 1, 3, 3 }, InputSpace.Gray)]
    [InlineData(new long[] { 1, 4, 8, 8 }, new long[] { 2, 4, 3, 3 }, InputSpace.Features)]
    [InlineData(new long[] { 1, 1, 99 }, new long[] { 2, 1, 9 }, InputSpace.Signal)]
    [InlineData(new long[] { 1, 2, 99 }, new long[] { 2, 2, 9 }, InputSpace.Signal)]
    [InlineData(new long[] { 1, 80, 99 }, new long[] { 2, 80, 9 }, InputSpace.Features)]
    [InlineData(new long[] { 1, 3, 4, 8, 8 }, new long[] { 2, 3, 3, 3, 3 }, InputSpace.Picture)]
    public void Rank_and_channels_tell_what_is_seen(long[] input, long[] weights, InputSpace expected)
    {
        Assert.Equal(expected, new OnnxModel().Input("x", input).Weights("w", weights).Node("Conv", ["x", "w"], "y").Output("y").Layer().Input);
    }

    [Fact]
    public void Only_the_first_of_two_layers_sees_the_picture()
    {
        var net = Small().Weights("v", [3, 2, 1, 1]).Weights("u", [3, 3, 1, 1]).Node("Conv", ["y", "v"], "z").Node("Conv", ["z", "u"], "t").Read();
        Assert.Equal([InputSpace.Picture, InputSpace.Features, InputSpace.Features], net.Layers.Select(l => l.Input));
    }

    [Theory]
    [InlineData(new long[] { -1, -1 }, new long[] { 1, 2 }, new long[] { 2, 1, 1, 9 }, InputSpace.Signal)]
    [InlineData(new long[] { -1, -1 }, new long[] { 1, 3 }, new long[] { 2, 1, 9, 1 }, InputSpace.Signal)]
    [InlineData(new long[] { -1, 1, -1 }, new long[] { 2 }, new long[] { 2, 1, 1, 9 }, InputSpace.Signal)]
    [InlineData(new long[] { -1, 28, 28 }, new long[] { 1 }, new long[] { 2, 1, 1, 9 }, InputSpace.Gray)]
    [InlineData(new long[] { -1, 28, 28 }, new long[] { 1 }, new long[] { 2, 1, 3, 3 }, InputSpace.Gray)]
    [InlineData(new long[] { -1, -1 }, new long[] { 1 }, new long[] { 2, 1, 9 }, InputSpace.Signal)]
    public void A_signal_that_was_given_more_axes_is_still_a_signal(long[] input, long[] axes, long[] weights, InputSpace expected)
    {
        var layer = new OnnxModel().Input("x", input).Integers("axes", axes).Weights("w", weights).Node("Unsqueeze", ["x", "axes"], "u").Node("Conv", ["u", "w"], "y").Output("y").Layer();
        Assert.Equal(expected, layer.Input);
    }

    [Fact]
    public void A_flat_digit_that_is_brought_to_a_plane_is_a_gray_picture()
    {
        var layer = new OnnxModel().Input("x", 1, 784).Integers("s", 1, 1, 28, 28).Weights("w", [2, 1, 5, 5]).Node("Reshape", ["x", "s"], "u").Node("Conv", ["u", "w"], "y").Output("y").Layer();
        Assert.Equal(InputSpace.Gray, layer.Input);
    }

    private static readonly Action<OnnxModel>[] Harmless =
    [
        m => m.Node("Identity", ["x"], "p"),
        m => m.Node("Cast", ["x"], "p", Int("to", 1)),
        m => m.Node("Clip", ["x"], "p"),
        m => m.Node("Pad", ["x"], "p", Ints("pads", 0, 0, 1, 1, 0, 0, 1, 1)),
        m => m.Node("Resize", ["x"], "p"),
        m => m.Node("Dropout", ["x"], "p"),
        m => m.Weights("mean", [1, 3, 1, 1]).Node("Sub", ["x", "mean"], "p"),
        m => m.Weights("mean", [1, 3, 64, 64]).Node("Add", ["mean", "x"], "p"),
        m => m.Weights("s", [], 0.02f).Node("QuantizeLinear", ["x", "s"], "q").Node("DequantizeLinear", ["q", "s"], "p"),
        m => m.Weights("s", [], 0.02f).Node("QuantizeLinear", ["x", "s"], "q", "", "com.microsoft").Node("DequantizeLinear", ["q", "s"], "p", "", "com.microsoft"),
        m => m.Integers("a", 2, 3).Integers("b", 1, 1).Integers("e", 9, 9).Node("Slice", ["x", "b", "e", "a"], "p"),
        m => m.Node("Transpose", ["x"], "t", Ints("perm", 0, 2, 3, 1)).Node("Transpose", ["t"], "p", Ints("perm", 0, 3, 1, 2)),
        m => m.Integers("a", 0).Node("Squeeze", ["x", "a"], "t").Node("Unsqueeze", ["t", "a"], "p"),
    ];

    public static TheoryData<int> HarmlessCases() => [.. Enumerable.Range(0, Harmless.Length)];

    [Theory]
    [MemberData(nameof(HarmlessCases))]
    public void What_leaves_a_picture_a_picture_is_passed(int which)
    {
        var model = Behind(Harmless[which]);
        var net = model.Read();
        Assert.Equal(InputSpace.Picture, Assert.Single(net.Layers).Input);
        Assert.Empty(net.Layers[0].Folded);
        Assert.Empty(net.Assumptions);
    }

    private static readonly Action<OnnxModel>[] Features =
    [
        m => m.Node("Relu", ["x"], "p"),
        m => m.Node("SpaceToDepth", ["x"], "p", Int("blocksize", 2)),
        m => m.Node("Concat", ["x", "x"], "p", Int("axis", 1)),
        m => m.Node("Mul", ["x", "x"], "p"),
        m => m.Weights("one", [], 1).Node("Div", ["one", "x"], "p"),
        m => m.Node("Identity", ["x"], "p", "", "somebody.else"),
        m => m.Weights("s", [], 1).Node("QuantizeLinear", ["x", "s"], "p", "", "somebody.else"),
        m => m.Integers("s", 1, 3, 4, 2, 4, 2).Integers("r", 1, 3, 4, 4).Node("Reshape", ["x", "s"], "a").Node("Transpose", ["a"], "b", Ints("perm", 0, 3, 5, 1, 2, 4)).Node("Reshape", ["b", "r"], "p"),
        m => m.Integers("a", 1).Integers("b", 0).Integers("e", 9).Integers("t", 2).Node("Slice", ["x", "b", "e", "a", "t"], "p"),
    ];

    public static TheoryData<int> FeaturesCases() => [.. Enumerable.Range(0, Features.Length)];

    [Theory]
    [MemberData(nameof(FeaturesCases))]
    public void What_makes_features_of_a_picture_is_not_passed(int which) => Assert.Equal(InputSpace.Features, Behind(Features[which]).Layer().Input);

    [Fact]
    public void A_constant_is_not_a_picture()
    {
        Assert.Equal(InputSpace.Features, new OnnxModel().Weights("x", [1, 3, 8, 8]).Weights("w", [2, 3, 3, 3]).Node("Conv", ["x", "w"], "y").Output("y").Layer().Input);
    }

    [Fact]
    public void A_constant_that_is_listed_among_the_inputs_is_still_a_constant()
    {
        Assert.Equal(InputSpace.Features, new OnnxModel().Input("x", 1, 3, 8, 8).Input("w", 2, 3, 3, 3).Weights("x", [1, 3, 8, 8]).Weights("w", [2, 3, 3, 3])
            .Node("Conv", ["x", "w"], "y").Output("y").Layer().Input);
    }

    [Fact]
    public void Division_by_the_deviation_of_each_channel_is_folded()
    {
        var layer = Behind(m => m.Weights("mean", [3, 1, 1]).Weights("std", [3, 1, 1], 2, 4, 8).Node("Sub", ["x", "mean"], "a").Node("Div", ["a", "std"], "p")).Layer();
        AssertChannels(layer, 0.5f, 0.25f, 0.125f);
    }

    [Fact]
    public void A_factor_before_a_change_to_channels_first_is_folded_by_its_channel()
    {
        var layer = Behind(m => m.Weights("f", [3], 2, 3, 5).Node("Mul", ["f", "x"], "a").Node("Transpose", ["a"], "p", Ints("perm", 0, 3, 1, 2))).Layer();
        AssertChannels(layer, 2, 3, 5);
    }

    [Fact]
    public void A_normalization_of_the_input_is_folded()
    {
        var layer = Behind(m => m.Weights("g", [3], 1, 2, 3).Weights("b", [3]).Weights("v", [3], 0.25f, 1, 4)
            .Node("BatchNormalization", ["x", "g", "b", "b", "v"], "p", Number("epsilon", 0))).Layer();
        AssertChannels(layer, 2, 2, 1.5f);
    }

    [Fact]
    public void A_negative_is_folded()
    {
        AssertChannels(Behind(m => m.Weights("f", [], 1).Node("Sub", ["f", "x"], "p")).Layer(), -1, -1, -1);
        AssertChannels(Behind(m => m.Node("Neg", ["x"], "p")).Layer(), -1, -1, -1);
    }

    [Fact]
    public void Input_scaling_is_left_when_the_options_say_so()
    {
        var layer = Behind(m => m.Weights("f", [], 2).Node("Mul", ["f", "x"], "p")).Layer(new ModelOptions { Fold = false });
        Assert.Empty(layer.Folded);
        Assert.Equal(Count(54), layer.Bank.Weights.ToArray());
    }

    [Fact]
    public void A_factor_that_changes_from_place_to_place_is_not_folded_and_that_is_said()
    {
        var net = Behind(m => m.Weights("f", [1, 1, 1, 2]).Node("Mul", ["f", "x"], "p")).Read();
        Assert.Equal(InputSpace.Picture, net.Layers[0].Input);
        Assert.Empty(net.Layers[0].Folded);
        Assert.Contains("could not be folded", Assert.Single(net.Assumptions), StringComparison.Ordinal);
    }

    [Fact]
    public void Integers_that_are_fed_as_they_are_stand_for_their_scale()
    {
        var layer = new OnnxModel().Input("x", 1, 1, 8).Weights("xs", [], 0.25f).Bytes("xz", OnnxElementType.UInt8, [], 0).Bytes("w", OnnxElementType.Int8, [1, 1, 2], 4, 8).Weights("ws", [], 1)
            .Node("QLinearConv", ["x", "xs", "xz", "w", "ws", "xz", "xs", "xz"], "y").Output("y").Layer();
        Assert.Equal(InputSpace.Signal, layer.Input);
        Assert.Equal([1f, 2], layer.Bank.Weights.ToArray());
        Assert.Equal(["dequantized", "input scale"], layer.Folded);
    }

    [Theory]
    [InlineData("Rgb8", false, InputSpace.Rgb)]
    [InlineData("Bgr8", false, InputSpace.Bgr)]
    [InlineData("Rgb8", true, InputSpace.Bgr)]
    [InlineData("Bgr8", true, InputSpace.Rgb)]
    [InlineData("Unheard", false, InputSpace.Picture)]
    public void Metadata_tells_the_order_of_the_channels(string format, bool swapped, InputSpace expected)
    {
        var model = swapped ? Behind(m => m.Integers("i", 2, 1, 0).Node("Gather", ["x", "i"], "p", Int("axis", 1))) : Small();
        model.Proto.MetadataProps.Add(new StringStringEntryProto { Key = "Image.BitmapPixelFormat", Value = format });
        Assert.Equal(expected, model.Layer().Input);
    }

    [Fact]
    public void A_swap_of_channels_is_followed_and_said_when_the_order_is_unknown()
    {
        var net = Behind(m => m.Weights("f", [1, 3, 1, 1], 2, 3, 5).Integers("a", 1).Integers("b", -1).Integers("e", long.MinValue).Integers("t", -1)
            .Node("Mul", ["x", "f"], "s").Node("Slice", ["s", "b", "e", "a", "t"], "p")).Read();
        Assert.Equal(InputSpace.Picture, net.Layers[0].Input);
        AssertChannels(net.Layers[0], 5, 3, 2);
        Assert.Contains("turns the order", Assert.Single(net.Assumptions), StringComparison.Ordinal);
    }

    [Fact]
    public void An_opacity_that_is_cut_off_leaves_the_picture()
    {
        var layer = Behind(m => m.Weights("f", [1, 4, 1, 1], 2, 3, 5, 7).Integers("a", 1).Integers("b", 0).Integers("e", 3).Node("Mul", ["x", "f"], "s").Node("Slice", ["s", "b", "e", "a"], "p")).Layer();
        Assert.Equal(InputSpace.Picture, layer.Input);
        AssertChannels(layer, 2, 3, 5);
    }

    [Fact]
    public void Constants_of_a_graph_with_channels_last_belong_to_the_last_axis()
    {
        var graph = new Graph
        {
            Inputs = [new GraphInput("x", [1, 8, 8, 3], ChannelsLast: true)],
            Outputs = ["y"],
            Nodes =
            [
                new GraphNode { Name = "", Operator = "Mul", Inputs = ["x", "f"], Outputs = ["p"] },
                new GraphNode { Name = "c", Operator = "Conv", Inputs = ["p", "w"], Outputs = ["a"] },
                new GraphNode { Name = "", Operator = "Mul", Inputs = ["a", "g"], Outputs = ["y"] },
            ],
            Constants = new Dictionary<string, Tensor>
            {
                ["w"] = Tensor.FromFloats("w", [2, 3, 1, 1], [1, 1, 1, 1, 1, 1]),
                ["f"] = Tensor.FromFloats("f", [3], [2, 3, 5]),
                ["g"] = Tensor.FromFloats("g", [2], [1, 10]),
            }.ToFrozenDictionary(),
        };
        var layer = Assert.Single(GraphConvolutions.Read(graph, "n", "f", ModelOptions.Default, TestContext.Current.CancellationToken).Layers);
        Assert.Equal([2f, 3, 5, 20, 30, 50], layer.Bank.Weights.ToArray());
        Assert.Equal(["input scale", "output scale"], layer.Folded);
    }

    /// <summary>A picture x, what the caller makes of it under the name p, and a convolution of that with weights 1, 2, 3, …</summary>
    private static OnnxModel Behind(Action<OnnxModel> prepare)
    {
        var model = new OnnxModel().Input("x", 1, 3, 8, 8).Weights("w", [2, 3, 3, 3]);
        prepare(model);
        return model.Node("Conv", ["p", "w"], "y").Output("y");
    }

    private static void AssertChannels(ConvLayer layer, params float[] factors)
    {
        Assert.Equal(["input scale"], layer.Folded);
        Assert.Equal(Count(54).Select((v, i) => v * factors[i / 9 % 3]), layer.Bank.Weights.ToArray());
    }
}
