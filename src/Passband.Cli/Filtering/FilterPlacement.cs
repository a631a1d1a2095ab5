using System.Globalization;
using Passband.Imaging.Filtering;
using Passband.Kernels;

namespace Passband.Cli.Filtering;

/// <summary>Border, stride and dilation, and how they are said.</summary>
/// <param name="Options">For the correlation.</param>
/// <param name="Border">The border in words, e.g. "reflect".</param>
internal sealed record FilterPlacement(CorrelationOptions Options, string Border)
{
    /// <summary>Decides how a kernel slides.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="layer">The kernel's layer; null for a kernel that is not a network's.</param>
    /// <param name="hasGraph">Whether the layer's file tells how it is used.</param>
    /// <param name="kernel">The kernel, for padding that keeps the size.</param>
    /// <param name="width">Of the picture.</param>
    /// <param name="height">Of the picture.</param>
    /// <exception cref="PassbandException">The layer's own was asked for, and the file does not tell it.</exception>
    public static FilterPlacement Of(FilterRequest request, ConvLayer? layer, bool hasGraph, KernelMatrix kernel, int width, int height)
    {
        var down = request.Along == KernelDirection.Columns;
        var stride = request.Stride is null ? Extent.One : request.Stride.Step ?? Turned(Own(layer, hasGraph, "--stride").Stride, down);
        var dilation = request.Dilation is null ? Turned(layer?.Dilation ?? Extent.One, down) : request.Dilation.Step ?? Turned(Own(layer, hasGraph, "--dilation").Dilation, down);
        var options = new CorrelationOptions { Stride = stride, Dilation = dilation };
        if (request.Border.Mode is { } mode)
        {
            var words = BorderModes.NameOf(mode);
            if (mode == BorderMode.Constant)
                words += string.Create(CultureInfo.InvariantCulture, $" {request.Border.Value}");
            return new FilterPlacement(options with { Border = mode, BorderValue = request.Border.Value }, words);
        }
        var padding = Own(layer, hasGraph, "--border").Padding ?? throw new PassbandException(
            ErrorKind.Request, $"layer {Printable.Name(layer!.Name)}", "the file does not tell its padding", null, "Choose a border with --border.");
        if (padding.Mode == "valid")
            return new FilterPlacement(options with { Border = BorderMode.Valid }, "the network's (valid)");
        var around = padding.Mode == "same"
            ? Same(width, height, kernel, stride, dilation)
            : Explicit(padding, down);
        return new FilterPlacement(
            options with { Border = BorderMode.Constant, Padding = around }, $"the network's ({around.Top}, {around.Left}, {around.Bottom}, {around.Right} zeros above, left, below, right)");
    }

    private static ConvLayer Own(ConvLayer? layer, bool hasGraph, string option)
    {
        if (layer is null)
            throw new PassbandException(ErrorKind.Request, option, "network, for a kernel that is not a network's", "a number, or a kernel of a network");
        if (!hasGraph)
            throw new PassbandException(ErrorKind.Request, option, $"network, but the file of layer {Printable.Name(layer.Name)} does not tell how it is used", null, "State it.");
        return layer;
    }

    /// <summary>As many zeros as give ⌈size/stride⌉ responses, the odd one at the end.</summary>
    private static Padding Same(int width, int height, KernelMatrix kernel, Extent stride, Extent dilation)
    {
        var (top, bottom) = Sides(height, kernel.Height, stride.Y, dilation.Y);
        var (left, right) = Sides(width, kernel.Width, stride.X, dilation.X);
        return new Padding(top, left, bottom, right);

        static (int Begin, int End) Sides(int size, int taps, int stride, int dilation)
        {
            var count = (size + stride - 1) / stride;
            var total = (int)Math.Max(0, (count - 1L) * stride + (taps - 1L) * dilation + 1 - size);
            return (total / 2, total - total / 2);
        }
    }

    private static Padding Explicit(ConvPadding padding, bool down)
    {
        var (begin, end) = (padding.Begin, padding.End);
        if (begin.Length > 1)
            return new Padding(begin[^2], begin[^1], end[^2], end[^1]);
        return down ? new Padding(begin[0], 0, end[0], 0) : new Padding(0, begin[0], 0, end[0]);
    }

    /// <summary>A signal's steps lie along x; where its kernel runs down, so do they.</summary>
    private static Extent Turned(Extent extent, bool down) => down ? new Extent(extent.Depth, extent.X, extent.Y) : extent;
}
