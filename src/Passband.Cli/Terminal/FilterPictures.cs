using System.Globalization;
using Passband.Cli.Output;
using Passband.Explanations;
using Passband.Imaging;
using Passband.Kernels;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Passband.Cli.Terminal;

/// <summary>The picture of each filter of a layer: kernels in color where the terminal has colors, kernels of one axis as curves everywhere.</summary>
internal sealed class FilterPictures
{
    private const int CurveWidth = 16;
    private const int CurveHeight = 3;

    private readonly ConvLayer _layer;
    private readonly ChannelOrder? _channels;
    private readonly bool _color;
    private readonly double _scale;

    private FilterPictures(ConvLayer layer, ChannelOrder? channels, bool color)
    {
        _layer = layer;
        _channels = channels;
        _color = color;
        _scale = KernelRaster.Largest(layer.Bank.Weights);
    }

    private bool IsLine => _layer.Bank.Shape is { Depth: 1, Taps: > 1 } shape && (shape.Height == 1 || shape.Width == 1);

    /// <summary>Null where no picture can be shown: without colors, and for filters of many channels or of one weight.</summary>
    public static FilterPictures? For(ConvLayer layer, ChannelOrder? channels, ColorDepth depth)
    {
        var pictures = new FilterPictures(layer, channels, KernelRaster.ShowsColor(layer, channels));
        if (pictures.IsLine && layer.Bank.Shape.Channels == 1)
            return pictures;
        return depth >= ColorDepth.Palette && layer.Bank.Shape is { Depth: 1, Taps: > 1 } && (pictures._color || layer.Bank.Shape.Channels == 1) ? pictures : null;
    }

    public IRenderable Of(FilterDescription filter)
    {
        var index = int.Parse(ExplanationView.FilterNumber(filter), CultureInfo.InvariantCulture);
        if (_color)
            return new Picture(HalfBlocks.Lines(KernelRaster.Color(_layer, index, _scale, _channels)));
        return IsLine
            ? new Text(string.Join('\n', BrailleCurve.Lines(_layer.Bank.Kernel(index, 0), CurveWidth, CurveHeight)) + "\n")
            : new Picture(HalfBlocks.Lines(KernelRaster.Plane(_layer, index, 0, _scale)));
    }
}
