using System.Collections.Frozen;
using Passband.Graphs;
using Passband.Kernels;

namespace Passband.Networks.Tests.Engine;

public class ConstantFoldingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Nodes_that_read_constants_only_run_once_at_loading()
    {
        using var network = Network.Load(Graph(["y"], Node("Add", "doubled", "a", "a"), Node("Relu", "positive", "doubled"), Node("Mul", "y", "x", "positive")), "small", cancellation: Cancellation);
        var steps = new Steps();

        var y = network.Run(X(10, 20), progress: steps, cancellation: Cancellation)["y"];

        Assert.Equal([20, 0], y.ToFloats());
        Assert.Equal(["y"], steps.Names);
    }

    [Fact]
    public void What_was_folded_stays_as_it_was_from_run_to_run()
    {
        // Relu may write over its input only when that is made anew in every run.
        using var network = Network.Load(Graph(["y"], Node("Neg", "folded", "a"), Node("Add", "sum", "x", "folded"), Node("Relu", "y", "sum")), "small", cancellation: Cancellation);

        for (var run = 0; run < 3; run++)
            Assert.Equal([0, 5], network.Run(X(0, 2), cancellation: Cancellation)["y"].ToFloats());
    }

    [Fact]
    public void Values_and_constants_that_only_folded_nodes_read_can_still_be_had()
    {
        using var network = Network.Load(Graph(["y"], Node("Add", "doubled", "a", "a"), Node("Neg", "folded", "doubled"), Node("Add", "y", "x", "folded")), "small", cancellation: Cancellation);

        var values = network.Run(X(0, 0), ["doubled", "a", "folded", "y"], cancellation: Cancellation);

        Assert.Equal([2, -6], values["doubled"].ToFloats());
        Assert.Equal([1, -3], values["a"].ToFloats());
        Assert.Equal([-2, 6], values["folded"].ToFloats());
        Assert.Equal([-2, 6], values["y"].ToFloats());
    }

    [Fact]
    public void A_value_much_larger_than_what_it_is_made_of_is_not_kept()
    {
        // 4096 × 8192 floats are 128 MB.
        var shape = Tensor.FromIntegers("shape", [2], [4096, 8192]);
        using var network = Network.Load(Graph(["y"], [shape], Node("ConstantOfShape", "large", "shape"), Node("ReduceMax", "top", "large"), Node("Add", "y", "x", "top")), "small", cancellation: Cancellation);
        var steps = new Steps();

        var y = network.Run(X(1, 2), progress: steps, cancellation: Cancellation)["y"];

        Assert.Equal([1, 2], y.ToFloats());
        Assert.Equal(["large", "top", "y"], steps.Names);
    }

    [Fact]
    public void A_constant_node_that_fails_is_said_when_its_value_is_needed()
    {
        var shape = Tensor.FromIntegers("shape", [1], [7]);
        using var network = Network.Load(Graph(["y", "z"], [shape], Node("Reshape", "z", "a", "shape"), Node("Neg", "y", "x")), "small", cancellation: Cancellation);

        Assert.Equal([-1, -2], network.Run(X(1, 2), ["y"], cancellation: Cancellation)["y"].ToFloats());
        var e = Assert.Throws<PassbandException>(() => network.Run(X(1, 2), ["z"], cancellation: Cancellation));
        Assert.Contains("node 'z' (Reshape)", e.Message);
    }

    private static Dictionary<string, Tensor> X(params float[] values) => new() { ["x"] = Tensor.FromFloats("x", [values.Length], values) };

    private static GraphNode Node(string operation, string output, params string[] inputs) => new() { Name = output, Operator = operation, Inputs = [.. inputs], Outputs = [output] };

    private static Graph Graph(string[] outputs, params GraphNode[] nodes) => Graph(outputs, [], nodes);

    private static Graph Graph(string[] outputs, Tensor[] constants, params GraphNode[] nodes) => new()
    {
        Inputs = [new GraphInput("x", [2])],
        Outputs = [.. outputs],
        Nodes = [.. nodes],
        Constants = constants.Append(Tensor.FromFloats("a", [2], [1, -3])).ToFrozenDictionary(c => c.Name),
        OperatorSets = new Dictionary<string, long> { [""] = 13 }.ToFrozenDictionary(),
    };

    private sealed class Steps : IProgress<NetworkProgress>
    {
        public List<string> Names { get; } = [];

        public void Report(NetworkProgress value) => Names.Add(value.Node);
    }
}
