using System.Collections.Immutable;
using Passband.Datasets;
using Passband.Graphs;
using Passband.Kernels;
using Passband.Networks.Training;

namespace Passband.Networks.Tests.Training;

/// <summary>What cannot be trained is refused in words.</summary>
public class TrainerErrorTests
{
    private static readonly TrainingOptions Options = new() { Batch = 4, Steps = 50, Threads = 1 };

    [Fact]
    public void Data_that_nothing_can_be_learned_from()
    {
        Refused("no pictures to learn from", Options, new StripePictures(0));
        Refused("pictures without labels", Options, new StripePictures(classes: 0));
        Refused("one class only, 'class 0'", Options, new StripePictures(classes: 1));
        Refused("the label 2 of picture 7", Options, new StripePictures { Labels = i => i == 7 ? 2 : i % 2 });
        Refused("the label -1 of picture 0", Options, new StripePictures { Labels = _ => -1 });
        Refused("no picture of the class 'class 1'", Options, new StripePictures { Labels = _ => 0 });
        Refused("held-out pictures of 1×9×9", Options, new StripePictures(), new StripePictures(side: 9));
        Refused("pictures of 1×4×6, which a quarter turn", Options with { Task = TrainingTask.Rotation }, new Oblong());
        Refused("batches of 65536 pictures", Options with { Batch = 65536 }, new StripePictures(side: 100));
    }

    [Fact]
    public void Options_out_of_range()
    {
        foreach (var (found, options) in (IEnumerable<(string, TrainingOptions)>)[
            ("a batch of 0", Options with { Batch = 0 }), ("0 steps", Options with { Steps = 0 }), ("NaN epochs", Options with { Steps = null, Epochs = double.NaN }),
            ("a learning rate of 0", Options with { LearningRate = 0 }), ("a learning rate of NaN", Options with { LearningRate = double.NaN }), ("a momentum of 1", Options with { Momentum = 1 }),
            ("a weight decay of -1", Options with { WeightDecay = -1 }), ("a weight decay of 10", Options with { WeightDecay = 10, LearningRate = 0.1 }), ("a smoothness penalty of -1", Options with { Smoothness = -1 }),
            ("noise of -1", Options with { Noise = -1 }), ("noise of 0", Options with { Task = TrainingTask.Denoise }), ("a shift of -1", Options with { Shift = -1 }), ("0 threads", Options with { Threads = 0 }),
            ("random labels for pictures whose labels", Options with { Task = TrainingTask.Rotation, RandomLabels = true }), ("deviations are not positive", Options with { Normalization = ([0], [0]) }),
            ("2 means and 1 deviations", Options with { Normalization = ([0, 0], [1]) })])
        {
            Refused(found, options, new StripePictures());
        }
    }

    [Fact]
    public void Networks_that_do_not_fit()
    {
        Refused("[2, 3] for 2 pictures; expected [2, 2]", SmallNets.Plain(classes: 3));
        Refused("a network for [any, 3, 8, 8] and pictures of 1×8×8", SmallNets.Plain(channels: 3));
        Refused("a network for [any, 1, 9, 9] and pictures of 1×8×8", SmallNets.Plain(side: 9));
        Refused("2 inputs; expected one input", SmallNets.Graph(1, 8, "y", [SmallNets.Node("Conv", ["x", "w"], "c"), SmallNets.Node("Add", ["c", "z"], "y")], SmallNets.Draw("w", 1, 2, 1, 3, 3)) with
        {
            Inputs = [new GraphInput("x", null), new GraphInput("z", null)],
        });
        Refused("no weight that can be trained", SmallNets.Graph(1, 8, "y", [SmallNets.Node("Flatten", ["x"], "y")]));
        Refused("the operator Unheard", SmallNets.Graph(1, 8, "y", [SmallNets.Node("Unheard", ["x"], "y")]));
        Refused("no way back from it to any weight", SmallNets.Graph(
            1, 8, "y", [SmallNets.Node("Conv", ["x", "w"], "c"), SmallNets.Node("Cast", ["c"], "i", ("to", 7L)), SmallNets.Node("Cast", ["i"], "f", ("to", 1L)), SmallNets.Node("GlobalAveragePool", ["f"], "y")], SmallNets.Draw("w", 1, 2, 1, 3, 3)));
        Refused("values of the type Float64", SmallNets.Plain() with { Inputs = [new GraphInput("x", null, Type: ElementType.Float64)] });
        Refused("pictures with the channels last", SmallNets.Plain() with { Inputs = [new GraphInput("x", null, ChannelsLast: true)] });
        Assert.Contains("pictures of 1×8×8, as the input's", Refusal(SmallNets.Plain(), Options with { Task = TrainingTask.Denoise, Noise = 0.1 }, new StripePictures(), null, null), StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_that_was_exported_for_one_picture_says_so_only_if_it_matters()
    {
        var plain = SmallNets.Plain() with { Inputs = [new GraphInput("x", [1, 1, 8, 8])] };
        using (Trainer.Create(plain, "plain", StripePictures.Split(), Options))
        {
        }

        Refused("[1, 12] for 2 pictures", SmallNets.Graph(
            1, 8, "f", [SmallNets.Node("Conv", ["x", "w"], "c"), SmallNets.Node("GlobalAveragePool", ["c"], "p"), SmallNets.Node("Reshape", ["p", "one"], "f")],
            SmallNets.Draw("w", 1, 6, 1, 3, 3), Tensor.FromIntegers("one", [2], [1, -1])));
    }

    [Fact]
    public void Frozen_names_that_fit_nothing_or_everything()
    {
        Assert.Contains("no weight and no node is called 'conv9*'", Refusal(SmallNets.Plain(), Options with { Frozen = ["conv9*"] }, new StripePictures(), null, null), StringComparison.Ordinal);
        Assert.Contains("all 4 weights are frozen", Refusal(SmallNets.Plain(), Options with { Frozen = ["*"] }, new StripePictures(), null, null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(float.NaN, "a loss that is not a number")]
    [InlineData(float.PositiveInfinity, "a loss that is")]
    public void A_loss_that_is_not_a_number_ends_the_training_with_the_weights_before_it(float value, string found)
    {
        var data = new DataSplit(new StripePictures { Spoiled = (99, value) }, new StripePictures());
        using var trainer = Trainer.Create(SmallNets.Full(), "full", data, Options);
        var before = "";

        var error = Assert.Throws<PassbandException>(() =>
        {
            for (var i = 0; i < 25; i++)
            {
                before = Bits(trainer.State());
                trainer.Advance(TestContext.Current.CancellationToken);
            }
        });

        Assert.Contains($"full → step {trainer.Step + 1} of 50: {found}", error.Message, StringComparison.Ordinal);
        Assert.Contains("at a learning rate of 0.", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, Bits(trainer.State()));
        Assert.Equal(error.Message, Assert.Throws<PassbandException>(() => trainer.Advance(TestContext.Current.CancellationToken)).Message);
    }

    [Fact]
    public void A_learning_rate_that_is_far_too_large_ends_the_training_with_weights_that_are_numbers()
    {
        using var trainer = Trainer.Create(SmallNets.Plain(), "plain", StripePictures.Split(), Options with { Optimizer = OptimizerKind.Sgd, LearningRate = 1000, Schedule = LearningRateSchedule.Constant, Steps = 500, WeightDecay = 0 });
        PassbandException? error = null;
        while (error is null && trainer.Step < trainer.Steps)
            error = Record.Exception(() => trainer.Advance(TestContext.Current.CancellationToken)) as PassbandException;

        Assert.All(trainer.State().Arrays, a => Assert.All(a.ToFloats(), v => Assert.True(float.IsFinite(v))));
    }

    [Fact]
    public void A_step_that_is_stopped_changes_nothing()
    {
        using var trainer = Trainer.Create(SmallNets.Full(), "full", StripePictures.Split(), Options);
        var before = Bits(trainer.State());
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => trainer.Advance(stop.Token));
        Assert.Equal((0, before), (trainer.Step, Bits(trainer.State())));
    }

    [Fact]
    public void More_steps_than_there_are_cannot_be_made()
    {
        using var trainer = Trainer.Create(SmallNets.Plain(), "plain", StripePictures.Split(), Options with { Steps = 1 });
        trainer.Advance(TestContext.Current.CancellationToken);

        Assert.Throws<InvalidOperationException>(() => trainer.Advance(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void States_of_other_trainings()
    {
        TrainingState state;
        using (var trainer = Trainer.Create(SmallNets.Plain(), "plain", StripePictures.Split(), Options))
        {
            trainer.Advance(TestContext.Current.CancellationToken);
            state = trainer.State();
        }
        var arrays = state.Arrays;

        Resumed("51 steps that were made; expected at most the 50", state with { Step = 51 });
        Resumed("-1 steps", state with { Step = -1 });
        Resumed("no array 'w1'", state with { Arrays = arrays.RemoveAll(a => a.Name == "w1") });
        Resumed("no array 'optimizer.mean/w1'", state with { Arrays = arrays.RemoveAll(a => a.Name == "optimizer.mean/w1") });
        Resumed("two arrays 'w1'", state with { Arrays = arrays.Add(arrays[0]) });
        Resumed("an array 'more' that this training does not have", state with { Arrays = arrays.Add(SmallNets.Fill("more", 0, 1)) });
        Resumed("'w1' of Float32 [6, 1, 3, 4]", state with { Arrays = arrays.SetItem(0, SmallNets.Fill("w1", 0, 6, 1, 3, 4)) });
        Resumed("'w1' of Int64 [6, 1, 3, 3]", state with { Arrays = arrays.SetItem(0, Tensor.FromIntegers("w1", [6, 1, 3, 3], new long[54])) });
        Assert.Contains("no array 'optimizer.direction/w1'", Refusal(SmallNets.Plain(), Options with { Optimizer = OptimizerKind.Sgd }, new StripePictures(), null, state), StringComparison.Ordinal);

        static void Resumed(string found, TrainingState state) => Assert.Contains(found, Refusal(SmallNets.Plain(), Options, new StripePictures(), null, state), StringComparison.Ordinal);
    }

    private static void Refused(string found, Graph network) => Assert.Contains(found, Refusal(network, Options, new StripePictures(), null, null), StringComparison.Ordinal);

    private static void Refused(string found, TrainingOptions options, PictureData training, PictureData? heldOut = null) =>
        Assert.Contains(found, Refusal(SmallNets.Plain(), options, training, heldOut, null), StringComparison.Ordinal);

    private static string Refusal(Graph network, TrainingOptions options, PictureData training, PictureData? heldOut, TrainingState? state) =>
        Assert.Throws<PassbandException>(() => Trainer.Create(network, "net", new DataSplit(training, heldOut ?? training), options, state)).Message;

    private static string Bits(TrainingState state) => string.Join('\n', state.Arrays.Select(a => $"{a.Name} {Convert.ToHexString(a.Bytes.Span)}"));

    private sealed class Oblong : PictureData
    {
        public override string Name => "oblong";

        public override PictureShape Shape => new(1, 4, 6);

        public override ImmutableArray<string> Classes => [];

        public override int Count => 10;

        public override int Label(int index) => -1;

        public override void Draw(int index, ulong seed, Span<float> pixels) => pixels.Clear();
    }
}
