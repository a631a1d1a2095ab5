using System.Collections.Immutable;

namespace Passband.Explanations;

/// <summary>
/// What the single kernels of a layer are called, each named like a filter of one channel among the kernels of the sample. Kernels of three dimensions are taken frame by frame.
/// </summary>
/// <param name="Total">Kernels of the layer.</param>
/// <param name="Named">Those that were named: all, or 256 spread evenly.</param>
/// <param name="Names">
/// Share of each name among them, largest first. "dead" is a kernel whose every |w| is below 1 % of the layer's largest: what counts as sparse.
/// </param>
/// <param name="Pi0">Storey's estimate of the share of pure noise among those that are not dead; null when all are.</param>
public sealed record KernelNameShares(long Total, int Named, ImmutableArray<Share> Names, double? Pi0);
