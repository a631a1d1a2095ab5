using System.Collections.Frozen;
using System.Collections.Immutable;
using Passband.Graphs;
using Passband.Kernels;

namespace Passband.Models.TensorFlowJs;

/// <summary>Collects the operators of a TensorFlow network under ONNX's names.</summary>
internal sealed class GraphBuilder
{
    /// <summary>The domain of operators that are kept under TensorFlow's name.</summary>
    public const string Foreign = "tf";

    /// <summary>Far more operators than any network has; layers that are applied again and again could otherwise multiply without end.</summary>
    private const int MostNodes = 1_000_000;

    private readonly string _file;
    private readonly List<GraphNode> _nodes = [];
    private readonly Dictionary<string, Tensor> _constants = new(StringComparer.Ordinal);
    private readonly HashSet<string> _dequantized = new(StringComparer.Ordinal);
    private readonly HashSet<string> _dequantizedLayers = new(StringComparer.Ordinal);

    public GraphBuilder(string file, IEnumerable<BareTensor> tensors)
    {
        _file = file;
        foreach (var tensor in tensors)
        {
            _constants[tensor.Name] = tensor.Tensor;
            if (tensor.Dequantized)
                _dequantized.Add(tensor.Name);
        }
    }

    public List<GraphInput> Inputs { get; } = [];

    public List<string> Outputs { get; } = [];

    /// <summary>Adds a constant list of numbers.</summary>
    /// <returns>Its name.</returns>
    public string AddNumbers(string name, params float[] values)
    {
        _constants[name] = Tensor.FromFloats(name, [values.Length], values);
        return name;
    }

    /// <summary>The names of all arrays.</summary>
    public IEnumerable<string> ConstantNames => _constants.Keys;

    /// <summary>The array of a name; null when the manifest holds none of it.</summary>
    public Tensor? Constant(string name) => _constants.GetValueOrDefault(name);

    /// <summary>Adds one of ONNX's operators.</summary>
    public void Add(string op, string name, string output, ReadOnlySpan<string> inputs, params ReadOnlySpan<(string Name, object Value)> attributes) =>
        AddNode(op, "", name, output, inputs, attributes);

    /// <summary>Adds an operator under TensorFlow's name.</summary>
    public void AddForeign(string op, string name, string output, ReadOnlySpan<string> inputs) => AddNode(op, Foreign, name, output, inputs, []);

    /// <summary>Adds a constant list of integers.</summary>
    /// <returns>Its name.</returns>
    public string AddIntegers(string name, params long[] values)
    {
        _constants[name] = Tensor.FromIntegers(name, [values.Length], values);
        return name;
    }

    /// <summary>
    /// Adds an ordinary, a depthwise or a transposed convolution whose weights are in TensorFlow's order, with the operators that bring them into ONNX's.
    /// </summary>
    /// <param name="kind">Which of the three.</param>
    /// <param name="name">The layer's name.</param>
    /// <param name="output">The value that it writes.</param>
    /// <param name="input">The value that it convolves.</param>
    /// <param name="weights">The name of the weights: [spatial…, in, out], [spatial…, channels, multiplier] or [spatial…, out, in].</param>
    /// <param name="array">The weights themselves; null when they are not constant, and the layer cannot be read.</param>
    /// <param name="bias">The name of the bias; null for none.</param>
    /// <param name="groups">The groups of an ordinary convolution.</param>
    /// <param name="geometry">Strides, dilations and padding, as ONNX's attributes.</param>
    public void AddConvolution(ConvolutionForm kind, string name, string output, string input, string weights, Tensor? array, string? bias, long groups,
        ReadOnlySpan<(string Name, object Value)> geometry)
    {
        if (array is null || array.Shape.Length is < 3 or > 5)
        {
            AddForeign("Conv", name, output, [input, weights]);
            return;
        }
        if (_dequantized.Contains(array.Name))
            _dequantizedLayers.Add(name);
        var rank = array.Shape.Length;
        var spatial = Enumerable.Range(0, rank - 2).Select(a => (long)a);
        ImmutableArray<long> order = kind == ConvolutionForm.Depthwise ? [rank - 2, rank - 1, .. spatial] : [rank - 1, rank - 2, .. spatial];
        var ordered = $"{output}/weights in order";
        Add("Transpose", "", ordered, [weights], ("perm", order));
        if (kind == ConvolutionForm.Depthwise)
        {
            groups = array.Shape[^2];
            var shape = AddIntegers($"{output}/shape of weights", [-1, 1, .. Enumerable.Repeat(0L, rank - 2)]);
            Add("Reshape", "", $"{output}/weights by filter", [ordered, shape]);
            ordered = $"{output}/weights by filter";
        }
        Add(kind == ConvolutionForm.Transposed ? "ConvTranspose" : "Conv", name, output, bias is null ? [input, ordered] : [input, ordered, bias], [.. geometry, ("group", groups)]);
    }

    /// <summary>The network with its convolutions read.</summary>
    /// <exception cref="PassbandException">The operators wait for one another in a circle, or none convolves.</exception>
    public ConvNet Read(string format, ModelOptions options, CancellationToken cancellation)
    {
        var nodes = ExecutionOrder.Sort(_nodes)
            ?? throw new PassbandException(ErrorKind.Format, _file, "operators that wait for one another in a circle", "a network that can be run", "Export the network again.");
        var graph = new Graph
        {
            Inputs = [.. Inputs],
            Outputs = [.. Outputs],
            Nodes = [.. nodes],
            Constants = _constants.ToFrozenDictionary(StringComparer.Ordinal),
        };
        var net = GraphConvolutions.Read(graph, _file, format, options, cancellation);
        return net with
        {
            Layers = [.. net.Layers.Select(l => _dequantizedLayers.Contains(l.Name) ? l with { Folded = l.Folded.Insert(0, "dequantized") } : l)],
        };
    }

    private void AddNode(string op, string domain, string name, string output, ReadOnlySpan<string> inputs, ReadOnlySpan<(string Name, object Value)> attributes)
    {
        if (_nodes.Count == MostNodes)
            throw new PassbandException(ErrorKind.Format, _file, $"more than {MostNodes} operators", "a network of a size that can be run");
        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var (key, value) in attributes)
            values[key] = value;
        _nodes.Add(new GraphNode
        {
            Name = name,
            Operator = op,
            Domain = domain,
            Inputs = [.. inputs],
            Outputs = [output],
            Attributes = values.ToFrozenDictionary(StringComparer.Ordinal),
        });
    }
}

/// <summary>The three ways in which TensorFlow orders the weights of a convolution.</summary>
internal enum ConvolutionForm
{
    /// <summary>[spatial…, in, out].</summary>
    Ordinary,

    /// <summary>[spatial…, channels, multiplier].</summary>
    Depthwise,

    /// <summary>[spatial…, out, in].</summary>
    Transposed,
}
