using System.Numerics.Tensors;

namespace Passband.Measures;

/// <summary>
/// |H| / max |H| over distance from DC: along one direction out to the edge of the Nyquist square, or the largest over all directions at each radius.
/// </summary>
internal sealed class ResponseProfile
{
    private const int Steps = 128;

    private readonly double[] _amplitudes;

    /// <summary>Where the largest amplitude is; of a dilated filter, within the copy of its response around DC.</summary>
    private readonly int _peak;

    private ResponseProfile(double[] amplitudes, int peak, double end, double edge)
    {
        _amplitudes = amplitudes;
        _peak = peak;
        End = end;
        Edge = edge;
    }

    /// <summary>Amplitude at DC.</summary>
    public double Dc => _amplitudes[0];

    /// <summary>Amplitude at the end: at the square's edge along a direction, the largest over the whole edge otherwise.</summary>
    public double End { get; }

    /// <summary>Radius of the last point, cycles per sample.</summary>
    public double Edge { get; }

    /// <summary>The smallest amplitude on the way.</summary>
    public double Smallest => Math.Min(End, _amplitudes.Min());

    /// <summary>The largest amplitude.</summary>
    public double Largest => _amplitudes.Max();

    /// <summary>Frequency of the largest amplitude.</summary>
    public double Peak => Edge * _peak / (_amplitudes.Length - 1);

    /// <summary>Of a response along one axis, from DC to Nyquist, relative to its largest amplitude there.</summary>
    /// <param name="amplitude">|H| at a frequency, not zero everywhere.</param>
    /// <param name="copy">Where the first copy of a response that repeats ends; 0.5 for one that does not.</param>
    public static ResponseProfile Of(Func<double, double> amplitude, double copy)
    {
        // Twice as fine as others: nothing refines the peak.
        const int Fine = 2 * Steps;
        var amplitudes = new double[Fine + 1];
        for (var i = 0; i <= Fine; i++)
            amplitudes[i] = amplitude(0.5 * i / Fine);
        TensorPrimitives.Divide(amplitudes, amplitudes.Max(), amplitudes);
        return new ResponseProfile(amplitudes, PeakOf(amplitudes.AsSpan(0, 1 + (int)(2 * copy * Fine))), amplitudes[^1], 0.5);
    }

    /// <summary>Along a direction (degrees counter-clockwise on screen).</summary>
    public static ResponseProfile Along(Spectrum spectrum, double direction)
    {
        var (sin, cos) = Math.SinCos(direction * Math.PI / 180);
        var edge = 0.5 / Math.Max(Math.Abs(cos), Math.Abs(sin));
        var amplitudes = new double[Steps + 1];
        Span<double> u = stackalloc double[Steps + 1];
        Span<double> v = stackalloc double[Steps + 1];
        for (var i = 0; i <= Steps; i++)
        {
            var radius = edge * i / Steps;
            (u[i], v[i]) = (radius * cos, -radius * sin);
        }
        spectrum.Amplitudes(u, v, amplitudes);
        // All copies of a dilated filter's response are alike but for where they are sampled.
        var spacing = spectrum.Transform.Spacing;
        var copy = 0.5 / Math.Max(spacing.X * Math.Abs(cos), spacing.Y * Math.Abs(sin));
        return new ResponseProfile(amplitudes, PeakOf(amplitudes.AsSpan(0, 1 + (int)(Steps * Math.Min(1, copy / edge)))), amplitudes[^1], edge);
    }

    /// <summary>
    /// The largest amplitude at each radius up to 0.5, over the transform's grid points nearest to that radius. The end is the largest amplitude on the
    /// edge of the Nyquist square, corners included: a checkerboard's response lies in the corners alone.
    /// </summary>
    public static ResponseProfile OverAllDirections(Spectrum spectrum)
    {
        var transform = spectrum.Transform;
        // A single tap has one grid point, which stands for a response that is the same everywhere.
        if (transform.GridLength == 1)
            return new ResponseProfile([1, 1], 0, 1, 0.5);
        var bins = Math.Max(transform.Rows, transform.Columns) / 2;
        var amplitudes = new double[bins + 1];
        var spacing = transform.Spacing;
        // What a dilated filter's copy around DC adds to each bin; the same array where there is only one.
        var copy = spacing == TapSpacing.One ? amplitudes : new double[bins + 1];
        var end = 0.0;
        for (var row = 0; row < transform.Rows; row++)
        {
            var v = transform.V(row);
            for (var column = 0; column < transform.HalfColumns; column++)
            {
                var u = transform.U(column);
                var amplitude = Math.Sqrt(spectrum.Power[row * transform.HalfColumns + column] / spectrum.Peak.Power);
                var bin = (int)Math.Round(Math.Sqrt(u * u + v * v) * 2 * bins);
                if (bin <= bins)
                {
                    amplitudes[bin] = Math.Max(amplitudes[bin], amplitude);
                    if (u * spacing.X <= 0.5 && Math.Abs(v) * spacing.Y <= 0.5)
                        copy[bin] = Math.Max(copy[bin], amplitude);
                }
                if (u >= 0.5 || Math.Abs(v) >= 0.5)
                    end = Math.Max(end, amplitude);
            }
        }
        return new ResponseProfile(amplitudes, PeakOf(copy), end, 0.5);
    }

    /// <summary>The band around the largest amplitude in which the profile stays above a level; null where it reaches DC or the end instead.</summary>
    public (double? Lower, double? Upper) Band(double level) => (Crossing(_peak, -1, level), Crossing(_peak, 1, level));

    private static int PeakOf(ReadOnlySpan<double> amplitudes) => TensorPrimitives.IndexOfMax(amplitudes);

    private double? Crossing(int from, int step, double level)
    {
        for (var i = from; i + step >= 0 && i + step < _amplitudes.Length; i += step)
        {
            var (inside, outside) = (_amplitudes[i], _amplitudes[i + step]);
            if (outside < level && inside >= level)
                return Edge * (i + step * (inside - level) / (inside - outside)) / (_amplitudes.Length - 1);
        }
        return null;
    }
}
