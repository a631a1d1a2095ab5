using System.Collections.Immutable;
using Passband.Graphs;
using Passband.Networks.Training;

namespace Passband.Networks.Tests.Training;

public class WeightChoiceTests
{
    [Fact]
    public void Layers_norms_and_what_is_added_behind_them_are_trained_and_nothing_else()
    {
        var graph = SmallNets.Graph(
            1, 8, "y",
            [
                SmallNets.Node("Sub", ["x", "average"], "s"),
                SmallNets.Node("Div", ["s", "deviation"], "d"),
                SmallNets.Node("Mul", ["d", "channelwise"], "q"),
                SmallNets.Node("Conv", ["q", "w"], "c"),
                SmallNets.Node("Add", ["c", "bias"], "b"),
                SmallNets.Node("Mul", ["scale", "b"], "m"),
                SmallNets.Node("PRelu", ["m", "slope"], "r"),
                SmallNets.Node("Add", ["r", "three"], "t"),
                SmallNets.Node("Add", ["t", "notBehindALayer"], "u"),
                SmallNets.Node("GlobalAveragePool", ["u"], "p"),
                SmallNets.Node("Reshape", ["p", "shape"], "f"),
                SmallNets.Node("MatMul", ["f", "dense"], "e"),
                SmallNets.Node("Mul", ["e", "half"], "h"),
                SmallNets.Node("Add", ["h", "mask"], "y"),
            ],
            SmallNets.Fill("average", 0.5f), SmallNets.Fill("deviation", 0.25f, 1, 1, 1, 1), SmallNets.Fill("channelwise", 1, 1, 1, 8, 1), SmallNets.Draw("w", 1, 3, 1, 3, 3), SmallNets.Fill("bias", 0, 3, 1, 1), SmallNets.Fill("scale", 1, 1, 3, 1, 1),
            SmallNets.Fill("slope", 0.1f, 3, 1, 1), SmallNets.Fill("three", 3), SmallNets.Fill("notBehindALayer", 0, 3, 1, 1), Tensor.FromIntegers("shape", [2], [-1, 3]), SmallNets.Draw("dense", 1, 3, 2), SmallNets.Fill("half", 0.5f),
            SmallNets.Fill("mask", 0, 2, 2));

        var weights = TrainableGraph.Of(graph, "net", TrainingOptions.Default).Weights;

        Assert.Equal(["w", "bias", "scale", "slope", "dense"], weights.Select(w => w.Name));
        Assert.Equal(["w", "dense"], weights.Where(w => w.Decays).Select(w => w.Name));
    }

    [Fact]
    public void Weights_are_found_behind_what_rearranges_them_and_learned_there()
    {
        var graph = SmallNets.Graph(
            1, 8, "y",
            [
                SmallNets.Node("Reshape", ["flat", "shape"], "w"),
                SmallNets.Node("Conv", ["x", "w"], "c"),
                SmallNets.Node("Relu", ["c"], "r"),
                SmallNets.Node("GlobalAveragePool", ["r"], "p"),
                SmallNets.Node("Flatten", ["p"], "f"),
                SmallNets.Node("Transpose", ["dense"], "t", ("perm", ImmutableArray.Create(1L, 0))),
                SmallNets.Node("MatMul", ["f", "t"], "y"),
            ],
            SmallNets.Draw("flat", 0.3, 54), Tensor.FromIntegers("shape", [4], [6, 1, 3, 3]), SmallNets.Draw("dense", 0.4, 2, 6));
        using var trainer = Trainer.Create(graph, "net", StripePictures.Split(), new TrainingOptions { Steps = 150, Batch = 16, LearningRate = 0.05 });
        var before = graph.Constants["flat"].ToFloats();
        for (var i = 0; i < 150; i++)
            trainer.Advance(TestContext.Current.CancellationToken);

        Assert.Equal(["flat", "dense"], trainer.Trained);
        Assert.Equal([54], trainer.Network().Constants["flat"].Shape.AsEnumerable());
        Assert.NotEqual(before, trainer.Network().Constants["flat"].ToFloats());
        Assert.True(trainer.Test(cancellation: TestContext.Current.CancellationToken).Accuracy > 0.9);
    }

    /// <summary>As PyTorch exports a network that was not trained yet: statistics that are equal are stored once.</summary>
    [Fact]
    public void Constants_that_were_stored_once_because_they_were_equal_part_ways()
    {
        var graph = SmallNets.Graph(
            1, 8, "y",
            [
                SmallNets.Node("Identity", ["zero"], "mean2"),
                SmallNets.Node("Identity", ["one"], "variance2"),
                SmallNets.Node("Conv", ["x", "w1"], "c1"),
                SmallNets.Node("BatchNormalization", ["c1", "one", "zero", "zero", "one"], "n1"),
                SmallNets.Node("Conv", ["n1", "w2"], "c2"),
                SmallNets.Node("BatchNormalization", ["c2", "s", "b", "mean2", "variance2"], "n2"),
                SmallNets.Node("GlobalAveragePool", ["n2"], "y"),
            ],
            SmallNets.Fill("zero", 0, 2), SmallNets.Fill("one", 1, 2), SmallNets.Fill("s", 1, 2), SmallNets.Fill("b", 0, 2), SmallNets.Draw("w1", 1, 2, 1, 3, 3), SmallNets.Draw("w2", 1, 2, 2, 3, 3));

        using var trainer = Trainer.Create(graph, "net", StripePictures.Split(), new TrainingOptions { Steps = 5, Batch = 8 });
        for (var i = 0; i < 5; i++)
            trainer.Advance(TestContext.Current.CancellationToken);

        var network = trainer.Network();
        Assert.DoesNotContain(network.Nodes, n => n.Operator == "Identity");
        Assert.NotEqual(network.Constants["zero"].ToFloats(), network.Constants["mean2"].ToFloats());
    }

    [Theory]
    [InlineData("w1", "b1,scale,shift,w2,b2")]
    [InlineData("w*", "b1,scale,shift,b2")]
    [InlineData("c_node", "scale,shift,w2,b2")]
    [InlineData("n_*", "w1,b1,w2,b2")]
    public void What_is_frozen_stays_as_it_is(string frozen, string trained)
    {
        var graph = SmallNets.Full();
        using var trainer = Trainer.Create(graph, "full", StripePictures.Split(), new TrainingOptions { Steps = 3, Batch = 8, Frozen = [frozen] });
        for (var i = 0; i < 3; i++)
            trainer.Advance(TestContext.Current.CancellationToken);

        Assert.Equal(trained.Split(','), trainer.Trained);
        string[] moving = [.. trainer.Trained, .. frozen == "n_*" ? Array.Empty<string>() : ["mean", "variance"]];
        foreach (var (name, values) in trainer.Network().Constants)
            Assert.Equal(!moving.Contains(name), values.Bytes.Span.SequenceEqual(graph.Constants[name].Bytes.Span));
    }
}
