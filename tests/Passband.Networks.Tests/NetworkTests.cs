using System.Collections.Frozen;
using Passband.Graphs;
using Passband.Kernels;

namespace Passband.Networks.Tests;

public class NetworkTests
{
    [Fact]
    public void Only_what_is_wanted_is_computed_and_inner_values_can_be_had()
    {
        var graph = new Graph
        {
            Inputs = [new GraphInput("x", [2])],
            Outputs = ["r"],
            Nodes = [new GraphNode { Name = "sum", Operator = "Add", Inputs = ["x", "c"], Outputs = ["s"] }, new GraphNode { Name = "positive", Operator = "Relu", Inputs = ["s"], Outputs = ["r"] }],
            Constants = new Dictionary<string, Tensor> { ["c"] = Tensor.FromFloats("c", [2], [1, -3]) }.ToFrozenDictionary(),
            OperatorSets = new Dictionary<string, long> { [""] = 13 }.ToFrozenDictionary(),
        };
        using var network = Network.Load(graph, "small", cancellation: TestContext.Current.CancellationToken);

        var both = network.Run(new Dictionary<string, Tensor> { ["x"] = Tensor.FromFloats("x", [2], [1, 2]) }, ["s", "r"], cancellation: TestContext.Current.CancellationToken);
        var outputs = network.Run(new Dictionary<string, Tensor> { ["x"] = Tensor.FromFloats("x", [2], [1, 2]) }, cancellation: TestContext.Current.CancellationToken);

        Assert.Equal([2, -1], both["s"].ToFloats());
        Assert.Equal([2, 0], both["r"].ToFloats());
        Assert.Equal(["r"], outputs.Keys);
        Assert.Equal([2, 0], outputs["r"].ToFloats());
    }

    [Fact]
    public void An_operator_that_is_not_there_is_named_with_its_node_and_matters_only_where_it_is_needed()
    {
        var graph = new Graph
        {
            Inputs = [new GraphInput("x", [2])],
            Outputs = ["z"],
            Nodes =
            [
                new GraphNode { Name = "positive", Operator = "Relu", Inputs = ["x"], Outputs = ["r"] },
                new GraphNode { Name = "odd \u001b[31m", Operator = "Warp", Domain = "ours", Inputs = ["r"], Outputs = ["w"] },
                new GraphNode { Name = "last", Operator = "Bend", Inputs = ["w"], Outputs = ["z"] },
            ],
            Constants = FrozenDictionary<string, Tensor>.Empty,
            OperatorSets = new Dictionary<string, long> { [""] = 13 }.ToFrozenDictionary(),
        };
        var x = new Dictionary<string, Tensor> { ["x"] = Tensor.FromFloats("x", [2], [-1, 2]) };
        using var network = Network.Load(graph, "odd.onnx", cancellation: TestContext.Current.CancellationToken);

        var error = Assert.Throws<PassbandException>(() => network.Run(x, cancellation: TestContext.Current.CancellationToken));
        var part = network.Run(x, ["r"], cancellation: TestContext.Current.CancellationToken);

        Assert.StartsWith("odd.onnx → node 'last' (Bend): the operator Bend (one node) is not among those that Passband runs, nor are ours.Warp; expected operators of docs/operators.md.", error.Message, StringComparison.Ordinal);
        Assert.Equal([0, 2], part["r"].ToFloats());
    }
}
