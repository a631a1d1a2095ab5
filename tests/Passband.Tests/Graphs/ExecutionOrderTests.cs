using CsCheck;
using Passband.Graphs;

namespace Passband.Tests.Graphs;

public sealed class ExecutionOrderTests
{
    [Fact]
    public void Any_order_of_a_graph_without_circles_is_put_right()
    {
        Gen.Shuffle(Enumerable.Range(0, 12).ToArray()).Sample(order =>
        {
            // Node i reads what i/2 and i − 1 write.
            var nodes = order.Select(i => Node($"v{i}", i == 0 ? ["x"] : [$"v{i / 2}", $"v{i - 1}"])).ToArray();
            Assert.Equal(Enumerable.Range(0, 12).Select(i => $"v{i}"), ExecutionOrder.Sort(nodes)!.Select(n => n.Outputs[0]));
        }, iter: 100);
    }

    [Fact]
    public void An_order_that_works_is_kept()
    {
        GraphNode[] nodes = [Node("b", ["x"]), Node("a", ["x"]), Node("c", ["a"]), Node("d", ["b"])];
        Assert.Equal(nodes, ExecutionOrder.Sort(nodes));
    }

    [Fact]
    public void A_node_whose_body_reads_a_value_waits_for_it()
    {
        var body = new Graph { Inputs = [], Outputs = ["r"], Nodes = [Node("r", ["late"])], Constants = System.Collections.Frozen.FrozenDictionary<string, Tensor>.Empty };
        var owner = Node("y", ["c"]) with { Attributes = System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary(new Dictionary<string, object> { ["then_branch"] = body }) };
        Assert.Equal(["late", "y"], ExecutionOrder.Sort([owner, Node("late", ["x"])])!.Select(n => n.Outputs[0]));
    }

    [Fact]
    public void A_circle_has_no_order() => Assert.Null(ExecutionOrder.Sort([Node("a", ["b"]), Node("b", ["a"])]));

    private static GraphNode Node(string output, string[] inputs) => new() { Name = "", Operator = "Op", Inputs = [.. inputs], Outputs = [output] };
}
