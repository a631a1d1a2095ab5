using Passband.Networks.Engine;
using TorchSharp;

namespace Passband.Networks.Operators;

/// <summary>Convolutions whose taps are moved from place to place by offsets that the network computes.</summary>
internal static class DeformableConvolutionOperators
{
    public static void Add(OperatorTable.Builder table) => table
        .Add("DeformConv", 19, Convolve, fresh: true);

    private static torch.Tensor Convolve(NodeCall call)
    {
        var (x, weight, offset) = (call[0], call[1], call[2]);
        if (x.dim() != 4 || weight.dim() != 4 || offset.dim() != 4)
            throw call.Wrong($"values of {x.dim()}, {weight.dim()} and {offset.dim()} dimensions", "pictures, kernels and offsets of four each");
        var (groups, moved) = (call.Integer("group", 1), call.Integer("offset_group", 1));
        var (batch, channels, filters, depth) = (x.shape[0], x.shape[1], weight.shape[0], weight.shape[1]);
        if (groups < 1 || moved < 1 || filters % groups != 0 || depth * groups != channels || channels % moved != 0)
            throw call.Wrong($"{filters} filters of {depth} channels in {groups} groups, with {moved} groups of offsets, over {channels} channels", "channels and filters that the groups divide");
        var window = Window.Of(call, x.shape.AsSpan(2), weight.shape[2..]);
        var places = window.Places(call, x.shape.AsSpan(2));
        var (taps, count) = (window.Taps, places[0] * places[1]);
        Fits(call, "offsets", offset, batch, moved * taps * 2, places);
        if (call.Optional(4) is { } mask)
            Fits(call, "a mask", mask, batch, moved * taps, places);
        if (call.Optional(3) is { } bias && (bias.dim() != 1 || bias.shape[0] != filters))
            throw call.Wrong($"a bias of [{string.Join(", ", bias.shape)}]", $"[{filters}]");
        call.Reserve([batch, channels, taps, count], (int)x.element_size());

        var columns = Columns(call, x, offset.reshape([batch * moved, taps, 2, count]), call.Optional(4)?.reshape([batch * moved, taps, count]), window, places, batch * moved);
        var grouped = columns.reshape([batch, groups, depth * taps, count]);
        var y = weight.reshape([1, groups, filters / groups, depth * taps]).matmul(grouped).reshape([batch, filters, .. places]);
        return call.Optional(3) is { } added ? y.add_(added.reshape([-1, 1, 1])) : y;
    }

    private static void Fits(NodeCall call, string what, torch.Tensor value, long batch, long channels, long[] places)
    {
        if (!value.shape.SequenceEqual((long[])[batch, channels, .. places]))
            throw call.Wrong($"{what} of [{string.Join(", ", value.shape)}]", $"[{batch}, {channels}, {string.Join(", ", places)}]");
    }

    /// <summary>What each tap reads at each place: [sets, channels of a set, taps, places].</summary>
    private static torch.Tensor Columns(NodeCall call, torch.Tensor x, torch.Tensor offset, torch.Tensor? mask, Window window, long[] places, long sets)
    {
        var (height, width) = (x.shape[2], x.shape[3]);
        var flat = x.reshape([sets, -1, height * width]);
        var rows = Starts(window, 0, places, x).unsqueeze(1).expand(places).reshape(-1);
        var columns = Starts(window, 1, places, x).unsqueeze(0).expand(places).reshape(-1);
        var result = torch.empty([sets, flat.shape[1], window.Taps, rows.shape[0]], x.dtype, x.device);
        for (var tap = 0L; tap < window.Taps; tap++)
        {
            call.Cancellation.ThrowIfCancellationRequested();
            using var scope = torch.NewDisposeScope();
            var own = offset.select(1, tap);
            var vertical = Corners(own.select(1, 0).add(rows).add_(tap / window.Kernel[1] * window.Dilations[0]), height);
            var horizontal = Corners(own.select(1, 1).add(columns).add_(tap % window.Kernel[1] * window.Dilations[1]), width);
            var sum = torch.zeros([sets, flat.shape[1], rows.shape[0]], x.dtype, x.device);
            foreach (var (row, rowWeight) in vertical)
            {
                foreach (var (column, columnWeight) in horizontal)
                    sum.addcmul_(flat.gather(2, row.mul(width).add_(column).unsqueeze(1).expand(sum.shape)), rowWeight.mul(columnWeight).unsqueeze(1), 1);
            }
            if (mask is not null)
                sum.mul_(mask.select(1, tap).unsqueeze(1));
            result.select(2, tap).copy_(sum);
        }
        return result;
    }

    private static torch.Tensor Starts(Window window, int axis, long[] places, torch.Tensor like) =>
        torch.arange(places[axis], torch.ScalarType.Float64, like.device).mul_(window.Strides[axis]).sub_(window.Begin[axis]).to_type(like.dtype);

    /// <summary>The two samples around a coordinate and their weights, zero for those that are not there.</summary>
    private static (torch.Tensor Index, torch.Tensor Weight)[] Corners(torch.Tensor at, long size)
    {
        var low = at.floor();
        var part = at.sub(low);
        return [Corner(low, part.neg().add_(1)), Corner(low.add(1), part)];

        (torch.Tensor, torch.Tensor) Corner(torch.Tensor index, torch.Tensor weight) =>
            (index.nan_to_num(0, 0, 0).clamp_(0, size - 1).to_type(torch.ScalarType.Int64), weight.masked_fill(index.lt(0).logical_or(index.ge(size)), 0));
    }
}
