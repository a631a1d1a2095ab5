using System.Collections.Immutable;
using Passband.Cli.Training;
using Passband.Evolutions;
using Passband.Kernels;
using Passband.Models;

namespace Passband.Cli.Tests.Training;

public sealed class TrainingRunTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static ImmutableArray<TrainingLogLine> Log(string folder) =>
        [.. TrainingLog.Read(File.ReadAllText(Path.Combine(folder, "log.jsonl")), "log").Select(l => l with { PicturesPerSecond = null, Seconds = null })];

    private static void AssertSame(string expected, string actual)
    {
        foreach (var name in new[] { "network.onnx", "checkpoint.safetensors" })
            Assert.Equal(File.ReadAllBytes(Path.Combine(expected, name)), File.ReadAllBytes(Path.Combine(actual, name)));
        Assert.Equal(Log(expected), Log(actual));
        var snapshots = Directory.GetFiles(Path.Combine(expected, "snapshots")).Select(f => Path.GetFileName(f)).Order().ToList();
        Assert.Equal(snapshots, Directory.GetFiles(Path.Combine(actual, "snapshots")).Select(f => Path.GetFileName(f)).Order());
        foreach (var name in snapshots)
            Assert.Equal(File.ReadAllBytes(Path.Combine(expected, "snapshots", name)), File.ReadAllBytes(Path.Combine(actual, "snapshots", name)));
    }

    [Fact]
    public void A_run_leaves_everything_in_its_folder()
    {
        using var temp = new TempFolder();
        var result = TrainingRun.Start(SmallRun.Settings, temp["run"], cancellation: Cancellation);
        Assert.Equal(
            ["checkpoint.safetensors", "explanation.json", "log.jsonl", "network.onnx", "run.json"], Directory.GetFiles(temp["run"]).Select(f => Path.GetFileName(f)).Order());
        Assert.Equal(new SnapshotPlan(24).Snapshots.Select(s => $"step-{s:00000000}.onnx"), Directory.GetFiles(temp["run/snapshots"]).Select(f => Path.GetFileName(f)).Order());
        Assert.Equal(24, result.Steps);
        Assert.Equal(result.Net.Layers[0].Bank.Weights.ToArray(), ModelFile.Open(temp["run/network.onnx"], null, Cancellation).Layers[0].Bank.Weights.ToArray());
        Assert.Equal([3, 1, 5, 5], result.Net.Layers[0].Bank.Shape.ToArray());
        var (folder, document) = RunFolder.Open(temp["run"]);
        folder.Dispose();
        Assert.True(document.Finished);
        Assert.Equal(24, document.Step);
        Assert.Equal(result.HeldOut, document.Result!.HeldOut);
        Assert.Equal("passband train lines --net tiny --kernels 3 --size 5 --steps 24 --batch 8 --picture-size 16 --threads 1", document.Command);
        var log = Log(temp["run"]);
        Assert.Equal(Enumerable.Range(0, 25), log.Select(l => l.Step));
        Assert.Null(log[0].Loss);
        Assert.All(log.Skip(1), l => Assert.InRange(l.Loss!.Value, 0, 10));
    }

    [Fact]
    public void The_network_says_what_made_it()
    {
        using var temp = new TempFolder();
        TrainingRun.Start(SmallRun.Settings with { Seed = 5 }, temp["run"], cancellation: Cancellation);
        using var source = ModelSource.FromFile(temp["run/snapshots/step-00000002.onnx"]);
        var metadata = ModelFile.OpenGraph(source, Cancellation).Metadata;
        Assert.Equal("lines", metadata["passband.data"]);
        Assert.Equal("5", metadata["passband.seed"]);
        Assert.Equal("2", metadata["passband.step"]);
        Assert.StartsWith("passband train lines", metadata["passband.command"], StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_seed_gives_the_same_files_and_another_seed_other_weights()
    {
        using var temp = new TempFolder();
        TrainingRun.Start(SmallRun.Settings, temp["a"], cancellation: Cancellation);
        TrainingRun.Start(SmallRun.Settings, temp["b"], cancellation: Cancellation);
        TrainingRun.Start(SmallRun.Settings with { Seed = 2 }, temp["c"], cancellation: Cancellation);
        AssertSame(temp["a"], temp["b"]);
        Assert.NotEqual(File.ReadAllBytes(temp["a/network.onnx"]), File.ReadAllBytes(temp["c/network.onnx"]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(24)]
    public void A_run_that_was_interrupted_and_resumed_equals_one_that_was_not(int step)
    {
        var settings = SmallRun.Settings;
        using var temp = new TempFolder();
        TrainingRun.Start(settings, temp["whole"], cancellation: Cancellation);
        using var interruption = new SmallRun.Interruption(step);
        var interrupted = Assert.Throws<TrainingInterruptedException>(() => TrainingRun.Start(settings, temp["parts"], interruption, cancellation: interruption.Token));
        Assert.Equal(step, interrupted.Step);
        Assert.True(File.Exists(temp["parts/network.onnx"]));
        var result = TrainingRun.Resume(temp["parts"], cancellation: Cancellation);
        Assert.Equal(24, result.Steps);
        AssertSame(temp["whole"], temp["parts"]);
    }

    [Fact]
    public void Sums_between_two_lines_of_the_log_survive_an_interruption()
    {
        var settings = SmallRun.Settings with { Steps = 250, Batch = 2 };
        using var temp = new TempFolder();
        TrainingRun.Start(settings, temp["whole"], cancellation: Cancellation);
        using var interruption = new SmallRun.Interruption(101);
        Assert.Throws<TrainingInterruptedException>(() => TrainingRun.Start(settings, temp["parts"], interruption, cancellation: interruption.Token));
        Assert.DoesNotContain(Log(temp["parts"]), l => l.Step == 101);
        TrainingRun.Resume(temp["parts"], cancellation: Cancellation);
        AssertSame(temp["whole"], temp["parts"]);
    }

    [Fact]
    public void Lines_and_snapshots_after_the_checkpoint_are_made_again()
    {
        using var temp = new TempFolder();
        TrainingRun.Start(SmallRun.Settings, temp["whole"], cancellation: Cancellation);
        using var interruption = new SmallRun.Interruption(9);
        Assert.Throws<TrainingInterruptedException>(() => TrainingRun.Start(SmallRun.Settings, temp["parts"], interruption, cancellation: interruption.Token));
        // As a process leaves them that was killed after the checkpoint.
        File.AppendAllText(temp["parts/log.jsonl"], "{\"step\":9,\"epoch\":0.1,\"loss\":9}\n{\"step\":10,\"epoch\":0.1,\"loss\":9}\n{\"ste");
        File.WriteAllText(temp["parts/snapshots/step-00000010.onnx"], "half");
        TrainingRun.Resume(temp["parts"], cancellation: Cancellation);
        Assert.Equal(Log(temp["whole"]).Select(l => l.Step), Log(temp["parts"]).Select(l => l.Step));
        Assert.Equal(File.ReadAllBytes(temp["whole/network.onnx"]), File.ReadAllBytes(temp["parts/network.onnx"]));
        Assert.Equal(File.ReadAllBytes(temp["whole/snapshots/step-00000010.onnx"]), File.ReadAllBytes(temp["parts/snapshots/step-00000010.onnx"]));
    }

    [Fact]
    public void A_finished_run_is_told_and_left_alone()
    {
        using var temp = new TempFolder();
        TrainingRun.Start(SmallRun.Settings, temp["run"], cancellation: Cancellation);
        var before = File.ReadAllBytes(temp["run/run.json"]);
        var result = TrainingRun.Resume(temp["run"], cancellation: Cancellation);
        Assert.Contains("finished already", result.Notes[0], StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(temp["run/run.json"]));
    }

    [Fact]
    public void A_run_of_a_constant_learning_rate_can_be_made_longer_and_no_other()
    {
        var constant = SmallRun.Settings with { Schedule = Networks.Training.LearningRateSchedule.Constant };
        using var temp = new TempFolder();
        TrainingRun.Start(constant with { Steps = 30 }, temp["long"], cancellation: Cancellation);
        TrainingRun.Start(constant, temp["run"], cancellation: Cancellation);
        Assert.Throws<PassbandException>(() => TrainingRun.Resume(temp["run"], null, new TrainingLength(null, 24), Cancellation));
        TrainingRun.Resume(temp["run"], null, new TrainingLength(null, 30), Cancellation);
        Assert.Equal(Weights(temp["long"]), Weights(temp["run"]));
        TrainingRun.Start(SmallRun.Settings, temp["cosine"], cancellation: Cancellation);
        var error = Assert.Throws<PassbandException>(() => TrainingRun.Resume(temp["cosine"], null, new TrainingLength(null, 30), Cancellation));
        Assert.Contains("--from", error.Message, StringComparison.Ordinal);

        float[] Weights(string folder) => ModelFile.Open(Path.Combine(folder, "network.onnx"), null, Cancellation).Layers[0].Bank.Weights.ToArray();
    }

    [Fact]
    public void A_run_without_classes_is_opened_again()
    {
        using var temp = new TempFolder();
        var photo = SmallRun.Settings with { Data = "test:siemens(96)", Steps = 4 };
        using var interruption = new SmallRun.Interruption(2);
        Assert.Throws<TrainingInterruptedException>(() => TrainingRun.Start(photo, temp["run"], interruption, cancellation: interruption.Token));

        var result = TrainingRun.Resume(temp["run"], cancellation: Cancellation);

        Assert.Equal(4, result.Steps);
        TrainingRun.Start(photo, temp["whole"], cancellation: Cancellation);
        AssertSame(temp["whole"], temp["run"]);
    }

    [Fact]
    public void A_loss_that_is_no_number_stops_the_run_with_everything_saved()
    {
        using var temp = new TempFolder();
        var wild = SmallRun.Settings with { Optimizer = Networks.Training.OptimizerKind.Sgd, LearningRate = 1000, WeightDecay = 0, Schedule = Networks.Training.LearningRateSchedule.Constant };
        var error = Assert.Throws<PassbandException>(() => TrainingRun.Start(wild, temp["run"], cancellation: Cancellation));
        Assert.Contains("learning rate", error.Message, StringComparison.Ordinal);
        Assert.Contains("is saved in", error.Message, StringComparison.Ordinal);
        var (folder, document) = RunFolder.Open(temp["run"]);
        folder.Dispose();
        Assert.False(document.Finished);
        Assert.True(document.Step > 0);
        Assert.True(File.Exists(temp["run/checkpoint.safetensors"]));
        Assert.NotEmpty(Log(temp["run"]));
    }

    [Fact]
    public void A_disk_that_takes_no_more_leaves_the_checkpoint_before_whole()
    {
        using var temp = new TempFolder();
        using var interruption = new SmallRun.Interruption(5);
        Assert.Throws<TrainingInterruptedException>(() => TrainingRun.Start(SmallRun.Settings, temp["run"], interruption, cancellation: interruption.Token));
        var checkpoint = File.ReadAllBytes(temp["run/checkpoint.safetensors"]);
        // A file where the folder of the snapshots should be: from here on none can be written.
        using var full = new SmallRun.Interruption(8)
        {
            Then = () =>
            {
                Directory.Delete(temp["run/snapshots"], recursive: true);
                File.WriteAllText(temp["run/snapshots"], "");
                File.Move(temp["run/checkpoint.safetensors"], temp["kept"]);
                Directory.CreateDirectory(temp["run/checkpoint.safetensors"]);
            },
        };
        var error = Assert.Throws<PassbandException>(() => TrainingRun.Resume(temp["run"], full, cancellation: Cancellation));
        Assert.Contains("Everything until step 5 of 24 is saved", error.Message, StringComparison.Ordinal);
        Assert.Equal(checkpoint, File.ReadAllBytes(temp["kept"]));
        Assert.Empty(Directory.GetFiles(temp["run"], "*.part"));
    }

    [Fact]
    public void An_interruption_before_the_first_step_leaves_nothing()
    {
        using var temp = new TempFolder();
        using var source = new CancellationTokenSource();
        var watcher = new Early(source);
        Assert.ThrowsAny<OperationCanceledException>(() => TrainingRun.Start(SmallRun.Settings, temp["run"], watcher, cancellation: source.Token));
        Assert.False(Directory.Exists(temp["run"]));
    }

    [Fact]
    public void Experiments_begin_go_on_or_read_as_a_folder_needs_it()
    {
        using var temp = new TempFolder();
        using var interruption = new SmallRun.Interruption(5);
        Assert.Throws<TrainingInterruptedException>(() => TrainingRun.Complete(SmallRun.Settings, temp["run"], interruption, interruption.Token));
        var first = TrainingRun.Complete(SmallRun.Settings, temp["run"], cancellation: Cancellation);
        var again = TrainingRun.Complete(SmallRun.Settings, temp["run"], cancellation: Cancellation);
        Assert.Equal(first.HeldOut, again.HeldOut);
        Assert.Throws<PassbandException>(() => TrainingRun.Complete(SmallRun.Settings with { Seed = 9 }, temp["run"], cancellation: Cancellation));
    }

    [Fact]
    public void A_network_from_a_run_is_trained_on_and_gets_a_new_last_layer_for_other_classes()
    {
        using var temp = new TempFolder();
        TrainingRun.Start(SmallRun.Settings, temp["run"], cancellation: Cancellation);
        var settings = new TrainSettings { Data = "gratings", From = temp["run/network.onnx"], Steps = 2, Batch = 4, Threads = 1, LearningRate = 1e-9 };
        var result = TrainingRun.Start(settings, temp["on"], cancellation: Cancellation);
        Assert.Contains(result.Notes, n => n.Contains("begins anew", StringComparison.Ordinal));
        var before = ModelFile.Open(temp["run/network.onnx"], null, Cancellation).Layers[0].Bank.Weights.ToArray();
        var after = result.Net.Layers[0].Bank.Weights.ToArray();
        for (var i = 0; i < before.Length; i++)
            Assert.Equal(before[i], after[i], 1e-5f);
        var anew = TrainingRun.Start(settings with { From = null, Net = temp["run/network.onnx"] }, temp["anew"], cancellation: Cancellation);
        Assert.True(Math.Abs(before[0] - anew.Net.Layers[0].Bank.Weights[0]) > 1e-4f);
    }

    [Fact]
    public void Pictures_that_changed_since_are_not_gone_on_with()
    {
        using var temp = new TempFolder();
        using var interruption = new SmallRun.Interruption(5);
        Assert.Throws<TrainingInterruptedException>(() => TrainingRun.Start(SmallRun.Settings, temp["run"], interruption, cancellation: interruption.Token));
        var text = File.ReadAllText(temp["run/run.json"]);
        var start = text.IndexOf("\"fingerprint\": \"", StringComparison.Ordinal) + "\"fingerprint\": \"".Length;
        File.WriteAllText(temp["run/run.json"], text[..start] + "0000" + text[(start + 4)..]);
        var error = Assert.Throws<PassbandException>(() => TrainingRun.Resume(temp["run"], cancellation: Cancellation));
        Assert.Contains("others than when the run began", error.Message, StringComparison.Ordinal);
    }

    private sealed class Early(CancellationTokenSource source) : ITrainingWatcher
    {
        public void Doing(string what) => source.Cancel();

        public void Begin(TrainingBeginning beginning)
        {
        }

        public void Step(Networks.Training.StepResult step, Func<ConvNet> network)
        {
        }

        public void Logged(TrainingLogLine line)
        {
        }
    }
}
