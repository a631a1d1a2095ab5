using System.Collections.Immutable;
using Passband.Evolutions;
using Passband.Imaging.Movies;
using Passband.Kernels;

namespace Passband.Imaging.Tests.Movies;

public class EvolutionContentTests
{
    private static readonly ImmutableArray<TrainingLogLine> Log =
    [
        new(100, 0.5, 0.6, 0.7, null, null, null, null, null), new(200, 1, 0.3, 0.9, 0.35, 0.8, null, null, null),
    ];

    [Fact]
    public void Measured_checkpoints_become_moments_charts_and_turns()
    {
        var content = EvolutionContent.Of(KernelEvolution.Of(Checkpoints(0, 100, 200, 300), cancellation: TestContext.Current.CancellationToken), "lines", Log);

        Assert.Equal([0L, 100, 200, 300], content.Moments.Select(m => m.Step));
        Assert.Equal([0, 0.5, 1, 1.5], content.Moments.Select(m => m.Epoch));
        Assert.Equal(["Loss", "Accuracy", "Names", "Structure"], content.Charts.Select(c => c.Title));
        Assert.Equal([new MoviePoint(100, 0.6), new MoviePoint(200, 0.3)], content.Charts[0].Curves[0].Points);
        Assert.Equal([new MoviePoint(200, 0.8)], content.Charts[1].Curves[1].Points);
        Assert.All(content.Moments.Select((_, i) => content.Charts[2].Curves.Sum(c => c.Points[i].Value)), sum => Assert.Equal(1, sum, 1e-9));
        Assert.Contains(content.Turns, t => t.Step == 100 && t.Name != "noise");
    }

    [Fact]
    public void Without_steps_moments_are_counted_and_without_a_log_there_are_no_curves_of_it()
    {
        var content = EvolutionContent.Of(KernelEvolution.Of(Checkpoints(null, null, null), cancellation: TestContext.Current.CancellationToken), "series", Log);

        Assert.Equal([0L, 1, 2], content.Moments.Select(m => m.Step));
        Assert.All(content.Moments, m => Assert.Null(m.Epoch));
        Assert.Equal(["Names", "Structure"], content.Charts.Select(c => c.Title));
    }

    /// <summary>Eight filters of noise, then waves.</summary>
    private static Checkpoint[] Checkpoints(params long?[] steps) => [.. steps.Select((step, moment) =>
    {
        const int filters = 8;
        const int side = 7;
        var random = new GaussianRandom(GaussianRandom.SeedOf(7));
        var weights = new float[filters * side * side];
        for (var i = 0; i < weights.Length; i++)
        {
            var (x, y) = (i % side - 3, i / side % side - 3);
            var wave = Math.Exp(-(x * x + y * y) / 8.0) * Math.Cos(1.6 * (i / (side * side) % 2 == 0 ? x : y));
            weights[i] = (float)(0.2 * random.Next() * (moment == 0 ? 1 : 0.1) + (moment == 0 ? 0 : wave));
        }
        var layer = TestLayers.Layer(BankShape.Plane(filters, 1, side, side), InputSpace.Gray, weights);
        return new Checkpoint($"step {moment}", step, Net(layer));
    })];

    private static ConvNet Net(ConvLayer layer) => new() { Name = "test", Format = "test", Layers = [layer], HasGraph = false };
}
