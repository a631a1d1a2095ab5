using Passband.Networks.Engine;
using TorchSharp;
using F = TorchSharp.torch.nn.functional;

namespace Passband.Networks.Operators;

/// <summary>Samples added around a value, or cut from it.</summary>
internal static class PaddingOperators
{
    public static void Add(OperatorTable.Builder table) => table
        .Add("Pad", 1, call => Pad(call, [.. call.Integers(call.Has("paddings") ? "paddings" : "pads")], null, call.Number("value", 0)))
        .Add("Pad", 11, call => Pad(call, call.IntegersOf(1)!, call.IntegersOf(3), call.Optional(2) is { } value && value.numel() > 0 ? value.reshape(-1)[0].to_type(torch.ScalarType.Float64).ToDouble() : 0))
        .Add("CenterCropPad", 18, CenterCropPad);

    private static torch.Tensor Pad(NodeCall call, long[] pads, long[]? axes, double value)
    {
        var x = call[0];
        var rank = (int)x.dim();
        var count = axes?.Length ?? rank;
        if (pads is null || pads.Length != 2 * count)
            throw call.Wrong($"{pads?.Length ?? 0} pads", $"{2 * count}");
        var begin = new long[rank];
        var end = new long[rank];
        for (var i = 0; i < count; i++)
        {
            var axis = axes is null ? i : call.Axis(axes[i], rank);
            (begin[axis], end[axis]) = (pads[i], pads[i + count]);
        }
        return Pad(call, x, begin, end, call.Text("mode", "constant"), value);
    }

    private static torch.Tensor Pad(NodeCall call, torch.Tensor x, long[] begin, long[] end, string mode, double value)
    {
        var shape = x.shape;
        for (var i = 0; i < shape.Length; i++)
        {
            if (Math.Abs(begin[i]) > int.MaxValue || Math.Abs(end[i]) > int.MaxValue)
                throw call.Wrong($"pads of {begin[i]} and {end[i]}", "smaller ones");
            shape[i] += begin[i] + end[i];
            if (shape[i] < 0)
                throw call.Wrong($"pads of {begin[i]} and {end[i]} for {x.shape[i]} samples", "no more cut than there is");
        }
        call.Reserve(shape, (int)x.element_size());
        if (begin.All(b => b == 0) && end.All(e => e == 0))
            return x;
        if (mode == "constant")
            return F.pad(x, [.. Enumerable.Range(0, shape.Length).Reverse().SelectMany(i => (long[])[begin[i], end[i]])], value: value);
        var y = x;
        for (var i = 0; i < shape.Length; i++)
        {
            if (begin[i] < 0 || end[i] < 0)
                y = y.narrow(i, Math.Max(-begin[i], 0), y.shape[i] + Math.Min(begin[i], 0) + Math.Min(end[i], 0));
        }
        begin = [.. begin.Select(b => Math.Max(b, 0))];
        end = [.. end.Select(e => Math.Max(e, 0))];
        if (mode is "reflect" or "edge" && IsPlanar(y, begin, end) && (mode == "edge" || begin[2] < y.shape[2] && end[2] < y.shape[2] && begin[3] < y.shape[3] && end[3] < y.shape[3]))
            return F.pad(y, [begin[3], end[3], begin[2], end[2]], mode == "edge" ? TorchSharp.PaddingModes.Replicate : TorchSharp.PaddingModes.Reflect);
        for (var i = 0; i < shape.Length; i++)
        {
            if (begin[i] != 0 || end[i] != 0)
                y = y.index_select(i, torch.tensor(Indices(call, mode, y.shape[i], begin[i], end[i]), device: x.device));
        }
        return y;
    }

    /// <summary>Whether libtorch has code of its own: the last two of four axes of floats.</summary>
    private static bool IsPlanar(torch.Tensor x, long[] begin, long[] end) =>
        x.dim() == 4 && torch.is_floating_point(x) && x.numel() > 0 && begin[0] == 0 && begin[1] == 0 && end[0] == 0 && end[1] == 0;

    private static long[] Indices(NodeCall call, string mode, long size, long begin, long end)
    {
        if (size == 0)
            throw call.Wrong("an axis without samples", "at least one to pad with");
        var period = 2 * (size - 1);
        var indices = new long[begin + size + end];
        for (var i = 0L; i < indices.Length; i++)
        {
            var at = i - begin;
            indices[i] = mode switch
            {
                "edge" => Math.Clamp(at, 0, size - 1),
                "wrap" => (at % size + size) % size,
                "reflect" => period == 0 ? 0 : (at % period + period) % period is var folded && folded < size ? folded : period - folded,
                _ => throw call.Wrong($"the mode {Kernels.Printable.Name(mode)}", "constant, reflect, edge or wrap"),
            };
        }
        return indices;
    }

    private static torch.Tensor CenterCropPad(NodeCall call)
    {
        var x = call[0];
        var sizes = call.IntegersOf(1)!;
        long[] axes = call.Has("axes") ? [.. call.Integers("axes").Select(a => call.Axis(a, x.dim()))] : [.. Enumerable.Range(0, (int)x.dim()).Select(i => (long)i)];
        if (sizes.Length != axes.Length || sizes.Any(s => s < 0 || s > int.MaxValue))
            throw call.Wrong($"sizes {string.Join(", ", sizes.Take(8))}", $"{axes.Length} positive numbers");
        var begin = new long[x.dim()];
        var end = new long[x.dim()];
        for (var i = 0; i < axes.Length; i++)
        {
            var added = sizes[i] - x.shape[axes[i]];
            begin[axes[i]] = added >= 0 ? added / 2 : -(-added / 2);
            end[axes[i]] = added - begin[axes[i]];
        }
        return Pad(call, x, begin, end, "constant", 0);
    }
}
