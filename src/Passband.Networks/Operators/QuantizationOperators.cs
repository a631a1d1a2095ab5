using Passband.Networks.Engine;
using TorchSharp;

namespace Passband.Networks.Operators;

/// <summary>Numbers turned into small integers with a scale and a zero point, and back.</summary>
internal static class QuantizationOperators
{
    /// <summary>ONNX's numbers of the types that a value may be quantized to.</summary>
    private static readonly Dictionary<long, torch.ScalarType> Types = new()
    {
        [2] = torch.ScalarType.Byte,
        [3] = torch.ScalarType.Int8,
        [4] = torch.ScalarType.Int32,
        [5] = torch.ScalarType.Int16,
    };

    public static void Add(OperatorTable.Builder table) => table
        .Add("QuantizeLinear", 10, QuantizeLinear, fresh: true)
        .Add("DequantizeLinear", 10, DequantizeLinear, fresh: true)
        .Add("com.microsoft", "QuantizeLinear", 1, call => [QuantizeLinear(call)], fresh: true)
        .Add("com.microsoft", "DequantizeLinear", 1, call => [DequantizeLinear(call)], fresh: true)
        .AddMany("DynamicQuantizeLinear", 11, call => [.. Dynamic(call[0])], fresh: true);

    /// <summary>Quantizes to 8 or 16 bits: divided, rounded to the nearest, half to even, shifted, and held within the type.</summary>
    /// <param name="x">The numbers.</param>
    /// <param name="scale">What one step stands for, in a shape that fits.</param>
    /// <param name="zero">The integer that stands for 0; null for 0.</param>
    /// <param name="type">The type; 32 bits hold the unsigned 16.</param>
    public static torch.Tensor Quantize(torch.Tensor x, torch.Tensor scale, torch.Tensor? zero, torch.ScalarType type)
    {
        var steps = x.to_type(torch.ScalarType.Float32).div(scale.to_type(torch.ScalarType.Float32)).round_();
        if (zero is not null)
            steps.add_(zero.to_type(torch.ScalarType.Float32));
        return Saturate(steps, type);
    }

    /// <summary>Whole numbers in floats brought into a type that they may exceed; the tensor is written over.</summary>
    public static torch.Tensor Saturate(torch.Tensor whole, torch.ScalarType type)
    {
        (int Least, int Most) range = type switch
        {
            torch.ScalarType.Byte => (0, byte.MaxValue),
            torch.ScalarType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
            torch.ScalarType.Int16 => (short.MinValue, short.MaxValue),
            _ => (0, ushort.MaxValue),
        };
        return whole.nan_to_num_(0, range.Most, range.Least).clamp_(range.Least, range.Most).to_type(type);
    }

    /// <summary>The numbers that integers stand for, in the type of the scale.</summary>
    public static torch.Tensor Dequantize(torch.Tensor x, torch.Tensor scale, torch.Tensor? zero)
    {
        var whole = zero is null ? x : x.to_type(torch.ScalarType.Int32).sub(zero.to_type(torch.ScalarType.Int32));
        return whole.to_type(torch.ScalarType.Float32).mul(scale.to_type(torch.ScalarType.Float32)).to_type(scale.dtype);
    }

    /// <summary>One value, or one for each index of an axis, in a shape that fits a tensor.</summary>
    public static torch.Tensor Along(NodeCall call, torch.Tensor values, long axis, long[] shape, long rank)
    {
        if (values.numel() == 1)
            return values.reshape([]);
        if (axis < shape.Length && values.numel() == shape[axis] && values.dim() == 1)
            return values.reshape([.. Enumerable.Range(0, (int)rank).Select(i => i == axis ? values.numel() : 1L)]);
        // Matrix products in a batch may have a row or column of values for each matrix.
        if (values.dim() == rank && values.shape.Zip(shape).All(d => d.First == d.Second || d.First == 1))
            return values;
        throw call.Wrong($"scales or zero points of [{string.Join(", ", values.shape)}] for [{string.Join(", ", shape)}]", "one, or one for each index of the axis");
    }

    /// <summary>Quantizes to unsigned bytes with the range that is there, 0 included.</summary>
    /// <returns>The integers, their scale and their zero point.</returns>
    public static (torch.Tensor Values, torch.Tensor Scale, torch.Tensor Zero) DynamicQuantize(torch.Tensor x)
    {
        var least = x.numel() == 0 ? torch.zeros([], x.dtype, x.device) : x.min().clamp_(float.MinValue, 0);
        var most = x.numel() == 0 ? torch.zeros([], x.dtype, x.device) : x.max().clamp_(0, float.MaxValue);
        var scale = most.sub(least).div_(byte.MaxValue);
        scale = scale.masked_fill_(scale.eq(0), 1);
        var zero = Saturate(least.neg().div_(scale).round_(), torch.ScalarType.Byte);
        return (Quantize(x, scale, zero, torch.ScalarType.Byte), scale, zero);
    }

    private static torch.Tensor[] Dynamic(torch.Tensor x)
    {
        var (values, scale, zero) = DynamicQuantize(x);
        return [values, scale, zero];
    }

    private static torch.Tensor QuantizeLinear(NodeCall call)
    {
        var zero = call.Optional(2);
        torch.ScalarType type;
        if (zero is not null)
            type = zero.dtype;
        else if (call.Integer("output_dtype", 0) is var number && number != 0)
            type = Types.TryGetValue(number, out var known) ? known : throw call.Wrong($"the quantized type number {number}", "8 or 16 bits");
        else
            type = torch.ScalarType.Byte;
        if (torch.is_floating_point(type))
            throw call.Wrong("8-bit floats", "integers");
        return Quantize(call[0], Expanded(call, call[1]), zero is null ? null : Expanded(call, zero), type);
    }

    private static torch.Tensor DequantizeLinear(NodeCall call) =>
        Dequantize(call[0], Expanded(call, call[1]), call.Optional(2) is { } zero ? Expanded(call, zero) : null);

    /// <summary>Scales or zero points as the node's axis and block size have it.</summary>
    private static torch.Tensor Expanded(NodeCall call, torch.Tensor values)
    {
        var x = call[0];
        var block = call.Integer("block_size", 0);
        if (block < 0)
            throw call.Wrong($"blocks of {block}", "a positive size, or 0 for none");
        if (values.numel() == 1 && block == 0)
            return values.reshape([]);
        var axis = call.Axis(call.Integer("axis", 1), x.dim());
        if (block == 0)
            return Along(call, values, axis, x.shape, x.dim());
        if (values.dim() != x.dim() || values.shape.Where((d, i) => i == axis ? d != (x.shape[i] + block - 1) / block : d != x.shape[i]).Any())
            throw call.Wrong($"scales or zero points of [{string.Join(", ", values.shape)}] for blocks of {block} in [{string.Join(", ", x.shape)}]", "one for each block");
        call.Reserve([.. values.shape.Select((d, i) => i == axis ? d * block : d)], (int)values.element_size());
        return values.repeat_interleave(block, axis).narrow(axis, 0, x.shape[axis]);
    }
}
