using Passband.Networks.Engine;
using static TorchSharp.torch;

namespace Passband.Networks.Operators;

/// <summary>Operators that ask for a shape or give the same values another one.</summary>
internal static class Shapes
{
    public static void Add(OperatorTable.Builder table) => table
        .Add("Identity", 1, call => call[0])
        .Add("Shape", 1, call => tensor(call[0].shape, ScalarType.Int64), fresh: true)
        .Add("Shape", 15, Dimensions, fresh: true)
        .Add("Size", 1, call => tensor(call[0].numel(), ScalarType.Int64), fresh: true)
        .Add("Reshape", 1, call => Reshaped(call, [.. call.Integers("shape")]))
        .Add("Reshape", 5, call => Reshaped(call, call.IntegersOf(1) ?? throw call.Wrong("no shape", "one")))
        .Add("Flatten", 1, Flattened)
        .Add("Squeeze", 1, call => Squeezed(call, call.Has("axes") ? [.. call.Integers("axes")] : null))
        .Add("Squeeze", 13, call => Squeezed(call, call.IntegersOf(1)))
        .Add("Unsqueeze", 1, call => Unsqueezed(call, [.. call.Integers("axes")]))
        .Add("Unsqueeze", 13, call => Unsqueezed(call, call.IntegersOf(1) ?? throw call.Wrong("no axes", "some")))
        .Add("Transpose", 1, Transposed)
        .Add("Concat", 1, call => Joined(call, call.Integer("axis", 1)), fresh: true)
        .Add("Concat", 4, call => Joined(call, call.Has("axis") ? call.Integer("axis", 0) : throw call.Wrong("no axis", "one")), fresh: true)
        .AddMany("Split", 1, call => Parts(call, call.IntegersOf(1, "split")))
        .AddMany("Split", 2, call => Parts(call, call.Has("split") ? [.. call.Integers("split")] : null))
        .AddMany("Split", 13, call => Parts(call, call.IntegersOf(1)))
        .AddMany("Split", 18, call => Parts(call, call.IntegersOf(1)));

    private static Tensor Dimensions(NodeCall call)
    {
        var shape = call[0].shape;
        var start = Clamped(call.Integer("start", 0));
        var end = Clamped(call.Has("end") ? call.Integer("end", 0) : shape.Length);
        return tensor(start < end ? shape[start..end] : [], ScalarType.Int64);

        int Clamped(long place) => (int)Math.Clamp(place < 0 ? place + shape.Length : place, 0, shape.Length);
    }

    private static Tensor Reshaped(NodeCall call, long[] wanted)
    {
        var value = call[0];
        var allowZero = call.Integer("allowzero", 0) != 0;
        var shape = new long[wanted.Length];
        for (var i = 0; i < shape.Length; i++)
            shape[i] = wanted[i] != 0 || allowZero ? wanted[i] : i < value.dim() ? value.shape[i] : throw NoFit();
        var open = Array.IndexOf(shape, -1);
        var known = 1L;
        for (var i = 0; i < shape.Length; i++)
        {
            if (i != open && (shape[i] < 0 || (known = checked(known * shape[i])) < 0))
                throw NoFit();
        }
        if (open >= 0)
            shape[open] = known != 0 && value.numel() % known == 0 ? value.numel() / known : known == 0 && value.numel() == 0 ? 0 : throw NoFit();
        else if (known != value.numel())
            throw NoFit();
        return value.reshape(shape);

        Kernels.PassbandException NoFit() => call.Wrong($"{Operands.Text(value.shape)} to be brought into the shape {Operands.Text(wanted)}", "a shape of as many elements");
    }

    private static Tensor Flattened(NodeCall call)
    {
        var value = call[0];
        var axis = call.Integer("axis", 1);
        if (axis < -value.dim() || axis > value.dim())
            throw call.Wrong($"axis {axis} of {value.dim()} dimensions", "one that is there");
        var before = (int)(axis < 0 ? axis + value.dim() : axis);
        return value.reshape(Operands.Count(value.shape.AsSpan(0, before)), Operands.Count(value.shape.AsSpan(before)));
    }

    private static Tensor Squeezed(NodeCall call, long[]? wanted)
    {
        var shape = call[0].shape;
        if (wanted is null)
            return call[0].reshape([.. shape.Where(d => d != 1)]);
        var axes = Operands.Axes(call, wanted, shape.Length);
        foreach (var axis in axes)
        {
            if (shape[axis] != 1)
                throw call.Wrong($"axis {axis} of {shape[axis]} elements to be dropped", "axes of one element");
        }
        return call[0].reshape([.. shape.Where((_, i) => !axes.Contains(i))]);
    }

    private static Tensor Unsqueezed(NodeCall call, long[] wanted)
    {
        var value = call[0];
        foreach (var axis in Operands.Axes(call, wanted, value.dim() + wanted.Length))
            value = value.unsqueeze(axis);
        return value;
    }

    private static Tensor Transposed(NodeCall call)
    {
        var value = call[0];
        if (!call.Has("perm"))
            return value.permute([.. Enumerable.Range(0, (int)value.dim()).Reverse().Select(a => (long)a)]);
        long[] order = [.. call.Integers("perm")];
        if (order.Length != value.dim() || Operands.Axes(call, order, order.Length).Length != value.dim())
            throw call.Wrong($"an order of {order.Length} axes for {value.dim()}", "each axis once");
        return value.permute(order);
    }

    private static Tensor Joined(NodeCall call, long axis)
    {
        var all = Operands.Together(call);
        if (all.Length == 0)
            throw call.Wrong("no inputs", "at least one");
        var along = call.Axis(axis, all[0].dim());
        call.Reserve([all.Aggregate(0L, (n, part) => checked(n + part.numel()))], (int)all[0].ElementSize);
        foreach (var part in all)
        {
            // libtorch passes over lists of nothing; ONNX wants them to have as many dimensions as the others.
            if (part.dim() != all[0].dim() || part.dim() == 0)
                throw call.Wrong($"parts of {all[0].dim()} and {part.dim()} dimensions", "equally many, at least one");
        }
        // Of a single part TorchSharp makes no copy.
        return all.Length == 1 ? all[0].clone() : cat(all, along);
    }

    private static Tensor?[] Parts(NodeCall call, long[]? sizes)
    {
        var value = call[0];
        var axis = call.Axis(call.Integer("axis", 0), value.dim());
        if (value.dim() == 0)
            throw call.Wrong("a single number to be split", "a list");
        var length = value.shape[axis];
        sizes ??= Equal(call, length);
        if (sizes.Length != call.Outputs || sizes.Any(s => s < 0 || s > length) || sizes.Sum() != length)
            throw call.Wrong($"{length} elements split into {sizes.Length} parts of {string.Join(", ", sizes.Take(16))}", $"{call.Outputs} parts that make {length}");
        var parts = new Tensor?[sizes.Length];
        for (long i = 0, start = 0; i < parts.Length; start += sizes[i++])
            parts[i] = value.narrow(axis, start, sizes[i]);
        return parts;
    }

    /// <summary>Equal sizes; from version 18 on the last may be smaller.</summary>
    private static long[] Equal(NodeCall call, long length)
    {
        var count = call.Version >= 18 ? call.Integer("num_outputs", call.Outputs) : call.Outputs;
        if (count < 1 || count != call.Outputs || call.Version < 18 && length % count != 0)
            throw call.Wrong($"{length} elements in {count} equal parts", $"{call.Outputs} that come out even");
        var size = (length + count - 1) / count;
        long[] sizes = [.. Enumerable.Repeat(size, (int)count)];
        sizes[^1] = length - size * (count - 1);
        return sizes;
    }
}
