using System.Collections.Immutable;
using Passband.Explanations;
using Passband.Imaging;
using Passband.Kernels;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Passband.Cli.Terminal;

/// <summary>
/// The picture of each filter of a layer in character cells: kernels in color where the terminal has colors, kernels of one axis as curves everywhere.
/// In a table all share one scale, but for curves, whose few dots would not show what a weak one is like.
/// </summary>
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
        IsCurve = !color && layer.Bank.Shape is { Depth: 1, Taps: > 1 } shape && (shape.Height == 1 || shape.Width == 1);
        (TileWidth, TileHeight) = IsCurve ? (CurveWidth, CurveHeight) : (Blocks(0, _scale)[0].Length, Blocks(0, _scale).Length);
    }

    /// <summary>Whether the pictures are curves, which need no color.</summary>
    public bool IsCurve { get; }

    /// <summary>Columns of a picture.</summary>
    public int TileWidth { get; }

    /// <summary>Lines of a picture, without the empty one below.</summary>
    public int TileHeight { get; }

    /// <summary>Null where no picture can be shown: without colors, and for filters of many channels or of one weight.</summary>
    public static FilterPictures? For(ConvLayer layer, ChannelOrder? channels, ColorDepth depth)
    {
        var color = KernelRaster.ShowsColor(layer, channels);
        if (layer.Bank.Shape is not { Depth: 1, Taps: > 1 } || !(color || layer.Bank.Shape.Channels == 1))
            return null;
        var pictures = new FilterPictures(layer, channels, color);
        return pictures.IsCurve || depth >= ColorDepth.Palette ? pictures : null;
    }

    /// <summary>The picture of a filter in a wall.</summary>
    /// <param name="filter">The filter, from 0.</param>
    /// <param name="scale">The |w| of the strongest color, or at the edge of a curve.</param>
    /// <param name="apart">Whether an empty line follows that keeps the pictures of a column apart.</param>
    public IRenderable InWall(int filter, double scale, bool apart) => IsCurve ? Curve(filter, apart, scale) : new Picture(Blocks(filter, scale), apart);

    /// <summary>The picture of a filter in a row of a table.</summary>
    public IRenderable InTable(int filter) => IsCurve ? Curve(filter, apart: true, null) : new Picture(Blocks(filter, _scale), apart: true);

    private Text Curve(int filter, bool apart, double? scale) =>
        new(string.Join('\n', BrailleCurve.Lines(_layer.Bank.Kernel(filter, 0), CurveWidth, CurveHeight, scale)) + (apart ? "\n" : ""));

    private ImmutableArray<ImmutableArray<HalfBlock>> Blocks(int filter, double scale) =>
        HalfBlocks.Lines(_color ? KernelRaster.Color(_layer, filter, scale, _channels) : KernelRaster.Plane(_layer, filter, 0, scale));
}
