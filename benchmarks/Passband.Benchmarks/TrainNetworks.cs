using System.Collections.Frozen;
using System.Collections.Immutable;
using Passband.Datasets;
using Passband.Graphs;

namespace Passband.Benchmarks;

/// <summary>The networks of the training benchmark, as torch_peer.py has them, and pictures in memory.</summary>
internal static class TrainNetworks
{
    /// <summary>Name, what it is, and the pictures that it is for.</summary>
    public static (string Name, string Title, PictureShape Shape, int Classes)[] All { get; } =
    [
        ("edges", "16 kernels of 7×7 on 1×32×32, rectified, averaged, linear", new(1, 32, 32), 2),
        ("digits", "two convolutions of 5×5, two dense layers, on 1×28×28 (after LeNet)", new(1, 28, 28), 10),
        ("colors", "three convolutions with batch normalization on 3×32×32", new(3, 32, 32), 10),
    ];

    public static Graph Build(string name) => name switch
    {
        "edges" => new Builder(1, 32).Conv(16, 7, 0).Relu().Average().Dense(2).Build(),
        "digits" => new Builder(1, 28).Conv(16, 5, 0).Relu().Halve().Conv(32, 5, 0).Relu().Halve().Flatten(512).Dense(64).Relu().Dense(10).Build(),
        _ => new Builder(3, 32).Conv(32, 5, 2).Norm().Relu().Halve().Conv(64, 3, 1).Norm().Relu().Halve().Conv(64, 3, 1).Norm().Relu().Average().Dense(10).Build(),
    };

    /// <summary>Random pictures that are drawn once.</summary>
    public sealed class Pictures(PictureShape shape, int classes, int count) : PictureData
    {
        private readonly float[] _samples = Draw(count * shape.Count);

        public override string Name => "random";

        public override PictureShape Shape => shape;

        public override ImmutableArray<string> Classes { get; } = [.. Enumerable.Range(0, classes).Select(i => $"class {i}")];

        public override int Count => count;

        public override int Label(int index) => index % classes;

        public override void Draw(int index, ulong seed, Span<float> pixels) => _samples.AsSpan(index * shape.Count, shape.Count).CopyTo(pixels);

        private static float[] Draw(int length)
        {
            var random = new Random(1);
            var samples = new float[length];
            for (var i = 0; i < length; i++)
                samples[i] = random.NextSingle();
            return samples;
        }
    }

    private sealed class Builder(int channels, int side)
    {
        private readonly List<GraphNode> _nodes = [];
        private readonly Dictionary<string, Tensor> _constants = [];
        private readonly Random _random = new(2);
        private readonly int _inputs = channels;
        private int _channels = channels;
        private string _value = "x";

        public Builder Conv(int filters, int size, long pad)
        {
            var (weight, bias) = (Weight(1 / Math.Sqrt(_channels * size * size), filters, _channels, size, size), Weight(0, filters));
            _channels = filters;
            return Node("Conv", [_value, weight, bias], ("pads", ImmutableArray.Create(pad, pad, pad, pad)));
        }

        public Builder Norm() => Node("BatchNormalization", [_value, Ones(), Weight(0, _channels), Weight(0, _channels), Ones()]);

        public Builder Relu() => Node("Relu", [_value]);

        public Builder Halve() => Node("MaxPool", [_value], ("kernel_shape", ImmutableArray.Create(2L, 2)), ("strides", ImmutableArray.Create(2L, 2)));

        public Builder Average() => Node("GlobalAveragePool", [_value]).Flatten(_channels);

        public Builder Flatten(int length)
        {
            _channels = length;
            return Node("Flatten", [_value]);
        }

        public Builder Dense(int outputs)
        {
            var (weight, bias) = (Weight(1 / Math.Sqrt(_channels), outputs, _channels), Weight(0, outputs));
            _channels = outputs;
            return Node("Gemm", [_value, weight, bias], ("transB", 1L));
        }

        public Graph Build() => new()
        {
            Inputs = [new GraphInput("x", [null, _inputs, side, side], Type: ElementType.Float32)],
            Outputs = [_value],
            Nodes = [.. _nodes],
            Constants = _constants.ToFrozenDictionary(),
            OperatorSets = new Dictionary<string, long> { [""] = 17 }.ToFrozenDictionary(),
        };

        private Builder Node(string operation, string[] inputs, params (string Name, object Value)[] attributes)
        {
            _value = $"v{_nodes.Count}";
            _nodes.Add(new GraphNode { Name = _value, Operator = operation, Inputs = [.. inputs], Outputs = [_value], Attributes = attributes.ToFrozenDictionary(a => a.Name, a => a.Value) });
            return this;
        }

        private string Ones() => Constant(_ => 1, _channels);

        private string Weight(double bound, params int[] shape) => Constant(_ => (float)(bound * (2 * _random.NextDouble() - 1)), shape);

        private string Constant(Func<int, float> value, params int[] shape)
        {
            var name = $"c{_constants.Count}";
            _constants[name] = Tensor.FromFloats(name, [.. shape], [.. Enumerable.Range(0, shape.Aggregate((a, b) => a * b)).Select(value)]);
            return name;
        }
    }
}
