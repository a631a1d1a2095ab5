using Passband.Networks.Engine;
using static TorchSharp.torch;

namespace Passband.Networks.Operators;

/// <summary>Operators that write values to places of a copy.</summary>
internal static class Scatters
{
    public static void Add(OperatorTable.Builder table) => table
        .Add("Scatter", 9, Elements, fresh: true)
        .Add("ScatterElements", 11, Elements, fresh: true)
        .Add("ScatterND", 11, Blocks, fresh: true);

    private static Tensor Elements(NodeCall call)
    {
        var (value, updates) = (call[0], call[2].to(call[0].device));
        var axis = call.Axis(call.Integer("axis", 0), value.dim());
        var indices = Operands.Indices(call, call[1], value.shape[axis], value);
        if (!indices.shape.SequenceEqual(updates.shape) || indices.dim() != value.dim())
            throw call.Wrong($"{Operands.Text(updates.shape)} values for {Operands.Text(indices.shape)} places", "one for each");
        switch (call.Text("reduction", "none"))
        {
            case "none":
                return value.scatter(axis, indices, updates);
            case "add":
                return value.scatter_add(axis, indices, updates);
            case var reduction:
                // Each element becomes a row of its own.
                var linear = zeros_like(indices);
                for (var i = 0; i < value.dim(); i++)
                {
                    long[] shape = [.. Enumerable.Repeat(1L, (int)value.dim())];
                    shape[i] = indices.shape[i];
                    var place = i == axis ? indices : arange(indices.shape[i], dtype: ScalarType.Int64, device: value.device).reshape(shape);
                    linear = linear * value.shape[i] + place;
                }
                return Reduced(call, value.reshape(-1), linear.flatten(), updates.reshape(-1), reduction).reshape(value.shape);
        }
    }

    private static Tensor Blocks(NodeCall call)
    {
        var (value, indices, updates) = (call[0], call[1], call[2].to(call[0].device));
        var depth = indices.dim() > 0 ? (int)indices.shape[^1] : 0;
        if (depth < 1 || depth > value.dim())
            throw call.Wrong($"places of {depth} coordinates in {value.dim()} dimensions", "no more than there are");
        var rows = value.reshape(Operands.Count(value.shape.AsSpan(0, depth)), Operands.Count(value.shape.AsSpan(depth)));
        var linear = Slices.Linear(call, indices, value, 0, depth).flatten();
        if (!updates.shape.SequenceEqual([.. indices.shape[..^1], .. value.shape[depth..]]))
            throw call.Wrong($"{Operands.Text(updates.shape)} values for the places {Operands.Text(indices.shape)} of {Operands.Text(value.shape)}", "one block for each");
        var blocks = updates.reshape(linear.numel(), rows.shape[1]);
        return (call.Text("reduction", "none") switch
        {
            "none" => rows.index_copy(0, linear, blocks),
            "add" => rows.index_add(0, linear, blocks, 1),
            var reduction => Reduced(call, rows, linear, blocks, reduction),
        }).reshape(value.shape);
    }

    /// <summary>
    /// Rows combined with all blocks for their place. A place may come more than once: each round takes one block for every place that has one left, so that no round
    /// writes to a place twice.
    /// </summary>
    private static Tensor Reduced(NodeCall call, Tensor rows, Tensor places, Tensor blocks, string reduction)
    {
        Func<Tensor, Tensor, Tensor> combine = reduction switch
        {
            "mul" => mul,
            "max" => maximum,
            "min" => minimum,
            _ => throw call.Wrong("another reduction", "none, add, mul, max or min"),
        };
        var result = rows.clone();
        if (places.numel() == 0)
            return result;
        var (sorted, order) = places.sort(0, descending: false, stable: true);
        var counting = arange(places.numel(), dtype: ScalarType.Int64, device: places.device);
        var (_, groups, counts) = sorted.unique_consecutive(return_inverse: true, return_counts: true);
        var round = counting - (counts!.cumsum(0) - counts).index_select(0, groups!);
        var rounds = counts.max().item<long>();
        for (var r = 0L; r < rounds; r++)
        {
            call.Cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var chosen = order.index_select(0, round.eq(r).nonzero().flatten());
            var target = places.index_select(0, chosen);
            result.index_copy_(0, target, combine(result.index_select(0, target), blocks.index_select(0, chosen)));
        }
        return result;
    }
}
