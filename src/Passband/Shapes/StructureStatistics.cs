using Passband.Measures;

namespace Passband.Shapes;

/// <summary>The statistics that tell structure from noise, of one filter.</summary>
/// <param name="R2">R² of the shape that AICc chose.</param>
/// <param name="Moran">Moran's I of the dominant profile; null for a constant one.</param>
/// <param name="Rank1">Share of energy in one color; null for a single channel.</param>
internal readonly record struct StructureStatistics(double R2, double? Moran, double? Rank1)
{
    public static StructureStatistics Of(FilterShape shape, ColorSplit split, IReadOnlyList<ShapeFit> fits) => new(
        fits[0].R2,
        SpatialAutocorrelation.Of(split.Profile, shape),
        // Only for the three channels of a picture: the share falls with the number of channels, and deep filters have hundreds.
        shape.Channels == 3 ? split.Rank1 : null);
}
