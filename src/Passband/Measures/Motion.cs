using System.Numerics;

namespace Passband.Measures;

/// <summary>
/// Whether a filter over space and time prefers motion to one side, by its energy at one spatial frequency for patterns that move either way (Adelson and
/// Bergen, JOSA A 2, 1985). A product of a spatial and a temporal profile responds to both alike.
/// </summary>
/// <param name="Selectivity">
/// (E₊ − E₋)/(E₊ + E₋) without its sign, E± the response's energy over all temporal frequencies of one sign: 0 both ways alike; with few frames it stays below 1.
/// </param>
/// <param name="Direction">Degrees (0 to 360) toward which the preferred pattern moves, at right angles to its stripes.</param>
/// <param name="Frequency">Temporal frequency of the strongest response that way, cycles per frame (0 to 0.5).</param>
/// <param name="Speed">That over the spatial frequency, pixels per frame.</param>
/// <param name="P">Chance that independent Gaussian weights are as selective.</param>
internal readonly record struct Motion(double Selectivity, double Direction, double Frequency, double Speed, double P)
{
    private const int Steps = 256;

    /// <summary>Measures the motion that a filter prefers at a spatial frequency; null for a single frame, and at DC, where nothing moves.</summary>
    /// <param name="filter">Weights [channel, frame, row, column].</param>
    /// <param name="frames">Taps along time.</param>
    /// <param name="shape">The size of one frame with all its channels.</param>
    /// <param name="color">Unit vector over channels along which the filter is looked at.</param>
    /// <param name="u">Cycles per tap, right positive.</param>
    /// <param name="v">Cycles per tap, down positive.</param>
    /// <param name="spacing">Pixels from tap to tap.</param>
    /// <param name="frameSpacing">Frames from tap to tap.</param>
    public static Motion? Of(
        ReadOnlySpan<double> filter, int frames, FilterShape shape, ReadOnlySpan<double> color, double u, double v, TapSpacing spacing, int frameSpacing)
    {
        if (frames < 2 || (u == 0 && v == 0))
            return null;
        var response = new Complex[frames];
        for (var frame = 0; frame < frames; frame++)
        {
            for (var channel = 0; channel < shape.Channels; channel++)
                response[frame] += color[channel] * Dtft.At(SpaceTimeSplit.Frame(filter, channel, frame, frames, shape), shape.Height, shape.Width, u, v);
        }
        var energy = response.Sum(Power);
        if (energy == 0)
            return null;
        var difference = 0.0;
        for (var i = 0; i < frames; i++)
        {
            for (var j = 0; j < i; j++)
                difference += 2 * (response[i] * Balance(i - j) * Complex.Conjugate(response[j])).Real;
        }
        // A positive temporal frequency with a positive wavevector is cos 2π(ux + ωt), which moves against its wavevector.
        var sign = difference > 0 ? 1 : -1;
        var (best, strongest) = (0.0, -1.0);
        for (var step = 0; step <= Steps; step++)
        {
            var frequency = 0.5 * step / Steps;
            var sum = Complex.Zero;
            for (var frame = 0; frame < frames; frame++)
                sum += response[frame] * Complex.FromPolarCoordinates(1, -2 * Math.PI * sign * frequency * frame);
            if (Power(sum) > strongest)
                (best, strongest) = (frequency, Power(sum));
        }
        var selectivity = Math.Abs(difference) / energy;
        (u, v, best) = (u / spacing.X, v / spacing.Y, best / frameSpacing);
        return new Motion(
            selectivity, Angles.Full(Math.Atan2(-v, u) * 180 / Math.PI + (sign > 0 ? 180 : 0)), best, best / Math.Sqrt(u * u + v * v), Chance(frames, selectivity));
    }

    /// <summary>
    /// The chance that noise is as selective either way. Its responses are independent complex normal numbers, one a frame, so the balance of its energies is
    /// Σλᵢxᵢ with x uniform on the simplex and λ the eigenvalues of the balance. P(Σλᵢxᵢ &gt; s) is the divided difference of (x − s)₊ⁿ over the n + 1 eigenvalues, here
    /// by the recurrence of B-splines (de Boor 1972), which only averages.
    /// </summary>
    internal static double Chance(int frames, double selectivity)
    {
        var eigenvalues = Eigenvalues(frames);
        var above = Array.ConvertAll(eigenvalues, e => e > selectivity ? 1.0 : 0.0);
        for (var span = 1; span < frames; span++)
        {
            for (var i = 0; i + span < frames; i++)
            {
                var (low, high) = (eigenvalues[i], eigenvalues[i + span]);
                var share = high > low ? Math.Clamp((selectivity - low) / (high - low), 0, 1) : 0;
                above[i] = share * above[i] + (1 - share) * above[i + 1];
            }
        }
        // The eigenvalues lie around zero in pairs, so both tails are alike.
        return Math.Min(1, 2 * above[0]);
    }

    /// <summary>∫ sign(ω)·e^(−i2πωn) dω over one period: −2i/(πn) for odd n, else 0.</summary>
    private static Complex Balance(int lag) => lag % 2 == 0 ? Complex.Zero : new Complex(0, -2 / (Math.PI * lag));

    /// <summary>
    /// Eigenvalues of the Hermitian matrix Balance(i − j). It is i times a real antisymmetric matrix A that couples only even with odd frames, so turning every
    /// odd frame by a quarter of a cycle makes it real and symmetric.
    /// </summary>
    private static double[] Eigenvalues(int frames)
    {
        var matrix = new double[frames * frames];
        for (var i = 0; i < frames; i++)
        {
            for (var j = 0; j < frames; j++)
            {
                if ((i - j) % 2 != 0)
                    matrix[i * frames + j] = (i % 2 == 0 ? -1 : 1) * -2 / (Math.PI * (i - j));
            }
        }
        SymmetricEigen.Decompose(matrix, new double[frames * frames], frames);
        return [.. Enumerable.Range(0, frames).Select(i => matrix[i * frames + i])];
    }

    private static double Power(Complex value) => value.Real * value.Real + value.Imaginary * value.Imaginary;
}
