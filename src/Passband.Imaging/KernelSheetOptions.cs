using System.Collections.Immutable;
using Passband.Explanations;

namespace Passband.Imaging;

/// <summary>Which weight is shown as the strongest color.</summary>
public enum KernelScale
{
    /// <summary>The largest |w| of all that is shown: brightness can be compared between filters.</summary>
    Common,

    /// <summary>The largest |w| of each filter by itself: weak filters show their pattern, too.</summary>
    Each,
}

/// <summary>How a sheet looks.</summary>
public sealed record KernelSheetOptions
{
    /// <summary>Everything by default.</summary>
    public static KernelSheetOptions Default { get; } = new();

    /// <summary>Which weight is shown as the strongest color.</summary>
    public KernelScale Scale { get; init; } = KernelScale.Common;

    /// <summary>Whether the frequency response |H| stands beside each kernel.</summary>
    public bool Response { get; init; }

    /// <summary>Whether the number, and the name where there is one, stands under each filter.</summary>
    public bool Labels { get; init; }

    /// <summary>Names to print with <see cref="Labels"/>, by filter; empty for none.</summary>
    public ImmutableArray<string> Names { get; init; } = [];

    /// <summary>Tiles in a row; null to choose.</summary>
    public int? Columns { get; init; }

    /// <summary>Side of a kernel's picture in pixels; null to choose. Weights stay square: the largest whole number of pixels a weight that fits is used.</summary>
    public int? Cell { get; init; }

    /// <summary>Light on dark rather than dark on light.</summary>
    public bool Dark { get; init; }

    /// <summary>The order of the picture's channels; null to believe the layer, and RGB where it does not know.</summary>
    public ChannelOrder? Channels { get; init; }

    /// <summary>The most kernels that are drawn; the sheet says how many it leaves out. Kernels of a single weight count a sixteenth.</summary>
    public int MaxKernels { get; init; } = 1024;

    /// <summary>The most rows of a table, and of a grid whose <see cref="Columns"/> are given.</summary>
    internal int MaxRows { get; init; } = int.MaxValue;
}
