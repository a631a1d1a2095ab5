using System.Collections.Frozen;
using System.Collections.Immutable;
using Passband.Graphs;
using Passband.Networks.Engine;
using TorchSharp;

namespace Passband.Networks.Tests.Engine;

/// <summary>A rewritten graph gives what the graph as it stands in the file gives.</summary>
public class FusionTests
{
    /// <summary>Factors are multiplied in another order: some units in the last place of sums of a few dozen products.</summary>
    private const float Tolerance = 2e-5f;

    private readonly Random _random = new(5);
    private readonly List<GraphNode> _nodes = [];
    private readonly Dictionary<string, Tensor> _constants = new(StringComparer.Ordinal);

    [Fact]
    public void Everything_that_scales_and_shifts_channels_goes_into_the_convolution()
    {
        var y = Add("Conv", ["x", Draw(6, 3, 3, 3), Draw(6)], ("pads", Of(1, 1, 1, 1)));
        y = Add("BatchNormalization", [y, Draw(6), Draw(6), Draw(6), Positive(6)]);
        y = Add("Mul", [Draw(1, 6, 1, 1), y]);
        y = Add("Add", [y, Draw(6, 1, 1)]);
        y = Add("Div", [y, Number(1.7f)]);
        y = Add("Sub", [y, Draw(1)]);

        Assert.Equal(["Conv"], Same(y));
    }

    [Fact]
    public void A_transposed_convolution_too()
    {
        var y = Add("ConvTranspose", ["x", Draw(3, 4, 2, 2)], ("strides", Of(2, 2)));
        y = Add("BatchNormalization", [y, Draw(4), Draw(4), Draw(4), Positive(4)]);

        Assert.Equal(["ConvTranspose"], Same(y));
    }

    [Fact]
    public void What_does_more_than_scale_channels_stays()
    {
        var y = Add("Conv", ["x", Draw(4, 3, 1, 1)]);
        y = Add("Mul", [y, Draw(1, 1, 8, 1)]);
        y = Add("Add", [y, Draw(1, 1, 4, 1, 1)]);
        y = Add("Sub", [Number(1), y]);

        Assert.Equal(["Conv", "Mul", "Add", "Sub"], Same(y));
    }

    [Fact]
    public void A_value_with_two_readers_or_one_that_is_wanted_stays()
    {
        var a = Add("Conv", ["x", Draw(4, 3, 1, 1)]);
        var b = Add("Mul", [a, Number(2)]);
        var c = Add("Add", [b, a]);
        var d = Add("Conv", [c, Draw(2, 4, 1, 1)]);
        var e = Add("Mul", [d, Number(3)]);

        Assert.Equal(["Conv", "Mul", "Add", "Conv", "Mul"], Same(e, d));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Hard_swish_is_one_operator_however_it_is_spelled(int spelling)
    {
        var x = Add("Add", ["x", Number(0.25f)]);
        var (clip, clipped) = spelling == 1 ? ("Clip", ImmutableArray.Create<(string, object)>(("min", 0f), ("max", 6f))) : ("Clip", []);
        string Six() => Add(clip, spelling == 1 ? [Add("Add", [x, Number(3)])] : [Add("Add", [Number(3), x]), Number(0), Number(6)], [.. clipped]);
        var y = spelling switch
        {
            0 or 1 => Add("Div", [Add("Mul", [x, Six()]), Number(6)]),
            2 => Add("Mul", [Add("Div", [Six(), Number(6)]), x]),
            3 => Add("Mul", [x, Add("Mul", [Six(), Number(1f / 6)])]),
            _ => Add("Mul", [Add("HardSigmoid", [x], ("alpha", 1f / 6), ("beta", 0.5f)), x]),
        };

        Assert.Equal(["Add", "HardSwish"], Same(y, set: spelling == 1 ? 9 : 13));
    }

    [Fact]
    public void Other_gates_are_not_taken_for_hard_swish()
    {
        var gate = Add("Clip", [Add("Add", ["x", Number(3)]), Number(0), Number(5)]);
        var y = Add("Div", [Add("Mul", ["x", gate]), Number(6)]);

        Assert.Equal(["Add", "Clip", "Mul", "Div"], Same(y));
    }

    [Fact]
    public void Sigmoid_gates_and_normalized_vectors_are_one_operator_each()
    {
        var y = Add("Mul", ["x", Add("Sigmoid", ["x"])]);
        var centered = Add("Sub", [y, Add("ReduceMean", [y], ("axes", Of(-1)))]);
        var variance = Add("ReduceMean", [Add("Pow", [centered, Number(2)])], ("axes", Of(-1)));
        var scaled = Add("Div", [centered, Add("Sqrt", [Add("Add", [variance, Number(1e-5f)])])]);
        y = Add("Add", [Add("Mul", [scaled, Draw(8)]), Draw(8)]);

        Assert.Equal(["Silu", "LayerNormalization"], Same(y));
    }

    [Fact]
    public void A_weight_that_is_given_anew_is_not_fused_away()
    {
        var weights = Draw(4, 3, 1, 1);
        var y = Add("Mul", [Add("Conv", ["x", weights]), Number(2)]);
        using var network = Network.Load(Graph(y, 13), "given", cancellation: TestContext.Current.CancellationToken);
        var x = Input();

        var before = Run(network, new() { ["x"] = x });
        var doubled = Run(network, new() { ["x"] = x, [weights] = Tensor.FromFloats(weights, [4, 3, 1, 1], [.. _constants[weights].ToFloats().Select(w => 2 * w)]) });
        var after = Run(network, new() { ["x"] = x });

        Assert.Equal(before.Select(v => 2 * v), doubled, (a, b) => Math.Abs(a - b) <= Tolerance);
        Assert.Equal(before, after);
    }

    /// <summary>Runs the graph as it is and rewritten, and says which operators the rewritten one has.</summary>
    private string[] Same(string output, string? wanted = null, long set = 13)
    {
        var graph = Graph(output, set);
        string[] values = wanted is null ? [output] : [output, wanted];
        using var plain = Network.Load(graph, "plain", new NetworkOptions { Fuse = false }, TestContext.Current.CancellationToken);
        using var fused = Network.Load(graph, "fused", cancellation: TestContext.Current.CancellationToken);
        var inputs = new Dictionary<string, Tensor> { ["x"] = Input() };

        var expected = plain.Run(inputs, values, cancellation: TestContext.Current.CancellationToken);
        var found = fused.Run(inputs, values, cancellation: TestContext.Current.CancellationToken);

        foreach (var value in values)
            Assert.Equal(expected[value].ToFloats(), found[value].ToFloats(), (a, b) => Math.Abs(a - b) <= Tolerance);
        var loaded = _constants.ToDictionary(c => c.Key, c => TorchTensor.FromConstant(c.Value, torch.CPU));
        var (rewritten, made) = Fusion.Apply(graph, values, loaded.GetValueOrDefault, long.MaxValue);
        foreach (var tensor in loaded.Values.Concat(made.Values))
            tensor.Dispose();
        return [.. rewritten.Nodes.Select(n => n.Operator)];
    }

    private static float[] Run(Network network, Dictionary<string, Tensor> inputs) => network.Run(inputs, cancellation: TestContext.Current.CancellationToken).Values.Single().ToFloats();

    private Graph Graph(string output, long set) => new()
    {
        Inputs = [new GraphInput("x", [2, 3, 8, 8], Type: ElementType.Float32)],
        Outputs = [output],
        Nodes = [.. _nodes],
        Constants = _constants.ToFrozenDictionary(StringComparer.Ordinal),
        OperatorSets = new Dictionary<string, long> { [""] = set }.ToFrozenDictionary(),
    };

    private Tensor Input() => Tensor.FromFloats("x", [2, 3, 8, 8], Normal(2 * 3 * 8 * 8));

    private string Add(string op, ImmutableArray<string> inputs, params ImmutableArray<(string Name, object Value)> attributes)
    {
        var output = $"v{_nodes.Count}";
        _nodes.Add(new GraphNode { Name = output, Operator = op, Inputs = inputs, Outputs = [output], Attributes = attributes.ToFrozenDictionary(a => a.Name, a => a.Value, StringComparer.Ordinal) });
        return output;
    }

    private string Draw(params ImmutableArray<int> shape) => Constant(shape, Normal(shape.Aggregate((a, b) => a * b)));

    private string Positive(int count) => Constant([count], [.. Normal(count).Select(v => 0.2f + v * v)]);

    private string Number(float value) => Constant([], [value]);

    private string Constant(ImmutableArray<int> shape, float[] values)
    {
        var name = $"c{_constants.Count}";
        _constants[name] = Tensor.FromFloats(name, shape, values);
        return name;
    }

    private float[] Normal(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)(Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble())))];

    private static ImmutableArray<long> Of(params ImmutableArray<long> values) => values;
}
