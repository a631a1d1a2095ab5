using System.Collections.Immutable;

namespace Passband.Explanations;

/// <summary>
/// Statistics of a layer's single kernels, each of its own, beside what noise gives. Kernels of three dimensions are taken frame by frame.
/// </summary>
/// <param name="Total">Kernels of the layer.</param>
/// <param name="Sampled">Those that were measured: all, or 4,096 spread evenly, without those that count as sparse.</param>
/// <param name="Size">Rows and columns of a kernel.</param>
/// <param name="NoiseSize">Rows and columns of the noise that it is compared with: the same, or the largest at hand that fits inside.</param>
/// <param name="Statistics">"moran", "coherence", "dcShare" and "spectralEntropy", as far as they exist for kernels of that size.</param>
public sealed record KernelSummary(
    long Total, int Sampled, ImmutableArray<int> Size, ImmutableArray<int> NoiseSize, ImmutableArray<KernelStatistic> Statistics);

/// <summary>One statistic over the kernels of a layer.</summary>
/// <param name="Name">
/// "moran": how much neighboring taps resemble each other, −1 to 1. "coherence": how much there is one direction, 0 to 1. "dcShare": |Σk|/Σ|k|, 0 for a
/// kernel that stops DC, 1 for one without negative weights. "spectralEntropy": 0 for one frequency, 1 for all alike.
/// </param>
/// <param name="Median">Over the kernels.</param>
/// <param name="NoiseMedian">The median of independent Gaussian weights.</param>
/// <param name="Above">Share of kernels above the 95th percentile of noise; 0.05 is what noise gives. Null where noise often reaches the largest value there is.</param>
/// <param name="Below">Share of kernels below the 5th percentile of noise.</param>
public sealed record KernelStatistic(string Name, double Median, double NoiseMedian, double? Above, double Below);
