using Passband.Networks.Engine;
using TorchSharp;
using static TorchSharp.torch;

namespace Passband.Networks.Operators;

/// <summary>Operators that make values of a shape that other values tell: memory is reserved before they are made.</summary>
internal static class Fillings
{
    public static void Add(OperatorTable.Builder table) => table
        .Add("Constant", 1, Constant)
        .Add("ConstantOfShape", 9, OfShape, fresh: true)
        .Add("Expand", 8, Expanded)
        .Add("Tile", 1, call => Tiled(call, AlongOne(call)), fresh: true)
        .Add("Tile", 6, call => Tiled(call, call.IntegersOf(1) ?? throw call.Wrong("no repeats", "some")), fresh: true)
        .Add("Range", 11, Sequence, fresh: true)
        .Add("OneHot", 9, OneHot, fresh: true)
        .Add("EyeLike", 9, Diagonal, fresh: true);

    private static Tensor Constant(NodeCall call)
    {
        if (call.Node.Attribute<Graphs.Tensor>("value") is { } value)
            return TorchTensor.FromConstant(value, call.Device);
        if (call.Has("value_float"))
            return tensor(call.Number("value_float", 0), device: call.Device);
        if (call.Has("value_int"))
            return tensor(call.Integer("value_int", 0), device: call.Device);
        if (call.Node.Attributes.GetValueOrDefault("value_floats") is System.Collections.Immutable.ImmutableArray<float> floats)
            return tensor(floats.ToArray(), device: call.Device);
        if (call.Has("value_ints"))
            return tensor(call.Integers("value_ints").ToArray(), device: call.Device);
        throw call.Wrong("no value that is a tensor or a number", "one");
    }

    private static Tensor OfShape(NodeCall call)
    {
        var shape = Sizes(call, call.IntegersOf(0) ?? throw call.Wrong("no shape", "one"));
        if (call.Node.Attribute<Graphs.Tensor>("value") is not { } value)
        {
            call.Reserve(shape);
            return zeros(shape, dtype: ScalarType.Float32, device: call.Device);
        }
        var one = TorchTensor.FromConstant(value, call.Device);
        if (one.numel() != 1)
            throw call.Wrong($"{one.numel()} values to fill with", "one");
        call.Reserve(shape, (int)one.ElementSize);
        return one.reshape([]).expand(shape).clone().contiguous();
    }

    private static Tensor Expanded(NodeCall call)
    {
        var value = call[0];
        var wanted = Sizes(call, call.IntegersOf(1) ?? throw call.Wrong("no shape", "one"));
        var shape = Operands.Broadcast(call, value.shape, wanted);
        call.Reserve(shape, (int)value.ElementSize);
        return value.expand(shape);
    }

    private static Tensor Tiled(NodeCall call, long[] repeats)
    {
        var value = call[0];
        if (repeats.Length != value.dim() || repeats.Any(r => r < 0))
            throw call.Wrong($"repeats of {Operands.Text(repeats)} for {value.dim()} dimensions", "one for each, none negative");
        call.Reserve([.. repeats.Zip(value.shape, (r, d) => d == 0 ? 0 : r > long.MaxValue / d ? long.MaxValue : r * d)], (int)value.ElementSize);
        return repeats.Length == 0 ? value.clone() : value.repeat(repeats);
    }

    /// <summary>Before version 6 one axis is repeated.</summary>
    private static long[] AlongOne(NodeCall call)
    {
        if (call.IntegersOf(1) is not [var tiles] || call.IntegersOf(2) is not [var axis])
            throw call.Wrong("no single number of tiles and axis", "one of each");
        long[] repeats = [.. Enumerable.Repeat(1L, (int)call[0].dim())];
        repeats[call.Axis(axis, repeats.Length)] = tiles;
        return repeats;
    }

    private static Tensor Sequence(NodeCall call)
    {
        var (start, limit, delta) = (One(call, 0), One(call, 1), One(call, 2));
        var whole = Operands.IsWhole(start);
        double count;
        if (whole)
        {
            // 128 bits: the way from one end of 64 to the other needs them.
            var (from, to, by) = (Whole(start), Whole(limit), Whole(delta));
            count = by == 0 ? double.NaN : (double)((to - from + by - Int128.Sign(by)) / by);
        }
        else
            count = Math.Ceiling((Value(limit) - Value(start)) / Value(delta));
        if (!double.IsFinite(count))
            throw call.Wrong("a range without an end", "a step that is not 0 and finite ends");
        var length = (long)Math.Clamp(count, 0, long.MaxValue);
        call.Reserve([length], sizeof(double));
        var steps = arange(length, dtype: whole ? ScalarType.Int64 : ScalarType.Float64);
        var values = whole
            ? steps.mul_(delta.to_type(ScalarType.Int64).cpu()).add_(start.to_type(ScalarType.Int64).cpu())
            : steps.mul_(Value(delta)).add_(Value(start));
        return values.to_type(start.dtype).to(start.device);

        static Int128 Whole(Tensor number) => number.to_type(ScalarType.Int64).item<long>();

        static double Value(Tensor number) => number.to_type(ScalarType.Float64).item<double>();
    }

    private static Tensor One(NodeCall call, int index) =>
        call[index].numel() == 1 ? call[index].reshape([]) : throw call.Wrong($"{call[index].numel()} numbers", "a single one");

    private static Tensor OneHot(NodeCall call)
    {
        var values = call[2];
        if (call.IntegersOf(1) is not [var depth] || depth < 0 || values.numel() != 2)
            throw call.Wrong("no single depth, or not two values", "one and two");
        var indices = call[0].to_type(ScalarType.Int64).to(values.device);
        var axis = (int)call.Axis(call.Integer("axis", -1), indices.dim() + 1);
        long[] shape = [.. indices.shape[..axis], depth, .. indices.shape[axis..]];
        call.Reserve(shape, (int)Math.Max(values.ElementSize, sizeof(long)));
        long[] along = [.. Enumerable.Repeat(1L, shape.Length)];
        along[axis] = depth;
        var places = arange(depth, dtype: ScalarType.Int64, device: values.device).reshape(along);
        var chosen = where(indices < 0, indices + depth, indices).unsqueeze(axis).eq(places);
        var flat = values.flatten();
        return where(chosen, flat.select(0, 1), flat.select(0, 0));
    }

    private static Tensor Diagonal(NodeCall call)
    {
        var like = call[0];
        if (like.dim() != 2)
            throw call.Wrong($"{like.dim()} dimensions", "a matrix");
        var type = call.Has("dtype") ? TorchTensor.TypeOf(Casts.Type(call, call.Integer("dtype", 0))) : like.dtype;
        var (rows, columns) = (arange(like.shape[0], device: call.Device).unsqueeze(1), arange(like.shape[1], device: call.Device).unsqueeze(0));
        return (columns - rows).eq(call.Integer("k", 0)).to_type(type);
    }

    private static long[] Sizes(NodeCall call, long[] shape) =>
        Array.Exists(shape, d => d < 0) ? throw call.Wrong($"the shape {Operands.Text(shape)}", "no negative dimension") : shape;
}
