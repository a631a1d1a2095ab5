using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Passband.Graphs;

/// <summary>
/// Reads values that do not change while a network runs: constants of the file, and what operators that only re-arrange or rescale make of them.
/// </summary>
internal sealed class ConstantReader
{
    /// <summary>Exporters put a handful of operators between a weight and its use; what needs more steps is not a weight.</summary>
    private const int MostSteps = 64;

    /// <summary>Scales, axes and the like may be read any number of times.</summary>
    private const int SmallCount = 4096;

    /// <summary>A tensor may be read by many layers, but a small file must not unfold into a large network: 256 MB of copies.</summary>
    private const long MostRepeated = 64L * 1024 * 1024;

    private readonly HashSet<Tensor> _seen = [];
    private long _repeated;
    private int _stepsLeft;

    /// <summary>Reads a value.</summary>
    /// <param name="scope">The graph that uses the name.</param>
    /// <param name="name">The value's name.</param>
    /// <param name="limit">The most elements it may have; larger ones are declined before memory is reserved.</param>
    /// <param name="array">The values.</param>
    /// <param name="reason">Why not, as the end of a sentence that begins with "they" or "its weights".</param>
    public bool TryRead(GraphScope scope, string name, long limit, [NotNullWhen(true)] out ConstantArray? array, [NotNullWhen(false)] out string? reason)
    {
        try
        {
            // Counted over all branches: a chain whose every operator reads the one before three times would take forever.
            _stepsLeft = MostSteps;
            array = Read(scope, name, limit);
            reason = null;
            return true;
        }
        catch (NotConstant e)
        {
            array = null;
            reason = e.Message;
            return false;
        }
    }

    /// <summary>Reads a value that has to be small (axes, shapes, scales).</summary>
    public ConstantArray? Small(GraphScope scope, string name, int limit) => TryRead(scope, name, limit, out var array, out _) ? array : null;

    /// <summary>Brings integers back to the numbers that they stand for: (value − zero point) · scale.</summary>
    /// <param name="quantized">The integers.</param>
    /// <param name="scale">One scale or one for each slice along the axis; null for one.</param>
    /// <param name="zeroPoint">The integers that stand for zero, likewise; null for zero.</param>
    /// <param name="axis">The axis that per-axis scales belong to.</param>
    /// <returns>Null when the sizes do not fit.</returns>
    public static ConstantArray? Dequantize(ConstantArray quantized, ConstantArray? scale, ConstantArray? zeroPoint, int axis)
    {
        if (!Fits(quantized, scale, axis) || !Fits(quantized, zeroPoint, axis))
            return null;
        var scales = scale?.Values ?? [1];
        var zeros = zeroPoint?.Values ?? [0];
        return quantized.MapAlong(axis, (value, i) => (value - zeros[zeros.Length == 1 ? 0 : i]) * scales[scales.Length == 1 ? 0 : i]) with { Dequantized = true };
    }

    private static bool Fits(ConstantArray quantized, ConstantArray? parameter, int axis) =>
        parameter is null || parameter.Values.Length == 1
        || parameter.Shape.Length == 1 && axis >= 0 && axis < quantized.Shape.Length && parameter.Values.Length == quantized.Shape[axis];

    private ConstantArray Read(GraphScope scope, string name, long limit)
    {
        if (_stepsLeft-- == 0)
            throw new NotConstant("lie behind too long a chain of operators");
        var origin = scope.Resolve(name);
        if (origin.Constant is { } constant)
            return Load(constant, limit);
        if (origin.Node is { } node)
            return Apply(origin.Scope, node, limit);
        if (origin.Input is not null)
            throw new NotConstant("are fed to the network while it runs");
        throw new NotConstant(origin.Scope.Graph.Declined.GetValueOrDefault(name) ?? "are missing from the file");
    }

    private ConstantArray Load(Tensor tensor, long limit)
    {
        if (tensor.Count > limit)
            throw new NotConstant($"have {tensor.Count} elements, more than the {limit} that can be taken here");
        if (tensor.Count > SmallCount && !_seen.Add(tensor) && (_repeated += tensor.Count) > MostRepeated)
            throw new NotConstant("are used by so many layers that the copies would not fit into memory");
        return new ConstantArray(tensor.Name, tensor.Shape, tensor.ToFloats(), Dequantized: false);
    }

    private ConstantArray Apply(GraphScope scope, GraphNode node, long limit)
    {
        var quantizes = node.Operator is "DequantizeLinear" or "QuantizeLinear";
        if (node.Inputs.IsEmpty || node.Domain.Length > 0 && !(quantizes && node.Domain == "com.microsoft"))
            throw Computed(node);
        if (!quantizes && node.Operator is not ("Identity" or "Cast" or "Reshape" or "Flatten" or "Squeeze" or "Unsqueeze" or "Transpose"))
            throw Computed(node);
        var data = Read(scope, node.Inputs[0], limit);
        switch (node.Operator)
        {
            case "Identity":
                return data;
            case "Cast":
                return IsFloating(node.Integer("to", 1)) ? data : data with { Values = Array.ConvertAll(data.Values, MathF.Truncate) };
            case "Transpose":
                return Transpose(node, data);
            case "DequantizeLinear" or "QuantizeLinear":
                if (node.Integer("block_size", 0) != 0)
                    throw new NotConstant("are quantized in blocks, which Passband does not read");
                var scale = Parameter(1) ?? throw new NotConstant("are quantized without a scale");
                var zeroPoint = Parameter(2);
                var axis = (int)Math.Clamp(node.Integer("axis", 1), -data.Shape.Length, data.Shape.Length);
                axis = axis < 0 ? axis + data.Shape.Length : axis;
                var result = node.Operator == "DequantizeLinear"
                    ? Dequantize(data, scale, zeroPoint, axis)
                    : Quantize(data, scale, zeroPoint, ZeroPointType(scope, node), axis);
                return result ?? throw new NotConstant("have quantization scales of another size");
            default:
                return Reshape(scope, node, data);
        }

        ConstantArray? Parameter(int index) =>
            index < node.Inputs.Length && node.Inputs[index].Length > 0 ? Read(scope, node.Inputs[index], limit) : null;
    }

    private ConstantArray Reshape(GraphScope scope, GraphNode node, ConstantArray data)
    {
        long[]? numbers = null;
        if (node.Inputs.Length > 1 && node.Inputs[1].Length > 0)
            numbers = Array.ConvertAll(Read(scope, node.Inputs[1], Tensor.MostDimensions).Values, v => (long)v);
        else if (node.Attributes.ContainsKey(node.Operator == "Reshape" ? "shape" : "axes"))
            numbers = [.. node.Integers(node.Operator == "Reshape" ? "shape" : "axes")];
        var shape = node.Operator switch
        {
            "Reshape" => ShapeChange.Reshape(data.Shape, numbers ?? [], allowZero: node.Integer("allowzero", 0) != 0),
            "Flatten" => ShapeChange.Flatten(data.Shape, node.Integer("axis", 1)),
            "Squeeze" => ShapeChange.Squeeze(data.Shape, numbers),
            _ => ShapeChange.Unsqueeze(data.Shape, numbers ?? []),
        };
        return data with { Shape = shape ?? throw new NotConstant($"are brought into an impossible shape by the operator {node.Operator}") };
    }

    private static ConstantArray Transpose(GraphNode node, ConstantArray data)
    {
        var rank = data.Shape.Length;
        var permutation = node.Integers("perm");
        var axes = permutation.IsEmpty ? [.. Enumerable.Range(0, rank).Reverse()] : permutation.Select(axis => (int)Math.Clamp(axis, -1, rank)).ToArray();
        if (!axes.Order().SequenceEqual(Enumerable.Range(0, rank)))
            throw new NotConstant("are transposed by something that is not a permutation of their axes");
        return data.Transpose(axes);
    }

    /// <summary>Rounds to the integers that a quantizer would store: to nearest, ties to even, held within the type's range.</summary>
    private static ConstantArray? Quantize(ConstantArray data, ConstantArray scale, ConstantArray? zeroPoint, ElementType type, int axis)
    {
        if (!Fits(data, scale, axis) || !Fits(data, zeroPoint, axis))
            return null;
        var (lowest, highest) = type switch
        {
            ElementType.Int8 => (-128f, 127f),
            ElementType.Int16 => (-32768f, 32767f),
            ElementType.UInt16 => (0f, 65535f),
            _ => (0f, 255f),
        };
        float[] zeros = zeroPoint?.Values ?? [0];
        return data.MapAlong(axis, (value, i) =>
            Math.Clamp(MathF.Round(value / scale.Values[scale.Values.Length == 1 ? 0 : i], MidpointRounding.ToEven) + zeros[zeros.Length == 1 ? 0 : i], lowest, highest));
    }

    /// <summary>The type that a quantizer writes is that of its zero point; unsigned bytes where it has none.</summary>
    private static ElementType ZeroPointType(GraphScope scope, GraphNode node) =>
        node.Inputs.Length > 2 && scope.Resolve(node.Inputs[2]).Constant is { } zeroPoint ? zeroPoint.Type : ElementType.UInt8;

    /// <summary>Whether a number of ONNX's list of element types is a float that can hold weights: float, float16, double, bfloat16.</summary>
    private static bool IsFloating(long type) => type is 1 or 10 or 11 or 16;

    private static NotConstant Computed(GraphNode node) => new($"are computed by the operator {node.Operator} while the network runs");

    /// <summary>Why a value cannot be read ahead of time; never leaves this class.</summary>
    private sealed class NotConstant(string reason) : Exception(reason);
}
