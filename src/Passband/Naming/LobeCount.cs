namespace Passband.Naming;

/// <summary>How many lobes of alternating sign a windowed wave has within the kernel.</summary>
internal static class LobeCount
{
    /// <summary>
    /// A lobe counts from this share of the strongest one: the flanks of a first derivative written as a Gabor stay below it, the outer lobes of what looks
    /// like a ripple to the eye do not.
    /// </summary>
    public const double SmallestLobe = 0.2;

    private const int StepsPerSample = 32;

    /// <summary>Lobes of e^(−u²/2σ²)·cos(2πfu − phase) for u between two ends; σ may be infinite.</summary>
    public static int Of(double sigma, double frequency, double phaseDegrees, double from, double to)
    {
        var phase = phaseDegrees * Math.PI / 180;
        var steps = Math.Max(StepsPerSample, (int)Math.Ceiling((to - from) * StepsPerSample));
        var peaks = new List<double>();
        var current = 0.0;
        for (var i = 0; i <= steps; i++)
        {
            var u = from + (to - from) * i / steps;
            var value = Math.Exp(-0.5 * (u / sigma) * (u / sigma)) * Math.Cos(2 * Math.PI * frequency * u - phase);
            if (current * value < 0)
            {
                peaks.Add(Math.Abs(current));
                current = 0;
            }
            if (Math.Abs(value) > Math.Abs(current))
                current = value;
        }
        peaks.Add(Math.Abs(current));
        var strongest = peaks.Max();
        return peaks.Count(p => p >= SmallestLobe * strongest);
    }
}
