using Passband.Networks.Engine;
using static TorchSharp.torch;

namespace Passband.Networks.Operators;

/// <summary>Operators about the order of values along an axis: the places of extremes, the largest few, running sums, different values.</summary>
internal static class Orders
{
    public static void Add(OperatorTable.Builder table) => table
        .Add("ArgMax", 1, call => Place(call, largest: true), fresh: true)
        .Add("ArgMin", 1, call => Place(call, largest: false), fresh: true)
        .Add("CumSum", 11, Running, fresh: true)
        .AddMany("TopK", 1, call => Top(call, call.Integer("k", -1)))
        .AddMany("TopK", 10, call => Top(call, call.IntegersOf(1) is [var k] ? k : throw call.Wrong("no single number of values", "one")))
        .AddMany("Unique", 11, Different, fresh: true);

    private static Tensor Place(NodeCall call, bool largest)
    {
        var value = call[0];
        var axis = call.Axis(call.Integer("axis", 0), value.dim());
        var keep = call.Integer("keepdims", 1) != 0;
        // Of equal values libtorch gives the first.
        if (call.Integer("select_last_index", 0) == 0)
            return Find(value);
        return Find(value.flip(axis)).neg_().add_(value.dim() == 0 ? 0 : value.shape[axis] - 1);

        Tensor Find(Tensor from) => largest ? from.argmax(axis, keep) : from.argmin(axis, keep);
    }

    private static Tensor Running(NodeCall call)
    {
        var value = call[0];
        var axis = call.Axis(call.IntegersOf(1) is [var given] ? given : throw call.Wrong("no single axis", "one"), value.dim());
        var backward = call.Integer("reverse", 0) != 0;
        var ordered = backward ? value.flip(axis) : value;
        var sum = ordered.cumsum(axis, value.dtype);
        if (call.Integer("exclusive", 0) != 0)
            sum = sum - ordered;
        return backward ? sum.flip(axis) : sum;
    }

    private static Tensor?[] Top(NodeCall call, long k)
    {
        var value = call[0];
        var axis = call.Axis(call.Integer("axis", -1), value.dim());
        if (value.dim() == 0 || k < 0 || k > value.shape[axis])
            throw call.Wrong($"the first {k} of {(value.dim() == 0 ? 1 : value.shape[axis])}", "no more than there are");
        // Of equal values the one that comes first goes first, which only a stable sort promises.
        var (sorted, places) = value.sort(axis, descending: call.Integer("largest", 1) != 0, stable: true);
        return [sorted.narrow(axis, 0, k), places.narrow(axis, 0, k)];
    }

    private static Tensor?[] Different(NodeCall call)
    {
        var value = call[0];
        var hasAxis = call.Has("axis");
        var axis = hasAxis ? call.Axis(call.Integer("axis", 0), value.dim()) : 0;
        var items = hasAxis ? value.moveaxis([axis], [0]) : value.flatten();
        var count = items.shape[0];
        var rows = items.reshape(count, Operands.Count(items.shape.AsSpan(1)));
        var (order, starts) = InOrder(rows);
        // Equal rows are neighbors now; each run of them is one value, and a stable sort leaves its first occurrence in front.
        var first = order.index_select(0, starts.nonzero().flatten());
        var group = starts.to_type(ScalarType.Int64).cumsum(0).sub_(1);
        if (call.Integer("sorted", 1) == 0)
        {
            var (byOccurrence, ranks) = first.sort(0, descending: false, stable: true);
            group = empty_like(ranks).scatter_(0, ranks, arange(first.shape[0], dtype: ScalarType.Int64, device: value.device)).index_select(0, group);
            first = byOccurrence;
        }
        var inverse = empty_like(order).scatter_(0, order, group);
        var counts = zeros_like(first).scatter_add_(0, group, ones_like(group));
        var chosen = items.index_select(0, first);
        return [hasAxis ? chosen.moveaxis([0], [axis]).contiguous() : chosen, first, inverse, counts];
    }

    /// <summary>The rows in lexicographic order, and where in it a row differs from the one before.</summary>
    private static (Tensor Order, Tensor Starts) InOrder(Tensor rows)
    {
        var order = arange(rows.shape[0], dtype: ScalarType.Int64, device: rows.device);
        if (rows.shape[0] == 0)
            return (order, order.to_type(ScalarType.Bool));
        for (var column = rows.shape[1] - 1; column >= 0; column--)
        {
            var (_, next) = rows.select(1, column).index_select(0, order).sort(0, descending: false, stable: true);
            order = order.index_select(0, next);
        }
        var sorted = rows.index_select(0, order);
        var differs = sorted.slice(0, 1, sorted.shape[0], 1).ne(sorted.slice(0, 0, sorted.shape[0] - 1, 1)).any(1);
        return (order, cat([ones(1, dtype: ScalarType.Bool, device: rows.device), differs], 0));
    }
}
