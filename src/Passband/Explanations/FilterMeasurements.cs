using Passband.Measures;
using Passband.Shapes;

namespace Passband.Explanations;

/// <summary>Everything measured and fitted of one live filter, before its layer is known as a whole.</summary>
internal sealed record FilterMeasurements
{
    public required Gains Gains { get; init; }

    /// <summary>Of the taps, side by side: what a name rests on.</summary>
    public required Band Band { get; init; }

    /// <summary>On the input grid; the same unless the layer is dilated.</summary>
    public required Band GridBand { get; init; }

    /// <summary>Samples from tap to tap.</summary>
    public required TapSpacing Spacing { get; init; }

    /// <summary>Of the taps, side by side.</summary>
    public required SpectralPeak Peak { get; init; }

    public required Orientation Orientation { get; init; }

    public required bool Oriented { get; init; }

    public required double? OrientationBandwidth { get; init; }

    public required DifferentialOrder Order { get; init; }

    public required Symmetry Symmetry { get; init; }

    public required double Separability { get; init; }

    /// <summary>In taps.</summary>
    public required Location Location { get; init; }

    /// <summary>In samples of the input grid.</summary>
    public required Location GridLocation { get; init; }

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
    public required NoiseChance? P { get; init; }

    /// <summary>The statistics that tell structure from noise, and how often noise exceeds each; null for a single tap.</summary>
    public required (StructureStatistics Statistics, SingleChances P, double NoiseR2)? Structure { get; init; }

    /// <summary>What it does over time; null for a filter of one moment.</summary>
    public TimeMeasurements? Time { get; init; }
}

/// <summary>What a filter over space and time does over time.</summary>
/// <param name="Split">The filter as a product of space and time.</param>
/// <param name="Band">Over time, at the spatial frequency of the largest response; frequencies are cycles per frame.</param>
/// <param name="Motion">The motion that it prefers; null where nothing can move.</param>
internal sealed record TimeMeasurements(SpaceTimeSplit Split, Band Band, Motion? Motion);
