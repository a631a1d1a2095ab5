using System.Collections.Frozen;
using Passband.Graphs;

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
}
