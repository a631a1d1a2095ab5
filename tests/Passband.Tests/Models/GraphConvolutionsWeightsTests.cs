using Passband.Models.Onnx;
using Passband.Tests.Models.Onnx;
using static Passband.Tests.Models.Onnx.OnnxModel;

namespace Passband.Tests.Models;

/// <summary>Weights behind operators, and weights stored as integers.</summary>
public sealed class GraphConvolutionsWeightsTests
{
    [Fact]
    public void Weights_are_found_behind_operators_that_keep_their_values()
    {
        var layer = Picture().Weights("w0", [54]).Integers("s", 2, -1, 3, 3, 1).Integers("a", 4).Integers("b", 0)
            .Node("Identity", ["w0"], "w1").Node("Reshape", ["w1", "s"], "w2").Node("Cast", ["w2"], "w3", Int("to", 1))
            .Node("Squeeze", ["w3", "a"], "w4").Node("Unsqueeze", ["w4", "b"], "w5").Node("Squeeze", ["w5"], "w6", Ints("axes", 0))
            .Node("Conv", ["x", "w6"], "y").Output("y").Layer();
        Assert.Equal("2×3×3×3", layer.Bank.Shape.ToString());
        Assert.Equal(Count(54), layer.Bank.Weights.ToArray());
        Assert.Equal("w0", layer.Name);
        Assert.Empty(layer.Folded);
    }

    [Fact]
    public void Transposed_weights_are_brought_back()
    {
        // Stored [height 2, width 3, in 3, out 2]; the bank is [out, in, height, width].
        var layer = Picture().Weights("w0", [2, 3, 3, 2]).Node("Transpose", ["w0"], "w", Ints("perm", 3, 2, 0, 1)).Node("Conv", ["x", "w"], "y").Output("y").Layer();
        var stored = Count(2, 3, 3, 2);
        for (var o = 0; o < 2; o++)
        {
            for (var i = 0; i < 3; i++)
            {
                for (var tap = 0; tap < 6; tap++)
                    Assert.Equal(stored[(tap * 3 + i) * 2 + o], layer.Bank.Kernel(o, i)[tap]);
            }
        }
    }

    [Fact]
    public void Transposition_without_a_permutation_reverses_the_axes()
    {
        var layer = new OnnxModel().Input("x").Weights("w0", [3, 2, 1]).Node("Transpose", ["w0"], "w").Node("Conv", ["x", "w"], "y").Output("y").Layer();
        Assert.Equal([1f, 3, 5, 2, 4, 6], layer.Bank.Weights.ToArray());
    }

    [Theory]
    [InlineData("Transpose", "perm", new long[] { 0, 1, 2, 2 })]
    [InlineData("Transpose", "perm", new long[] { 0, 1, 2, long.MaxValue })]
    [InlineData("Transpose", "perm", new long[] { 0, 1 })]
    [InlineData("Squeeze", "axes", new long[] { 1 })]
    [InlineData("Squeeze", "axes", new long[] { 9 })]
    [InlineData("Unsqueeze", "axes", new long[] { -9 })]
    [InlineData("Reshape", "shape", new long[] { 5, -1 })]
    [InlineData("Reshape", "shape", new long[] { -1, -1 })]
    [InlineData("Reshape", "shape", new long[] { long.MaxValue, long.MaxValue })]
    [InlineData("Reshape", "shape", new long[] { 0, 0, 0, 0, 0 })]
    public void Impossible_shapes_leave_the_layer_out(string op, string attribute, long[] numbers)
    {
        var net = Picture().Weights("w0", [2, 3, 3, 3]).Node(op, ["w0"], "w", Ints(attribute, numbers)).Node("Conv", ["x", "w"], "y").Output("y").Read();
        Assert.Empty(net.Layers);
        Assert.StartsWith("The layer 'y' was left out: its weights ", Assert.Single(net.Assumptions), StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_quantized_with_one_scale_are_dequantized()
    {
        var layer = Picture().Bytes("q", OnnxElementType.UInt8, [1, 3, 1, 1], 130, 128, 120).Weights("s", [], 0.5f).Bytes("z", OnnxElementType.UInt8, [], 128)
            .Node("DequantizeLinear", ["q", "s", "z"], "w").Node("Conv", ["x", "w"], "y").Output("y").Layer();
        Assert.Equal([1f, 0, -4], layer.Bank.Weights.ToArray());
        Assert.Equal(["dequantized"], layer.Folded);
    }

    [Theory]
    [InlineData(0, new float[] { 0.5f, 1, 20, 30 })]
    [InlineData(1, new float[] { 0.5f, 20, 1.5f, 40 })]
    [InlineData(-4, new float[] { 0.5f, 1, 20, 30 })]
    public void Scales_belong_to_the_axis_that_is_said(int axis, float[] expected)
    {
        var layer = new OnnxModel().Input("x").Bytes("q", OnnxElementType.Int8, [2, 2, 1, 1], 1, 2, axis == 1 ? 3 : 2, axis == 1 ? 4 : 3).Weights("s", [2], 0.5f, 10)
            .Node("DequantizeLinear", ["q", "s"], "w", Int("axis", axis)).Node("Conv", ["x", "w"], "y").Output("y").Layer();
        Assert.Equal(expected, layer.Bank.Weights.ToArray());
    }

    [Fact]
    public void Weights_quantized_in_blocks_leave_the_layer_out()
    {
        var net = Picture().Bytes("q", OnnxElementType.Int8, [1, 4, 1, 1], 1, 2, 3, 4).Weights("s", [1, 2, 1, 1])
            .Node("DequantizeLinear", ["q", "s"], "w", Int("axis", 1), Int("block_size", 2)).Node("Conv", ["x", "w"], "y").Output("y").Read();
        Assert.Empty(net.Layers);
        Assert.Contains("quantized in blocks", Assert.Single(net.Assumptions), StringComparison.Ordinal);
    }

    [Fact]
    public void Scales_of_another_size_leave_the_layer_out()
    {
        var net = Picture().Bytes("q", OnnxElementType.Int8, [1, 4, 1, 1], 1, 2, 3, 4).Weights("s", [3])
            .Node("DequantizeLinear", ["q", "s"], "w", Int("axis", 1)).Node("Conv", ["x", "w"], "y").Output("y").Read();
        Assert.Contains("scales of another size", Assert.Single(net.Assumptions), StringComparison.Ordinal);
    }

    [Fact]
    public void A_quantizer_and_its_inverse_round_the_weights_as_the_network_does()
    {
        // 0.25 and 0.75 lie between two steps of 0.5 and go to the even one; 1000 is held at 127 steps.
        var layer = new OnnxModel().Input("x").Weights("w0", [1, 1, 4], 0.25f, 0.75f, -3, 1000).Weights("s", [], 0.5f).Bytes("z", OnnxElementType.Int8, [], 0)
            .Node("QuantizeLinear", ["w0", "s", "z"], "q").Node("DequantizeLinear", ["q", "s", "z"], "w").Node("Conv", ["x", "w"], "y").Output("y").Layer();
        Assert.Equal([0f, 1, -3, 63.5f], layer.Bank.Weights.ToArray());
        Assert.Equal(["dequantized"], layer.Folded);
    }

    [Fact]
    public void A_convolution_of_integers_is_dequantized_filter_by_filter()
    {
        var layer = new OnnxModel().Input("x", 1, 2, 8).Node("QuantizeLinear", ["x", "xs", "xz"], "xq").Weights("xs", [], 0.25f).Bytes("xz", OnnxElementType.UInt8, [], 3)
            .Bytes("w", OnnxElementType.Int8, [2, 2, 1], 1, -2, 3, 4).Weights("ws", [2], 0.5f, 10).Bytes("wz", OnnxElementType.Int8, [2], 0, 1).Weights("ys", [], 7)
            .Node("QLinearConv", ["xq", "xs", "xz", "w", "ws", "wz", "ys", "xz"], "y").Output("y").Layer();
        Assert.Equal([0.5f, -1, 20, 30], layer.Bank.Weights.ToArray());
        Assert.Equal(["dequantized"], layer.Folded);
    }

    [Fact]
    public void Integers_whose_scale_follows_are_scaled_by_it()
    {
        var layer = Dynamic().Node("Mul", ["xs", "ws"], "s").Node("Mul", ["cast", "s"], "y").Output("y").Layer();
        Assert.Equal([(1 - 3) * 0.5f, (5 - 3) * 0.5f], layer.Bank.Weights.ToArray());
        Assert.Equal(["dequantized", "output scale"], layer.Folded);
    }

    [Fact]
    public void Integers_without_a_scale_are_read_up_to_a_factor_and_that_is_said()
    {
        var net = Dynamic().Output("cast").Read();
        Assert.Equal([-2f, 2], Assert.Single(net.Layers).Bank.Weights.ToArray());
        Assert.Empty(net.Layers[0].Folded);
        Assert.Contains("up to a factor", Assert.Single(net.Assumptions), StringComparison.Ordinal);
    }

    [Fact]
    public void A_chain_that_reads_each_step_three_times_ends_soon()
    {
        var model = new OnnxModel().Input("x").Weights("w0", [1]);
        for (var i = 0; i < 60; i++)
            model.Node("DequantizeLinear", [$"w{i}", $"w{i}", $"w{i}"], $"w{i + 1}");
        var net = model.Node("Conv", ["x", "w60"], "y").Output("y").Read();
        Assert.Contains("too long a chain", Assert.Single(net.Assumptions), StringComparison.Ordinal);
    }

    private static OnnxModel Picture() => new OnnxModel().Input("x", 1, 3, 8, 8);

    /// <summary>A convolution of an input that is quantized while the network runs, as dynamic quantization writes it.</summary>
    private static OnnxModel Dynamic()
    {
        var model = new OnnxModel().Input("x", 1, 1, 8).Bytes("w", OnnxElementType.UInt8, [1, 1, 2], 1, 5).Bytes("wz", OnnxElementType.UInt8, [], 3).Weights("ws", [], 0.5f)
            .Node("DynamicQuantizeLinear", ["x"], "xq");
        model.Graph.Node[0].Output.AddRange(["xs", "xz"]);
        return model.Node("ConvInteger", ["xq", "w", "xz", "wz"], "sum").Node("Cast", ["sum"], "cast", Int("to", 1));
    }
}
