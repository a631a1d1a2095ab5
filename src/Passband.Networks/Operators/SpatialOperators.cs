using Passband.Networks.Engine;
using TorchSharp;
using F = TorchSharp.torch.nn.functional;

namespace Passband.Networks.Operators;

/// <summary>Samples taken at given places, and channels turned into places or back.</summary>
internal static class SpatialOperators
{
    public static void Add(OperatorTable.Builder table) => table
        .Add("GridSample", 16, Sample, fresh: true)
        .Add("AffineGrid", 20, Grid, fresh: true)
        .Add("DepthToSpace", 1, call => DepthToSpace(call, columnsFirst: call.Text("mode", "DCR") == "CRD"), fresh: true)
        .Add("SpaceToDepth", 1, SpaceToDepth, fresh: true)
        .Add("Col2Im", 18, Fold, fresh: true);

    private static torch.Tensor Sample(NodeCall call)
    {
        var (x, grid) = (call[0], call[1]);
        if (x.dim() is not (4 or 5) || grid.dim() != x.dim() || grid.shape[^1] != x.dim() - 2 || grid.shape[0] != x.shape[0])
            throw call.Wrong($"a grid of [{string.Join(", ", grid.shape)}] for an input of [{string.Join(", ", x.shape)}]", "as many places as dimensions, for two or three");
        call.Reserve([.. x.shape[..2], .. grid.shape[1..^1]], (int)x.element_size());
        var padding = call.Text("padding_mode", "zeros") switch
        {
            "zeros" => torch.GridSamplePaddingMode.Zeros,
            "border" => torch.GridSamplePaddingMode.Border,
            "reflection" => torch.GridSamplePaddingMode.Reflection,
            var other => throw call.Wrong($"the padding {Kernels.Printable.Name(other)}", "zeros, border or reflection"),
        };
        var corners = call.Integer("align_corners", 0) != 0;
        grid = grid.to_type(x.dtype);
        return call.Text("mode", "linear") switch
        {
            "bilinear" or "linear" => F.grid_sample(x, grid, torch.GridSampleMode.Bilinear, padding, corners),
            "nearest" => F.grid_sample(x, grid, torch.GridSampleMode.Nearest, padding, corners),
            "bicubic" or "cubic" when x.dim() == 4 => CubicGridSample.Sample(x, grid, padding, corners),
            var other => throw call.Wrong($"the mode {Kernels.Printable.Name(other)} for {x.dim() - 2} dimensions", "linear, nearest, or cubic for two dimensions"),
        };
    }

    private static torch.Tensor Grid(NodeCall call)
    {
        var theta = call[0];
        var size = call.IntegersOf(1)!;
        if (size.Length is not (4 or 5) || theta.dim() != 3 || theta.shape[0] != size[0] || theta.shape[1] != size.Length - 2 || theta.shape[2] != size.Length - 1 || size.Any(s => s < 1 || s > int.MaxValue))
            throw call.Wrong($"transforms of [{string.Join(", ", theta.shape)}] for a size of [{string.Join(", ", size.Take(8))}]", "[batch, dimensions, dimensions + 1]");
        call.Reserve([size[0], .. size[2..], size.Length - 2], (int)theta.element_size());
        return F.affine_grid(theta, size, call.Integer("align_corners", 0) != 0);
    }

    /// <summary>The block size, checked.</summary>
    private static long Block(NodeCall call, torch.Tensor x, Func<long, bool> divides)
    {
        var block = call.Integer("blocksize", 0);
        if (x.dim() != 4 || block is < 1 or > int.MaxValue || !divides(block))
            throw call.Wrong($"blocks of {block} for an input of [{string.Join(", ", x.shape)}]", "blocks that divide it");
        return block;
    }

    private static torch.Tensor DepthToSpace(NodeCall call, bool columnsFirst)
    {
        var x = call[0];
        var b = Block(call, x, b => x.shape[1] % (b * b) == 0);
        var (n, c, h, w) = (x.shape[0], x.shape[1] / (b * b), x.shape[2], x.shape[3]);
        var blocks = columnsFirst ? x.reshape([n, c, b, b, h, w]).permute([0, 1, 4, 2, 5, 3]) : x.reshape([n, b, b, c, h, w]).permute([0, 3, 4, 1, 5, 2]);
        return blocks.clone().reshape([n, c, h * b, w * b]);
    }

    private static torch.Tensor SpaceToDepth(NodeCall call)
    {
        var x = call[0];
        var b = Block(call, x, b => x.shape[2] % b == 0 && x.shape[3] % b == 0);
        var (n, c, h, w) = (x.shape[0], x.shape[1], x.shape[2] / b, x.shape[3] / b);
        return x.reshape([n, c, h, b, w, b]).permute([0, 3, 5, 1, 2, 4]).clone().reshape([n, c * b * b, h, w]);
    }

    /// <summary>Adds columns of blocks up to the picture that they were taken from.</summary>
    private static torch.Tensor Fold(NodeCall call)
    {
        var x = call[0];
        var image = call.IntegersOf(1)!;
        var block = call.IntegersOf(2)!;
        if (image.Length != block.Length || image.Any(d => d is < 1 or > int.MaxValue))
            throw call.Wrong($"a picture of [{string.Join(", ", image.Take(8))}]", "one size for each of the block's");
        var window = Window.Of(call, image, block);
        var places = window.Places(call, image);
        var taps = window.Taps;
        if (x.dim() != 3 || x.shape[1] % taps != 0 || x.shape[2] != places.Aggregate(1L, (a, b) => a * b))
            throw call.Wrong($"columns of [{string.Join(", ", x.shape)}]", $"[batch, channels × {taps}, {string.Join("×", places)}]");
        long[] padded = [.. image.Select((d, i) => d + window.Begin[i] + window.End[i])];
        var channels = x.shape[1] / taps;
        call.Reserve([x.shape[0], channels, .. padded], (int)x.element_size());
        var sums = torch.zeros([x.shape[0], channels, .. padded], x.dtype, x.device);
        var columns = x.reshape([x.shape[0], channels, taps, .. places]);
        for (var tap = 0L; tap < taps; tap++)
        {
            call.Cancellation.ThrowIfCancellationRequested();
            var view = sums;
            var rest = tap;
            for (var i = places.Length - 1; i >= 0; i--)
            {
                var from = rest % block[i] * window.Dilations[i];
                rest /= block[i];
                view = view.slice(i + 2, from, from + (places[i] - 1) * window.Strides[i] + 1, window.Strides[i]);
            }
            view.add_(columns.select(2, tap));
        }
        for (var i = 0; i < image.Length; i++)
            sums = sums.narrow(i + 2, window.Begin[i], image[i]);
        return sums;
    }
}
