using System.Collections.Immutable;
using Passband.Imaging.Pictures;

namespace Passband.Imaging.Inputs;

/// <summary>What one source says of the preprocessing; null where it says nothing.</summary>
public sealed record PreprocessingPart
{
    /// <summary>The source as the output names it, e.g. "--mean" or "preprocessor_config.json".</summary>
    public required string Source { get; init; }

    /// <inheritdoc cref="Preprocessing.Channels"/>
    public InputChannels? Channels { get; init; }

    /// <inheritdoc cref="Preprocessing.Scale"/>
    public double? Scale { get; init; }

    /// <inheritdoc cref="Preprocessing.Mean"/>
    public ImmutableArray<double>? Mean { get; init; }

    /// <inheritdoc cref="Preprocessing.Std"/>
    public ImmutableArray<double>? Std { get; init; }

    /// <inheritdoc cref="Preprocessing.Light"/>
    public Transfer? Light { get; init; }

    /// <inheritdoc cref="Preprocessing.Size"/>
    public PixelSize? Size { get; init; }

    /// <inheritdoc cref="Preprocessing.Fit"/>
    public InputFit? Fit { get; init; }

    /// <inheritdoc cref="Preprocessing.ShorterSide"/>
    public int? ShorterSide { get; init; }

    /// <inheritdoc cref="Preprocessing.Multiple"/>
    public int? Multiple { get; init; }

    /// <inheritdoc cref="Preprocessing.Filter"/>
    public ResizeFilter? Filter { get; init; }
}
