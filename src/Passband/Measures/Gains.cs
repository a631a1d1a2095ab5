namespace Passband.Measures;

/// <summary>How much a filter amplifies, over all its channels.</summary>
/// <param name="Dc">Σk: the response to a constant input of 1 in every channel.</param>
/// <param name="Peak">max |H|, channels added in power: the response to a unit sinusoid of the best frequency and color.</param>
/// <param name="Noise">‖k‖₂: standard deviation of the response to white noise of standard deviation 1.</param>
/// <param name="Worst">Σ|k|: the largest response to any input between −1 and 1.</param>
internal readonly record struct Gains(double Dc, double Peak, double Noise, double Worst)
{
    public static Gains Of(ReadOnlySpan<double> filter, SpectralPeak peak)
    {
        var (sum, squares, absolute) = (0.0, 0.0, 0.0);
        foreach (var weight in filter)
        {
            sum += weight;
            squares += weight * weight;
            absolute += Math.Abs(weight);
        }
        return new Gains(sum, Math.Sqrt(peak.Power), Math.Sqrt(squares), absolute);
    }
}
