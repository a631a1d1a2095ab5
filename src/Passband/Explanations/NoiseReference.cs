using System.Collections.Immutable;
using Passband.Measures;
using Passband.Shapes;

namespace Passband.Explanations;

/// <summary>
/// What independent Gaussian weights give, sent through the code that measured a layer's filters: quantiles of each statistic, from which its distribution can be drawn and
/// its p-value read.
/// </summary>
/// <param name="Size">[channels, rows, columns] of the noise: the filters' own, or the largest at hand that fits inside.</param>
/// <param name="Samples">Noise filters drawn; no p-value below 1/(samples + 1) is claimed.</param>
/// <param name="Levels">Shares of noise that lie below each quantile, ascending, closer together in the tails.</param>
/// <param name="R2">R² of the chosen shape.</param>
/// <param name="Evidence">Evidence per tap: large values count.</param>
/// <param name="Moran">Moran's I: both tails count; null for noise of two taps, all of which has the same.</param>
/// <param name="SpectralEntropy">Spectral entropy: both tails count.</param>
/// <param name="Rank1">Share of energy in one color: large values count; null unless there are three channels.</param>
/// <param name="Coherence">Coherence of the orientation; a filter is oriented above the quantile at level 0.99.</param>
public sealed record NoiseReference(
    ImmutableArray<int> Size, int Samples, ImmutableArray<double> Levels, ImmutableArray<double> R2, ImmutableArray<double> Evidence,
    ImmutableArray<double>? Moran, ImmutableArray<double> SpectralEntropy, ImmutableArray<double>? Rank1, ImmutableArray<double> Coherence)
{
    /// <summary>The null for filters of a size.</summary>
    internal static NoiseReference Of(NoiseNull noise, FilterShape filter) => new(
        [noise.Shape.Channels, .. SizeOf(noise, filter)], noise.Spatial.Samples, [.. EmpiricalDistribution.Levels], [.. noise.R2.Quantiles], [.. noise.Evidence.Quantiles],
        Quantiles(noise.Moran), [.. noise.Entropy.Quantiles], Quantiles(noise.Rank1), [.. noise.Coherence.Quantiles]);

    /// <summary>Rows and columns of the noise. The table holds lines as rows; a column of that length is compared with them.</summary>
    internal static ImmutableArray<int> SizeOf(NoiseNull noise, FilterShape filter) =>
        filter.Width == 1 ? [noise.Shape.Width, noise.Shape.Height] : [noise.Shape.Height, noise.Shape.Width];

    private static ImmutableArray<double>? Quantiles(EmpiricalDistribution? distribution) => distribution is null ? null : [.. distribution.Quantiles];
}
