using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using Passband.Graphs;
using Passband.Kernels;

namespace Passband.Networks.Training;

/// <summary>Puts a network together, layer after layer, each behind the one before.</summary>
internal sealed class ArchitectureBuilder
{
    public const string Pictures = "pictures";
    public const string Logits = "logits";
    public const string Restored = "picture";

    private const long OperatorSet = 17;
    private const int MostKernels = 4096;
    private const int LargestSize = 127;

    /// <summary>Weights of a dense layer: 64 MB, far more than a network of this kind is for.</summary>
    private const long MostDenseWeights = 1L << 24;

    private readonly Architecture _plan;
    private readonly bool _restores;
    private readonly List<GraphNode> _nodes = [];
    private readonly Dictionary<string, Tensor> _constants = new(StringComparer.Ordinal);
    private string _value = Pictures;
    private int _channels;
    private int _height;
    private int _width;
    private int _dense;
    private ulong _layers;

    public ArchitectureBuilder(Architecture plan)
    {
        _plan = plan;
        _restores = plan.Outputs == 0;
        (_channels, _height, _width) = (plan.Input.Channels, plan.Input.Height, plan.Input.Width);
        Check();
    }

    /// <summary>Takes the mean away and divides by the deviation.</summary>
    public void Normalize()
    {
        Constant("normalization.mean", [], [_plan.Normalization.Mean]);
        Constant("normalization.deviation", [], [_plan.Normalization.Deviation]);
        Add("Sub", "centered", [_value, "normalization.mean"]);
        Add("Div", "normalized", [_value, "normalization.deviation"]);
    }

    /// <summary>A convolution of all channels.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="filters">Filters.</param>
    /// <param name="size">Taps of a side.</param>
    /// <param name="stride">Stride; 1 in a network that returns a picture.</param>
    /// <param name="padded">Whether zeros around the picture keep its size (over the stride, rounded up).</param>
    /// <param name="normalizedAs">The name of the batch normalization behind it, which takes the place of its biases; null for none.</param>
    /// <param name="gain">Variance of the weights times the weights of a filter: 2 before a rectifier.</param>
    public void Convolution(string name, int filters, int size, int stride, bool padded = true, string? normalizedAs = null, double gain = 2) =>
        Convolution(name, filters, _channels, 1, size, stride, padded, normalizedAs, gain);

    /// <summary>A convolution of every channel by itself, with zeros around.</summary>
    /// <inheritdoc cref="Convolution(string, int, int, int, bool, string, double)"/>
    public void Depthwise(string name, int size, int stride, string normalizedAs) => Convolution(name, _channels, 1, _channels, size, stride, padded: true, normalizedAs, gain: 2);

    /// <summary>Sets what is negative to zero.</summary>
    public void Rectify(string name) => Add("Relu", name, [_value]);

    /// <summary>Takes the largest of each window, every other pixel; nothing in a network that returns a picture.</summary>
    public void Pool(string name, int size)
    {
        if (_restores)
            return;
        if (_height < size || _width < size)
            throw TooSmall($"leave {_height}×{_width} values for windows of {size}×{size} before '{name}'");
        Add("MaxPool", name, [_value], ("kernel_shape", Pair(size)), ("strides", Pair(2)));
        (_height, _width) = ((_height - size) / 2 + 1, (_width - size) / 2 + 1);
    }

    /// <summary>The mean of each channel over the picture; nothing in a network that returns a picture.</summary>
    public void Average()
    {
        if (_restores)
            return;
        Add("GlobalAveragePool", "average", [_value]);
        (_height, _width) = (1, 1);
    }

    /// <summary>A dense layer with a rectifier; nothing in a network that returns a picture.</summary>
    public void Hidden(string name, int units)
    {
        if (_restores)
            return;
        Dense(name, name, units, gain: 2);
        Rectify("relu3");
    }

    /// <summary>Closes the network with a dense layer whose outputs are the classes.</summary>
    public Graph Classifier()
    {
        Dense($"dense{_dense + 1}", Logits, _plan.Outputs, gain: 1);
        return Finish(new ValueForm(ElementType.Float32, [null, _plan.Outputs]));
    }

    /// <summary>Closes the network with a convolution whose outputs are the picture's channels.</summary>
    public Graph Picture()
    {
        Convolution("restore", _plan.Input.Channels, _plan.Size, 1, gain: 1);
        Add("Mul", "scaled", [_value, "normalization.deviation"]);
        Add("Add", Restored, [_value, "normalization.mean"]);
        return Finish(new ValueForm(ElementType.Float32, [null, _plan.Input.Channels, _plan.Input.Height, _plan.Input.Width]));
    }

    private static ImmutableArray<long> Pair(int value) => [value, value];

    private void Convolution(string name, int filters, int channels, int groups, int size, int stride, bool padded, string? normalizedAs, double gain)
    {
        if (_restores)
            stride = 1;
        if (!padded && (_height < size || _width < size))
            throw TooSmall($"are smaller than the {size}×{size} kernels of '{name}'");
        Weights($"{name}.weight", [filters, channels, size, size], channels * size * size, gain);
        string[] inputs = [_value, $"{name}.weight"];
        if (normalizedAs is null)
        {
            Constant($"{name}.bias", [filters], new float[filters]);
            inputs = [.. inputs, $"{name}.bias"];
        }
        // An even kernel has no middle tap: the picture gets its extra row and column at the far ends.
        var (before, after) = padded ? ((size - 1) / 2, size / 2) : (0, 0);
        Add("Conv", name, inputs, ("kernel_shape", Pair(size)), ("strides", Pair(stride)), ("pads", ImmutableArray.Create<long>(before, before, after, after)), ("group", (long)groups));
        (_channels, _height, _width) = (filters, (_height + before + after - size) / stride + 1, (_width + before + after - size) / stride + 1);
        if (normalizedAs is not null)
            BatchNormalization(normalizedAs);
    }

    private void BatchNormalization(string name)
    {
        var one = new float[_channels];
        Array.Fill(one, 1);
        Constant($"{name}.scale", [_channels], one);
        Constant($"{name}.bias", [_channels], new float[_channels]);
        Constant($"{name}.mean", [_channels], new float[_channels]);
        Constant($"{name}.variance", [_channels], one);
        Add("BatchNormalization", name, [_value, $"{name}.scale", $"{name}.bias", $"{name}.mean", $"{name}.variance"], ("epsilon", 1e-5f), ("momentum", 0.9f));
    }

    private void Dense(string name, string output, int units, double gain)
    {
        if (_dense == 0)
            Add("Flatten", "flat", [_value], ("axis", 1L));
        var inputs = (long)_channels * _height * _width;
        if (inputs * units > MostDenseWeights)
        {
            throw new PassbandException(ErrorKind.Request, $"network '{_plan.Name}'", $"pictures of {_plan.Input} ask for {inputs * units} weights in '{name}'", $"at most {MostDenseWeights}",
                "Take smaller pictures, or alexnet-small, which averages over the picture.");
        }
        Weights($"{name}.weight", [units, (int)inputs], (int)inputs, gain);
        Constant($"{name}.bias", [units], new float[units]);
        Add("Gemm", name, output, [_value, $"{name}.weight", $"{name}.bias"], ("transB", 1L));
        (_channels, _height, _width) = (units, 1, 1);
        _dense++;
    }

    private void Weights(string name, ImmutableArray<int> shape, int inputs, double gain)
    {
        var random = new GaussianRandom(GaussianRandom.SeedOf(_plan.Seed, _layers++));
        var deviation = Math.Sqrt(gain / inputs);
        var values = new float[shape.Aggregate(1, (a, b) => checked(a * b))];
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)(deviation * random.Next());
        Constant(name, shape, values);
    }

    private void Constant(string name, ImmutableArray<int> shape, float[] values) => _constants[name] = Tensor.FromFloats(name, shape, values);

    private void Add(string operation, string name, string[] inputs, params ReadOnlySpan<(string Name, object Value)> attributes) => Add(operation, name, name, inputs, attributes);

    private void Add(string operation, string name, string output, string[] inputs, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var (attribute, value) in attributes)
            values[attribute] = value;
        _nodes.Add(new GraphNode { Name = name, Operator = operation, Inputs = [.. inputs], Outputs = [output], Attributes = values.ToFrozenDictionary(StringComparer.Ordinal) });
        _value = output;
    }

    private Graph Finish(ValueForm output)
    {
        var content = _plan.Input.Channels == 1 ? InputSpace.Gray : InputSpace.Rgb;
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Image.BitmapPixelFormat"] = content == InputSpace.Gray ? "Gray8" : "Rgb8",
            ["Image.NominalPixelRange"] = "Normalized_0_1",
            ["architecture"] = _plan.Name,
        };
        if (!_plan.Classes.IsEmpty)
            metadata["classes"] = "[" + string.Join(", ", _plan.Classes.Select(c => $"\"{JsonEncodedText.Encode(c)}\"")) + "]";
        return new Graph
        {
            Inputs = [new GraphInput(Pictures, [null, _plan.Input.Channels, _plan.Input.Height, _plan.Input.Width], Content: content, Type: ElementType.Float32)],
            Outputs = [_value],
            OutputForms = new Dictionary<string, ValueForm>(StringComparer.Ordinal) { [_value] = output }.ToFrozenDictionary(StringComparer.Ordinal),
            Nodes = [.. _nodes],
            Constants = _constants.ToFrozenDictionary(StringComparer.Ordinal),
            OperatorSets = new Dictionary<string, long>(StringComparer.Ordinal) { [""] = OperatorSet }.ToFrozenDictionary(StringComparer.Ordinal),
            Metadata = metadata.ToFrozenDictionary(StringComparer.Ordinal),
        };
    }

    private void Check()
    {
        var shape = _plan.Input;
        if (shape.Channels is not (1 or 3) || shape.Height < 1 || shape.Width < 1)
            throw Wrong($"pictures of {shape}", "1 channel (gray) or 3 (red, green, blue)");
        if (_plan.Kernels is < 1 or > MostKernels)
            throw Wrong($"{_plan.Kernels} kernels", $"1 to {MostKernels}");
        if (_plan.Size is < 1 or > LargestSize)
            throw Wrong($"kernels of {_plan.Size}×{_plan.Size}", $"1 to {LargestSize} taps a side");
        if (_plan.Stride is { } stride && (stride < 1 || stride > _plan.Size))
            throw Wrong($"a stride of {stride}", $"1 to {_plan.Size}, the size of the kernels: a longer one leaves pixels unseen");
        if (_restores && _plan.Stride > 1)
            throw Wrong($"a stride of {_plan.Stride}", "1 for a network that returns a picture of the input's size");
        if (_plan.Outputs is 1 or < 0)
            throw Wrong($"{_plan.Outputs} classes", "2 or more, or 0 for a network that returns a picture");
        if (!_plan.Classes.IsEmpty && _plan.Classes.Length != _plan.Outputs)
            throw Wrong($"{_plan.Classes.Length} names of classes", $"{_plan.Outputs}");
        if (!float.IsFinite(_plan.Normalization.Mean) || !(_plan.Normalization.Deviation > 0) || !float.IsFinite(_plan.Normalization.Deviation))
            throw Wrong($"a normalization by mean {_plan.Normalization.Mean} and deviation {_plan.Normalization.Deviation}", "finite numbers, the deviation above zero");
        if (shape.Height < _plan.Size || shape.Width < _plan.Size)
            throw TooSmall($"are smaller than the {_plan.Size}×{_plan.Size} kernels of 'conv1'");
    }

    private PassbandException TooSmall(string found) =>
        Wrong($"pictures of {_plan.Input} {found}", "larger pictures, or smaller kernels and strides");

    private PassbandException Wrong(string found, string expected) => new(ErrorKind.Request, $"network '{_plan.Name}'", found, expected);
}
