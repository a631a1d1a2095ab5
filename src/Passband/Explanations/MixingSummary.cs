using System.Collections.Immutable;

namespace Passband.Explanations;

/// <summary>How a layer of single taps (1×1) mixes channels, by the singular values s of its [out, in] matrix; of grouped layers by those of all groups.</summary>
/// <param name="Inputs">Channels that it reads.</param>
/// <param name="Outputs">Channels that it makes.</param>
/// <param name="NoiseRank">The effective rank (Σs²)²/Σs⁴ that independent random weights of that size have; that of the layer is <see cref="LayerSummary.EffectiveRank"/>.</param>
/// <param name="Rank">Numerical rank: singular values above the rounding error of float32; null for matrices above 256 on their smaller side.</param>
/// <param name="Rank90">How many of the largest singular values hold 90 % of Σs²; null likewise.</param>
/// <param name="Color">What it makes of the colors of a picture; null unless it sees one.</param>
public sealed record MixingSummary(int Inputs, int Outputs, double NoiseRank, int? Rank, int? Rank90, ColorMatrixSummary? Color);

/// <summary>A [out, 3] matrix of colors as its singular value decomposition.</summary>
/// <param name="Words">What it does, e.g. "luminance (80 %), blue–yellow (15 %) and red–cyan (5 %)".</param>
/// <param name="Directions">The three color directions at right angles, strongest first.</param>
public sealed record ColorMatrixSummary(string Words, ImmutableArray<ColorDirection> Directions);

/// <summary>One color direction of a layer.</summary>
/// <param name="SingularValue">Its gain.</param>
/// <param name="Share">s²/Σs²: its part of the output's energy for colors without correlation.</param>
/// <param name="Direction">Unit vector [red, green, blue], whatever the order of the file's channels.</param>
/// <param name="Axis">The nearest color axis.</param>
/// <param name="AxisAngle">Angle to it, degrees.</param>
public sealed record ColorDirection(double SingularValue, double Share, ImmutableArray<double> Direction, string Axis, double AxisAngle);
