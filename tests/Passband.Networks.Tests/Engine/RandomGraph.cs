using System.Collections.Frozen;
using System.Collections.Immutable;
using Passband.Graphs;

namespace Passband.Networks.Tests.Engine;

/// <summary>Draws graphs of operators that each take and give values of one shape: chains, forks and joins of whatever may share memory or work in it.</summary>
internal sealed class RandomGraph(int seed)
{
    public const int Set = 18;

    /// <summary>The shape of every value.</summary>
    public static readonly ImmutableArray<int> Shape = [2, 4, 6, 6];

    private static readonly string[] Unary =
    [
        "Relu", "Sigmoid", "Tanh", "Abs", "Neg", "Sqrt", "Exp", "Log", "Reciprocal", "Sin", "Cos", "Erf", "Sign", "Round", "Ceil", "Floor", "Atan", "LeakyRelu", "Elu", "Selu", "Celu",
        "HardSigmoid", "HardSwish", "Softplus", "Softsign", "Mish", "ThresholdedRelu", "Shrink", "Softmax", "LogSoftmax", "Hardmax", "Identity", "Clip", "Max", "Min", "Sum", "Mean",
        "Dropout", "MeanVarianceNormalization", "LpNormalization", "Trilu", "LRN",
    ];

    private static readonly string[] Binary = ["Add", "Sub", "Mul", "Div", "Max", "Min", "Sum", "Mean"];

    /// <summary>What exporters put behind convolutions and is continuous, so that rounding stays rounding.</summary>
    private static readonly string[] Smooth = ["Mul", "Add", "Sub", "Div", "BatchNormalization", "Conv", "Conv", "Conv", "Join", "Relu", "Tanh", "Swish", "HardSwish", "HardSigmoid"];

    private readonly Random _random = new(seed);
    private readonly List<string> _values = ["x", "z"];
    private readonly List<GraphNode> _nodes = [];
    private readonly Dictionary<string, Tensor> _constants = new(StringComparer.Ordinal);

    /// <summary>Names of everything that is computed.</summary>
    public IReadOnlyList<string> Computed => [.. _nodes.SelectMany(n => n.Outputs)];

    /// <summary>A graph of operators of all kinds.</summary>
    public Graph OfAll(int count) => Make(count, AddAny);

    /// <summary>A graph of convolutions and what may be merged into them.</summary>
    public Graph OfMergeable(int count) => Make(count, AddSmooth);

    /// <summary>A value to feed.</summary>
    public Tensor Value(string name) => Tensor.FromFloats(name, Shape, Numbers(Shape.Aggregate((a, b) => a * b)));

    private Graph Make(int count, Action add)
    {
        for (var i = 0; i < count; i++)
            add();
        return new Graph
        {
            Inputs = [new GraphInput("x", [.. Shape.Select(d => (int?)d)]), new GraphInput("z", [.. Shape.Select(d => (int?)d)])],
            Outputs = [.. _values.TakeLast(2)],
            Nodes = [.. _nodes],
            Constants = _constants.ToFrozenDictionary(StringComparer.Ordinal),
            OperatorSets = new Dictionary<string, long> { [""] = Set }.ToFrozenDictionary(StringComparer.Ordinal),
        };
    }

    private void AddAny()
    {
        var x = Any();
        var y = _random.Next(40) switch
        {
            < 10 => Node(Unary[_random.Next(Unary.Length)], [x], ("size", 3L)),
            < 16 => Node(Binary[_random.Next(Binary.Length)], [x, Any()]),
            16 => Node(Binary[_random.Next(Binary.Length)], [Constant(1, 4, 1, 1), x]),
            17 => Node("Add", [Node("GlobalAveragePool", [x]), x]),
            18 => Node("Reshape", [Node("Reshape", [x, Longs(8, -1)]), Longs(2, 4, 6, 6)]),
            19 => Node("Transpose", [x], ("perm", List(0, 1, 3, 2))),
            20 => Node("Slice", [x, Longs(-1), Longs(-99), Longs(_random.Next(4)), Longs(-1)]),
            21 => Node("Slice", [x, Longs(0), Longs(99), Longs(3)]),
            22 => Node("Expand", [_random.Next(2) == 0 ? x : Node("GlobalMaxPool", [x]), Longs(2, 4, 6, 6)]),
            23 => Node("Cast", [x], ("to", 1L)),
            24 => Node("Pad", [x, Longs(0, 0, 0, 0, 0, 0, 0, 0)]),
            25 => Node("Resize", [x, "", "", Longs(2, 4, 6, 6)]),
            26 => Node("Concat", [x], ("axis", 1L)),
            27 => Halves(x),
            28 => Node("Unsqueeze", [Node("Squeeze", [Node("Unsqueeze", [x, Longs(0)]), Longs(0)]), Longs(0)]) is var five ? Node("Squeeze", [five, Longs(0)]) : x,
            29 => Node(_random.Next(2) == 0 ? "MaxPool" : "AveragePool", [x], ("kernel_shape", List(1, 1))),
            30 => Node("MaxPool", [x], ("kernel_shape", List(1, 3)), ("pads", List(0, 1, 0, 1))),
            31 => Node("Conv", [x, Constant(4, 2, 3, 3), Constant(4)], ("pads", List(1, 1, 1, 1)), ("group", 2L)),
            32 => Node("Where", [Node("Greater", [x, Any()]), x, Any()]),
            33 => Node("Tile", [x, Longs(1, 1, 1, 1)]),
            34 => Node(_random.Next(2) == 0 ? "DepthToSpace" : "SpaceToDepth", [x], ("blocksize", 1L)),
            35 => Node("Einsum", [x], ("equation", "abcd->abcd")),
            36 => Node("ReduceSum", [x], ("noop_with_empty_axes", 1L)),
            37 => Node("Gather", [x, Longs(0, 1, 2, 3)], ("axis", 1L)),
            38 => Choice(x),
            _ => Node("InstanceNormalization", [x, Constant(4), Constant(4)]),
        };
        _values.Add(y);
    }

    private void AddSmooth()
    {
        // Mostly a chain; a fork now and then.
        var x = _random.Next(6) == 0 ? Any() : _values[^1];
        var constant = _random.Next(3) switch { 0 => Constant(), 1 => Constant(4, 1, 1), _ => Constant(1, 4, 1, 1) };
        var y = Smooth[_random.Next(Smooth.Length)] switch
        {
            "Conv" => Node("Conv", [x, Constant(4, 2, 3, 3), .. _random.Next(2) == 0 ? [Constant(4)] : Array.Empty<string>()], ("pads", List(1, 1, 1, 1)), ("group", 2L)),
            "BatchNormalization" => Node("BatchNormalization", [x, Constant(4), Constant(4), Constant(4), Positive(4)]),
            "Join" => Node("Add", [x, Any()]),
            "Swish" => Node("Mul", [x, Node("Sigmoid", [x])]),
            "HardSwish" => Node("Div", [Node("Mul", [x, Node("Clip", [Node("Add", [x, Number(3)]), Number(0), Number(6)])]), Number(6)]),
            "Sub" => Node("Sub", _random.Next(2) == 0 ? [x, constant] : [constant, x]),
            "Div" => Node("Div", [x, Positive(4, 1, 1)]),
            var op => op is "Add" or "Mul" ? Node(op, _random.Next(2) == 0 ? [x, constant] : [constant, x]) : Node(op, [x]),
        };
        _values.Add(y);
    }

    /// <summary>A choice whose bodies read a value from around them, once each, and work on it.</summary>
    private string Choice(string x)
    {
        _constants["yes"] = new Tensor("yes", ElementType.Bool, [], () => new byte[] { 1 });
        return Node("If", ["yes"], ("then_branch", Body("Relu", x)), ("else_branch", Body("Neg", x)));
    }

    private Graph Body(string operation, string x) => new()
    {
        Inputs = [],
        Outputs = [$"{operation}{_nodes.Count}"],
        Nodes =
        [
            new GraphNode { Name = "first", Operator = "Identity", Inputs = [x], Outputs = [$"first{operation}{_nodes.Count}"] },
            new GraphNode { Name = "second", Operator = operation, Inputs = [$"first{operation}{_nodes.Count}"], Outputs = [$"{operation}{_nodes.Count}"] },
        ],
        Constants = FrozenDictionary<string, Tensor>.Empty,
    };

    private string Halves(string x)
    {
        string[] halves = [$"v{_nodes.Count}a", $"v{_nodes.Count}b"];
        _nodes.Add(new GraphNode { Name = halves[0], Operator = "Split", Inputs = [x], Outputs = [.. halves], Attributes = new Dictionary<string, object> { ["axis"] = 1L }.ToFrozenDictionary() });
        return Node("Concat", [Node("Relu", [halves[0]]), halves[1]], ("axis", 1L));
    }

    private string Any() => _values[Math.Max(0, _values.Count - 1 - _random.Next(6))];

    private string Node(string operation, string[] inputs, params (string Name, object Value)[] attributes)
    {
        var output = $"v{_nodes.Count}";
        _nodes.Add(new GraphNode { Name = output, Operator = operation, Inputs = [.. inputs], Outputs = [output], Attributes = attributes.ToFrozenDictionary(a => a.Name, a => a.Value, StringComparer.Ordinal) });
        return output;
    }

    private string Constant(params int[] shape) => Add(shape, Numbers(shape.Aggregate(1, (a, b) => a * b)));

    private string Positive(params int[] shape) => Add(shape, [.. Numbers(shape.Aggregate(1, (a, b) => a * b)).Select(v => 0.5f + Math.Abs(v))]);

    private string Number(float value) => Add([], [value]);

    private string Add(int[] shape, float[] values)
    {
        var name = $"c{_constants.Count}";
        _constants[name] = Tensor.FromFloats(name, [.. shape], values);
        return name;
    }

    private string Longs(params long[] values)
    {
        var name = $"c{_constants.Count}";
        _constants[name] = Tensor.FromIntegers(name, [values.Length], values);
        return name;
    }

    private float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)(_random.NextDouble() * 2 - 1))];

    private static ImmutableArray<long> List(params long[] values) => [.. values];
}
