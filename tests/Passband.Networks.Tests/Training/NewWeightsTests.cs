using Passband.Graphs;
using Passband.Kernels;
using Passband.Networks.Training;

namespace Passband.Networks.Tests.Training;

public sealed class NewWeightsTests
{
    private static Graph Net() => SmallNets.Graph(1, 8, "logits",
        [
            SmallNets.Node("Conv", ["x", "w", "b"], "c", ("kernel_shape", System.Collections.Immutable.ImmutableArray.Create(5L, 5L))),
            SmallNets.Node("BatchNormalization", ["c", "scale", "shift", "mean", "variance"], "n"),
            SmallNets.Node("GlobalAveragePool", ["n"], "a"),
            SmallNets.Node("Flatten", ["a"], "f", ("axis", 1L)),
            SmallNets.Node("Mul", ["f", "factor"], "g"),
            SmallNets.Node("MatMul", ["g", "dense"], "m"),
            SmallNets.Node("Add", ["m", "bias"], "logits"),
        ],
        SmallNets.Draw("w", 9, 64, 1, 5, 5), SmallNets.Fill("b", 3, 64), SmallNets.Fill("scale", 3, 64), SmallNets.Fill("shift", 3, 64), SmallNets.Fill("mean", 3, 64),
        SmallNets.Fill("variance", 3, 64), SmallNets.Fill("factor", 3, 1), SmallNets.Draw("dense", 9, 64, 32), SmallNets.Fill("bias", 3, 32));

    private static double Deviation(Graph graph, string name) => Math.Sqrt(graph.Constants[name].ToFloats().Average(v => (double)v * v));

    [Fact]
    public void Weights_have_the_spread_that_their_number_asks_for()
    {
        var drawn = NewWeights.Draw(Net(), "net", 1);
        // 1,600 and 2,048 draws: their standard deviation is known to about 2 %.
        Assert.InRange(Deviation(drawn, "w") / Math.Sqrt(2.0 / 25), 0.92, 1.08);
        Assert.InRange(Deviation(drawn, "dense") / Math.Sqrt(2.0 / 64), 0.92, 1.08);
    }

    [Fact]
    public void Biases_are_zero_normalization_changes_nothing_and_all_else_stays()
    {
        var drawn = NewWeights.Draw(Net(), "net", 1);
        foreach (var (name, value) in new[] { ("b", 0f), ("scale", 1f), ("shift", 0f), ("mean", 0f), ("variance", 1f), ("bias", 0f), ("factor", 3f) })
            Assert.All(drawn.Constants[name].ToFloats(), v => Assert.Equal(value, v));
    }

    [Fact]
    public void The_seed_decides()
    {
        var first = NewWeights.Draw(Net(), "net", 1).Constants["w"].ToFloats();
        Assert.Equal(first, NewWeights.Draw(Net(), "net", 1).Constants["w"].ToFloats());
        Assert.NotEqual(first, NewWeights.Draw(Net(), "net", 2).Constants["w"].ToFloats());
    }

    [Fact]
    public void A_network_without_weights_is_refused() =>
        Assert.Throws<PassbandException>(() => NewWeights.Draw(SmallNets.Graph(1, 8, "y", [SmallNets.Node("Relu", ["x"], "y")]), "net", 1));
}
