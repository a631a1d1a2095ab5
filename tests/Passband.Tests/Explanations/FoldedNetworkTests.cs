using Passband.Explanations;
using Passband.Measures;
using Passband.Models;
using Passband.Tests.Kernels;
using Passband.Tests.Models.Onnx;
using static Passband.Tests.Models.Onnx.OnnxModel;

namespace Passband.Tests.Explanations;

/// <summary>From a graph to its explanation: what a normalization, a quantization or a scaled input changes in what is said, and what it must not.</summary>
public class FoldedNetworkTests
{
    private const int Side = 7;

    private static readonly Plane Edge = Plane.Gabor(Side, 30, 0.09, 90, 1.2, 1.6);
    private static readonly Plane Spot = Plane.Sample(Side, Side, (x, y) => (1 - (x * x + y * y) / (2 * 1.2 * 1.2)) * Math.Exp(-(x * x + y * y) / (2 * 1.2 * 1.2)));

    /// <summary>An achromatic edge, a red–cyan spot, a yellow average, an achromatic Gabor.</summary>
    private static readonly double[][] Filters =
    [
        Colored(Edge, 1, 1, 1), Colored(Spot, 2, -1, -1), Colored(Plane.Gaussian(Side, 1.3), 1, 1, 0), Colored(Plane.Gabor(Side, 120, 0.27, 0, 1.7, 1.7), 1, 1, 1),
    ];

    private static readonly string[] Names = ["edge", "center-surround", "smoothing", "gabor"];

    [Fact]
    public void A_negative_gain_flips_polarity_and_direction_and_nothing_else()
    {
        var positive = Explain(Normalized(Filters, [1, 2, 0.5f, 1]));
        var negative = Explain(Normalized(Filters, [-1, -2, -0.5f, -1]));

        Assert.Equal(["batchnorm"], negative.Folded);
        Assert.Equal(Names, positive.Filters!.Value.Select(f => f.Name));
        // In every word and number the filters that the weights' negatives give.
        var negated = Explain(Normalized([.. Filters.Select(f => f.Select(w => -w).ToArray())], [1, 2, 0.5f, 1]));
        Assert.Equal(negated.Filters!.Value.Select(Documents.Text), negative.Filters!.Value.Select(Documents.Text));
        foreach (var (before, after) in positive.Filters.Value.Zip(negative.Filters.Value))
        {
            Assert.Equal((before.Name, before.Color!.Kind, before.Color.Axis, before.Color.Hue), (after.Name, after.Color!.Kind, after.Color.Axis, after.Color.Hue));
            Assert.Equal(before.Passband, after.Passband);
            Assert.Equal(before.Fit!.R2, after.Fit!.R2, 1e-9);
            Assert.Equal(before.Gain.Dc, -after.Gain.Dc, 1e-9);
        }
        Assert.Equal(180, Angles.Distance(positive.Filters.Value[0].Order!.Direction!.Value, negative.Filters.Value[0].Order!.Direction!.Value), 1e-6);
        Assert.StartsWith("ON ", positive.Filters.Value[1].Words, StringComparison.Ordinal);
        Assert.StartsWith("OFF ", negative.Filters.Value[1].Words, StringComparison.Ordinal);
        Assert.Contains("negated", negative.Filters.Value[2].Words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_filter_whose_gain_is_nearly_zero_is_dead_however_strong_its_weights()
    {
        double[][] filters = [Filters[0], [.. Filters[1].Select(w => 100 * w)], Filters[2], Filters[3]];

        var folded = Explain(Normalized(filters, [1, 1e-5f, 1, 1]));
        var raw = Explain(Normalized(filters, [1, 1e-5f, 1, 1]), new ModelOptions { Fold = false });

        Assert.Equal(["edge", "dead", "smoothing", "gabor"], folded.Filters!.Value.Select(f => f.Name));
        Assert.Equal(0.25, folded.Summary.Dead);
        Assert.Equal("center-surround", raw.Filters!.Value[1].Name);
    }

    [Fact]
    public void Weights_of_eight_bits_with_a_scale_for_each_filter_get_the_names_of_their_floats()
    {
        // Filters some forty times apart, which leaves the weakest alive: one scale for all would give it three steps.
        double[][] filters = [Filters[0], [.. Filters[1].Select(w => 40 * w)], Filters[2], [.. Filters[3].Select(w => 3 * w)]];
        var floats = Explain(Convolution(new OnnxModel().Weights("w", Shape(4), Flat(filters))).Output("a"));
        var scales = filters.Select(f => (float)(f.Max(Math.Abs) / 127)).ToArray();
        var steps = filters.SelectMany((f, i) => f.Select(w => (int)Math.Round(w / scales[i]))).ToArray();

        var quantized = Explain(Convolution(new OnnxModel().Bytes("q", Passband.Models.Onnx.OnnxElementType.Int8, Shape(4), steps).Weights("s", [4], scales)
            .Node("DequantizeLinear", ["q", "s"], "w", Int("axis", 0))).Output("a"));

        Assert.Equal(["dequantized"], quantized.Folded);
        Assert.Equal(Names, floats.Filters!.Value.Select(f => f.Name));
        foreach (var (before, after) in floats.Filters.Value.Zip(quantized.Filters!.Value))
        {
            Assert.Equal((before.Name, before.Passband!.Kind, before.Color!.Kind, before.Color.Axis), (after.Name, after.Passband!.Kind, after.Color!.Kind, after.Color.Axis));
            // Rounding to steps of 1/127 of the largest weight is 36 dB below a filter whose largest weight is seven times its root mean square: 2.5·10⁻⁴ of its energy.
            Assert.Equal(before.Fit!.R2, after.Fit!.R2, 1e-3);
            Assert.Equal(before.Gain.Noise, after.Gain.Noise, 0.01 * before.Gain.Noise);
        }
    }

    [Fact]
    public void Dividing_the_input_by_its_deviation_moves_the_color()
    {
        // Weights of a gray filter, for an input whose red varies four times less: what reaches the picture is mostly red.
        var moved = Explain(Scaled(Filters, [1, 4, 4])).Filters!.Value;
        // And the reverse: red weights a quarter as strong as they look.
        var gray = Explain(Scaled([Colored(Edge, 1, 0.25, 0.25)], [4, 1, 1])).Filters!.Value;

        Assert.Equal(Names, moved.Select(f => f.Name));
        Assert.Equal(("colored", "red"), (moved[0].Color!.Kind, moved[0].Color!.Hue));
        // (1, ¼, ¼) less its mean; |(4, 1, 1)| = √18.
        Assert.Equal(4 / Math.Sqrt(18), moved[0].Color!.Direction[0], 1e-5);
        Assert.Equal("achromatic", gray[0].Color!.Kind);
        Assert.Equal(1, gray[0].Color!.Luminance, 1e-5);
        Assert.Equal(["input scale"], Explain(Scaled(Filters, [1, 4, 4])).Folded);
    }

    [Fact]
    public void The_deviations_of_ImageNet_turn_a_color_by_less_than_a_degree()
    {
        float[] deviations = [0.229f, 0.224f, 0.225f];

        var filter = Explain(Scaled(Filters, deviations)).Filters!.Value[0];

        Assert.Equal("achromatic", filter.Color!.Kind);
        var expected = Array.ConvertAll(deviations, d => 1.0 / d);
        var length = Math.Sqrt(expected.Sum(e => e * e));
        Assert.All(filter.Color.Direction.Zip(expected), d => Assert.Equal(d.Second / length, d.First, 1e-5));
        Assert.InRange(filter.Color.AxisAngle!.Value, 0.1, 1);
    }

    [Fact]
    public void Filters_that_only_folding_makes_equal_are_duplicates_and_opposite_gains_make_twins()
    {
        // 0 and 1 are negatives whose gains are, too; 2 and 3 are equal with gains that are not.
        double[][] filters = [Filters[0], [.. Filters[0].Select(w => -w)], Filters[3], Filters[3]];
        float[] gains = [1, -3, 2, -1];

        var folded = Explain(Normalized(filters, gains));
        var raw = Explain(Normalized(filters, gains), new ModelOptions { Fold = false });

        Assert.Equal([["duplicate of c:1"], ["duplicate of c:0"], ["twin of c:3"], ["twin of c:2"]], folded.Filters!.Value.Select(f => f.Flags.ToArray()));
        Assert.Equal([["twin of c:1"], ["twin of c:0"], ["duplicate of c:3"], ["duplicate of c:2"]], raw.Filters!.Value.Select(f => f.Flags.ToArray()));
        Assert.Equal((0.5, 0.5), (folded.Summary.Duplicates!.Value, folded.Summary.Twins!.Value));
    }

    [Fact]
    public void Filters_that_differ_in_a_channel_that_hardly_varies_are_duplicates()
    {
        // The input's red is divided by a hundred: what differs there no longer counts.
        var filters = new[] { Colored(Edge, 1, 1, 1), Colored(Edge, -1, 1, 1) };

        Assert.Equal(1, Explain(Scaled(filters, [100, 1, 1])).Summary.Duplicates);
        Assert.Equal(0, Explain(Scaled(filters, [100, 1, 1]), new ModelOptions { Fold = false }).Summary.Duplicates);
    }

    private static double[] Colored(Plane plane, double red, double green, double blue) =>
        [.. ((double[])[red, green, blue]).SelectMany(c => plane.Values.Select(v => c * v))];

    private static long[] Shape(int filters) => [filters, 3, Side, Side];

    private static float[] Flat(double[][] filters) => [.. filters.SelectMany(f => f.Select(w => (float)w))];

    private static OnnxModel Convolution(OnnxModel model, string input = "x") => model.Input("x", 1, 3, 32, 32).Node("Conv", [input, "w"], "a", "c");

    /// <summary>A convolution and a batch normalization of deviation 1.</summary>
    private static OnnxModel Normalized(double[][] filters, float[] gains)
    {
        var ones = Enumerable.Repeat(1f, gains.Length).ToArray();
        return Convolution(new OnnxModel().Weights("w", Shape(filters.Length), Flat(filters))).Weights("gamma", [gains.Length], gains).Weights("beta", [gains.Length]).Weights("mean", [gains.Length])
            .Weights("variance", [gains.Length], ones).Node("BatchNormalization", ["a", "gamma", "beta", "mean", "variance"], "y", Number("epsilon", 0)).Output("y");
    }

    /// <summary>A convolution of the input less its mean, over its deviation.</summary>
    private static OnnxModel Scaled(double[][] filters, float[] deviations) =>
        Convolution(new OnnxModel().Weights("w", Shape(filters.Length), Flat(filters)).Weights("mean", [1, 3, 1, 1], 0.5f, 0.4f, 0.3f).Weights("std", [1, 3, 1, 1], deviations)
            .Node("Sub", ["x", "mean"], "centered").Node("Div", ["centered", "std"], "p"), "p").Output("a");

    private static LayerDescription Explain(OnnxModel model, ModelOptions? options = null) =>
        Explainer.Explain(model.Read(options), cancellation: TestContext.Current.CancellationToken).Layers.Single();
}
