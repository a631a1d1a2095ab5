using Passband.Networks.Engine;
using TorchSharp;
using F = TorchSharp.torch.nn.functional;

namespace Passband.Networks.Operators;

/// <summary>Averages and norms over a window, or over all of the spatial axes.</summary>
internal static class PoolingOperators
{
    public static void Add(OperatorTable.Builder table) => table
        .Add("AveragePool", 1, call => Average(call, call[0]), fresh: true)
        .Add("LpPool", 1, Norm, fresh: true)
        .Add("GlobalAveragePool", 1, call => call[0].mean(SpatialAxes(call, call[0]), keepdim: true), fresh: true)
        .Add("GlobalMaxPool", 1, call => call[0].amax(SpatialAxes(call, call[0]), keepdim: true), fresh: true)
        .Add("GlobalLpPool", 1, call => Root(Power(call[0], Order(call)).sum(SpatialAxes(call, call[0]), keepdim: true), Order(call)), fresh: true);

    /// <summary>The window of a pooling.</summary>
    /// <param name="call">The node.</param>
    /// <param name="x">[batch, channels, …].</param>
    public static Window WindowOf(NodeCall call, torch.Tensor x)
    {
        if (x.dim() < 3)
            throw call.Wrong($"an input of {x.dim()} dimensions", "[batch, channels, …]");
        return Window.Of(call, x.shape.AsSpan(2), [.. call.Integers("kernel_shape")]);
    }

    /// <summary>Means over the places of a window.</summary>
    public static torch.Tensor Average(NodeCall call, torch.Tensor x)
    {
        var window = WindowOf(call, x);
        var ceil = call.Integer("ceil_mode", 0) != 0;
        var withPads = call.Integer("count_include_pad", 0) != 0;
        var places = window.Places(call, x.shape.AsSpan(2), ceil);
        call.Reserve([.. x.shape[..2], .. places], (int)x.element_size());
        if (window.IsSymmetric && !window.IsDilated && window.Begin.Zip(window.Kernel).All(p => 2 * p.First <= p.Second))
        {
            return places.Length switch
            {
                1 => F.avg_pool1d(x, window.Kernel[0], window.Strides[0], window.Begin[0], ceil, withPads),
                2 => F.avg_pool2d(x, window.Kernel, window.Strides, window.Begin, ceil, withPads),
                _ => F.avg_pool3d(x, window.Kernel, window.Strides, window.Begin, ceil, withPads),
            };
        }
        var sums = Sum(call, x, window, places);
        for (var i = 0; i < places.Length; i++)
        {
            var counts = torch.tensor(Counts(window, i, x.shape[i + 2], places[i], withPads), sums.dtype, sums.device);
            sums.div_(counts.reshape([.. Enumerable.Range(0, places.Length).Select(a => a == i ? places[i] : 1L)]));
        }
        return sums;
    }

    /// <summary>Every axis but the first two.</summary>
    public static long[] SpatialAxes(NodeCall call, torch.Tensor x)
    {
        if (x.dim() < 3)
            throw call.Wrong($"an input of {x.dim()} dimensions", "[batch, channels, …]");
        return x.dim() switch { 3 => [2], 4 => [2, 3], var rank => [.. Enumerable.Range(2, (int)rank - 2).Select(i => (long)i)] };
    }

    /// <summary>How many samples count at each place of an axis; what lies beyond the pads never does.</summary>
    private static float[] Counts(Window window, int axis, long size, long places, bool withPads)
    {
        var counts = new float[places];
        var (least, most) = withPads ? (-window.Begin[axis], size + window.End[axis]) : (0, size);
        for (var i = 0L; i < places; i++)
        {
            // The taps from the first that is not before the samples to the last that is not beyond them.
            var start = i * window.Strides[axis] - window.Begin[axis];
            var step = window.Dilations[axis];
            var first = start >= least ? 0 : (least - start + step - 1) / step;
            var last = start >= most ? -1 : Math.Min((most - 1 - start) / step, window.Kernel[axis] - 1);
            counts[i] = Math.Max(last - first + 1, 0);
        }
        return counts;
    }

    private static torch.Tensor Sum(NodeCall call, torch.Tensor x, Window window, long[] places)
    {
        var spatial = x.shape[2..];
        var pads = window.Exact(spatial, places);
        call.Reserve([.. x.shape[..2], .. places.Select((p, i) => (p - 1) * window.Strides[i] + window.Extent(i))], (int)x.element_size());
        var padded = pads.All(p => p == 0) ? x : F.pad(x, pads);
        if (!window.IsDilated)
        {
            if (places.Length == 3)
                return F.avg_pool3d(padded, window.Kernel, window.Strides, divisor_override: 1);
            return places.Length == 2
                ? F.avg_pool2d(padded, window.Kernel, window.Strides, divisor_override: 1)
                : F.avg_pool2d(padded.unsqueeze(2), [1, window.Kernel[0]], [1, window.Strides[0]], divisor_override: 1).squeeze(2);
        }
        var sums = torch.zeros([.. x.shape[..2], .. places], x.dtype, x.device);
        for (var tap = 0L; tap < window.Taps; tap++)
        {
            call.Cancellation.ThrowIfCancellationRequested();
            var view = padded;
            var rest = tap;
            for (var i = places.Length - 1; i >= 0; i--)
            {
                var from = rest % window.Kernel[i] * window.Dilations[i];
                rest /= window.Kernel[i];
                view = view.slice(i + 2, from, from + (places[i] - 1) * window.Strides[i] + 1, window.Strides[i]);
            }
            sums.add_(view);
        }
        return sums;
    }

    private static torch.Tensor Norm(NodeCall call)
    {
        var x = call[0];
        var window = WindowOf(call, x);
        var places = window.Places(call, x.shape.AsSpan(2), call.Integer("ceil_mode", 0) != 0);
        call.Reserve([.. x.shape[..2], .. places], (int)x.element_size());
        return Root(Sum(call, Power(x, Order(call)), window, places), Order(call));
    }

    /// <summary>The first version of the operators has the order as a float.</summary>
    private static double Order(NodeCall call)
    {
        var order = call.Has("p") && call.Node.Attributes["p"] is float real ? real : call.Integer("p", 2);
        return order > 0 ? order : throw call.Wrong($"a norm of order {order}", "a positive one");
    }

    private static torch.Tensor Power(torch.Tensor x, double order) => order == 1 ? x.abs() : order == 2 ? x.square() : x.abs().pow_(order);

    private static torch.Tensor Root(torch.Tensor sums, double order) => order == 1 ? sums : order == 2 ? sums.sqrt_() : sums.pow_(1 / order);
}
