using Passband.Networks.Engine;
using static TorchSharp.torch;

namespace Passband.Networks.Operators;

/// <summary>Operators that make one value of all values along some axes.</summary>
internal static class Reductions
{
    /// <summary>What a reduction does along axes that are given, at least one.</summary>
    private delegate Tensor Reduction(NodeCall call, Tensor value, long[] axes, bool keep);

    public static void Add(OperatorTable.Builder table)
    {
        foreach (var (name, axesInput, function) in (IEnumerable<(string, long, Reduction)>)[
            ("ReduceSum", 13, (_, x, axes, keep) => Sum(x, axes, keep)),
            ("ReduceMean", 18, (_, x, axes, keep) => Mean(x, axes, keep)),
            ("ReduceMax", 18, (_, x, axes, keep) => Extreme(x, axes, keep, largest: true)),
            ("ReduceMin", 18, (_, x, axes, keep) => Extreme(x, axes, keep, largest: false)),
            ("ReduceProd", 18, (_, x, axes, keep) => Product(x, axes, keep)),
            ("ReduceL1", 18, (_, x, axes, keep) => Sum(x.abs(), axes, keep)),
            ("ReduceL2", 18, (_, x, axes, keep) => InFloats(x, y => Sum(y.square(), axes, keep).sqrt())),
            ("ReduceLogSum", 18, (_, x, axes, keep) => InFloats(x, y => Sum(y, axes, keep).log())),
            ("ReduceLogSumExp", 18, (_, x, axes, keep) => InFloats(x, y => LogSumExp(y, axes, keep))),
            ("ReduceSumSquare", 18, (_, x, axes, keep) => Sum(x.square(), axes, keep))])
        {
            table.Add(name, 1, call => Reduce(call, call.Has("axes") ? [.. call.Integers("axes")] : null, function));
            table.Add(name, axesInput, call => Reduce(call, call.IntegersOf(1), function));
        }
    }

    private static Tensor Reduce(NodeCall call, long[]? wanted, Reduction function)
    {
        var value = call[0];
        if (wanted is not { Length: > 0 } && call.Integer("noop_with_empty_axes", 0) != 0)
            return value;
        var axes = wanted is { Length: > 0 } ? Operands.Axes(call, wanted, value.dim()) : [.. Enumerable.Range(0, (int)value.dim()).Select(a => (long)a)];
        var keep = call.Integer("keepdims", 1) != 0;
        // A scalar has one place all the same, along which libtorch reduces.
        return axes.Length == 0 ? function(call, value.reshape(1), [0], false) : function(call, value, axes, keep);
    }

    private static Tensor Sum(Tensor value, long[] axes, bool keep) => value.sum(axes, keep, value.dtype);

    private static Tensor Mean(Tensor value, long[] axes, bool keep) =>
        Operands.IsWhole(value) ? Sum(value, axes, keep).div(axes.Aggregate(1L, (n, a) => n * value.shape[a]), RoundingMode.trunc) : value.mean(axes, keep);

    /// <summary>The largest or smallest value; over nothing the smallest or largest that there is.</summary>
    private static Tensor Extreme(Tensor value, long[] axes, bool keep, bool largest)
    {
        if (!axes.Any(a => value.shape[a] == 0))
            return largest ? value.amax(axes, keep) : value.amin(axes, keep);
        long[] shape = keep
            ? [.. value.shape.Select((d, i) => axes.Contains(i) ? 1 : d)]
            : [.. value.shape.Where((_, i) => !axes.Contains(i))];
        TorchSharp.Scalar nothing = value.dtype switch
        {
            ScalarType.Bool => !largest,
            ScalarType.Byte => largest ? byte.MinValue : byte.MaxValue,
            ScalarType.Int8 => largest ? sbyte.MinValue : sbyte.MaxValue,
            ScalarType.Int16 => largest ? short.MinValue : short.MaxValue,
            ScalarType.Int32 => largest ? int.MinValue : int.MaxValue,
            ScalarType.Int64 => largest ? long.MinValue : long.MaxValue,
            _ => largest ? double.NegativeInfinity : double.PositiveInfinity,
        };
        return full(shape, nothing, dtype: value.dtype, device: value.device);
    }

    private static Tensor Product(Tensor value, long[] axes, bool keep)
    {
        var product = value;
        foreach (var axis in axes.Reverse())
            product = product.prod(axis, keep, value.dtype);
        return product;
    }

    /// <summary>log Σ exp x, taken relative to the largest x so that nothing overflows.</summary>
    private static Tensor LogSumExp(Tensor value, long[] axes, bool keep)
    {
        if (value.numel() == 0)
            return Sum(value.exp(), axes, keep).log();
        var top = value.amax(axes, keepdim: true);
        top = where(top.isinf(), zeros_like(top), top);
        var sum = Sum((value - top).exp_(), axes, true).log_().add_(top);
        return keep ? sum : sum.reshape([.. value.shape.Where((_, i) => !axes.Contains(i))]);
    }

    private static Tensor InFloats(Tensor value, Func<Tensor, Tensor> function) =>
        Operands.IsWhole(value) ? function(value.to_type(ScalarType.Float64)).to_type(value.dtype) : function(value);
}
