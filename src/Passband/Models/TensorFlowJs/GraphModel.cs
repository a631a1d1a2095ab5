using System.Collections.Immutable;
using System.Text.Json;
using Passband.Graphs;
using Passband.Kernels;

namespace Passband.Models.TensorFlowJs;

/// <summary>Reads a TF.js graph model: TensorFlow's own operators, translated to ONNX's where they say the same.</summary>
internal sealed class GraphModel
{
    public const string Format = "TF.js graph model";

    private static readonly string[] NamePrefixes = ["StatefulPartitionedCall/", "PartitionedCall/"];

    private static readonly string[] NameEndings = ["/ReadVariableOp", "_weights", "/Conv2D", "/Conv3D", "/depthwise"];

    private readonly GraphBuilder _builder;
    private readonly Dictionary<string, TensorFlowNode> _nodes = new(StringComparer.Ordinal);

    private GraphModel(GraphBuilder builder) => _builder = builder;

    /// <summary>Reads the topology of a graph model.</summary>
    /// <exception cref="PassbandException">The topology is malformed.</exception>
    public static ConvNet Read(string file, JsonElement topology, IEnumerable<BareTensor> tensors, ModelOptions options, CancellationToken cancellation)
    {
        var model = new GraphModel(new GraphBuilder(file, tensors));
        foreach (var element in topology.Member("node")!.Value.Items(file))
        {
            var node = TensorFlowNode.Read(element, file);
            if (!model._nodes.TryAdd(node.Name, node))
                throw new PassbandException(ErrorKind.Format, node.Where, "a second node of that name", "each name once");
        }
        // A graph is channels-last unless its convolutions say otherwise.
        var channelsLast = !model._nodes.Values.Any(n => n.String("data_format", "NHWC") is "NCHW" or "NCDHW");
        var read = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in model._nodes.Values)
        {
            cancellation.ThrowIfCancellationRequested();
            read.UnionWith(node.Inputs);
            if (node.Operator is "Placeholder" or "PlaceholderWithDefault")
                model._builder.Inputs.Add(new GraphInput(node.Name, node.Shape(), channelsLast));
            else if (node.Operator != "Const")
                model.Translate(node);
        }
        model._builder.Outputs.AddRange(model._nodes.Keys.Where(n => !read.Contains(n)));
        return model._builder.Read(Format, options, cancellation);
    }

    private void Translate(TensorFlowNode node)
    {
        if (node.Inputs.IsEmpty)
        {
            _builder.AddForeign(node.Operator, node.Name, node.Name, []);
            return;
        }
        switch (node.Operator)
        {
            case "Conv2D" or "Conv3D" when node.Inputs.Length >= 2:
                Convolve(node, ConvolutionForm.Ordinary, node.Inputs[0], fused: false);
                break;
            case "DepthwiseConv2dNative" or "DepthwiseConv2d" when node.Inputs.Length >= 2:
                Convolve(node, ConvolutionForm.Depthwise, node.Inputs[0], fused: false);
                break;
            case "Conv2DBackpropInput" or "Conv3DBackpropInputV2" when node.Inputs.Length >= 3:
                Convolve(node, ConvolutionForm.Transposed, node.Inputs[2], fused: false);
                break;
            case "_FusedConv2D" when node.Inputs.Length >= 2:
                Convolve(node, ConvolutionForm.Ordinary, node.Inputs[0], fused: true);
                break;
            case "FusedDepthwiseConv2dNative" or "_FusedDepthwiseConv2dNative" when node.Inputs.Length >= 2:
                Convolve(node, ConvolutionForm.Depthwise, node.Inputs[0], fused: true);
                break;
            case "FusedBatchNorm" or "FusedBatchNormV2" or "FusedBatchNormV3":
                _builder.Add("BatchNormalization", node.Name, node.Name, node.Inputs.AsSpan(), ("epsilon", (float)node.Number("epsilon", 1e-4)));
                break;
            default:
                if (Simple(node.Operator) is { } op)
                    _builder.Add(op, node.Name, node.Name, node.Inputs.AsSpan());
                else
                    Rearrange(node);
                break;
        }
    }

    /// <summary>ONNX's name of an operator that takes the same inputs and no attributes; null when there is none.</summary>
    private static string? Simple(string op) => op switch
    {
        "Identity" or "StopGradient" or "PreventGradient" or "Snapshot" or "CheckNumerics" => "Identity",
        "Add" or "AddV2" or "BiasAdd" => "Add",
        "Sub" or "Mul" or "Relu" or "Sigmoid" or "Tanh" or "Abs" or "Neg" or "Exp" or "Sqrt" or "Log" or "Elu" or "Selu" or "Softplus" or "Cast" => op,
        "Div" or "RealDiv" => "Div",
        _ => null,
    };

    /// <summary>Operators that move values without changing them; what is none of them is kept under its own name.</summary>
    private void Rearrange(TensorFlowNode node)
    {
        var name = node.Name;
        var input = node.Inputs[0];
        switch (node.Operator)
        {
            case "Pad" or "PadV2" or "MirrorPad" when Numbers(node, 1) is { Length: var count } pads && count % 2 == 0:
                // TensorFlow pairs before and after for each axis, ONNX lists all befores first.
                var axes = pads.Length / 2;
                var ordered = _builder.AddIntegers($"{name}/pads", [.. Enumerable.Range(0, pads.Length).Select(i => pads[i % axes * 2 + i / axes])]);
                var mode = node.Operator != "MirrorPad" ? "constant" : node.String("mode", "REFLECT") == "SYMMETRIC" ? "symmetric" : "reflect";
                _builder.Add("Pad", name, name, [input, ordered], ("mode", mode));
                break;
            case "Transpose" when Numbers(node, 1) is { } permutation:
                _builder.Add("Transpose", name, name, [input], ("perm", ImmutableArray.Create(permutation)));
                break;
            case "Reshape":
                _builder.Add("Reshape", name, name, node.Inputs.AsSpan());
                break;
            case "ExpandDims" when Numbers(node, 1) is { } axis:
                _builder.Add("Unsqueeze", name, name, [input, _builder.AddIntegers($"{name}/axes", axis)]);
                break;
            case "Squeeze" when node.Integers("squeeze_dims") is { Length: > 0 } squeezed:
                _builder.Add("Squeeze", name, name, [input, _builder.AddIntegers($"{name}/axes", squeezed)]);
                break;
            case "Squeeze":
                _builder.Add("Squeeze", name, name, [input]);
                break;
            case "ResizeBilinear" or "ResizeNearestNeighbor":
                _builder.Add("Resize", name, name, [input], ("mode", node.Operator == "ResizeBilinear" ? "linear" : "nearest"));
                break;
            case "StridedSlice" when Slice(node):
                break;
            default:
                _builder.AddForeign(node.Operator, name, name, node.Inputs.AsSpan());
                break;
        }
    }

    private void Convolve(TensorFlowNode node, ConvolutionForm form, string input, bool fused)
    {
        string[] operations = fused ? node.Strings("fused_ops") : [];
        var bias = operations.Length > 0 && operations[0] == "BiasAdd" && node.Inputs.Length > 2 ? node.Inputs[2] : null;
        var after = bias is null ? operations : operations[1..];
        var output = after.Length == 0 ? node.Name : $"{node.Name}/before {after[0]}";
        var weights = Weights(node.Inputs[1]);
        // A fused node is called after its activation; the name of the weights still tells the layer.
        var name = LayerName(fused && weights is not null ? weights.Name : node.Name);
        _builder.AddConvolution(form, name, output, input, node.Inputs[1], weights, bias, 1, Geometry(node));
        for (var i = 0; i < after.Length; i++)
        {
            var next = i == after.Length - 1 ? node.Name : $"{node.Name}/before {after[i + 1]}";
            if (Simple(after[i]) is { } op && op != "Add")
                _builder.Add(op, "", next, [output]);
            else
                _builder.AddForeign(after[i], "", next, [output]);
            output = next;
        }
    }

    /// <summary>The part of a name that a person gave: without what converters put before and behind it.</summary>
    private static string LayerName(string name)
    {
        foreach (var prefix in NamePrefixes)
        {
            if (name.Length > prefix.Length && name.StartsWith(prefix, StringComparison.Ordinal))
                name = name[prefix.Length..];
        }
        foreach (var ending in NameEndings)
        {
            if (name.Length > ending.Length && name.EndsWith(ending, StringComparison.Ordinal))
                name = name[..^ending.Length];
        }
        return name;
    }

    /// <summary>ONNX's attributes of a convolution. Lists have one entry for each axis, batch and channels included.</summary>
    private static (string, object)[] Geometry(TensorFlowNode node)
    {
        var format = node.String("data_format", "NHWC");
        var first = format.Length > 1 && format[1] == 'C' ? 2 : 1;
        var attributes = new List<(string, object)>();
        foreach (var (theirs, ours) in new[] { ("strides", "strides"), ("dilations", "dilations") })
        {
            if (node.Integers(theirs) is { Length: > 3 } steps)
                attributes.Add((ours, ImmutableArray.Create(steps[first..(first + steps.Length - 2)])));
        }
        var padding = node.String("padding", "VALID");
        var explicitPads = node.Integers("explicit_paddings");
        if (padding == "EXPLICIT" && explicitPads.Length >= 8 && explicitPads.Length % 2 == 0)
        {
            var axes = Enumerable.Range(first, explicitPads.Length / 2 - 2).ToArray();
            attributes.Add(("pads", ImmutableArray.Create([.. axes.Select(a => explicitPads[2 * a]), .. axes.Select(a => explicitPads[2 * a + 1])])));
        }
        else
        {
            attributes.Add(("auto_pad", padding == "SAME" ? "SAME_UPPER" : "VALID"));
        }
        return [.. attributes];
    }

    /// <summary>
    /// A slice that adds or takes away axes becomes ONNX's Slice, Squeeze and Unsqueeze. Masks say by bit for which axes the beginning or the end is open, which are new
    /// and which are taken away.
    /// </summary>
    private bool Slice(TensorFlowNode node)
    {
        if (Numbers(node, 1) is not { } begin || Numbers(node, 2) is not { } end || Numbers(node, 3) is not { } steps
            || begin.Length != end.Length || begin.Length != steps.Length || begin.Length > Tensor.MostDimensions || node.Integer("ellipsis_mask", 0) != 0)
        {
            return false;
        }
        var (added, removed, axes, starts, ends, strides) = (new List<long>(), new List<long>(), new List<long>(), new List<long>(), new List<long>(), new List<long>());
        var (source, target) = (0, 0);
        for (var i = 0; i < begin.Length; i++)
        {
            if (Bit("new_axis_mask", i))
            {
                added.Add(target++);
                continue;
            }
            var taken = Bit("shrink_axis_mask", i);
            var (openBegin, openEnd) = (Bit("begin_mask", i) && !taken, Bit("end_mask", i) && !taken);
            if (!openBegin || !openEnd || steps[i] != 1)
            {
                axes.Add(source);
                strides.Add(taken ? 1 : steps[i]);
                starts.Add(openBegin ? steps[i] < 0 ? -1 : 0 : begin[i]);
                ends.Add(taken ? begin[i] == -1 ? int.MaxValue : begin[i] + 1 : openEnd ? steps[i] < 0 ? int.MinValue : int.MaxValue : end[i]);
            }
            if (taken)
                removed.Add(source);
            else
                target++;
            source++;
        }
        var value = node.Inputs[0];
        if (axes.Count > 0)
            Step("Slice", "sliced", [Constant("starts", starts), Constant("ends", ends), Constant("axes", axes), Constant("steps", strides)]);
        if (removed.Count > 0)
            Step("Squeeze", "squeezed", [Constant("removed", removed)]);
        if (added.Count > 0)
            Step("Unsqueeze", "unsqueezed", [Constant("added", added)]);
        _builder.Add("Identity", node.Name, node.Name, [value]);
        return true;

        bool Bit(string mask, int i) => (node.Integer(mask, 0) >> i & 1) != 0;

        string Constant(string suffix, List<long> values) => _builder.AddIntegers($"{node.Name}/{suffix}", [.. values]);

        void Step(string op, string suffix, ReadOnlySpan<string> operands)
        {
            _builder.Add(op, "", $"{node.Name}/{suffix}", [value, .. operands]);
            value = $"{node.Name}/{suffix}";
        }
    }

    /// <summary>A small constant operand as integers; null when it is not one.</summary>
    private long[]? Numbers(TensorFlowNode node, int input) =>
        input < node.Inputs.Length && Weights(node.Inputs[input]) is { Count: <= 2 * Tensor.MostDimensions } tensor ? tensor.ToIntegers() : null;

    /// <summary>The array behind a name, also through Identity.</summary>
    private Tensor? Weights(string name)
    {
        const int LongestChain = 16;
        for (var step = 0; step < LongestChain; step++)
        {
            if (_builder.Constant(name) is { } tensor)
                return tensor;
            if (!_nodes.TryGetValue(name, out var node) || Simple(node.Operator) != "Identity" || node.Inputs.IsEmpty)
                return null;
            name = node.Inputs[0];
        }
        return null;
    }
}
