using Passband.Kernels;
using Passband.Models;
using Passband.Models.Onnx;
using Passband.Tests.Models.Onnx;
using static Passband.Tests.Models.Onnx.OnnxModel;

namespace Passband.Tests.Models;

/// <summary>What is behind a convolution and can be brought into its kernels, against the closed form.</summary>
public sealed class GraphConvolutionsFoldingTests
{
    private static readonly float[] Gamma = [2, -3];
    private static readonly float[] Variance = [4, 0.25f];

    [Fact]
    public void A_batch_normalization_scales_each_filter_by_its_gain_over_its_deviation()
    {
        var layer = Normalized(Number("epsilon", 0.5f)).Layer();
        Assert.Equal(["batchnorm"], layer.Folded);
        AssertScaled(layer, 2 / Math.Sqrt(4.5), -3 / Math.Sqrt(0.75));
    }

    [Fact]
    public void Epsilon_is_1e_5_when_not_said()
    {
        AssertScaled(Normalized().Layer(), 2 / Math.Sqrt(4 + 1e-5), -3 / Math.Sqrt(0.25 + 1e-5));
    }

    [Fact]
    public void Nothing_is_folded_when_the_options_say_so()
    {
        var layer = Normalized().Layer(new ModelOptions { Fold = false });
        Assert.Empty(layer.Folded);
        AssertScaled(layer, 1, 1);
    }

    [Fact]
    public void A_normalization_behind_operators_that_change_nothing_is_folded()
    {
        var model = Convolution("a").Weights("bias", [2, 1, 1]).Node("Identity", ["a"], "b").Node("Add", ["bias", "b"], "c").Node("Dropout", ["c"], "d");
        var layer = Normalization(model, "d").Output("y").Layer();
        Assert.Equal(["batchnorm"], layer.Folded);
        AssertScaled(layer, 2 / Math.Sqrt(4 + 1e-5), -3 / Math.Sqrt(0.25 + 1e-5));
    }

    [Fact]
    public void Factors_behind_a_convolution_multiply()
    {
        var layer = Convolution("a").Weights("m", [1, 2, 1, 1], 3, 5).Weights("d", [], 4).Node("Mul", ["m", "a"], "b").Node("Div", ["b", "d"], "y").Output("y").Layer();
        Assert.Equal(["output scale"], layer.Folded);
        AssertScaled(layer, 0.75, 1.25);
    }

    [Fact]
    public void A_difference_from_a_constant_changes_the_sign()
    {
        AssertScaled(Convolution("a").Weights("c", [], 4).Node("Sub", ["c", "a"], "y").Output("y").Layer(), -1, -1);
        AssertScaled(Convolution("a").Weights("c", [], 4).Node("Sub", ["a", "c"], "y").Output("y").Layer(), 1, 1);
    }

    private static readonly Action<OnnxModel>[] Unfoldable =
    [
        // Something else reads the convolution's output, or the network returns it.
        m => Normalization(m, "a").Node("Relu", ["a"], "r").Output("y", "r"),
        m => Normalization(m, "a").Output("y", "a"),
        // The factor is not the same all over a channel.
        m => m.Weights("f", [1, 1, 1, 2]).Node("Mul", ["a", "f"], "y").Output("y"),
        m => m.Weights("f", [2]).Node("Mul", ["a", "f"], "y").Output("y"),
        // The factor is no constant, or stands on top of a fraction, or something not linear comes first.
        m => m.Node("Sigmoid", ["x"], "s").Node("Mul", ["a", "s"], "y").Output("y"),
        m => m.Node("Mul", ["a", "a"], "y").Output("y"),
        m => m.Weights("f", [], 4).Node("Div", ["f", "a"], "y").Output("y"),
        m => Normalization(m.Node("Relu", ["a"], "r"), "r").Output("y"),
        m => m.Weights("f", [], 4).Node("Mul", ["a", "f"], "y", "", "somebody.else").Output("y"),
        // A normalization that learns, one of another size, and one that divides by zero.
        m => Normalization(m, "a", attributes: Int("training_mode", 1)).Output("y"),
        m => Normalization(m, "a", variance: [1, 2, 3]).Output("y"),
        m => Normalization(m, "a", variance: [-1, 1]).Output("y"),
        m => m.Weights("f", [], 0).Node("Div", ["a", "f"], "y").Output("y"),
    ];

    public static TheoryData<int> UnfoldableCases() => [.. Enumerable.Range(0, Unfoldable.Length)];

    [Theory]
    [MemberData(nameof(UnfoldableCases))]
    public void What_is_not_a_factor_for_each_filter_is_left_alone(int which)
    {
        var model = Convolution("a");
        Unfoldable[which](model);
        var layer = model.Layer();
        Assert.Empty(layer.Folded);
        AssertScaled(layer, 1, 1);
    }

    [Fact]
    public void A_value_that_a_body_reads_is_not_folded()
    {
        var body = new GraphProto();
        body.Node.Add(MakeNode("Identity", ["a"], "inner"));
        body.Output.Add(Value("inner"));
        var model = Normalization(Convolution("a").Input("which"), "a").Node("If", ["which"], "z", Body("then_branch", body), Body("else_branch", body)).Output("y", "z");
        Assert.Empty(model.Layer().Folded);
    }

    [Fact]
    public void The_activation_inside_a_fused_convolution_stands_before_the_factor()
    {
        var model = new OnnxModel().Input("x", 1, 3, 8, 8).Weights("w", [2, 3, 3, 3]).Node("FusedConv", ["x", "w"], "a", "f", "com.microsoft", Text("activation", "Relu"));
        Assert.Empty(Normalization(model, "a").Output("y").Layer().Folded);
    }

    [Fact]
    public void A_transposed_convolution_is_scaled_by_its_outputs()
    {
        var plain = new OnnxModel().Input("x").Weights("w", [3, 2, 2, 2]).Node("ConvTranspose", ["x", "w"], "y").Output("y").Layer();
        var folded = new OnnxModel().Input("x").Weights("w", [3, 2, 2, 2]).Weights("m", [2, 1, 1], 10, 100).Node("ConvTranspose", ["x", "w"], "a").Node("Mul", ["a", "m"], "y").Output("y").Layer();
        Assert.Equal(plain.Bank.Filter(0).ToArray().Select(v => 10 * v), folded.Bank.Filter(0).ToArray());
        Assert.Equal(plain.Bank.Filter(1).ToArray().Select(v => 100 * v), folded.Bank.Filter(1).ToArray());
    }

    private static OnnxModel Convolution(string output) => new OnnxModel().Input("x", 1, 3, 8, 8).Weights("w", [2, 3, 3, 3]).Node("Conv", ["x", "w"], output);

    private static OnnxModel Normalized(params AttributeProto[] attributes) => Normalization(Convolution("a"), "a", null, attributes).Output("y");

    private static OnnxModel Normalization(OnnxModel model, string input, float[]? variance = null, params AttributeProto[] attributes)
    {
        variance ??= Variance;
        return model.Weights("gamma", [2], Gamma).Weights("beta", [2]).Weights("mean", [2]).Weights("variance", [variance.Length], variance)
            .Node("BatchNormalization", [input, "gamma", "beta", "mean", "variance"], "y", attributes);
    }

    /// <summary>The filters are those of weights 1, 2, 3, … times a factor each.</summary>
    private static void AssertScaled(ConvLayer layer, double first, double second)
    {
        var weights = Count(layer.Bank.Weights.Length);
        for (var i = 0; i < weights.Length; i++)
            Assert.Equal(weights[i] * (i < weights.Length / 2 ? first : second), layer.Bank.Weights[i], 1e-5 * weights[i]);
    }
}
