using System.Collections.Frozen;
using Passband.Graphs;
using Passband.Networks.Engine;
using TorchSharp;

namespace Passband.Networks.Tests.Engine;

/// <summary>Operators that work in the memory of what they read give what they give in memory of their own, and change nothing that somebody still reads.</summary>
public class MemorySharingTests
{
    private const int Graphs = 100;

    [Fact]
    public void A_concatenation_of_one_part_is_a_copy()
    {
        var graph = new Graph
        {
            Inputs = [new GraphInput("x", null)],
            Outputs = ["y"],
            Nodes =
            [
                new GraphNode
                {
                    Name = "", Operator = "Concat", Inputs = ["x"], Outputs = ["c"], Attributes = new Dictionary<string, object> { ["axis"] = 0L }.ToFrozenDictionary(StringComparer.Ordinal),
                },
                new GraphNode { Name = "", Operator = "Relu", Inputs = ["c"], Outputs = ["y"] },
            ],
            Constants = FrozenDictionary<string, Tensor>.Empty,
            OperatorSets = new Dictionary<string, long> { [""] = 13 }.ToFrozenDictionary(StringComparer.Ordinal),
        };
        using var network = Network.Load(graph, "one part", new NetworkOptions { Device = "cpu" }, TestContext.Current.CancellationToken);
        using var x = torch.tensor(new[] { -1f, 2f });

        using var y = network.Run(new Dictionary<string, torch.Tensor> { ["x"] = x }, ["y"], null, TestContext.Current.CancellationToken)["y"];

        Assert.Equal([-1f, 2f], x.data<float>().ToArray());
        Assert.Equal([0f, 2f], y.data<float>().ToArray());
    }

    [Fact]
    public void Values_are_the_same_whether_or_not_memory_is_used_again()
    {
        for (var seed = 0; seed < Graphs; seed++)
        {
            var draw = new RandomGraph(seed);
            var graph = draw.OfAll(25);
            var given = new Dictionary<string, Tensor>(StringComparer.Ordinal) { ["x"] = draw.Value("x"), ["z"] = draw.Value("z") };
            using var network = Network.Load(graph, "drawn", new NetworkOptions { Fuse = false, Device = "cpu" }, TestContext.Current.CancellationToken);

            // Nothing is written over where everything is wanted.
            var all = network.Run(given, draw.Computed, cancellation: TestContext.Current.CancellationToken);
            for (var again = 0; again < 2; again++)
            {
                var loaded = given.ToDictionary(v => v.Key, v => TorchTensor.FromConstant(v.Value, torch.CPU), StringComparer.Ordinal);
                var some = network.Run(loaded, graph.Outputs, null, TestContext.Current.CancellationToken);
                foreach (var (name, value) in some)
                    Same(all[name], TorchTensor.ToArray(value, name), $"seed {seed}, {name}, run {again}");
                foreach (var (name, value) in loaded)
                    Same(given[name], TorchTensor.ToArray(value, name), $"seed {seed}, input {name}");
                foreach (var value in some.Values.Concat(loaded.Values))
                    value.Dispose();
            }
        }
    }

    [Fact]
    public void Values_are_the_same_when_one_between_is_given()
    {
        for (var seed = 0; seed < Graphs; seed++)
        {
            var draw = new RandomGraph(seed);
            var graph = draw.OfAll(15);
            var given = new Dictionary<string, Tensor>(StringComparer.Ordinal) { ["x"] = draw.Value("x"), ["z"] = draw.Value("z") };
            using var network = Network.Load(graph, "drawn", new NetworkOptions { Fuse = false, Device = "cpu" }, TestContext.Current.CancellationToken);
            var all = network.Run(given, draw.Computed, cancellation: TestContext.Current.CancellationToken);
            var between = draw.Computed[seed % draw.Computed.Count];

            var loaded = given.Append(new(between, all[between])).ToDictionary(v => v.Key, v => TorchTensor.FromConstant(v.Value, torch.CPU), StringComparer.Ordinal);
            var some = network.Run(loaded, graph.Outputs, null, TestContext.Current.CancellationToken);

            foreach (var (name, value) in some)
                Same(all[name], TorchTensor.ToArray(value, name), $"seed {seed}, {name}");
            Same(all[between], TorchTensor.ToArray(loaded[between], between), $"seed {seed}, given {between}");
            foreach (var value in some.Values.Concat(loaded.Values))
                value.Dispose();
        }
    }

    [Fact]
    public void Merged_graphs_give_the_same_up_to_rounding()
    {
        for (var seed = 0; seed < Graphs; seed++)
        {
            var draw = new RandomGraph(seed);
            var graph = draw.OfMergeable(14);
            var given = new Dictionary<string, Tensor>(StringComparer.Ordinal) { ["x"] = draw.Value("x"), ["z"] = draw.Value("z") };
            using var plain = Network.Load(graph, "plain", new NetworkOptions { Fuse = false, Device = "cpu" }, TestContext.Current.CancellationToken);
            using var merged = Network.Load(graph, "merged", new NetworkOptions { Device = "cpu" }, TestContext.Current.CancellationToken);
            string[] wanted = [.. graph.Outputs, draw.Computed[seed % draw.Computed.Count]];

            var expected = plain.Run(given, wanted, cancellation: TestContext.Current.CancellationToken);
            var found = merged.Run(given, wanted, cancellation: TestContext.Current.CancellationToken);

            foreach (var name in wanted)
            {
                var (a, b) = (expected[name].ToFloats(), found[name].ToFloats());
                var scale = 1 + a.Max(Math.Abs);
                Assert.True(expected[name].Shape.SequenceEqual(found[name].Shape), $"seed {seed}, {name}");
                Assert.True(a.Zip(b).All(p => Math.Abs(p.First - p.Second) <= 1e-4f * scale), $"seed {seed}, {name}: {a.Zip(b).Max(p => Math.Abs(p.First - p.Second))} of {scale}");
            }
        }
    }

    private static void Same(Tensor expected, Tensor found, string where)
    {
        Assert.True(expected.Shape.SequenceEqual(found.Shape), $"{where}: [{string.Join(", ", found.Shape)}]");
        // Vector code for rows of another length may round sines and powers differently by a unit.
        Assert.True(expected.ToFloats().Zip(found.ToFloats()).All(p => p.First.Equals(p.Second) || Math.Abs(p.First - p.Second) <= 1e-5f * Math.Abs(p.First)), where);
    }
}
