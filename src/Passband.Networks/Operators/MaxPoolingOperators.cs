using Passband.Networks.Engine;
using TorchSharp;
using F = TorchSharp.torch.nn.functional;

namespace Passband.Networks.Operators;

/// <summary>The largest values of a window, where they are, and their return to those places.</summary>
internal static class MaxPoolingOperators
{
    public static void Add(OperatorTable.Builder table) => table
        .AddMany("MaxPool", 1, Largest, fresh: true)
        .Add("MaxUnpool", 9, Unpool, fresh: true);

    private static torch.Tensor?[] Largest(NodeCall call)
    {
        var x = call[0];
        var window = PoolingOperators.WindowOf(call, x);
        var ceil = call.Integer("ceil_mode", 0) != 0;
        var spatial = x.shape[2..];
        var places = window.Places(call, spatial, ceil);
        call.Reserve([.. x.shape[..2], .. places], (int)x.element_size());
        var withIndices = call.Outputs > 1 && call.Node.Outputs[1].Length > 0;
        // Gradients of comparisons are slow, and would be shared out among equal values.
        if (!withIndices && call.Training is null)
            return [AxisByAxis(call, x, window, places)];

        // 8-bit integers are exact in floats, for which libtorch has the code.
        var floats = torch.is_floating_point(x) ? x : x.to_type(torch.ScalarType.Float32);
        var size = spatial;
        var begin = window.Begin;
        if (!window.IsSymmetric || window.Begin.Zip(window.Kernel).Any(p => 2 * p.First > p.Second))
        {
            floats = Padded(call, floats, window, places, Lowest(x.dtype));
            size = floats.shape[2..];
            begin = new long[places.Length];
            ceil = false;
        }
        var (values, indices) = Pool(floats, window, begin, ceil);
        if (values.dtype != x.dtype)
            values = values.clamp_(Lowest(x.dtype), float.MaxValue).to_type(x.dtype);
        return !withIndices ? [values] : [values, Whole(indices, window, size, spatial, ReferenceEquals(begin, window.Begin), call.Integer("storage_order", 0) != 0)];
    }

    /// <summary>
    /// The largest values along one axis after the other: fewer comparisons than in a window at once, and libtorch's for whole rows are many times faster than its
    /// pooling. The last axis, whose slices have gaps, comes when least is left.
    /// </summary>
    private static torch.Tensor AxisByAxis(NodeCall call, torch.Tensor x, Window window, long[] places)
    {
        var y = Padded(call, x, window, places, Lowest(x.dtype));
        for (var i = 0; i < places.Length; i++)
        {
            var all = y;
            torch.Tensor? largest = null;
            for (var k = 0L; k < window.Kernel[i]; k++)
            {
                call.Cancellation.ThrowIfCancellationRequested();
                var from = k * window.Dilations[i];
                var tap = all.slice(i + 2, from, from + (places[i] - 1) * window.Strides[i] + 1, window.Strides[i]);
                var before = largest;
                largest = before is null ? tap : torch.maximum(before, tap);
                before?.Dispose();
            }
            y = largest!;
        }
        return window.Taps == 1 ? y.clone() : y;
    }

    private static torch.Tensor Padded(NodeCall call, torch.Tensor x, Window window, long[] places, double value)
    {
        var pads = window.Exact(x.shape.AsSpan(2), places);
        if (pads.All(p => p <= 0))
            return x;
        call.Reserve([.. x.shape[..2], .. places.Select((p, i) => (p - 1) * window.Strides[i] + window.Extent(i))], (int)x.element_size());
        return F.pad(x, pads, value: value);
    }

    private static double Lowest(torch.ScalarType type) => type switch
    {
        torch.ScalarType.Byte or torch.ScalarType.Bool => 0,
        torch.ScalarType.Int8 => sbyte.MinValue,
        torch.ScalarType.Int16 or torch.ScalarType.Int32 or torch.ScalarType.Int64 => int.MinValue,
        _ => double.NegativeInfinity,
    };

    private static (torch.Tensor Values, torch.Tensor Indices) Pool(torch.Tensor x, Window window, long[] pads, bool ceil)
    {
        if (pads.Length == 3)
            return F.max_pool3d_with_indices(x, window.Kernel, window.Strides, pads, window.Dilations, ceil);
        if (pads.Length == 2)
            return F.max_pool2d_with_indices(x, window.Kernel, window.Strides, pads, window.Dilations, ceil);
        var (values, indices) = F.max_pool2d_with_indices(
            x.unsqueeze(2), [1, window.Kernel[0]], [1, window.Strides[0]], [0, pads[0]], [1, window.Dilations[0]], ceil);
        return (values.squeeze(2), indices.squeeze(2));
    }

    /// <summary>libtorch counts within each padded plane, ONNX through the whole input.</summary>
    private static torch.Tensor Whole(torch.Tensor indices, Window window, long[] size, long[] spatial, bool unpadded, bool columnsFirst)
    {
        var planes = indices.shape[0] * indices.shape[1];
        var plane = spatial.Aggregate(1L, (a, b) => a * b);
        var offsets = torch.arange(planes, torch.ScalarType.Int64, indices.device).mul_(plane).reshape([indices.shape[0], indices.shape[1], .. spatial.Select(_ => 1L)]);
        if (unpadded && !columnsFirst)
            return indices.add(offsets);
        var result = offsets.expand(indices.shape).clone();
        var rest = indices;
        var step = columnsFirst ? plane : 1;
        for (var i = spatial.Length - 1; i >= 0; i--)
        {
            var at = rest.remainder(size[i]);
            if (!unpadded)
                at = at.sub_(window.Begin[i]);
            rest = rest.floor_divide(size[i]);
            step = columnsFirst ? step / spatial[i] : step;
            result.add_(at.mul_(step));
            step = columnsFirst ? step : step * spatial[i];
        }
        return result;
    }

    private static torch.Tensor Unpool(NodeCall call)
    {
        var (x, indices) = (call[0], call[1]);
        var window = PoolingOperators.WindowOf(call, x);
        long[] shape = call.IntegersOf(2) ?? [.. x.shape[..2], .. Enumerable.Range(0, window.Kernel.Length)
            .Select(i => (x.shape[i + 2] - 1) * window.Strides[i] + window.Kernel[i] - window.Begin[i] - window.End[i])];
        if (shape.Length != x.dim() || shape.Any(d => d < 0))
            throw call.Wrong($"an output of [{string.Join(", ", shape)}]", $"{x.dim()} dimensions");
        // Indices of MaxPool count through the tensor that was pooled, whose shape the last input gives where the window leaves it open.
        call.Reserve(shape, (int)x.element_size());
        var count = shape.Aggregate(1L, (a, b) => a * b);
        if (indices.numel() != x.numel())
            throw call.Wrong($"{indices.numel()} places for {x.numel()} values", "as many");
        var y = torch.zeros([count], x.dtype, x.device);
        if (x.numel() == 0)
            return y.reshape(shape);
        if (indices.min().ToInt64() < 0 || indices.max().ToInt64() >= count)
            throw call.Wrong($"places up to {indices.max().ToInt64()}", $"0 to {count - 1}");
        return y.scatter_(0, indices.flatten(), x.flatten()).reshape(shape);
    }
}
