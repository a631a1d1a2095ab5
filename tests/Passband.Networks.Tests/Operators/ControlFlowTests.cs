using Passband.Graphs;
using Passband.Kernels;
using static Passband.Networks.Tests.Operators.Probe;

namespace Passband.Networks.Tests.Operators;

public class ControlFlowTests
{
    /// <summary>Adds the turn's number to what it carries on, and returns it as a slice too.</summary>
    private static Graph Adding => OneNode.Body(["turn", "going", "sum"], ["going", "next", "next"], ("Add", "next", ["sum", "turn"]));

    [Fact]
    public void A_loop_carries_values_on_and_collects_slices()
    {
        var results = OneNode.RunAll(16, "Loop", [Long(4), Bools([], true), Long(10)], 2, [("body", Adding)]);

        Assert.Equal([16], results[0].ToIntegers());
        Assert.Equal([10, 11, 13, 16], results[1].ToIntegers());
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(5, false)]
    public void A_loop_that_never_turns_returns_what_it_was_given(long most, bool going)
    {
        var results = OneNode.RunAll(16, "Loop", [Long(most), Bools([], going), Long(10)], 2, [("body", Adding)]);

        Assert.Equal([10], results[0].ToIntegers());
        Assert.Equal(0, results[1].Count);
    }

    [Fact]
    public void A_loop_without_an_end_is_ended_from_outside()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        Assert.ThrowsAny<OperationCanceledException>(() => OneNode.RunAll(
            16, "Loop", [Long(long.MaxValue), Bools([], true), Long(0)], 1, [("body", OneNode.Body(["turn", "going", "sum"], ["going", "next"], ("Add", "next", ["sum", "turn"])))],
            cancellation: source.Token));
    }

    [Fact]
    public void A_loop_that_collects_without_an_end_is_refused_when_the_memory_for_a_value_is_used_up()
    {
        var e = Assert.Throws<PassbandException>(() => OneNode.RunAll(
            16, "Loop", [Long(long.MaxValue), Bools([], true), Long(0)], 2, [("body", Adding)], new NetworkOptions { MaxValueBytes = 10_000 }));

        Assert.Contains("for one value", e.Message);
    }

    [Fact]
    public void A_loop_that_doubles_what_it_carries_is_refused_when_the_memory_for_a_value_is_used_up()
    {
        var doubling = OneNode.Body(["turn", "going", "all"], ["going", "next"], ("Tile", "next", ["all", "two"]));
        var node = new GraphNode { Name = "loop", Operator = "Loop", Inputs = ["most", "", "x"], Outputs = ["y"], Attributes = Attributes(("body", doubling)) };
        var two = Tensor.FromIntegers("two", [1], [2]);
        var most = Tensor.FromIntegers("most", [], [1000]);
        using var network = Network.Load(
            OneNode.Graph([new GraphInput("x", null)], ["y"], 16, [two, most], node), "small", new NetworkOptions { MaxValueBytes = 10_000 }, TestContext.Current.CancellationToken);

        var e = Assert.Throws<PassbandException>(() => network.Run(new Dictionary<string, Tensor> { ["x"] = Any(3) }, cancellation: TestContext.Current.CancellationToken));

        Assert.Contains("node 'next' (Tile)", e.Message);
    }

    [Theory]
    [InlineData(true, 3)]
    [InlineData(false, -3)]
    public void A_choice_runs_one_branch_which_sees_the_values_around(bool condition, float expected)
    {
        var node = new GraphNode
        {
            Name = "if",
            Operator = "If",
            Inputs = ["c"],
            Outputs = ["y"],
            Attributes = Attributes(("then_branch", OneNode.Body([], ["a"], ("Identity", "a", ["x"]))), ("else_branch", OneNode.Body([], ["b"], ("Neg", "b", ["x"])))),
        };
        using var network = Network.Load(
            OneNode.Graph([new GraphInput("c", null), new GraphInput("x", null)], ["y"], 13, [], node), "small", cancellation: TestContext.Current.CancellationToken);

        var y = network.Run(new Dictionary<string, Tensor> { ["c"] = Bools([], condition), ["x"] = Floats([1], 3) }, cancellation: TestContext.Current.CancellationToken)["y"];

        Assert.Equal([expected], y.ToFloats());
    }

    [Fact]
    public void A_scan_goes_along_any_axis_in_either_direction()
    {
        var body = OneNode.Body(["sum", "slice"], ["next", "next"], ("Add", "next", ["sum", "slice"]));

        var results = OneNode.RunAll(
            11, "Scan", [Floats([2], 0, 0), Floats([2, 3], 1, 2, 3, 10, 20, 30)], 2,
            [("body", body), ("num_scan_inputs", 1L), ("scan_input_axes", Longs1(1)), ("scan_input_directions", Longs1(1)), ("scan_output_axes", Longs1(1)), ("scan_output_directions", Longs1(1))]);

        Assert.Equal([6, 60], results[0].ToFloats());
        Assert.Equal([2, 3], results[1].Shape);
        Assert.Equal([6, 5, 3, 60, 50, 30], results[1].ToFloats());
    }

    private static System.Collections.Immutable.ImmutableArray<long> Longs1(long value) => [value];

    private static System.Collections.Frozen.FrozenDictionary<string, object> Attributes(params (string Name, Graph Body)[] bodies) =>
        System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary(bodies, b => b.Name, b => (object)b.Body);
}
