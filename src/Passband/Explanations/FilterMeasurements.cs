using Passband.Measures;
using Passband.Shapes;

namespace Passband.Explanations;

/// <summary>Everything measured and fitted of one live filter, before its layer is known as a whole.</summary>
internal sealed record FilterMeasurements
{
    public required Gains Gains { get; init; }

    public required Band Band { get; init; }

    public required Orientation Orientation { get; init; }

    public required bool Oriented { get; init; }

    public required double? OrientationBandwidth { get; init; }

    public required DifferentialOrder Order { get; init; }

    public required Symmetry Symmetry { get; init; }

    public required double Separability { get; init; }

    public required Location Location { get; init; }

    public required ColorSplit Split { get; init; }

    /// <summary>What the layer's stride does; null for stride 1.</summary>
    public required Aliased? Aliasing { get; init; }

    /// <summary>The share aliased of a 1/f² input at the layer's stride, at half of it and so on; empty for stride 1.</summary>
    public required double[] AliasedByHalving { get; init; }

    /// <summary>Σk / Σ|k| of the dominant profile.</summary>
    public required double DcShare { get; init; }

    /// <summary>Best criterion first; empty for a single tap.</summary>
    public required IReadOnlyList<ShapeFit> Fits { get; init; }

    /// <summary>Chance that noise shows as much structure; null for a single tap.</summary>
    public required double? P { get; init; }
}
