using Passband.Kernels;

namespace Passband.Models;

/// <summary>Brings weights from a file's order of axes into that of <see cref="KernelBank"/>.</summary>
internal static class WeightOrder
{
    /// <summary>The values with their axes permuted: axis i of the result is axis <paramref name="order"/>[i] of the source.</summary>
    public static float[] Permute(float[] values, ReadOnlySpan<int> shape, ReadOnlySpan<int> order)
    {
        var rank = shape.Length;
        Span<int> strides = stackalloc int[rank];
        Span<int> extents = stackalloc int[rank];
        Span<int> index = stackalloc int[rank];
        var stride = 1;
        for (var axis = rank - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= shape[axis];
        }
        Span<int> steps = stackalloc int[rank];
        for (var axis = 0; axis < rank; axis++)
        {
            extents[axis] = shape[order[axis]];
            steps[axis] = strides[order[axis]];
            index[axis] = 0;
        }
        var permuted = new float[values.Length];
        var source = 0;
        var (inner, step) = rank == 0 ? (1, 0) : (extents[^1], steps[^1]);
        for (var target = 0; target < permuted.Length; target += inner)
        {
            for (var i = 0; i < inner; i++)
                permuted[target + i] = values[source + i * step];
            for (var axis = rank - 2; axis >= 0; axis--)
            {
                source += steps[axis];
                if (++index[axis] < extents[axis])
                    break;
                source -= steps[axis] * extents[axis];
                index[axis] = 0;
            }
        }
        return permuted;
    }

    /// <summary>From TensorFlow's [spatial…, in, out] to [out, in, spatial…].</summary>
    public static float[] OutputLastToFirst(float[] values, ReadOnlySpan<int> shape)
    {
        var rank = shape.Length;
        Span<int> order = stackalloc int[rank];
        order[0] = rank - 1;
        order[1] = rank - 2;
        for (var axis = 2; axis < rank; axis++)
            order[axis] = axis - 2;
        return Permute(values, shape, order);
    }

    /// <summary>
    /// From [spatial…, a, b] to [a, b, spatial…]: TensorFlow's depthwise [spatial…, channels, multiplier] becomes [channels · multiplier, 1, spatial…],
    /// its transposed [spatial…, out, in] becomes [out, in, spatial…].
    /// </summary>
    public static float[] SpatialLast(float[] values, ReadOnlySpan<int> shape)
    {
        var rank = shape.Length;
        Span<int> order = stackalloc int[rank];
        order[0] = rank - 2;
        order[1] = rank - 1;
        for (var axis = 2; axis < rank; axis++)
            order[axis] = axis - 2;
        return Permute(values, shape, order);
    }

    /// <summary>The values with their first two axes exchanged.</summary>
    public static float[] SwapFirstTwo(float[] values, ReadOnlySpan<int> shape)
    {
        Span<int> order = stackalloc int[shape.Length];
        for (var axis = 0; axis < order.Length; axis++)
            order[axis] = axis;
        order[0] = 1;
        order[1] = 0;
        return Permute(values, shape, order);
    }
}
