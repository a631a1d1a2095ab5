namespace Passband.Measures;

/// <summary>Where |H| is largest, to much better than a grid step.</summary>
/// <param name="U">Cycles per sample along x, right positive.</param>
/// <param name="V">Cycles per sample along y, down positive.</param>
/// <param name="Power">|H|² there, summed over channels.</param>
internal readonly record struct SpectralPeak(double U, double V, double Power)
{
    private const int Rounds = 4;

    /// <summary>Distance from DC in cycles per sample.</summary>
    public double Frequency => Math.Sqrt(U * U + V * V);

    /// <summary>Finds the largest grid point, then climbs by parabolas through exact values around it.</summary>
    public static SpectralPeak Find(ReadOnlySpan<double> filter, FilterShape shape, Transform transform, ReadOnlySpan<double> power)
    {
        var best = 0;
        for (var i = 1; i < transform.GridLength; i++)
        {
            // Equal values differ by rounding; a real maximum exceeds them by more than that, so DC wins a tie.
            if (power[i] > power[best] * (1 + 1e-12))
                best = i;
        }
        return Refine(filter, shape, transform, transform.U(best % transform.HalfColumns), transform.V(best / transform.HalfColumns));
    }

    /// <summary>Climbs from a grid point to the maximum beside it.</summary>
    public static SpectralPeak Refine(ReadOnlySpan<double> filter, FilterShape shape, Transform transform, double u, double v)
    {
        var stepU = shape.Width > 1 ? 0.5 / transform.Columns : 0;
        var stepV = shape.Height > 1 ? 0.5 / transform.Rows : 0;
        var middle = Dtft.Power(filter, shape, u, v);
        for (var round = 0; round < Rounds; round++)
        {
            var newU = Climb(filter, shape, u, v, stepU, 0, middle);
            var newV = Climb(filter, shape, u, v, 0, stepV, middle);
            var (candidateU, candidateV) = (Wrap(u + newU), Wrap(v + newV));
            var power = Dtft.Power(filter, shape, candidateU, candidateV);
            if (power > middle)
                (u, v, middle) = (candidateU, candidateV, power);
            stepU /= 3;
            stepV /= 3;
        }
        return new SpectralPeak(u, v, middle);
    }

    /// <summary>The response is periodic: a peak just beyond Nyquist is one just inside on the other side.</summary>
    private static double Wrap(double frequency) => frequency - Math.Round(frequency);

    /// <summary>The step to the top of the parabola through three points, at most twice as far as they are apart.</summary>
    private static double Climb(ReadOnlySpan<double> filter, FilterShape shape, double u, double v, double stepU, double stepV, double middle)
    {
        var step = stepU + stepV;
        if (step == 0)
            return 0;
        var before = Dtft.Power(filter, shape, u - stepU, v - stepV);
        var after = Dtft.Power(filter, shape, u + stepU, v + stepV);
        var curvature = before - 2 * middle + after;
        return curvature < 0 ? Math.Clamp(0.5 * (before - after) / curvature, -2, 2) * step : 0;
    }
}
