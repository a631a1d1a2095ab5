using Passband.Datasets;
using Passband.Explanations;
using Passband.Models;
using Passband.Networks.Training;

namespace Passband.Networks.Tests.Training;

public sealed class TrainingDefaultsTests
{
    public static TheoryData<ArchitectureKind?, TrainingTask> All =>
        new(from kind in Enum.GetValues<ArchitectureKind>().Cast<ArchitectureKind?>().Append(null) from task in Enum.GetValues<TrainingTask>() select (kind, task));

    [Theory]
    [MemberData(nameof(All))]
    public void Every_architecture_and_task_can_begin_with_its_settings(ArchitectureKind? kind, TrainingTask task)
    {
        var (options, reason) = TrainingDefaults.Of(kind, task);
        var data = GeneratedData.Make(GeneratedKind.Lines, new GeneratedOptions { Count = 64, HeldOut = 8 });
        var outputs = task switch { TrainingTask.Classify => 2, TrainingTask.Rotation => 4, _ => 0 };
        var network = new Architecture(kind ?? ArchitectureKind.Tiny, data.Training.Shape, outputs) { Kernels = 4 }.Build();

        using var trainer = Trainer.Create(network, "net", data, options with { Threads = 1 });
        var first = trainer.Advance(TestContext.Current.CancellationToken);

        Assert.Equal((task, 1), (options.Task, first.Step));
        Assert.True(first.Loss > 0);
        Assert.EndsWith(".", reason, StringComparison.Ordinal);
    }

    /// <summary>The claim that kernels depend on what is learned from, in a third of the steps that a user takes.</summary>
    [Theory]
    [InlineData(0, 90)]
    [InlineData(30, 120)]
    public void Lines_make_kernels_that_run_as_they_do(int first, int second)
    {
        var data = GeneratedData.Make(GeneratedKind.Lines, new GeneratedOptions { Angles = [first, second] });
        var plan = new Architecture(ArchitectureKind.Tiny, data.Training.Shape, 2) { Kernels = 8, Normalization = (0.5f, 0.09f) };
        var options = TrainingDefaults.Of(plan.Kind, TrainingTask.Classify).Options with { Steps = 300, WeightDecay = 2, Threads = 1 };
        using var trainer = Trainer.Create(plan.Build(), "net", data, options);
        while (trainer.Step < trainer.Steps)
            trainer.Advance(TestContext.Current.CancellationToken);
        using var file = new MemoryStream();
        OnnxFile.Write(trainer.Network(), file);
        using var source = ModelSource.FromMemory("net", file.ToArray());

        var layer = Explainer.Explain(ModelFile.Open(source, cancellation: TestContext.Current.CancellationToken), new ExplainOptions { Layer = "conv1" }, cancellation: TestContext.Current.CancellationToken).Layers[0];

        Assert.True(trainer.Test(200, TestContext.Current.CancellationToken).Accuracy >= 0.99);
        var live = layer.Filters!.Value.AsEnumerable().Where(f => f.Name is not ("dead" or "noise")).Select(f => f.Orientation!.Stripes).ToArray();
        var (one, other) = (live.Count(s => Within(s, first)), live.Count(s => Within(s, second)));
        Assert.True(one > 0 && other > 0 && one + other >= 0.8 * live.Length, $"{one} and {other} of {live.Length}: {string.Join(", ", live)}");
    }

    private static bool Within(double stripes, double angle) => Math.Abs(Math.IEEERemainder(stripes - angle, 180)) <= 10;
}
