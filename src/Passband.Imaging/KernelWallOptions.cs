using System.Collections.Immutable;
using Passband.Explanations;

namespace Passband.Imaging;

/// <summary>The room that a wall has, and what it should look like in it.</summary>
public sealed record KernelWallOptions
{
    /// <summary>The most pixels in a row.</summary>
    public required int Width { get; init; }

    /// <summary>The most rows of pixels, unless a single row of filters needs more.</summary>
    public int MaxHeight { get; init; } = 720;

    /// <summary>Pixels from one line to the next of the text that the wall stands in; its numbers and its kernels follow it.</summary>
    public int LineHeight { get; init; } = 20;

    /// <summary>Names to print under the filters where there is room, by filter; empty for none.</summary>
    public ImmutableArray<string> Names { get; init; } = [];

    /// <summary>The order of the picture's channels; null to believe the layer, and RGB where it does not know.</summary>
    public ChannelOrder? Channels { get; init; }

    /// <summary>The color around the wall, which is then transparent; null where it is not known, and the wall has a dark background of its own.</summary>
    public Rgb? Background { get; init; }
}
