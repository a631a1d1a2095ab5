using Passband.Networks.Engine;
using TorchSharp;

namespace Passband.Networks.Operators;

/// <summary>What operators of several families ask of their inputs.</summary>
internal static class Operands
{
    /// <summary>All inputs on one device: shapes are computed on the processor and may meet values of the accelerator.</summary>
    public static torch.Tensor[] Together(NodeCall call)
    {
        var all = new torch.Tensor[call.Count];
        for (var i = 0; i < all.Length; i++)
            all[i] = call[i];
        if (Array.Exists(all, t => t.device_type != all[0].device_type))
        {
            for (var i = 0; i < all.Length; i++)
                all[i] = all[i].to(call.Device);
        }
        return all;
    }

    /// <summary>Two inputs on one device, the second brought into a form that broadcasts as the version of the operator asks for.</summary>
    public static (torch.Tensor Left, torch.Tensor Right) Pair(NodeCall call)
    {
        var (left, right) = (call[0], call[1]);
        if (left.device_type != right.device_type)
            (left, right) = (left.to(call.Device), right.to(call.Device));
        return (left, call.Version < 7 ? Aligned(call, left, right) : right);
    }

    /// <summary>
    /// Before version 7 the second operand broadcasts only when asked to, and its first dimension may be told to lie on any axis of the first operand.
    /// </summary>
    public static torch.Tensor Aligned(NodeCall call, torch.Tensor left, torch.Tensor right)
    {
        if (call.Integer("broadcast", 0) == 0)
        {
            return left.shape.SequenceEqual(right.shape) || right.numel() == 1 && right.dim() <= left.dim()
                ? right
                : throw call.Wrong($"operands of the shapes {Text(left.shape)} and {Text(right.shape)} without broadcasting", "equal shapes");
        }
        if (right.dim() > left.dim())
            throw call.Wrong($"a second operand of {right.dim()} dimensions over {left.dim()}", "no more than the first has");
        if (!call.Has("axis"))
            return right;
        var trailing = left.dim() - call.Axis(call.Integer("axis", 0), left.dim()) - right.dim();
        if (trailing < 0)
            throw call.Wrong($"axis {call.Integer("axis", 0)} for a second operand of {right.dim()} dimensions", "one where it fits into the first");
        return right.reshape([.. right.shape, .. Enumerable.Repeat(1L, (int)trailing)]);
    }

    /// <summary>Whether an input's memory can take the result of all inputs broadcast together.</summary>
    public static bool TakesResult(NodeCall call, int index, torch.Tensor own, torch.Tensor other) =>
        call.MayOverwrite(index) && own.dtype == other.dtype && own.device_type == other.device_type && Covers(own.shape, other.shape);

    /// <summary>A shape as messages show it.</summary>
    public static string Text(ReadOnlySpan<long> shape) => $"[{string.Join(", ", shape.ToArray())}]";

    /// <summary>Indices as 64-bit integers counted from the front, on the data's device.</summary>
    /// <param name="call">The node.</param>
    /// <param name="indices">Indices, negative ones counted from the end.</param>
    /// <param name="size">How many there are to choose from.</param>
    /// <param name="data">What they choose from.</param>
    /// <exception cref="Kernels.PassbandException">One is out of range.</exception>
    public static torch.Tensor Indices(NodeCall call, torch.Tensor indices, long size, torch.Tensor data)
    {
        var whole = indices.to_type(torch.ScalarType.Int64).to(data.device);
        if (whole.numel() == 0)
            return whole;
        var (least, most) = (whole.min().item<long>(), whole.max().item<long>());
        if (least < -size || most >= size)
            throw call.Wrong($"the index {(least < -size ? least : most)} among {size}", "one that is there");
        return least < 0 ? torch.where(whole < 0, whole + size, whole) : whole;
    }

    /// <summary>Axes counted from the front, in rising order.</summary>
    /// <exception cref="Kernels.PassbandException">One is not there or comes twice.</exception>
    public static long[] Axes(NodeCall call, IEnumerable<long> axes, long rank)
    {
        var normal = axes.Select(a => call.Axis(a, rank)).ToArray();
        Array.Sort(normal);
        for (var i = 1; i < normal.Length; i++)
        {
            if (normal[i] == normal[i - 1])
                throw call.Wrong($"axis {normal[i]} twice", "each once");
        }
        return normal;
    }

    /// <summary>The product of dimensions.</summary>
    public static long Count(ReadOnlySpan<long> shape)
    {
        var count = 1L;
        foreach (var dimension in shape)
            count = checked(count * dimension);
        return count;
    }

    /// <summary>Whether elements are whole numbers or truth values.</summary>
    public static bool IsWhole(torch.Tensor value) => value.dtype is
        torch.ScalarType.Byte or torch.ScalarType.Int8 or torch.ScalarType.Int16 or torch.ScalarType.Int32 or torch.ScalarType.Int64 or torch.ScalarType.Bool;

    private static bool Covers(long[] own, long[] other)
    {
        if (other.Length > own.Length)
            return false;
        for (var i = 1; i <= other.Length; i++)
        {
            if (other[^i] != 1 && other[^i] != own[^i])
                return false;
        }
        return true;
    }
}
