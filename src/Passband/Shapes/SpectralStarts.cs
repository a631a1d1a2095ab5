using Passband.Measures;

namespace Passband.Shapes;

/// <summary>Where a kernel's own response peaks: the frequencies that a fit of a Gabor or a grating starts from.</summary>
internal static class SpectralStarts
{
    /// <summary>The two strongest local maxima of |H|² beyond half a cycle per window (below it there is no oscillation to speak of), strongest first.</summary>
    public static List<SpectralPeak> Of(ReadOnlySpan<double> plane, FilterShape shape, Transform transform, Span<double> power)
    {
        transform.Power(plane, power);
        var lowest = 0.5 / shape.Side;
        var peaks = new List<(int Index, double Power)>();
        for (var row = 0; row < transform.Rows; row++)
        {
            for (var column = 0; column < transform.HalfColumns; column++)
            {
                var (u, v) = (transform.U(column), transform.V(row));
                if (u * u + v * v >= lowest * lowest && IsLocalMaximum(power, transform, row, column))
                    peaks.Add((row * transform.HalfColumns + column, power[row * transform.HalfColumns + column]));
            }
        }
        var starts = new List<SpectralPeak>();
        foreach (var (index, _) in peaks.OrderByDescending(p => p.Power).ThenBy(p => p.Index))
        {
            var peak = SpectralPeak.Refine(plane, shape, transform, transform.U(index % transform.HalfColumns), transform.V(index / transform.HalfColumns));
            // On the columns of DC and Nyquist every maximum stands twice, at v and −v.
            if (starts.TrueForAll(s => Math.Abs(s.Power - peak.Power) > 1e-9 * s.Power))
                starts.Add(peak);
            if (starts.Count == 2)
                break;
        }
        foreach (var peak in starts.ToArray())
        {
            if (BesideNyquist(peak, shape) is { } inside)
                starts.Add(inside);
        }
        if (starts.Count == 0)
        {
            // The response falls from DC on everywhere: one cycle per window is as good a start as any.
            starts.Add(new SpectralPeak(shape.Width > 1 ? 1.0 / shape.Side : 0, shape.Width > 1 ? 0 : 1.0 / shape.Side, 0));
        }
        return starts;
    }

    /// <summary>
    /// A wave a little below Nyquist merges with its own mirror image into one peak at Nyquist, where a fit would stay: by symmetry the slope there is zero.
    /// Half the width of the window's response inside, it has one.
    /// </summary>
    private static SpectralPeak? BesideNyquist(SpectralPeak peak, FilterShape shape)
    {
        var (u, v) = (Inside(peak.U, shape.Width), Inside(peak.V, shape.Height));
        return u == peak.U && v == peak.V ? null : new SpectralPeak(u, v, peak.Power);

        static double Inside(double frequency, int taps) =>
            Math.Abs(frequency) < 0.5 - 1e-6 ? frequency : Math.CopySign(0.5 - 0.5 / taps, frequency);
    }

    private static bool IsLocalMaximum(ReadOnlySpan<double> power, Transform transform, int row, int column)
    {
        var index = row * transform.HalfColumns + column;
        var here = power[index];
        // Most points lie on a slope, which their neighbors along the row tell.
        if (column > 0 && column < transform.HalfColumns - 1 && (power[index - 1] > here || power[index + 1] > here))
            return false;
        for (var dy = -1; dy <= 1; dy++)
        {
            for (var dx = -1; dx <= 1; dx++)
            {
                if ((dx != 0 || dy != 0) && At(power, transform, row + dy, column + dx) > here)
                    return false;
            }
        }
        return true;
    }

    /// <summary>The grid beyond its kept half: |H|² is periodic and the same at (−u, −v).</summary>
    private static double At(ReadOnlySpan<double> power, Transform transform, int row, int column)
    {
        if (transform.Columns == 1)
            column = 0;
        if (column < 0 || column >= transform.HalfColumns)
        {
            column = column < 0 ? -column : transform.Columns - column;
            row = -row;
        }
        row = ((row % transform.Rows) + transform.Rows) % transform.Rows;
        return power[row * transform.HalfColumns + column];
    }
}
