using Passband.Explanations;
using Passband.Imaging.Filtering;
using Passband.Kernels;

namespace Passband.Cli.Filtering;

/// <summary>What of the picture a kernel of one plane is laid over.</summary>
internal enum FilterTarget
{
    /// <summary>The picture in gray.</summary>
    Luma,

    /// <summary>Red, green and blue, each by itself.</summary>
    Each,

    Red,
    Green,
    Blue,
}

/// <summary>Where a kernel of one row runs.</summary>
internal enum KernelDirection
{
    Rows,
    Columns,
}

/// <summary>Which plane stands for a filter of feature maps.</summary>
internal enum ProfileKind
{
    Strongest,
    Mean,
}

/// <summary>The border that was asked for.</summary>
/// <param name="Mode">Null for the layer's own padding.</param>
/// <param name="Value">What a constant border holds.</param>
internal sealed record BorderRequest(BorderMode? Mode, float Value = 0);

/// <summary>Steps that were asked for.</summary>
/// <param name="Step">Null for the layer's own.</param>
internal sealed record StepRequest(Extent? Step);

/// <summary>The number at the end of the color map.</summary>
/// <param name="Number">As given; null to take it from the result.</param>
/// <param name="Percentile">Of |value|, where no number is given; null for the largest.</param>
internal sealed record ScaleRequest(double? Number = null, double? Percentile = null)
{
    /// <summary>Each filter of a sheet by itself; else one scale for all.</summary>
    public bool Each { get; init; }

    /// <summary>The largest |value| was asked for in so many words, in a gray view too.</summary>
    public bool IsMax { get; init; }
}

/// <summary>What a result is written as.</summary>
internal enum FilterFormat
{
    Png,
    Npy,
    Tiff,
}

/// <summary>How a result is shown.</summary>
/// <param name="View">How numbers become colors.</param>
/// <param name="Scale">The number at the end.</param>
/// <param name="Plain">Whether words and legend are left off.</param>
/// <param name="Dark">Whether what is around the picture is dark.</param>
/// <param name="Cell">The longest side of a picture on a sheet; null to choose.</param>
/// <param name="Columns">Pictures in a row of a sheet; null to choose.</param>
internal sealed record FilterLook(SignedView View, ScaleRequest Scale, bool Plain, bool Dark, int? Cell, int? Columns);

/// <summary>How a kernel is laid over a picture.</summary>
internal sealed record FilterRequest
{
    public BorderRequest Border { get; init; } = new(BorderMode.Reflect);

    /// <summary>Null for every pixel.</summary>
    public StepRequest? Stride { get; init; }

    /// <summary>Null for the layer's own, or neighboring taps.</summary>
    public StepRequest? Dilation { get; init; }

    public FilterTarget? On { get; init; }

    public ProfileKind Profile { get; init; } = ProfileKind.Strongest;

    /// <summary>Null where nobody said, which is along rows.</summary>
    public KernelDirection? Along { get; init; }

    public ChannelOrder? Channels { get; init; }

    public bool Linear { get; init; }

    /// <summary>Null for samples from 0 to 1.</summary>
    public FilterScaling? Scaling { get; init; }
}
