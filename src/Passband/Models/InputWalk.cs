using Passband.Graphs;

namespace Passband.Models;

/// <summary>Where a walk from a convolution towards the network's inputs stands, and what it has passed.</summary>
internal sealed class InputWalk
{
    /// <summary>More channels than a picture has before some are cut off.</summary>
    private const int MostChannels = 64;

    private readonly ConstantReader _constants;

    /// <summary>For each channel of the convolution the channel here.</summary>
    private readonly int[] _channels;

    /// <summary>Axes here, and which of them holds the channels; null when a change of shape hides it.</summary>
    private int? _rank;
    private int? _axis;
    private float[]? _factors;

    /// <summary>Reshape, transpose, reshape: pixels become channels or the other way around.</summary>
    private bool _reshaped;
    private bool _transposedAfterReshape;

    public InputWalk(ConstantReader constants, GraphScope scope, int channels, int rank, int axis)
    {
        _constants = constants;
        Scope = scope;
        _channels = [.. Enumerable.Range(0, channels)];
        _rank = rank;
        _axis = axis;
        _factors = [.. Enumerable.Repeat(1f, channels)];
    }

    /// <summary>The graph that the walk is in.</summary>
    public GraphScope Scope { get; set; }

    /// <summary>The product of the factors passed, for each channel of the convolution; null when one could not be told.</summary>
    public float[]? Factors => _factors;

    /// <summary>Whether the channels of the convolution are those here from last to first.</summary>
    public bool Reversed => _channels.Length > 1 && _channels.Select((here, there) => here + there).All(sum => sum == _channels.Length - 1);

    /// <summary>Passes an operator.</summary>
    /// <param name="node">The operator.</param>
    /// <param name="value">The one of its outputs that the walk comes from.</param>
    /// <returns>The value that it makes this output from; null when it makes features.</returns>
    public string? Through(GraphNode node, string value)
    {
        if (node.Domain.Length > 0 && !(node.Domain == "com.microsoft" && node.Operator is ("QuantizeLinear" or "DequantizeLinear")))
            return null;
        if (node.Operator == "If")
            return EnterBody(node, value);
        if (node.Inputs.IsEmpty || value != node.Outputs[0])
            return null;
        var passes = node.Operator switch
        {
            "Identity" or "Cast" or "Clip" or "Dropout" or "Pad" or "Resize" or "Upsample" or "DynamicQuantizeLinear" => true,
            "Mul" or "Div" or "Add" or "Sub" => Arithmetic(node),
            "Neg" => Multiply([-1f]),
            "BatchNormalization" => Normalization(node),
            "QuantizeLinear" => Quantization(node, divide: true),
            "DequantizeLinear" => Quantization(node, divide: false),
            "Transpose" => Transpose(node),
            "Reshape" => Reshape(),
            "Squeeze" or "Unsqueeze" => ChangeAxes(node),
            "Slice" => Slice(node),
            "Gather" => Gather(node),
            _ => false,
        };
        return passes ? node.Inputs[Fed(node)] : null;
    }

    /// <summary>The input that is not a constant; the first where both or none are.</summary>
    private int Fed(GraphNode node) =>
        node.Operator is "Mul" or "Add" or "Sub" && node.Inputs.Length == 2 && IsConstant(node.Inputs[0]) && !IsConstant(node.Inputs[1]) ? 1 : 0;

    private bool IsConstant(string name) => Operand(name) is not null || Scope.Resolve(name).Constant is not null;

    /// <summary>Both branches return the same kind of value, so that one is as good as the other.</summary>
    private string? EnterBody(GraphNode node, string value)
    {
        var position = node.Outputs.IndexOf(value);
        if (!Scope.TryBody(node, "then_branch", out var body) || position < 0 || position >= body.Graph.Outputs.Length)
            return null;
        // The branches may differ by an axis; which one the walk counts with cannot be told.
        (_rank, _axis) = (null, null);
        Scope = body;
        return body.Graph.Outputs[position];
    }

    private bool Arithmetic(GraphNode node)
    {
        if (node.Inputs.Length != 2)
            return false;
        var fed = Fed(node);
        var other = node.Inputs[1 - fed];
        if (!IsConstant(other) || node.Operator == "Div" && fed != 0)
            return false;
        if (node.Operator is "Add")
            return true;
        if (node.Operator is "Sub")
            return fed == 0 || Multiply([-1f]);
        var factors = PerChannel.Values(Operand(other), _rank, _axis);
        return Multiply(node.Operator == "Div" && factors is not null ? Array.ConvertAll(factors, f => 1 / f) : factors);
    }

    private bool Normalization(GraphNode node) =>
        Multiply(_axis is null ? null : PerChannel.BatchNormalization(_constants, Scope, node, MostChannels));

    private bool Quantization(GraphNode node, bool divide)
    {
        var scale = node.Inputs.Length > 1 ? Operand(node.Inputs[1]) : null;
        var factors = scale is null || scale.Values.Length != 1 && node.Integer("axis", 1) != _axis ? null : scale.Values;
        return Multiply(divide && factors is not null ? Array.ConvertAll(factors, f => 1 / f) : factors);
    }

    /// <summary>Multiplies the factors; null says that they cannot be told from here on. The value stays what it is either way.</summary>
    private bool Multiply(float[]? factors)
    {
        if (factors is null || factors.Length != 1 && _channels.Any(c => c >= factors.Length))
            _factors = null;
        for (var i = 0; i < _factors?.Length; i++)
            _factors[i] *= factors![factors.Length == 1 ? 0 : _channels[i]];
        return true;
    }

    private bool Transpose(GraphNode node)
    {
        _transposedAfterReshape |= _reshaped;
        var permutation = node.Integers("perm");
        if (_axis is { } axis)
        {
            if (permutation.IsEmpty)
                _axis = _rank - 1 - axis;
            else if (permutation.Length == _rank && permutation[axis] is >= 0 and < Tensor.MostDimensions)
                _axis = (int)permutation[axis];
            else
                return false;
        }
        return true;
    }

    private bool Reshape()
    {
        (_rank, _axis, _reshaped) = (null, null, true);
        return !_transposedAfterReshape;
    }

    private bool ChangeAxes(GraphNode node)
    {
        var axes = Integers(node, 1, "axes");
        if (_rank is not { } rank || _axis is not { } axis || axes is null)
        {
            (_rank, _axis) = (null, null);
            return true;
        }
        var wide = node.Operator == "Unsqueeze" ? rank : rank + axes.Length;
        if (ShapeChange.Normalize(axes, wide) is not { } changed)
            return false;
        if (node.Operator == "Unsqueeze")
        {
            _rank = rank - changed.Count;
            _axis = changed.Contains(axis) ? null : axis - changed.Count(a => a < axis);
        }
        else
        {
            _rank = wide;
            _axis = Enumerable.Range(0, wide).Where(a => !changed.Contains(a)).ElementAt(axis);
        }
        return true;
    }

    /// <summary>A crop, or a choice of channels in one direction or the other.</summary>
    private bool Slice(GraphNode node)
    {
        if (_axis is not { } axis || _rank is not { } rank || Integers(node, 1, "starts") is not { } starts)
            return false;
        var axes = Integers(node, 3, "axes") ?? [.. Enumerable.Range(0, starts.Length).Select(a => (long)a)];
        var steps = Integers(node, 4, "steps") ?? [.. Enumerable.Repeat(1L, starts.Length)];
        if (axes.Length != starts.Length || steps.Length != starts.Length)
            return false;
        for (var i = 0; i < axes.Length; i++)
        {
            if ((axes[i] < 0 ? axes[i] + rank : axes[i]) != axis)
                continue;
            if (steps[i] == 1 && starts[i] is >= 0 and < MostChannels)
                Select(c => c + (int)starts[i]);
            else if (steps[i] == -1 && (starts[i] == -1 || starts[i] >= _channels.Length - 1))
                Select(c => _channels.Length - 1 - c);
            else
                return false;
        }
        return true;
    }

    /// <summary>A choice of channels by number.</summary>
    private bool Gather(GraphNode node)
    {
        var indices = node.Inputs.Length == 2 ? Operand(node.Inputs[1]) : null;
        var along = node.Integer("axis", 0);
        if (_axis is not { } axis || indices is null || indices.Shape.Length != 1 || (along < 0 ? along + _rank : along) != axis)
            return false;
        if (indices.Values.Length < _channels.Length || indices.Values.Any(i => i is not (>= 0 and < MostChannels)))
            return false;
        Select(c => c < indices.Values.Length ? (int)indices.Values[c] : c);
        return true;
    }

    private void Select(Func<int, int> before)
    {
        for (var i = 0; i < _channels.Length; i++)
            _channels[i] = before(_channels[i]);
    }

    /// <summary>A list that an operator has as an input since some version of its definition, and had as an attribute before.</summary>
    private long[]? Integers(GraphNode node, int input, string attribute)
    {
        if (input < node.Inputs.Length && node.Inputs[input].Length > 0)
            return Operand(node.Inputs[input]) is { } operand ? Array.ConvertAll(operand.Values, v => (long)v) : null;
        return node.Attributes.ContainsKey(attribute) ? [.. node.Integers(attribute)] : null;
    }

    private ConstantArray? Operand(string name) => _constants.Small(Scope, name, MostChannels);
}
