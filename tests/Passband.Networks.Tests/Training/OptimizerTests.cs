using Passband.Kernels;
using Passband.Networks.Training;
using TorchSharp;

namespace Passband.Networks.Tests.Training;

public class OptimizerTests
{
    private const int Count = 37;

    [Theory]
    [InlineData(OptimizerKind.Adam, 0.0)]
    [InlineData(OptimizerKind.Adam, 0.1)]
    [InlineData(OptimizerKind.Sgd, 0.0)]
    public void Weights_go_where_PyTorchs_optimizer_brings_them(OptimizerKind kind, double decay)
    {
        using var scope = torch.NewDisposeScope();
        var start = Draw(0);
        using var weight = new TorchSharp.Modules.Parameter(torch.tensor(start));
        torch.optim.Optimizer theirs = kind == OptimizerKind.Adam
            ? torch.optim.AdamW([weight], lr: 0.01, weight_decay: decay)
            : torch.optim.SGD([weight], learningRate: 0.01, momentum: 0.9);
        var ours = Optimizer.Of(new TrainingOptions { Optimizer = kind, Momentum = 0.9 }, [Count]);
        var own = start.ToArray();

        for (var step = 0; step < 50; step++)
        {
            var gradient = Draw(step + 1);
            weight.grad = torch.tensor(gradient);
            theirs.step();
            ours.Move(0, own, gradient, step, 0.01, decay);
        }

        var expected = weight.detach().data<float>().ToArray();
        for (var i = 0; i < Count; i++)
            // Some units in the last place of numbers near 1: sums are taken in another order.
            Assert.Equal(expected[i], own[i], 2e-6f);
    }

    [Fact]
    public void Decay_takes_the_same_share_whatever_the_gradient()
    {
        foreach (var kind in Enum.GetValues<OptimizerKind>())
        {
            var optimizer = Optimizer.Of(new TrainingOptions { Optimizer = kind }, [Count]);
            var weight = Draw(0);
            var before = weight.ToArray();

            optimizer.Move(0, weight, new float[Count], 0, 0.5, 0.2);

            Assert.Equal(before.Select(w => 0.9f * w), weight);
        }
    }

    /// <summary>The rest of an array that vectors do not reach is moved by the same formula.</summary>
    [Theory]
    [InlineData(OptimizerKind.Adam)]
    [InlineData(OptimizerKind.Sgd)]
    public void A_weight_moves_the_same_wherever_it_lies(OptimizerKind kind)
    {
        var (whole, parts) = (Optimizer.Of(new TrainingOptions { Optimizer = kind }, [Count]), Optimizer.Of(new TrainingOptions { Optimizer = kind }, [.. Enumerable.Repeat(1, Count)]));
        var (all, each) = (Draw(0), Draw(0));
        for (var step = 0; step < 5; step++)
        {
            var gradient = Draw(step + 1);
            whole.Move(0, all, gradient, step, 0.01, 0.1);
            for (var i = 0; i < Count; i++)
                parts.Move(i, each.AsSpan(i, 1), gradient.AsSpan(i, 1), step, 0.01, 0.1);
        }

        Assert.Equal(each, all);
    }

    [Fact]
    public void The_learning_rate_follows_its_schedule()
    {
        var options = new TrainingOptions { LearningRate = 2 };

        Assert.Equal([2, 1, 0], ((int[])[0, 50, 100]).Select(s => Math.Round(LearningRate.At(options, s, 100), 12)));
        Assert.Equal([2, 2, 0.2, 0.2, 0.02, 0.02], ((int[])[0, 33, 34, 66, 67, 99]).Select(s => Math.Round(LearningRate.At(options with { Schedule = LearningRateSchedule.Steps }, s, 100), 12)));
        Assert.Equal(2, LearningRate.At(options with { Schedule = LearningRateSchedule.Constant }, 99, 100));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    [InlineData(1e30f)]
    public void What_is_not_finite_is_found_wherever_it_lies(float value)
    {
        Assert.True(Finite.All(new float[Count]));
        for (var i = 0; i < Count; i++)
        {
            var values = new float[Count];
            values[i] = value;
            Assert.False(Finite.All(values));
        }
    }

    private static float[] Draw(int stream)
    {
        var random = new GaussianRandom(GaussianRandom.SeedOf(3, (ulong)stream));
        var values = new float[Count];
        for (var i = 0; i < Count; i++)
            values[i] = (float)random.Next();
        return values;
    }
}
