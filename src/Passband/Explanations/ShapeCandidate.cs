using System.Collections.Immutable;

namespace Passband.Explanations;

/// <summary>One of the shapes that were fitted to a filter, whether it was chosen or not.</summary>
/// <param name="Shape">The shape, e.g. "gabor".</param>
/// <param name="Name">
/// What the filter would be called if this shape were chosen: "mixed" where a measurement contradicts the shape, and "smoothing" for whatever shape a kernel
/// that averages is fitted with.
/// </param>
/// <param name="R2">Share of the dominant profile's energy that it explains, 0 to 1.</param>
/// <param name="Aicc">Akaike's criterion, corrected for small samples; null where the taps are too few for so many parameters.</param>
/// <param name="DeltaAicc">
/// The same less that of the chosen shape; below 0 where the chosen one is a limit of this, which has not won by enough; null where <paramref name="Aicc"/> is.
/// </param>
/// <param name="FreeParameters">Numbers that were free: shape parameters, amplitudes, and the noise variance.</param>
/// <param name="Parameters">Its parameters by name, in the unit of <see cref="FitDescription.Unit"/>.</param>
public sealed record ShapeCandidate(
    string Shape, string Name, double R2, double? Aicc, double? DeltaAicc, int FreeParameters, ImmutableSortedDictionary<string, double> Parameters);

/// <summary>
/// The dominant spatial profile of a filter and the pattern of every shape that was fitted to it, on the taps side by side (of a dilated layer without the
/// zeros between them). All are divided by the same number, so that the profile has unit norm and profile − pattern has the energy 1 − R².
/// </summary>
/// <param name="Rows">Rows of each pattern.</param>
/// <param name="Columns">Columns of each pattern.</param>
/// <param name="Norm">‖profile‖₂ in units of the weights: patterns times this are on the scale of the profile before it was divided.</param>
/// <param name="Profile">The profile, row-major [row, column].</param>
/// <param name="Candidates">A pattern for each of <see cref="FilterDescription.Candidates"/>, row-major [row, column].</param>
public sealed record FilterPatterns(int Rows, int Columns, double Norm, ImmutableArray<float> Profile, ImmutableArray<ImmutableArray<float>> Candidates);
