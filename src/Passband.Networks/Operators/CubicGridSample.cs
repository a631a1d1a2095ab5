using TorchSharp;

namespace Passband.Networks.Operators;

/// <summary>Cubic interpolation at given places, which libtorch has and its binding does not.</summary>
internal static class CubicGridSample
{
    /// <summary>The parameter of the cubic kernel, as libtorch and ONNX have it.</summary>
    private const double A = -0.75;

    /// <summary>Samples pictures.</summary>
    /// <param name="x">[batch, channels, height, width].</param>
    /// <param name="grid">[batch, rows, columns, 2]: x and y, from −1 to 1.</param>
    /// <param name="padding">What lies outside.</param>
    /// <param name="corners">Whether −1 and 1 are the centers of the outermost samples rather than their edges.</param>
    public static torch.Tensor Sample(torch.Tensor x, torch.Tensor grid, torch.GridSamplePaddingMode padding, bool corners)
    {
        var (n, c, height, width) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3]);
        var (rows, columns) = (grid.shape[1], grid.shape[2]);
        var flat = x.reshape([n, c, height * width]);
        var horizontal = Axis(grid.select(3, 0), width, padding, corners);
        var vertical = Axis(grid.select(3, 1), height, padding, corners);
        var y = torch.zeros([n, c, rows * columns], x.dtype, x.device);
        foreach (var (row, rowWeight) in vertical)
        {
            foreach (var (column, columnWeight) in horizontal)
            {
                var places = row.mul(width).add_(column).reshape([n, 1, rows * columns]).expand([n, c, rows * columns]);
                y.addcmul_(flat.gather(2, places), rowWeight.mul(columnWeight).reshape([n, 1, rows * columns]), 1);
            }
        }
        return y.reshape([n, c, rows, columns]);
    }

    /// <summary>The four taps of one axis: indices and weights, which are zero where zeros lie outside.</summary>
    private static (torch.Tensor Index, torch.Tensor Weight)[] Axis(torch.Tensor places, long size, torch.GridSamplePaddingMode padding, bool corners)
    {
        var at = corners ? places.add(1).mul_((size - 1) / 2.0) : places.add(1).mul_(size).sub_(1).div_(2);
        var floor = at.floor();
        var t = at.sub(floor);
        torch.Tensor[] weights = [Far(t.add(1)), Near(t), Near(t.neg().add_(1)), Far(t.neg().add_(2))];
        return [.. weights.Select((weight, k) =>
        {
            var tap = floor.add(k - 1);
            if (padding == torch.GridSamplePaddingMode.Zeros)
                weight = weight.masked_fill(tap.lt(0).logical_or(tap.ge(size)), 0);
            if (padding == torch.GridSamplePaddingMode.Reflection)
                tap = Reflect(tap, corners ? 0 : -0.5, corners ? size - 1 : size);
            return (tap.nan_to_num(0, 0, 0).clamp_(0, size - 1).to_type(torch.ScalarType.Int64), weight);
        })];
    }

    private static torch.Tensor Reflect(torch.Tensor at, double low, double span)
    {
        if (span <= 0)
            return torch.zeros_like(at);
        var folded = at.sub(low).remainder_(2 * span);
        return torch.minimum(folded, folded.neg().add_(2 * span)).add_(low);
    }

    private static torch.Tensor Near(torch.Tensor d) => d.mul(A + 2).sub_(A + 3).mul_(d).mul_(d).add_(1);

    private static torch.Tensor Far(torch.Tensor d) => d.mul(A).sub_(5 * A).mul_(d).add_(8 * A).mul_(d).sub_(4 * A);
}
