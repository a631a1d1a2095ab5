using Passband.Graphs;
using Passband.Networks.Tests.Reference;

namespace Passband.Networks.Tests.Operators;

/// <summary>Quantized layers as ONNX Runtime computes them.</summary>
public class QuantizationTests
{
    [Theory]
    [InlineData(10)]
    [InlineData(13)]
    [InlineData(19)]
    [InlineData(21)]
    public void Quantizing_and_back_agrees_with_ONNX_Runtime_to_the_last_bit(int version) => Each.Seed(40, random =>
    {
        var x = random.Floats("x", [2, 3, 4], 40);
        var signed = random.Once(2);
        var along = version > 10 && random.Once(2);
        int[] shape = along ? [3] : [];
        var model = new OnnxModelBuilder(version).Input(x).Constant(random.One(random.Floats("s", shape, 0.05f, 0.2f), Tensor.FromFloats("s", [.. shape], [.. Enumerable.Repeat(0.5f, along ? 3 : 1)])))
            .Constant(random.Bytes("z", shape, signed));
        (string, object)[] attributes = along ? [("axis", random.One(1, -2))] : [];
        model.Node("QuantizeLinear", ["x", "s", "z"], ["q"], attributes).Node("DequantizeLinear", ["q", "s", "z"], ["y"], attributes).Output("q").Output("y");
        return Sameness.Difference(model.Build(), 0, 0, x);
    });

    [Fact]
    public void Blocks_and_16_bits_agree_with_ONNX_Runtime()
    {
        var random = new RandomCase(1);
        var x = random.Floats("x", [2, 6, 3], 40);
        var blocks = new OnnxModelBuilder(21).Input(x).Constant(random.Floats("s", [2, 3, 3], 0.05f, 0.2f)).Constant(random.Bytes("z", [2, 3, 3], true))
            .Node("QuantizeLinear", ["x", "s", "z"], ["q"], ("axis", 1), ("block_size", 2)).Node("DequantizeLinear", ["q", "s", "z"], ["y"], ("axis", 1), ("block_size", 2)).Output("q").Output("y").Build();
        Sameness.Demand(blocks, 0, 0, x);
        var wide = new OnnxModelBuilder(21).Input(x).Constant(Tensor.FromFloats("s", [], [0.001f])).Constant(new Tensor("z", ElementType.Int16, [], () => new byte[] { 7, 1 }))
            .Node("QuantizeLinear", ["x", "s", "z"], ["q"]).Node("DequantizeLinear", ["q", "s", "z"], ["y"]).Output("q").Output("y").Build();
        Sameness.Demand(wide, 0, 0, x);
    }

    [Fact]
    public void Quantized_convolutions_agree_with_ONNX_Runtime_to_the_last_bit() => Each.Seed(60, random =>
    {
        var (groups, depth) = (random.Integer(1, 2), random.One(1, 3, 300));
        var signed = random.Once(2);
        var along = random.Once(2) ? new[] { groups * 3 } : [];
        var x = random.Bytes("x", [random.Integer(1, 2), groups * depth, 6, 7], false);
        var model = new OnnxModelBuilder(10).Input(x).Constant(random.Floats("xs", [], 0.01f, 0.05f)).Constant(random.Bytes("xz", [], false))
            .Constant(random.Weights("w", [groups * 3, depth, 3, 2], signed)).Constant(random.Floats("ws", along, 0.01f, 0.05f))
            .Constant(new Tensor("wz", signed ? ElementType.Int8 : ElementType.UInt8, [.. along], () => along.Length == 0 ? new byte[1] : new byte[groups * 3]))
            .Constant(random.Floats("ys", [], 0.1f, depth > 9 ? 9 : 0.6f)).Constant(random.Bytes("yz", [], false)).Constant(random.Integers32("b", [groups * 3], 100000))
            .Node("QLinearConv", ["x", "xs", "xz", "w", "ws", "wz", "ys", "yz", "b"], ["y"], ("group", groups), ("pads", random.Integers(4, 0, 1)), ("strides", random.Integers(2, 1, 2))).Output("y").Build();
        return Sameness.Difference(model, 0, 0, x);
    });

    [Fact]
    public void Quantized_matrix_products_agree_with_ONNX_Runtime_to_the_last_bit() => Each.Seed(40, random =>
    {
        var depth = random.One(3, 40, 700);
        var signed = random.Once(2);
        var a = random.Bytes("a", [2, 4, depth], false);
        var model = new OnnxModelBuilder(10).Input(a).Constant(random.Weights("b", [depth, 5], signed)).Constant(random.Bytes("az", [], false)).Constant(random.Bytes("bz", [], signed))
            .Constant(random.Floats("s", [], 0.01f, 0.05f)).Constant(random.Floats("t", [], 0.1f, depth > 40 ? 9 : 1)).Constant(random.Bytes("yz", [], false))
            .Node("MatMulInteger", ["a", "b", "az", "bz"], ["i"]).Node("QLinearMatMul", ["a", "s", "az", "b", "s", "bz", "t", "yz"], ["q"]).Output("i").Output("q").Build();
        return Sameness.Difference(model, 0, 0, a);
    });

    [Fact]
    public void The_layers_of_ONNX_Runtimes_quantizer_agree_with_it() => Each.Seed(30, random =>
    {
        var a = random.Bytes("a", [1, 4, 5, 6], false);
        var b = random.Bytes("b", random.One<int[]>([1, 4, 5, 6], [1, 4, 1, 1]), false);
        var model = new OnnxModelBuilder(17).Input(a).Input(b).Constant(random.Floats("s", [], 0.01f, 0.05f)).Constant(random.Bytes("z", [], false))
            .Constant(random.Floats("t", [], 0.01f, 0.06f)).Constant(random.Bytes("v", [], false))
            .Node("com.microsoft.QLinearAdd", ["a", "s", "z", "b", "t", "v", "t", "z"], ["add"])
            .Node("com.microsoft.QLinearMul", ["a", "s", "z", "b", "t", "v", "t", "z"], ["mul"])
            .Node("com.microsoft.QLinearSigmoid", ["a", "s", "z", "t", "v"], ["sigmoid"])
            .Node("com.microsoft.QLinearLeakyRelu", ["a", "s", "z", "t", "v"], ["leaky"], ("alpha", 0.1f))
            .Node("com.microsoft.QLinearGlobalAveragePool", ["a", "s", "z", "t", "v"], ["global"], ("channels_last", random.Integer(0, 1)))
            .Node("com.microsoft.QLinearAveragePool", ["a", "s", "z", "t", "v"], ["average"], ("kernel_shape", (long[])[2, 3]), ("pads", random.Integers(4, 0, 1)))
            .Node("com.microsoft.QLinearConcat", ["t", "v", "a", "s", "z", "a", "t", "v"], ["join"], ("axis", 1));
        foreach (var name in (string[])["add", "mul", "sigmoid", "leaky", "global", "average", "join"])
            model.Output(name);
        // ONNX Runtime multiplies by rounded quotients of scales here; a value in the middle of two steps may take the other one.
        return Sameness.Difference(model.Build(), 0, 1, a, b);
    });

    [Fact]
    public void Products_with_scaled_results_agree_with_ONNX_Runtime()
    {
        var random = new RandomCase(2);
        var (a, x) = (random.Bytes("a", [4, 30], false), random.Floats("x", [4, 30], 3));
        var model = new OnnxModelBuilder(17).Input(a).Input(x).Constant(random.Weights("b", [30, 5], true)).Constant(random.Weights("bt", [5, 30], true)).Constant(random.Bytes("z", [], false)).Constant(random.Bytes("v", [], true))
            .Constant(random.Floats("s", [], 0.01f, 0.05f)).Constant(random.Floats("c", [5])).Constant(random.Integers32("i", [5], 1000)).Constant(random.Floats("t", [], 0.1f, 1))
            .Node("com.microsoft.QGemm", ["a", "s", "z", "bt", "s", "v", "i", "t", "z"], ["gemm"], ("transB", 1))
            .Node("com.microsoft.QGemm", ["a", "s", "z", "b", "s", "v", "i"], ["floats"], ("alpha", 0.5f))
            .Node("com.microsoft.DynamicQuantizeMatMul", ["x", "b", "s", "v", "c"], ["dynamic"])
            .Node("com.microsoft.MatMulIntegerToFloat", ["a", "b", "s", "s", "z", "v", "c"], ["scaled"])
            .Output("gemm").Output("floats").Output("dynamic").Output("scaled").Build();
        Sameness.Demand(model, 1e-5, 0, a, x);
    }
}
