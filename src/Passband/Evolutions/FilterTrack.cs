using System.Collections.Immutable;

namespace Passband.Evolutions;

/// <summary>One filter through the whole series. Moments are positions in <see cref="KernelEvolution.Moments"/>, from 0.</summary>
public sealed record FilterTrack
{
    /// <summary>Where the filter is, e.g. "conv1:17".</summary>
    public required string Address { get; init; }

    /// <summary>Its number within the layer, from 0.</summary>
    public required int Filter { get; init; }

    /// <summary>Its name at the last moment.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// The first moment from which it has its last name without a break. Null for noise, and where only the last moment has that name, so that nothing says whether it would stay.
    /// </summary>
    public required int? Became { get; init; }

    /// <summary>
    /// The first moment from which it is told from noise (q ≤ 0.05 within its layer; p ≤ 0.01 of one on its own; a single tap always) without a break until the last; null when it is
    /// noise or dead in the end.
    /// </summary>
    public required int? Formed { get; init; }

    /// <summary>
    /// The first moment from which its weights stay within <see cref="KernelEvolution.StillWithin"/> of those at the last moment; null unless at least
    /// <see cref="KernelEvolution.StillFor"/> later moments bear it out, and for a dead filter.
    /// </summary>
    public required int? Stopped { get; init; }

    /// <summary>What it is at each moment.</summary>
    public required ImmutableArray<FilterMoment> Moments { get; init; }
}

/// <summary>One filter at one moment. What does not exist is null.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="R2">Share of its profile's energy that the closest textbook shape explains, 0 to 1.</param>
/// <param name="Q">Chance that noise shows as much structure, corrected for the number of filters.</param>
/// <param name="Peak">Frequency of its largest response, cycles per sample of the layer's input grid.</param>
/// <param name="Stripes">The way its stripes run, degrees counter-clockwise on screen, 0 to 180; null unless it is oriented.</param>
/// <param name="Norm">‖w‖₂ over that of the layer's strongest filter at that moment, 0 to 1.</param>
/// <param name="Change">‖w − w′‖ / ‖w′‖, Euclidean, of its weights and those of the moment before; null at the first moment and after one of zeros.</param>
/// <param name="CosineToLast">Cosine, −1 to 1, between its weights and those at the last moment; null where either are zeros, and while the last moment is not known.</param>
public sealed record FilterMoment(
    string Name, double? R2, double? Q, double? Peak, double? Stripes, double Norm, double? Change, double? CosineToLast);
