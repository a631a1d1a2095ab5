using Passband.Networks.Engine;
using static TorchSharp.torch;

namespace Passband.Networks.Operators;

/// <summary>Operators that take elements from a value by their places.</summary>
internal static class Slices
{
    public static void Add(OperatorTable.Builder table) => table
        .Add("Slice", 1, call => Sliced(
            call, [.. call.Integers("starts")], [.. call.Integers("ends")], call.Has("axes") ? [.. call.Integers("axes")] : null, null))
        .Add("Slice", 10, call => Sliced(
            call, call.IntegersOf(1) ?? throw call.Wrong("no starts", "some"), call.IntegersOf(2) ?? throw call.Wrong("no ends", "some"), call.IntegersOf(3), call.IntegersOf(4)))
        .Add("Gather", 1, Gathered)
        .Add("GatherElements", 11, GatheredElements, fresh: true)
        .Add("GatherND", 11, GatheredBlocks, fresh: true)
        .Add("Compress", 9, Compressed, fresh: true)
        .Add("ReverseSequence", 10, Reversed, fresh: true)
        .Add("NonZero", 9, Places, fresh: true)
        .Add("Trilu", 14, Triangle, fresh: true);

    private static Tensor Places(NodeCall call)
    {
        call.Reserve([call[0].count_nonzero().item<long>(), call[0].dim()], sizeof(long));
        return call[0].nonzero().t().contiguous();
    }

    private static Tensor Sliced(NodeCall call, long[] starts, long[] ends, long[]? wanted, long[]? steps)
    {
        var value = call[0];
        if (starts.Length != ends.Length || wanted is not null && wanted.Length != starts.Length || steps is not null && steps.Length != starts.Length)
        {
            throw call.Wrong(
                $"{starts.Length} starts and {ends.Length} ends, {wanted?.Length ?? starts.Length} axes and {steps?.Length ?? starts.Length} steps", "equally many");
        }
        wanted ??= [.. Enumerable.Range(0, starts.Length).Select(a => (long)a)];
        _ = Operands.Axes(call, wanted, value.dim());
        for (var i = 0; i < starts.Length; i++)
            value = Along(call, value, call.Axis(wanted[i], value.dim()), starts[i], ends[i], steps?[i] ?? 1);
        return value;
    }

    /// <summary>One axis cut as Python cuts: places before the front or behind the end are moved there.</summary>
    private static Tensor Along(NodeCall call, Tensor value, long axis, long start, long end, long step)
    {
        if (value.dim() == 0 || step == 0)
            throw call.Wrong(step == 0 ? "a step of 0" : "a single number to be cut", step == 0 ? "another" : "a list");
        var size = value.shape[axis];
        if (step > 0)
        {
            var (from, to) = (Place(start, 0, size), Place(end, 0, size));
            return from >= to ? value.narrow(axis, 0, 0) : value.slice(axis, from, to, Math.Min(step, Math.Max(size, 1)));
        }
        var (first, last) = (Place(start, -1, size - 1), Place(end, -1, size - 1));
        if (first <= last)
            return value.narrow(axis, 0, 0);
        var stride = step < -size ? Math.Max(size, 1) : -step;
        var lowest = first - (first - last - 1) / stride * stride;
        return value.slice(axis, lowest, first + 1, stride).flip(axis);

        long Place(long place, long least, long most) => Math.Clamp(place < 0 ? place + size : place, least, most);
    }

    private static Tensor Gathered(NodeCall call)
    {
        var (value, given) = (call[0], call[1]);
        var axis = (int)call.Axis(call.Integer("axis", 0), value.dim());
        if (value.dim() == 0)
            throw call.Wrong("a single number to gather from", "a list");
        var indices = Operands.Indices(call, given, value.shape[axis], value);
        if (indices.dim() == 0)
            return value.select(axis, indices.item<long>());
        long[] shape = [.. value.shape[..axis], .. indices.shape, .. value.shape[(axis + 1)..]];
        call.Reserve(shape, (int)value.ElementSize);
        return value.index_select(axis, indices.flatten()).reshape(shape);
    }

    private static Tensor GatheredElements(NodeCall call)
    {
        var value = call[0];
        var axis = call.Axis(call.Integer("axis", 0), value.dim());
        return value.gather(axis, Operands.Indices(call, call[1], value.dim() == 0 ? 1 : value.shape[axis], value));
    }

    private static Tensor GatheredBlocks(NodeCall call)
    {
        var (value, indices) = (call[0], call[1]);
        var batches = (int)call.Integer("batch_dims", 0);
        if (batches < 0 || batches >= Math.Min(value.dim(), indices.dim()) || !value.shape.AsSpan(0, batches).SequenceEqual(indices.shape.AsSpan(0, batches)))
            throw call.Wrong($"{batches} batch dimensions of {Operands.Text(value.shape)} and {Operands.Text(indices.shape)}", "equal leading dimensions");
        var depth = (int)indices.shape[^1];
        if (depth < 1 || batches + depth > value.dim())
            throw call.Wrong($"places of {depth} coordinates in {value.dim() - batches} dimensions", "no more than there are");
        long[] shape = [.. indices.shape[..^1], .. value.shape[(batches + depth)..]];
        call.Reserve(shape, (int)value.ElementSize);
        var batchCount = Operands.Count(value.shape.AsSpan(0, batches));
        var choices = Operands.Count(value.shape.AsSpan(batches, depth));
        var rows = value.reshape(batchCount * choices, Operands.Count(value.shape.AsSpan(batches + depth)));
        var linear = Linear(call, indices, value, batches, depth).reshape(batchCount, -1);
        linear = linear + (arange(batchCount, dtype: ScalarType.Int64, device: value.device) * choices).unsqueeze(1);
        return rows.index_select(0, linear.flatten()).reshape(shape);
    }

    /// <summary>Places given by coordinates as numbers in row-major order.</summary>
    /// <param name="call">The node.</param>
    /// <param name="indices">Coordinates along the last dimension.</param>
    /// <param name="value">What they are places of.</param>
    /// <param name="first">The first dimension that a coordinate belongs to.</param>
    /// <param name="depth">The number of coordinates.</param>
    public static Tensor Linear(NodeCall call, Tensor indices, Tensor value, int first, int depth)
    {
        var linear = zeros(indices.shape[..^1], dtype: ScalarType.Int64, device: value.device);
        for (var i = 0; i < depth; i++)
            linear = linear * value.shape[first + i] + Operands.Indices(call, indices.select(-1, i), value.shape[first + i], value);
        return linear;
    }

    private static Tensor Compressed(NodeCall call)
    {
        var hasAxis = call.Has("axis");
        var value = hasAxis ? call[0] : call[0].flatten();
        var axis = hasAxis ? call.Axis(call.Integer("axis", 0), value.dim()) : 0;
        var chosen = call[1].flatten().nonzero().flatten();
        return value.index_select(axis, Operands.Indices(call, chosen, value.shape[axis], value));
    }

    private static Tensor Reversed(NodeCall call)
    {
        var value = call[0];
        var (batchAxis, timeAxis) = (call.Axis(call.Integer("batch_axis", 1), value.dim()), call.Axis(call.Integer("time_axis", 0), value.dim()));
        if (value.dim() < 2 || batchAxis == timeAxis)
            throw call.Wrong($"batches on axis {batchAxis} and time on axis {timeAxis} of {value.dim()}", "two different axes");
        var rows = value.moveaxis([batchAxis], [0]);
        var time = timeAxis < batchAxis ? timeAxis + 1 : timeAxis;
        rows = rows.moveaxis([time], [1]);
        var (batches, steps) = (rows.shape[0], rows.shape[1]);
        var lengths = call[1].to_type(ScalarType.Int64).to(value.device).reshape(-1, 1);
        if (lengths.shape[0] != batches)
            throw call.Wrong($"{lengths.shape[0]} lengths for {batches} sequences", "one for each");
        if (batches == 0)
            return value.clone();
        var places = arange(steps, dtype: ScalarType.Int64, device: value.device).unsqueeze(0);
        var from = Operands.Indices(call, where(places < lengths, lengths - 1 - places, places), steps, value);
        from = from + (arange(batches, dtype: ScalarType.Int64, device: value.device) * steps).unsqueeze(1);
        var turned = rows.reshape([batches * steps, .. rows.shape[2..]]).index_select(0, from.flatten()).reshape(rows.shape);
        return turned.moveaxis([1], [time]).moveaxis([0], [batchAxis]).contiguous();
    }

    private static Tensor Triangle(NodeCall call)
    {
        var diagonal = Math.Clamp(call.IntegersOf(1) is [var k] ? k : 0, int.MinValue, int.MaxValue);
        return call.Integer("upper", 1) != 0 ? call[0].triu(diagonal) : call[0].tril(diagonal);
    }
}
