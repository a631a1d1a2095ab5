using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics;
using Passband.Graphs;
using Passband.Kernels;
using TorchSharp;

namespace Passband.Networks.Tests;

/// <summary>Graphs that no exporter writes: one clear error each, or a result; never another exception, a value left behind, or hours.</summary>
[Collection(nameof(Alone))]
public sealed class HostileGraphTests : IDisposable
{
    private readonly long _before = Alone.Tensors();

    private static readonly NetworkOptions Processor = new() { Device = "cpu", MaxValueBytes = 64 << 20 };

    public static TheoryData<string> Wrong => [.. WrongGraphs.Keys];

    private static Dictionary<string, Graph> WrongGraphs => new()
    {
        ["a value that its operator does not give"] = Of("second", [], Node("Relu", ["x"], "first", "second")),
        ["a constant that its operator does not give"] = Of("second", [Floats("c", 4)], Node("Relu", ["c"], "first", "second")),
        ["a value written twice"] = Of("y", [], Node("Relu", ["x"], "y"), Node("Neg", ["x"], "y")),
        ["a value written twice by one node"] = Of("y", [], Node("Split", ["x"], "y", "y")),
        ["an input written"] = Of("y", [], Node("Relu", ["x"], "x"), Node("Relu", ["x"], "y")),
        ["a constant written"] = Of("y", [Floats("c", 4)], Node("Relu", ["x"], "c"), Node("Add", ["c", "x"], "y")),
        ["a value written twice in a body"] = Of("y", [True], Choice("y", Of("b", [], Node("Relu", ["x"], "b"), Node("Neg", ["x"], "b")))),
        ["its own output"] = Of("y", [], Node("Add", ["x", "y"], "y")),
        ["a value of nobody"] = Of("y", [], Node("Add", ["x", "z"], "y")),
        ["an output of nobody"] = Of("\u001b[31mz\n", [], Node("Relu", ["x"], "y")),
        ["no inputs"] = Of("y", [], Node("Relu", [], "y")),
        ["an empty input"] = Of("y", [], Node("Add", ["", "x"], "y")),
        ["a bias of another size"] = Of("z", [Floats("w", 2, 1, 1, 1), Floats("b", 3), Floats("s")], Node("Conv", ["p", "w", "b"], "y"), Node("Mul", ["y", "s"], "z")),
        ["a bias of many dimensions"] = Of("z", [Floats("w", 2, 1, 1, 1), Floats("b", 2, 2), Floats("s")], Node("Conv", ["p", "w", "b"], "y"), Node("Mul", ["y", "s"], "z")),
        ["a normalization without inputs"] = Of("z", [Floats("w", 2, 1, 1, 1)], Node("Conv", ["p", "w"], "y"), Node("BatchNormalization", ["y"], "z")),
        ["a power without exponent"] = Of("z", [], Node("ReduceMean", ["x"], "m"), Node("Sub", ["x", "m"], "c"), Node("Pow", ["c"], "q"), Node("Div", ["c", "q"], "z")),
        ["a gate of nothing"] = Of("z", [], Node("Sigmoid", [], "g"), Node("Mul", ["x", "g"], "z")),
        ["a mean of nothing"] = Of("z", [], Node("ReduceMean", [], "g"), Node("Sub", ["x", "g"], "z")),
        ["folding without sizes"] = Of("y", [], Node("Col2Im", ["x"], "y")),
        ["cropping without sizes"] = Of("y", [], Node("CenterCropPad", ["x"], "y")),
        ["a grid without sizes"] = Of("y", [], Node("AffineGrid", ["x"], "y")),
        ["padding without pads"] = Of("y", [], Node("Pad", ["x"], "y")),
        ["a loop without a body"] = Of("y", [], Node("Loop", ["", "", "x"], "y")),
        ["a body that gives less"] = Of("y", [], new GraphNode { Name = "loop", Operator = "Loop", Inputs = ["", "", "x"], Outputs = ["y"], Attributes = Body("body", Of("b", [], Node("Relu", ["x"], "b"))) }),
        ["integers of floats"] = Of("y", [], Node("MatMulInteger", ["p", "p", "x"], "y")),
        ["rows of a value without them"] = Of("y", [Longs("i", 0)], Node("ScatterElements", ["s", "i", "s"], "y")),
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Wrong_graphs_get_one_error_and_leave_nothing_behind(string name)
    {
        var graph = WrongGraphs[name];
        foreach (var fuse in (bool[])[true, false])
        {
            var e = Assert.Throws<PassbandException>(() =>
            {
                using var network = Network.Load(graph, "hostile.onnx", Processor with { Fuse = fuse }, TestContext.Current.CancellationToken);
                network.Run(Given(graph), cancellation: TestContext.Current.CancellationToken);
            });

            Assert.StartsWith("hostile.onnx", e.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', e.Message);
            Assert.DoesNotContain('\u001b', e.Message);
        }
    }

    /// <summary>Whatever happened, no value is left behind.</summary>
    public void Dispose() => Assert.Equal(_before, Alone.Tensors());

    [Fact]
    public void A_node_without_inputs_or_outputs_matters_to_nobody_who_does_not_need_it()
    {
        var graph = Of("y", [], Node("Relu", ["x"], "y"), Node("Conv", [], "a"), Node("Conv", ["x"]), Node("Sigmoid", []), Node("ReduceMean", []), Node("Add", []));
        using var network = Network.Load(graph, "odd", Processor, TestContext.Current.CancellationToken);

        Assert.Equal([0, 2, 0, 4], network.Run(Given(graph), cancellation: TestContext.Current.CancellationToken)["y"].ToFloats());
    }

    [Fact]
    public void Names_of_constants_that_look_like_made_ones_stay_what_they_are()
    {
        var name = "w\nz";
        var graph = Of(
            "sum", [Floats("w", 1, 1, 1, 1), Floats(name), Floats(name + "\nbias"), Floats("w\nz\nchannels last"), Floats("s")],
            Node("Conv", ["p", "w"], "y"), Node("Mul", ["y", "s"], "z"), Node("Add", ["z", name], "a"), Node("Add", ["a", name + "\nbias"], "b"), Node("Sub", ["b", "w\nz\nchannels last"], "c"),
            Node("ReduceSum", ["c"], "sum"));

        Assert.Equal(Run(graph, Processor with { Fuse = false }), Run(graph, Processor), (a, b) => Math.Abs(a - b) < 1e-5f);
    }

    [Fact]
    public void A_normalization_of_another_value_is_not_taken_for_one_of_this()
    {
        // The first node is a power, and what is centered is read by another node than a power.
        var graph = Of(
            "y", [Number("two", 3), Number("e", 1e-5f), Floats("scale", 4), Floats("shift", 4)],
            Node("Pow", ["x", "two"], "q"), Mean("q", "v"), Node("Add", ["v", "e"], "n"), Node("Sqrt", ["n"], "r"), Mean("x", "m"), Node("Sub", ["x", "m"], "c"), Node("Div", ["c", "r"], "d"),
            Node("Mul", ["d", "scale"], "f"), Node("Add", ["f", "shift"], "g"), Node("Add", ["g", "c"], "y"));

        Assert.Equal(Run(graph, Processor with { Fuse = false }), Run(graph, Processor), (a, b) => a.Equals(b) || Math.Abs(a - b) < 1e-5f);
    }

    [Fact]
    public void A_division_by_zero_behind_a_convolution_gives_what_it_gives_by_itself()
    {
        var graph = Of("z", [Floats("w", 2, 1, 1, 1), Number("zero", 0)], Node("Conv", ["p", "w"], "y"), Node("Div", ["y", "zero"], "z"));

        Assert.Equal(Run(graph, Processor with { Fuse = false }), Run(graph, Processor));
    }

    [Fact]
    public void A_loop_without_an_end_can_be_stopped()
    {
        var body = Of("more", [True], Node("Identity", ["yes"], "more"), Node("Add", ["v", "v"], "w")) with
        {
            Inputs = [new GraphInput("turn", null), new GraphInput("going", null), new GraphInput("v", null)],
            Outputs = ["more", "w", "v", "v"],
        };
        var graph = Of("y", [], new GraphNode { Name = "loop", Operator = "Loop", Inputs = ["", "", "x"], Outputs = ["y"], Attributes = Body("body", body) });
        using var network = Network.Load(graph, "endless", Processor, TestContext.Current.CancellationToken);
        var most = 0L;
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        using var watch = new Timer(_ => most = Math.Max(most, torch.Tensor.TotalCount), null, 0, 10);

        Assert.ThrowsAny<OperationCanceledException>(() => network.Run(Given(graph), cancellation: stop.Token));
        // Turns leave nothing behind.
        Assert.InRange(most - _before, 0, 100);
    }

    [Fact]
    public void A_loop_that_doubles_its_value_is_refused()
    {
        var body = Of("more", [True], Node("Identity", ["yes"], "more"), Concat("v", "w")) with
        {
            Inputs = [new GraphInput("turn", null), new GraphInput("going", null), new GraphInput("v", null)],
            Outputs = ["more", "w"],
        };
        var graph = Of("y", [], new GraphNode { Name = "loop", Operator = "Loop", Inputs = ["", "", "x"], Outputs = ["y"], Attributes = Body("body", body) });
        using var network = Network.Load(graph, "endless", Processor with { MaxValueBytes = 1 << 20 }, TestContext.Current.CancellationToken);

        var e = Assert.Throws<PassbandException>(() => network.Run(Given(graph), cancellation: TestContext.Current.CancellationToken));

        Assert.Contains("for one value", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loop_that_collects_slices_of_nothing_without_an_end_is_refused()
    {
        var body = Of("more", [True, new Tensor("none", ElementType.Float32, [0], () => Array.Empty<byte>())], Node("Identity", ["yes"], "more"), Node("Identity", ["none"], "slice")) with
        {
            Inputs = [new GraphInput("turn", null), new GraphInput("going", null)],
            Outputs = ["more", "slice"],
        };
        var graph = Of("y", [], new GraphNode { Name = "loop", Operator = "Loop", Inputs = ["", ""], Outputs = ["y"], Attributes = Body("body", body) });
        using var network = Network.Load(graph, "endless", Processor with { MaxValueBytes = 1 << 20 }, TestContext.Current.CancellationToken);

        Assert.Throws<PassbandException>(() => network.Run(Given(graph), cancellation: TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("chain")]
    [InlineData("fan of gates")]
    [InlineData("fan of convolutions")]
    [InlineData("bodies")]
    public void A_hundred_thousand_nodes_take_seconds(string kind)
    {
        const int count = 100_000;
        var nodes = new List<GraphNode>(count);
        Graph graph;
        switch (kind)
        {
            case "chain":
                for (var i = 0; i < count; i++)
                    nodes.Add(Node("Relu", [i == 0 ? "x" : $"v{i - 1}"], $"v{i}"));
                graph = Of($"v{count - 1}", [], [.. nodes]);
                break;
            case "fan of gates":
                for (var i = 0; i < count / 2; i++)
                    nodes.AddRange([Node("Sigmoid", ["x"], $"s{i}"), Node("Mul", ["x", $"s{i}"], $"v{i}")]);
                graph = Of("v0", [], [.. nodes]);
                break;
            case "fan of convolutions":
                for (var i = 0; i < count / 2; i++)
                    nodes.AddRange([Node("Conv", ["p", "w"], $"s{i}"), Node("Mul", [$"s{i}", "f"], $"v{i}")]);
                graph = Of("v0", [Floats("w", 64, 1, 8, 8), Number("f", 2)], [.. nodes]) with { Inputs = [new GraphInput("p", null)] };
                break;
            default:
                for (var i = 0; i < count / 4; i++)
                    nodes.Add(Choice($"v{i}", Of($"b{i}", [], Node("Relu", ["x"], $"a{i}"), Node("Neg", [$"a{i}"], $"b{i}"))));
                graph = Of("v0", [True], [.. nodes]);
                break;
        }
        var clock = Stopwatch.StartNew();
        var memory = Process.GetCurrentProcess().PrivateMemorySize64;

        using (var network = Network.Load(graph, "long", Processor, TestContext.Current.CancellationToken))
        {
            var picture = Tensor.FromFloats("p", [1, 1, 9, 9], new float[81]);
            network.Run(kind == "fan of convolutions" ? new Dictionary<string, Tensor> { ["p"] = picture } : Given(graph), cancellation: TestContext.Current.CancellationToken);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{kind}: {clock.Elapsed.TotalSeconds:0.0} s, {(Process.GetCurrentProcess().PrivateMemorySize64 - memory) >> 20} MB");
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), $"{kind}: {clock.Elapsed}");
    }

    [Fact]
    public void Bodies_thirty_deep_run()
    {
        var graph = Of("y29", [True], Node("Relu", ["x"], "y29"));
        for (var depth = 28; depth >= 0; depth--)
            graph = Of($"y{depth}", depth == 0 ? [True] : [], Choice($"y{depth}", graph));

        Assert.Equal([0, 2, 0, 4], Run(graph, Processor));
    }

    private static float[] Run(Graph graph, NetworkOptions options)
    {
        using var network = Network.Load(graph, "graph", options, TestContext.Current.CancellationToken);
        return network.Run(Given(graph), cancellation: TestContext.Current.CancellationToken).Values.Single().ToFloats();
    }

    private static Dictionary<string, Tensor> Given(Graph graph) => new Dictionary<string, Tensor>(StringComparer.Ordinal)
    {
        ["x"] = Tensor.FromFloats("x", [4], [-1, 2, -3, 4]),
        ["p"] = Tensor.FromFloats("p", [1, 1, 2, 2], [-1, 2, -3, 4]),
        ["s"] = Tensor.FromFloats("s", [], [5]),
    }.Where(v => graph.Inputs.Any(i => i.Name == v.Key)).ToDictionary(StringComparer.Ordinal);

    private static readonly Tensor True = new("yes", ElementType.Bool, [], () => new byte[] { 1 });

    private static Graph Of(string output, Tensor[] constants, params GraphNode[] nodes) => new()
    {
        Inputs = [.. ((string[])["x", "p", "s"]).Where(n => !constants.Any(c => c.Name == n)).Select(n => new GraphInput(n, null))],
        Outputs = [output],
        Nodes = [.. nodes],
        Constants = constants.ToFrozenDictionary(c => c.Name, StringComparer.Ordinal),
        OperatorSets = new Dictionary<string, long> { [""] = 13 }.ToFrozenDictionary(StringComparer.Ordinal),
    };

    private static GraphNode Node(string operation, string[] inputs, params string[] outputs) => new() { Name = "node \u001b[31m\n", Operator = operation, Inputs = [.. inputs], Outputs = [.. outputs] };

    private static GraphNode Mean(string input, string output) => Node("ReduceMean", [input], output) with
    {
        Attributes = new Dictionary<string, object> { ["axes"] = ImmutableArray.Create(0L) }.ToFrozenDictionary(StringComparer.Ordinal),
    };

    private static GraphNode Concat(string input, string output) => Node("Concat", [input, input], output) with
    {
        Attributes = new Dictionary<string, object> { ["axis"] = 0L }.ToFrozenDictionary(StringComparer.Ordinal),
    };

    private static GraphNode Choice(string output, Graph body) => Node("If", ["yes"], output) with
    {
        Attributes = new Dictionary<string, object> { ["then_branch"] = body with { Inputs = [] } }.ToFrozenDictionary(StringComparer.Ordinal),
    };

    private static FrozenDictionary<string, object> Body(string name, Graph body) => new Dictionary<string, object> { [name] = body }.ToFrozenDictionary(StringComparer.Ordinal);

    private static Tensor Floats(string name, params int[] shape) =>
        Tensor.FromFloats(name, [.. shape], [.. Enumerable.Range(1, shape.Aggregate(1, (a, b) => a * b)).Select(i => i * 0.5f - 1.2f)]);

    private static Tensor Number(string name, float value) => Tensor.FromFloats(name, [], [value]);

    private static Tensor Longs(string name, params long[] values) => Tensor.FromIntegers(name, [values.Length], values);
}
