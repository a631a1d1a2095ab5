namespace Passband.Measures;

/// <summary>Levels of amplitudes.</summary>
internal static class Decibels
{
    /// <summary>Below this amplitude ratio (−240 dB) a response is a rounding error of doubles, not a level.</summary>
    private const double Zero = 1e-12;

    /// <summary>The amplitude ratio of half power, where a passband ends.</summary>
    public static readonly double HalfPower = Math.Sqrt(0.5);

    /// <summary>20·log₁₀ of an amplitude ratio; null for a ratio that is zero to rounding.</summary>
    public static double? Level(double ratio) => ratio > Zero ? 20 * Math.Log10(ratio) : null;
}
