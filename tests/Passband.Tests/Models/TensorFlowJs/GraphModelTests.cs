using System.Globalization;
using System.Text;
using Passband.Kernels;
using static Passband.Tests.Models.Samples;

namespace Passband.Tests.Models.TensorFlowJs;

public sealed class GraphModelTests
{
    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string S(string name, string value) => $"\"{name}\":{{\"s\":\"{Base64(value)}\"}}";

    private static string L(string name, params int[] values) => $"\"{name}\":{{\"list\":{{\"i\":[{string.Join(',', values.Select(v => $"\"{v}\""))}]}}}}";

    private static string Node(string name, string op, string inputs = "", params string[] attributes) =>
        $"{{\"name\":\"{name}\",\"op\":\"{op}\",\"input\":[{string.Join(',', inputs.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(i => $"\"{i}\""))}],\"attr\":{{{string.Join(',', attributes)}}}}}";

    private static string Input(params int[] shape) =>
        Node("x", "Placeholder", "", $"\"shape\":{{\"shape\":{{\"dim\":[{string.Join(',', shape.Select(d => $"{{\"size\":\"{d}\"}}"))}]}}}}");

    /// <summary>A graph model of nodes and of float32 arrays that count from zero.</summary>
    private static (byte[] Json, byte[] Weights) Model(string[] nodes, params (string Name, int[] Shape)[] arrays)
    {
        var weights = string.Join(',', arrays.Select(a => string.Create(CultureInfo.InvariantCulture, $"{{\"name\":\"{a.Name}\",\"shape\":[{string.Join(',', a.Shape)}],\"dtype\":\"float32\"}}")));
        var constants = arrays.Select(a => Node(a.Name, "Const"));
        var json = $"{{\"format\":\"graph-model\",\"modelTopology\":{{\"node\":[{string.Join(',', nodes.Concat(constants))}]}},\"weightsManifest\":[{{\"paths\":[\"w.bin\"],\"weights\":[{weights}]}}]}}";
        return (Encoding.UTF8.GetBytes(json), [.. arrays.SelectMany(a => Floats(Count(a.Shape.Aggregate(1, (x, y) => x * y))))]);
    }

    private static ConvNet Read(string[] nodes, params (string Name, int[] Shape)[] arrays)
    {
        var (json, weights) = Model(nodes, arrays);
        return Open("model.json", json, ("w.bin", weights));
    }

    [Fact]
    public void A_convolution_has_the_order_and_the_geometry_of_a_bank()
    {
        var net = Read([Input(-1, 8, 8, 3), Node("c/Conv2D", "Conv2D", "x w", S("padding", "SAME"), L("strides", 1, 2, 3, 1), L("dilations", 1, 1, 2, 1))], ("w", [2, 2, 3, 4]));
        var layer = Assert.Single(net.Layers);
        Assert.True(net.HasGraph);
        Assert.Equal("TF.js graph model", net.Format);
        Assert.Equal("c", layer.Name);
        Assert.Equal((new Extent(1, 2, 3), new Extent(1, 1, 2), "same"), (layer.Stride, layer.Dilation, layer.Padding!.Mode));
        Assert.Equal(InputSpace.Picture, layer.Input);
        Assert.Equal([4 + 1, 12 + 4 + 1, 24 + 4 + 1, 36 + 4 + 1], layer.Bank.Kernel(1, 1).ToArray());
    }

    [Fact]
    public void Explicit_padding_keeps_its_sides()
    {
        var layer = Read([Input(-1, 8, 8, 3), Node("c", "Conv2D", "x w", S("padding", "EXPLICIT"), L("explicit_paddings", 0, 0, 1, 2, 3, 4, 0, 0))], ("w", [2, 2, 3, 4])).Layers[0];
        Assert.Equal([1, 3], layer.Padding!.Begin);
        Assert.Equal([2, 4], layer.Padding.End);
    }

    [Fact]
    public void Depthwise_and_transposed_convolutions_are_told_apart()
    {
        var net = Read(
            [
                Input(-1, 8, 8, 3), Node("a", "DepthwiseConv2dNative", "x d"), Node("s", "Const"), Node("b", "Conv2DBackpropInput", "s t a"),
            ],
            ("d", [1, 2, 3, 2]), ("t", [1, 2, 5, 6]));
        Assert.Equal((ConvOperator.Depthwise, 3, BankShape.Plane(6, 1, 1, 2)), (net.Layers[0].Operator, net.Layers[0].Groups, net.Layers[0].Bank.Shape));
        Assert.Equal([3, 9], net.Layers[0].Bank.Kernel(3, 0).ToArray());
        Assert.Equal((ConvOperator.Transposed, BankShape.Plane(5, 6, 1, 2)), (net.Layers[1].Operator, net.Layers[1].Bank.Shape));
        Assert.Equal([1 * 6 + 2, 30 + 1 * 6 + 2], net.Layers[1].Bank.Kernel(1, 2).ToArray());
    }

    [Fact]
    public void Batch_normalization_behind_a_convolution_is_folded_channel_by_channel()
    {
        var net = Read(
            [Input(-1, 8, 8, 3), Node("c", "Conv2D", "x w"), Node("b", "BiasAdd", "c v"), Node("n", "FusedBatchNormV3", "b:0 v v v v", "\"epsilon\":{\"f\":1}")],
            ("w", [1, 1, 3, 4]), ("v", [4]));
        var layer = Assert.Single(net.Layers);
        Assert.Equal(["batchnorm"], layer.Folded);
        for (var o = 0; o < 4; o++)
            Assert.Equal((4 * 2 + o) * o / Math.Sqrt(o + 1), layer.Bank.Kernel(o, 2)[0], 1e-5);
    }

    [Fact]
    public void What_follows_a_built_in_activation_is_not_folded()
    {
        var fused = $"\"fused_ops\":{{\"list\":{{\"s\":[\"{Base64("BiasAdd")}\",\"{Base64("Relu")}\"]}}}}";
        var net = Read([Input(-1, 8, 8, 3), Node("r/Relu", "_FusedConv2D", "x c/Conv2D_weights v", fused), Node("m", "Mul", "r/Relu v")], ("c/Conv2D_weights", [1, 1, 3, 4]), ("v", [4]));
        Assert.Equal("c", net.Layers[0].Name);
        Assert.Empty(net.Layers[0].Folded);
        var only = $"\"fused_ops\":{{\"list\":{{\"s\":[\"{Base64("BiasAdd")}\"]}}}}";
        Assert.Equal(["output scale"], Read([Input(-1, 8, 8, 3), Node("r", "_FusedConv2D", "x w v", only), Node("m", "Mul", "r v")], ("w", [1, 1, 3, 4]), ("v", [4])).Layers[0].Folded);
    }

    [Fact]
    public void A_picture_that_is_scaled_and_cropped_is_still_the_picture()
    {
        var net = Read(
            [
                Input(-1, 8, 8, 3), Node("m", "Mul", "x k"), Node("c", "Conv2D", "p w"), Node("p", "Pad", "s pads"),
                Node("s", "StridedSlice", "m begin end step", "\"begin_mask\":{\"i\":\"9\"}", "\"end_mask\":{\"i\":\"9\"}"),
            ],
            ("k", [3]), ("w", [1, 1, 3, 2]), ("begin", [4]), ("end", [4]), ("step", [4]), ("pads", [4, 2]));
        Assert.Equal("c", Assert.Single(net.Layers).Name);
    }

    [Fact]
    public void Operators_are_put_into_execution_order()
    {
        var net = Read([Node("second", "Conv2D", "first v"), Node("first", "Conv2D", "x w"), Input(-1, 8, 8, 3)], ("v", [1, 1, 4, 2]), ("w", [3, 3, 3, 4]));
        Assert.Equal(["first", "second"], net.Layers.Select(l => l.Name));
    }

    [Fact]
    public void A_convolution_whose_weights_are_computed_is_left_out_with_a_reason()
    {
        var net = Read([Input(-1, 8, 8, 3), Node("f", "Softmax", "x"), Node("a", "Conv2D", "x f"), Node("b", "Conv2D", "x w")], ("w", [1, 1, 3, 4]));
        Assert.Equal("b", Assert.Single(net.Layers).Name);
        Assert.Contains(net.Assumptions, a => a.Contains("'a' was left out", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{\"op\":\"Conv2D\"}", "without a name")]
    [InlineData("{\"name\":\"a\"}", "without an operator")]
    [InlineData("{\"name\":\"a\",\"op\":\"Relu\",\"input\":[\"a\"]}", "in a circle")]
    [InlineData("{\"name\":\"a\",\"op\":\"Relu\"},{\"name\":\"a\",\"op\":\"Relu\"}", "second node")]
    [InlineData("{\"name\":\"a\",\"op\":\"Relu\",\"input\":\"b\"}", "expected an array")]
    public void A_malformed_topology_is_refused(string nodes, string message)
    {
        var (json, weights) = Model([nodes], ("w", [1]));
        Assert.Contains(message, Refused("model.json", json, ("w.bin", weights)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_models_give_a_network_or_one_clear_error()
    {
        var (json, weights) = Model(
            [
                Input(-1, 8, 8, 3), Node("c", "Conv2D", "x w", S("padding", "SAME"), L("strides", 1, 2, 3, 1)), Node("d", "DepthwiseConv2dNative", "c d w"),
                Node("s", "StridedSlice", "x b b b", "\"new_axis_mask\":{\"i\":\"2\"}"), Node("q", "Squeeze", "s", L("squeeze_dims", -3)),
            ],
            ("w", [2, 2, 3, 4]), ("dw", [1, 1, 4, 1]), ("b", [4]));
        Attack("model.json", json, ("w.bin", weights));
    }

    [Fact]
    public void The_music_network_comes_out_complete()
    {
        var net = Zoo.Open(Zoo.BasicPitch);
        Assert.Equal(32, net.Layers.Length);
        Assert.True(net.HasGraph);
        var lowpass = net.Layers.Where(l => l.Bank.Shape == BankShape.Plane(1, 1, 1, 256)).ToList();
        Assert.Equal(8, lowpass.Count);
        Assert.All(lowpass, l => Assert.Equal(2, l.Stride.X));
        Assert.Equal(18, net.Layers.Count(l => l.Bank.Shape == BankShape.Plane(36, 1, 1, 256)));
        var seen = net.Layers.Where(l => l.SeesInput).ToList();
        Assert.Equal([InputSpace.Signal, InputSpace.Signal, InputSpace.Signal], seen.Select(l => l.Input));
        Assert.Contains(lowpass[0], seen);
        Assert.Contains(net.Layers, l => l.Name == "model_1/conv2d_1" && l.Bank.Shape == BankShape.Plane(8, 8, 3, 39) && l.Padding!.Mode == "same");
    }
}
