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
        var indexed = call.Outputs > 1 && call.Node.Outputs[1].Length > 0;

        // 8-bit integers are exact in floats, for which libtorch has the fast code.
        var floats = torch.is_floating_point(x) ? x : x.to_type(torch.ScalarType.Float32);
        var size = spatial;
        var begin = window.Begin;
        if (!window.IsSymmetric || window.Begin.Zip(window.Kernel).Any(p => 2 * p.First > p.Second))
        {
            call.Reserve([.. x.shape[..2], .. places.Select((p, i) => (p - 1) * window.Strides[i] + window.Extent(i))], (int)floats.element_size());
            floats = F.pad(floats, window.Exact(spatial, places), value: Lowest(x.dtype));
            size = floats.shape[2..];
            begin = new long[places.Length];
            ceil = false;
        }
        var (values, indices) = Pool(floats, window, begin, ceil, indexed);
        if (values.dtype != x.dtype)
            values = values.clamp_(Lowest(x.dtype), float.MaxValue).to_type(x.dtype);
        return indices is null ? [values] : [values, Whole(indices, window, size, spatial, size.AsSpan().SequenceEqual(spatial) && begin == window.Begin, call.Integer("storage_order", 0) != 0)];
    }

    private static double Lowest(torch.ScalarType type) => type switch
    {
        torch.ScalarType.Byte or torch.ScalarType.Bool => 0,
        torch.ScalarType.Int8 => sbyte.MinValue,
        _ => double.NegativeInfinity,
    };

    private static (torch.Tensor Values, torch.Tensor? Indices) Pool(torch.Tensor x, Window window, long[] pads, bool ceil, bool indexed)
    {
        if (pads.Length == 3)
        {
            if (!indexed)
                return (F.max_pool3d(x, window.Kernel, window.Strides, pads, window.Dilations, ceil), null);
            return F.max_pool3d_with_indices(x, window.Kernel, window.Strides, pads, window.Dilations, ceil);
        }
        var plane = pads.Length == 2;
        var from = plane ? x : x.unsqueeze(2);
        long[] kernel = plane ? window.Kernel : [1, window.Kernel[0]];
        long[] strides = plane ? window.Strides : [1, window.Strides[0]];
        long[] padding = plane ? pads : [0, pads[0]];
        long[] dilations = plane ? window.Dilations : [1, window.Dilations[0]];
        if (!indexed)
        {
            var values = F.max_pool2d(from, kernel, strides, padding, dilations, ceil);
            return (plane ? values : values.squeeze(2), null);
        }
        var (largest, indices) = F.max_pool2d_with_indices(from, kernel, strides, padding, dilations, ceil);
        return plane ? (largest, indices) : (largest.squeeze(2), indices.squeeze(2));
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
