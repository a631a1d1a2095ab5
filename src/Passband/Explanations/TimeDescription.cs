using System.Collections.Immutable;

namespace Passband.Explanations;

/// <summary>
/// What a filter over space and time does over time, at the spatial frequency where it responds most and for motion to the side that it prefers; of a product of
/// space and time, what its temporal profile does. Frequencies are cycles per frame, Nyquist 0.5.
/// </summary>
/// <param name="Separability">s₁²/Σs² of the SVD over [frames, channels × pixels]: the share of energy in one temporal times one spatial profile, 0 to 1.</param>
/// <param name="Profile">The temporal profile of that product, a unit vector in the order of the frames; its strongest entry is positive.</param>
/// <param name="Kind">"lowpass", "highpass", "bandpass", "allpass" or "bandstop" along time.</param>
/// <param name="DcDb">Response to a still picture, dB re the peak over time; null for exactly zero.</param>
/// <param name="NyquistDb">Response to what alternates from frame to frame, dB re the peak; null for exactly zero.</param>
/// <param name="Peak">Frequency of the largest response.</param>
/// <param name="Lower">Lower −3 dB edge; null when the band reaches DC.</param>
/// <param name="Upper">Upper −3 dB edge; null when the band reaches Nyquist.</param>
/// <param name="Motion">The motion that it prefers; null for one frame, where the spatial part peaks at DC, and on feature maps.</param>
public sealed record TimeDescription(
    double Separability, ImmutableArray<double> Profile, string Kind, double? DcDb, double? NyquistDb, double Peak, double? Lower, double? Upper,
    MotionDescription? Motion);

/// <summary>Motion that a filter prefers, at the spatial frequency of its largest response.</summary>
/// <param name="Selectivity">(E₊ − E₋)/(E₊ + E₋) of the energies of its response to patterns moving that way and the opposite way, 0 to 1.</param>
/// <param name="Direction">Degrees (0 to 360) toward which the preferred pattern moves.</param>
/// <param name="Frequency">Temporal frequency of the strongest response that way, cycles per frame.</param>
/// <param name="Speed">Pixels per frame.</param>
/// <param name="P">Chance that random weights are as selective.</param>
public sealed record MotionDescription(double Selectivity, double Direction, double Frequency, double Speed, double P);
