using Passband.Measures;

namespace Passband.Shapes;

/// <summary>The statistics that tell structure from noise, of one filter.</summary>
/// <param name="R2">R² of the chosen shape.</param>
/// <param name="Evidence">
/// How much smaller the best shape's criterion is than that of no shape at all (<see cref="InformationCriterion"/>), per tap. Unlike R² it counts how many
/// numbers the shape took; per tap it falls with the size of noise, so that the null of a smaller size errs on the side of noise.
/// </param>
/// <param name="Moran">Moran's I of the dominant profile; null for a constant one.</param>
/// <param name="Entropy">Spectral entropy of the dominant profile.</param>
/// <param name="Rank1">Share of energy in one color; null for a single channel.</param>
internal readonly record struct StructureStatistics(double R2, double Evidence, double? Moran, double? Entropy, double? Rank1)
{
    public static StructureStatistics Of(FilterShape shape, ColorSplit split, IReadOnlyList<ShapeFit> fits, SpectralEntropy entropy) => new(
        fits[0].R2,
        (InformationCriterion.Of(0, shape.Taps, 1) - fits.Min(f => f.Aicc)) / shape.Taps,
        SpatialAutocorrelation.Of(split.Profile, shape),
        entropy.Of(split.Profile),
        // Only for the three channels of a picture: the share falls with the number of channels, and deep filters have hundreds.
        shape.Channels == 3 ? split.Rank1 : null);
}
