using System.Collections.Frozen;
using System.Collections.Immutable;
using Passband.Graphs;

namespace Passband.Benchmarks;

/// <summary>
/// A network with the layers of ResNet-50 (He, Zhang, Ren and Sun 2016, table 1: bottlenecks of 3, 4, 6 and 3 blocks) and weights drawn at random, each convolution followed by
/// batch normalization as in trained files.
/// </summary>
internal sealed class ResidualNetwork
{
    private readonly Random _random;
    private readonly List<GraphNode> _nodes = [];
    private readonly Dictionary<string, Tensor> _constants = new(StringComparer.Ordinal);

    private ResidualNetwork(Random random) => _random = random;

    public static Graph Graph(Random random)
    {
        var network = new ResidualNetwork(random);
        var x = network.Relu(network.Convolve("x", 3, 64, 7, 2));
        x = network.Node("MaxPool", [x], ("kernel_shape", Of(3, 3)), ("strides", Of(2, 2)), ("pads", Of(1, 1, 1, 1)));
        var channels = 64;
        foreach (var (blocks, width, stride) in new[] { (3, 64, 1), (4, 128, 2), (6, 256, 2), (3, 512, 2) })
        {
            for (var i = 0; i < blocks; i++)
            {
                var step = i == 0 ? stride : 1;
                var inner = network.Relu(network.Convolve(x, channels, width, 1, 1));
                inner = network.Relu(network.Convolve(inner, width, width, 3, step));
                inner = network.Convolve(inner, width, 4 * width, 1, 1);
                var past = i == 0 ? network.Convolve(x, channels, 4 * width, 1, step) : x;
                x = network.Relu(network.Node("Add", [inner, past]));
                channels = 4 * width;
            }
        }
        x = network.Node("GlobalAveragePool", [x]);
        return new Graph
        {
            Inputs = [new GraphInput("x", [null, 3, null, null], Type: ElementType.Float32)],
            Outputs = [x],
            Nodes = [.. network._nodes],
            Constants = network._constants.ToFrozenDictionary(StringComparer.Ordinal),
            OperatorSets = new Dictionary<string, long> { [""] = 13 }.ToFrozenDictionary(),
        };
    }

    private string Convolve(string x, int inputs, int outputs, int size, int stride)
    {
        var weights = Draw([outputs, inputs, size, size], Math.Sqrt(2.0 / (inputs * size * size)));
        var y = Node("Conv", [x, weights], ("strides", Of(stride, stride)), ("pads", Of(size / 2, size / 2, size / 2, size / 2)));
        return Node("BatchNormalization", [y, Fill(outputs, 1), Fill(outputs, 0), Fill(outputs, 0), Fill(outputs, 1)]);
    }

    private string Relu(string x) => Node("Relu", [x]);

    private string Node(string op, ImmutableArray<string> inputs, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        var output = $"v{_nodes.Count}";
        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var (name, value) in attributes)
            values[name] = value;
        _nodes.Add(new GraphNode { Name = output, Operator = op, Inputs = inputs, Outputs = [output], Attributes = values.ToFrozenDictionary(StringComparer.Ordinal) });
        return output;
    }

    private string Draw(ImmutableArray<int> shape, double deviation)
    {
        var values = new float[shape.Aggregate((a, b) => a * b)];
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)(deviation * Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble()));
        return Constant(shape, values);
    }

    private string Fill(int count, float value) => Constant([count], [.. Enumerable.Repeat(value, count)]);

    private string Constant(ImmutableArray<int> shape, float[] values)
    {
        var name = $"c{_constants.Count}";
        _constants[name] = Tensor.FromFloats(name, shape, values);
        return name;
    }

    private static ImmutableArray<long> Of(params ImmutableArray<long> values) => values;
}
