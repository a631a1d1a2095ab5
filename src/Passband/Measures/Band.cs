namespace Passband.Measures;

/// <summary>Which frequencies a filter passes; levels re the largest response over the whole Nyquist square.</summary>
/// <param name="Kind">One of <see cref="PassbandKind"/>.</param>
/// <param name="DcDb">Response at DC; null for none.</param>
/// <param name="NyquistDb">Response at the end of the profile; null for none.</param>
/// <param name="Peak">Frequency of the largest response, cycles per sample.</param>
/// <param name="Lower">Lower −3 dB edge; null when the band reaches DC.</param>
/// <param name="Upper">Upper −3 dB edge; null when the band reaches the end.</param>
/// <param name="Octaves">Bandwidth at half amplitude; null when either side does not fall to half.</param>
/// <param name="Across">Kind at right angles to the wavevector, through the peak; null unless oriented.</param>
internal sealed record Band(
    string Kind, double? DcDb, double? NyquistDb, double Peak, double? Lower, double? Upper, double? Octaves, string? Across)
{
    private const int SectionSteps = 64;

    /// <summary>Measures the band.</summary>
    /// <param name="spectrum">The filter's response; its peak must not be zero.</param>
    /// <param name="wavevector">Degrees, for an oriented filter; null to take the most favorable direction at each radius.</param>
    public static Band Of(Spectrum spectrum, double? wavevector)
    {
        var profile = wavevector is { } direction ? AlongOrPeak(spectrum, direction) : ResponseProfile.OverAllDirections(spectrum);
        return Of(profile, spectrum.Peak.Frequency, wavevector is { } axis ? KindAcross(spectrum, axis) : null);
    }

    /// <summary>Of a response along one axis.</summary>
    public static Band Of(ResponseProfile profile) => Of(profile, profile.Peak, null);

    private static Band Of(ResponseProfile profile, double peak, string? across)
    {
        var dip = profile.Smallest < Decibels.HalfPower;
        var kind = PassbandKind.Of(PassbandKind.Passes(profile.Dc), PassbandKind.Passes(profile.End), dip);
        var (lower, upper) = profile.Band(Decibels.HalfPower);
        var (halfLower, halfUpper) = profile.Band(0.5);
        return new Band(
            kind, Decibels.Level(profile.Dc), Decibels.Level(profile.End), peak, lower, upper,
            halfLower > 0 && halfUpper > 0 ? Math.Log2(halfUpper.Value / halfLower.Value) : null, across);
    }

    /// <summary>
    /// Along the principal direction; where the response there never comes within 3 dB of the peak (a peak in a corner of the square, say), through the peak.
    /// </summary>
    private static ResponseProfile AlongOrPeak(Spectrum spectrum, double wavevector)
    {
        var profile = ResponseProfile.Along(spectrum, wavevector);
        if (PassbandKind.Passes(profile.Largest) || spectrum.Peak.Frequency == 0)
            return profile;
        return ResponseProfile.Along(spectrum, Math.Atan2(-spectrum.Peak.V, spectrum.Peak.U) * 180 / Math.PI);
    }

    /// <summary>The kind on the line through the peak at right angles to the wavevector, by the distance from the peak (0 to 0.5), the better side counting.</summary>
    private static string KindAcross(Spectrum spectrum, double wavevector)
    {
        var (sin, cos) = Math.SinCos(wavevector * Math.PI / 180);
        Span<double> u = stackalloc double[2 * (SectionSteps + 1)];
        Span<double> v = stackalloc double[u.Length];
        Span<double> amplitudes = stackalloc double[u.Length];
        for (var i = 0; i <= SectionSteps; i++)
        {
            var offset = 0.5 * i / SectionSteps;
            (u[2 * i], v[2 * i]) = (spectrum.Peak.U + offset * sin, spectrum.Peak.V + offset * cos);
            (u[2 * i + 1], v[2 * i + 1]) = (spectrum.Peak.U - offset * sin, spectrum.Peak.V - offset * cos);
        }
        spectrum.Amplitudes(u, v, amplitudes);
        var (smallest, end) = (1.0, 1.0);
        for (var i = 0; i <= SectionSteps; i++)
        {
            end = Math.Max(amplitudes[2 * i], amplitudes[2 * i + 1]);
            smallest = Math.Min(smallest, end);
        }
        return PassbandKind.Of(true, PassbandKind.Passes(end), smallest < Decibels.HalfPower);
    }

    /// <summary>Full width at half amplitude of the response over direction at the peak's radius, degrees; null when a side never falls to half.</summary>
    public static double? OrientationBandwidth(Spectrum spectrum)
    {
        var radius = spectrum.Peak.Frequency;
        if (radius == 0 || spectrum.Shape.IsLine)
            return null;
        var middle = Math.Atan2(-spectrum.Peak.V, spectrum.Peak.U);
        return HalfWidth(spectrum, radius, middle, 1) + HalfWidth(spectrum, radius, middle, -1);
    }

    private static double? HalfWidth(Spectrum spectrum, double radius, double middle, int side)
    {
        const double Step = 2;
        var previous = 1.0;
        for (var offset = Step; offset <= 90; offset += Step)
        {
            var (sin, cos) = Math.SinCos(middle + side * offset * Math.PI / 180);
            var amplitude = spectrum.Amplitude(radius * cos, -radius * sin);
            if (amplitude < 0.5)
                return offset - Step * (0.5 - amplitude) / (previous - amplitude);
            previous = amplitude;
        }
        return null;
    }
}
