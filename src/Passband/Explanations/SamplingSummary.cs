using System.Collections.Immutable;

namespace Passband.Explanations;

/// <summary>The checkerboard of a transposed convolution with a stride. Source: Odena, Dumoulin and Olah, Distill 2016.</summary>
/// <param name="Taps">For each axis, outermost first, the taps that reach each output phase (position within the stride).</param>
/// <param name="Even">Whether all phases are reached by as many.</param>
/// <param name="TapRipple">
/// Standard deviation over mean of the number of taps that reach an output, over all phases: the ripple on a constant input if all weights were equal. 0 when even.
/// </param>
/// <param name="Ripple">
/// The ripple of the weights as they are: root mean square over kernels of the deviation of a phase's sum from the mean of all phases, over the root mean square of
/// that mean. Null when no kernel passes DC at all.
/// </param>
/// <param name="NoiseRipple">The ripple of independent random weights, √(phases − 1).</param>
/// <param name="Gains">Root mean square over kernels of each phase's DC gain, row-major over the axes.</param>
public sealed record UpsamplingSummary(
    ImmutableArray<ImmutableArray<int>> Taps, bool Even, double TapRipple, double? Ripple, double NoiseRipple, ImmutableArray<double> Gains);

/// <summary>A layer that cuts its picture into patches: as long a stride as its kernel along both axes, so that each output sees a patch of its own.</summary>
/// <param name="Size">Rows and columns of a patch.</param>
/// <param name="Nyquist">1/(2·stride) along y and x, cycles per pixel: what is above folds.</param>
/// <param name="AliasingWhite">Mean over live filters of the share of output power that is aliased for white input; for natural pictures it is the summary's aliasing.</param>
public sealed record PatchSummary(ImmutableArray<int> Size, ImmutableArray<double> Nyquist, double? AliasingWhite);
