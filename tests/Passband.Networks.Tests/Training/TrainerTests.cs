using Passband.Graphs;
using Passband.Networks.Training;

namespace Passband.Networks.Tests.Training;

public class TrainerTests
{
    private static readonly TrainingOptions Options = new() { Batch = 16, Steps = 60, LearningRate = 0.02, Threads = 1 };

    [Fact]
    public void Stripes_are_learned()
    {
        using var trainer = Trainer.Create(SmallNets.Full(), "full", StripePictures.Split(), Options);
        var before = trainer.Test(cancellation: TestContext.Current.CancellationToken);
        var results = Run(trainer);
        var after = trainer.Test(cancellation: TestContext.Current.CancellationToken);

        Assert.True(after.Loss < 0.2 && after.Accuracy > 0.95 && before.Accuracy < 0.9, $"{before}, {after}");
        Assert.Equal(Enumerable.Range(1, 60), results.Select(r => r.Step));
        Assert.Equal(0.02, results[0].LearningRate);
        Assert.True(results[^1].LearningRate < 1e-4);
        Assert.Equal(["w1", "b1", "scale", "shift", "w2", "b2"], trainer.Trained);
    }

    [Theory]
    [InlineData(OptimizerKind.Adam)]
    [InlineData(OptimizerKind.Sgd)]
    public void The_same_seed_gives_the_same_weights_and_another_seed_others(OptimizerKind kind)
    {
        var options = Options with { Optimizer = kind, Mirror = true, Shift = 1, Noise = 0.05, Steps = 12 };

        var (first, second, other) = (Trained(options), Trained(options), Trained(options with { Seed = 2 }));

        Assert.Equal(Bits(first), Bits(second));
        Assert.NotEqual(Bits(first), Bits(other));
    }

    [Theory]
    [InlineData(OptimizerKind.Adam)]
    [InlineData(OptimizerKind.Sgd)]
    public void A_training_that_was_interrupted_ends_as_one_that_was_not(OptimizerKind kind)
    {
        var options = Options with { Optimizer = kind, Mirror = true, Shift = 1, Noise = 0.05, Steps = 20, Smoothness = 0.1 };
        var whole = Trained(options);

        TrainingState state;
        using (var begun = Trainer.Create(SmallNets.Full(), "full", StripePictures.Split(), options))
        {
            for (var i = 0; i < 9; i++)
                begun.Advance(TestContext.Current.CancellationToken);
            state = begun.State();
        }
        using var resumed = Trainer.Create(SmallNets.Full(), "full", StripePictures.Split(), options, state);
        Assert.Equal(9, resumed.Step);
        Run(resumed);

        Assert.Equal(Bits(whole), Bits(resumed.State()));
    }

    [Fact]
    public void A_test_changes_nothing()
    {
        var options = Options with { Steps = 10 };
        using var trainer = Trainer.Create(SmallNets.Full(), "full", StripePictures.Split(), options);
        while (trainer.Step < trainer.Steps)
        {
            var before = Bits(trainer.State());
            Assert.Equal(trainer.Test(cancellation: TestContext.Current.CancellationToken), trainer.Test(cancellation: TestContext.Current.CancellationToken));
            Assert.Equal(before, Bits(trainer.State()));
            trainer.Advance(TestContext.Current.CancellationToken);
        }

        Assert.Equal(Bits(Trained(options)), Bits(trainer.State()));
    }

    [Fact]
    public void The_network_that_comes_out_runs_as_it_was_tested()
    {
        using var trainer = Trainer.Create(SmallNets.Full(), "full", StripePictures.Split(), Options with { Steps = 20 });
        Run(trainer);
        using var network = Network.Load(trainer.Network(), "out", cancellation: TestContext.Current.CancellationToken);
        var data = StripePictures.Split().HeldOut;
        var pixels = new float[data.Count * data.Shape.Count];
        for (var i = 0; i < data.Count; i++)
            data.Draw(i, 0, pixels.AsSpan(i * data.Shape.Count, data.Shape.Count));

        var scores = network.Run(new Dictionary<string, Tensor> { ["x"] = Tensor.FromFloats("x", [data.Count, 1, 8, 8], pixels) }, cancellation: TestContext.Current.CancellationToken)["y"].ToFloats();

        var (loss, right) = (0.0, 0);
        for (var i = 0; i < data.Count; i++)
        {
            var (own, other) = (scores[2 * i + data.Label(i)], scores[2 * i + 1 - data.Label(i)]);
            loss += Math.Log(1 + Math.Exp(other - own)) / data.Count;
            right += own > other ? 1 : 0;
        }
        var test = trainer.Test(cancellation: TestContext.Current.CancellationToken);
        Assert.Equal((double)right / data.Count, test.Accuracy);
        Assert.Equal(loss, test.Loss, 1e-5);
        Assert.NotEqual(0, trainer.Network().Constants["mean"].ToFloats()[0]);
    }

    [Fact]
    public void A_softmax_at_the_end_is_left_out_of_the_loss_but_stays_in_the_network()
    {
        using var trainer = Trainer.Create(SmallNets.Plain(), "plain", StripePictures.Split(), Options with { LearningRate = 0.05, Steps = 150 });

        Run(trainer);

        var test = trainer.Test(cancellation: TestContext.Current.CancellationToken);
        // Cross-entropy of what is a softmax already cannot fall below ln(1 + 1/e) = 0.313 for two classes.
        Assert.True(test.Loss < 0.2, $"{test}");
        Assert.Equal(["s"], trainer.Network().Outputs);
    }

    private static TrainingState Trained(TrainingOptions options)
    {
        using var trainer = Trainer.Create(SmallNets.Full(), "full", StripePictures.Split(), options);
        Run(trainer);
        return trainer.State();
    }

    private static List<StepResult> Run(Trainer trainer)
    {
        var results = new List<StepResult>();
        while (trainer.Step < trainer.Steps)
            results.Add(trainer.Advance(TestContext.Current.CancellationToken));
        return results;
    }

    private static string Bits(TrainingState state) => string.Join('\n', state.Arrays.Select(a => $"{a.Name} {Convert.ToHexString(a.Bytes.Span)}"));
}
