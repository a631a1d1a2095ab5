using Passband.Networks.Tests.Reference;

namespace Passband.Networks.Tests.Operators;

/// <summary>Normalizations as ONNX Runtime computes them.</summary>
public class NormalizationTests
{
    private const double Tolerance = 1e-5;

    [Theory]
    [InlineData(7)]
    [InlineData(9)]
    [InlineData(14)]
    [InlineData(15)]
    public void Batch_normalization_agrees_with_ONNX_Runtime(int version) => Each.Seed(10, random =>
    {
        var x = random.Floats("x", [2, 3, .. random.Integers(random.Integer(0, 3), 1, 5).Select(d => (int)d)]);
        var model = new OnnxModelBuilder(version).Input(x).Constant(random.Floats("s", [3])).Constant(random.Floats("b", [3])).Constant(random.Floats("m", [3])).Constant(random.Floats("v", [3], 1, 2))
            .Node("BatchNormalization", ["x", "s", "b", "m", "v"], ["y"], ("epsilon", 1e-3f)).Output("y").Build();
        return Sameness.Difference(model, Tolerance, 0, x);
    });

    [Fact]
    public void Instance_normalization_agrees_with_ONNX_Runtime() => Each.Seed(10, random =>
    {
        var x = random.Floats("x", [2, 3, .. random.Integers(random.Integer(1, 3), 2, 5).Select(d => (int)d)]);
        var model = new OnnxModelBuilder(6).Input(x).Constant(random.Floats("s", [3])).Constant(random.Floats("b", [3])).Node("InstanceNormalization", ["x", "s", "b"], ["y"]).Output("y").Build();
        return Sameness.Difference(model, 1e-4, 0, x);
    });

    [Theory]
    [InlineData(18, 2)]
    [InlineData(21, 6)]
    public void Group_normalization_agrees_with_ONNX_Runtime(int version, int scales) => Each.Seed(10, random =>
    {
        var x = random.Floats("x", [2, 6, 3, 4]);
        var model = new OnnxModelBuilder(version).Input(x).Constant(random.Floats("s", [scales])).Constant(random.Floats("b", [scales]))
            .Node("GroupNormalization", ["x", "s", "b"], ["y"], ("num_groups", 2)).Output("y").Build();
        return Sameness.Difference(model, 1e-4, 0, x);
    });

    [Fact]
    public void Layer_normalization_agrees_with_ONNX_Runtime() => Each.Seed(20, random =>
    {
        var axis = random.Integer(-2, -1);
        var x = random.Floats("x", [2, 3, 4]);
        int[] shape = axis == -1 ? [4] : [3, 4];
        var model = new OnnxModelBuilder(17).Input(x).Constant(random.Floats("s", shape)).Constant(random.Floats("b", shape))
            .Node("LayerNormalization", random.Once(2) ? ["x", "s"] : ["x", "s", "b"], ["y", "m", "i"], ("axis", axis)).Output("y").Output("m").Output("i").Build();
        return Sameness.Difference(model, 1e-4, 0, x);
    });

    [Fact]
    public void Root_mean_square_and_skip_normalization_agree_with_ONNX_Runtime()
    {
        var random = new RandomCase(1);
        var (x, skip, scale, bias) = (random.Floats("x", [2, 3, 8]), random.Floats("k", [2, 3, 8]), random.Floats("s", [8]), random.Floats("b", [8]));
        Sameness.Demand(new OnnxModelBuilder(23).Input(x).Constant(scale).Node("RMSNormalization", ["x", "s"], ["y"]).Output("y").Build(), Tolerance, 0, x);
        Sameness.Demand(new OnnxModelBuilder(17).Input(x).Constant(scale).Node("SimplifiedLayerNormalization", ["x", "s"], ["y"], ("axis", -1)).Output("y").Build(), Tolerance, 0, x);
        Sameness.Demand(new OnnxModelBuilder(17).Input(x).Input(skip).Constant(scale).Constant(bias)
            .Node("com.microsoft.SkipLayerNormalization", ["x", "k", "s", "b"], ["y"]).Output("y").Build(), Tolerance, 0, x, skip);
        Sameness.Demand(new OnnxModelBuilder(17).Input(x).Input(skip).Constant(scale)
            .Node("com.microsoft.SkipSimplifiedLayerNormalization", ["x", "k", "s"], ["y"]).Output("y").Build(), Tolerance, 0, x, skip);
    }

    [Fact]
    public void Response_and_length_normalization_agree_with_ONNX_Runtime() => Each.Seed(24, random =>
    {
        var x = random.Floats("x", [2, 7, 3, 4]);
        var model = new OnnxModelBuilder(13).Input(x)
            .Node("LRN", ["x"], ["y"], ("size", random.One(1, 3, 5)), ("alpha", 0.5f), ("beta", 0.6f), ("bias", 1.5f))
            .Node("LpNormalization", ["x"], ["z"], ("axis", random.Integer(-2, 3)), ("p", random.Integer(1, 2)))
            .Node("MeanVarianceNormalization", ["x"], ["w"]).Output("y").Output("z").Output("w").Build();
        return Sameness.Difference(model, 1e-4, 0, x);
    });
}
