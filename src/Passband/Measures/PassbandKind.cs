namespace Passband.Measures;

/// <summary>Which frequencies pass, by the two ends of the band.</summary>
internal static class PassbandKind
{
    public const string Lowpass = "lowpass";
    public const string Highpass = "highpass";
    public const string Bandpass = "bandpass";
    public const string Allpass = "allpass";
    public const string Bandstop = "bandstop";

    /// <summary>The kind from whether DC passes, whether Nyquist passes, and whether there is a dip below −3 dB between.</summary>
    public static string Of(bool dc, bool nyquist, bool dip) => (dc, nyquist) switch
    {
        (true, false) => Lowpass,
        (false, true) => Highpass,
        (false, false) => Bandpass,
        _ => dip ? Bandstop : Allpass,
    };

    /// <summary>Whether an amplitude relative to the peak is within −3 dB; a hair of tolerance keeps exact half-power cases stable.</summary>
    public static bool Passes(double amplitude) => amplitude >= Decibels.HalfPower * (1 - 1e-9);
}
