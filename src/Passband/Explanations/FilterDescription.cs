using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Passband.Explanations;

/// <summary>
/// Everything that is said of one filter. Angles are degrees, counter-clockwise as seen on screen; frequencies are cycles per sample of the layer's
/// own input grid (Nyquist 0.5; of a transposed convolution the output grid, on which its taps lie); positions are samples from the kernel's middle, x right, y down. What does not exist is null.
/// </summary>
public sealed record FilterDescription
{
    /// <summary>Where the filter is, e.g. "conv1:17".</summary>
    public required string Address { get; init; }

    /// <summary>What the filter does, one of the names of docs/measures.md.</summary>
    public required string Name { get; init; }

    /// <summary>The name as a phrase with its numbers, e.g. "Gabor with stripes at 45°, 0.19 cycles per pixel, achromatic".</summary>
    public required string Words { get; init; }

    /// <summary>How much the filter amplifies.</summary>
    public required GainDescription Gain { get; init; }

    /// <summary>Which frequencies pass; null for a dead filter, whose response is no more than rounding errors.</summary>
    public required PassbandDescription? Passband { get; init; }

    /// <summary>Along which direction it oscillates; null for a dead filter, a single tap, and a signal.</summary>
    public required OrientationDescription? Orientation { get; init; }

    /// <summary>Which derivative it resembles; null for a dead filter.</summary>
    public required OrderDescription? Order { get; init; }

    /// <summary>Even against odd; null for a dead filter.</summary>
    public required SymmetryDescription? Symmetry { get; init; }

    /// <summary>Share of energy in the best product of a column and a row, 0 to 1; null for a dead filter.</summary>
    public required double? Separability { get; init; }

    /// <summary>The middle of the kernel's energy [x, y].</summary>
    public required ImmutableArray<double>? Center { get; init; }

    /// <summary>The σ of the Gaussian whose square has the kernel's second moment, in samples.</summary>
    public required double? Sigma { get; init; }

    /// <summary>Its color; null where the input is not a color picture.</summary>
    public required ColorDescription? Color { get; init; }

    /// <summary>What the layer's stride aliases; null for stride 1.</summary>
    public required AliasingDescription? Aliasing { get; init; }

    /// <summary>The closest textbook shape, with the evidence; null for a dead filter and for one that was not fitted.</summary>
    public required FitDescription? Fit { get; init; }

    /// <summary>Remarks such as "twin of conv1:7".</summary>
    public required ImmutableArray<string> Flags { get; init; }

    /// <summary>What it does over time; everything else is then said of the spatial part of its strongest product of space and time. Null for a filter of one moment.</summary>
    public TimeDescription? Time { get; init; }

    /// <summary>What tells it from noise; null for a dead filter and for a single tap.</summary>
    public StructureDescription? Structure { get; init; }

    /// <summary>
    /// Every shape that was fitted, the chosen one first, then by criterion; null unless <see cref="ExplainOptions.Why"/> asks for it, for a dead filter, and for a single tap.
    /// </summary>
    public ImmutableArray<ShapeCandidate>? Candidates { get; init; }

    /// <summary>The dominant profile and the patterns of <see cref="Candidates"/>; null where these are. Not part of the document.</summary>
    [JsonIgnore]
    public FilterPatterns? Patterns { get; init; }
}

/// <summary>How much a filter amplifies, over all its channels.</summary>
/// <param name="Dc">Σk: the response to a constant input of 1 in every channel.</param>
/// <param name="Peak">max |H|, channels added in power: the response to a unit sinusoid of the best frequency and color.</param>
/// <param name="Noise">‖k‖₂: standard deviation of the response to white noise of standard deviation 1.</param>
/// <param name="Worst">Σ|k|: the largest response to any input between −1 and 1.</param>
public sealed record GainDescription(double Dc, double Peak, double Noise, double Worst);

/// <summary>Which frequencies pass, along the wavevector of an oriented kernel, else in the most favorable direction.</summary>
/// <param name="Kind">"lowpass", "highpass", "bandpass", "allpass" or "bandstop".</param>
/// <param name="DcDb">Response at frequency 0, dB re the peak; null for exactly zero.</param>
/// <param name="NyquistDb">Response at the highest frequency, dB re the peak; null for exactly zero.</param>
/// <param name="Peak">Frequency of the largest response.</param>
/// <param name="Lower">Lower −3 dB edge of the band around the peak; null when it reaches DC.</param>
/// <param name="Upper">Upper −3 dB edge; null when it reaches Nyquist.</param>
/// <param name="Octaves">Bandwidth at half amplitude in octaves; null when either side does not fall to half.</param>
/// <param name="Across">Kind across the axis through the peak; null unless the kernel is oriented.</param>
public sealed record PassbandDescription(
    string Kind, double? DcDb, double? NyquistDb, double Peak, double? Lower, double? Upper, double? Octaves, string? Across);

/// <summary>Along which direction the kernel oscillates.</summary>
/// <param name="Oriented">Whether the coherence exceeds what noise of this size reaches in 99 of 100 cases.</param>
/// <param name="Wavevector">Direction across the stripes, 0 to 180.</param>
/// <param name="Stripes">Direction along the stripes, 0 to 180.</param>
/// <param name="Coherence">0 (no direction) to 1 (one direction only).</param>
/// <param name="Bandwidth">Full width at half amplitude of the response over direction at the peak's radius, degrees; null when it never falls to half.</param>
public sealed record OrientationDescription(bool Oriented, double Wavevector, double Stripes, double Coherence, double? Bandwidth);

/// <summary>Which derivative of a Gaussian the kernel resembles.</summary>
/// <param name="Dominant">0, 1, 2 or 3.</param>
/// <param name="Shares">Energy in the orders 0 to 3.</param>
/// <param name="Direction">For order 1: where brightness must increase for a positive response, 0 to 360; else null.</param>
/// <param name="DcLeakDb">|Σk| re Σ|k| in dB; null for exactly zero.</param>
/// <param name="Hessian">For order 2: eigenvalues of the second derivative, the stronger scaled to ±1: [1, 0] a line, [1, 1] a Laplacian, [1, −1] a saddle; else null.</param>
public sealed record OrderDescription(
    int Dominant, ImmutableArray<double> Shares, double? Direction, double? DcLeakDb, ImmutableArray<double>? Hessian);

/// <summary>Even against odd about the middle of the energy.</summary>
/// <param name="Even">Share of the energy that is even, 0 to 1.</param>
/// <param name="Phase">0 even, 90 odd.</param>
public sealed record SymmetryDescription(double Even, double Phase);

/// <summary>The color that a filter looks at.</summary>
/// <param name="Kind">"achromatic", "colored", "opponent" or "multicolor".</param>
/// <param name="Axis">Nearest color axis, e.g. "red–cyan"; null for multicolor.</param>
/// <param name="AxisAngle">Angle to that axis, degrees.</param>
/// <param name="Direction">Unit vector [red, green, blue], whatever the order of the file's channels.</param>
/// <param name="Rank1">Share of energy in one color times one spatial profile.</param>
/// <param name="Luminance">Share of the color direction's energy in luminance.</param>
/// <param name="Opponency">For opponent filters: "single" when DC passes (a color blob), "double" when it does not (a color edge); else null.</param>
/// <param name="Hue">For colored filters: "red", "yellow", "green", "cyan", "blue" or "magenta", what is left of the direction without its luminance; else null.</param>
public sealed record ColorDescription(
    string Kind, string? Axis, double? AxisAngle, ImmutableArray<double> Direction, double Rank1, double Luminance, string? Opponency, string? Hue);

/// <summary>What the stride folds back.</summary>
/// <param name="White">Share of the output's power that is aliased for white input.</param>
/// <param name="Natural">The same for a 1/f² input, as natural pictures have.</param>
/// <param name="Folded">Frequency at which the peak appears after the stride, cycles per input sample.</param>
/// <param name="FoldedWavevector">Direction across the stripes that the peak appears with, 0 to 180; null for a signal and for a peak that folds to DC.</param>
/// <param name="Beyond">Whether the peak lies beyond the Nyquist square of the strided grid, and so appears elsewhere.</param>
public sealed record AliasingDescription(double White, double Natural, double Folded, double? FoldedWavevector, bool Beyond);

/// <summary>The closest textbook shape and the evidence for it.</summary>
/// <param name="Shape">The shape, e.g. "gabor".</param>
/// <param name="R2">Share of the profile's energy that the shape explains.</param>
/// <param name="Parameters">The shape's parameters by name.</param>
/// <param name="RunnerUp">The best shape of another name.</param>
/// <param name="DeltaAicc">How much worse the runner-up is, in AICc.</param>
/// <param name="P">Chance that noise of this size shows as much structure, in its profile or in its color.</param>
/// <param name="Q">The same after correcting for the number of filters in the layer.</param>
/// <param name="SpatialP">Chance that noise shows as much structure in its profile: what the shape's name rests on.</param>
/// <param name="SpatialQ">The same after correcting for the number of filters in the layer.</param>
public sealed record FitDescription(
    string Shape, double R2, ImmutableSortedDictionary<string, double> Parameters, string? RunnerUp, double? DeltaAicc, double P, double Q, double SpatialP,
    double SpatialQ)
{
    /// <summary>
    /// What lengths, positions and frequencies among the parameters count: "sample" of the input grid, or "tap" in a layer whose dilation differs between rows and
    /// columns, where a shape that is round on the taps is not on the grid. The sides of a box always count taps.
    /// </summary>
    public string Unit { get; init; } = "sample";
}

/// <summary>What tells a filter from noise: statistics of its profile, each with the chance that noise of its size goes as far.</summary>
/// <param name="Evidence">How much smaller the best shape's AICc is than that of no shape at all, per tap; larger is more structured, 0 about nothing.</param>
/// <param name="EvidenceP">Chance that noise has as much.</param>
/// <param name="Moran">Moran's I, −1 (checkerboard) to 1 (smooth); null for a constant profile.</param>
/// <param name="MoranP">Chance that noise lies as far out, on either side.</param>
/// <param name="SpectralEntropy">0 (one frequency) to 1 (all alike); null for a profile that is zero.</param>
/// <param name="SpectralEntropyP">Chance that noise lies as far out, on either side.</param>
/// <param name="Rank1P">Chance that the channels of noise agree on one color as much; null unless there are three.</param>
/// <param name="NoiseR2">R² that the chosen shape of noise of this size stays below in 99 of 100 cases.</param>
public sealed record StructureDescription(
    double Evidence, double EvidenceP, double? Moran, double? MoranP, double? SpectralEntropy, double? SpectralEntropyP, double? Rank1P, double NoiseR2);
