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

    /// <summary>Measures the motion that a filter prefers; null for a single frame, at DC, where nothing moves, and where nothing passes.</summary>
    /// <param name="response">Its response at one spatial frequency; of a picture, i.e. of few channels.</param>
    /// <param name="spacing">Pixels from tap to tap.</param>
    /// <param name="frameSpacing">Frames from tap to tap.</param>
    public static Motion? Of(TemporalResponse response, TapSpacing spacing, int frameSpacing)
    {
        var (frames, energy) = (response.Frames[0].Length, response.Energy);
        if (frames < 2 || (response.U == 0 && response.V == 0) || energy == 0)
            return null;
        var sign = response.PreferredSign(out var difference);
        // A positive temporal frequency with a positive wavevector is cos 2π(ux + ωt), which moves against its wavevector.
        var (best, strongest) = (0.0, -1.0);
        for (var step = 0; step <= Steps; step++)
        {
            var power = response.PowerAt(sign * 0.5 * step / Steps);
            if (power > strongest)
                (best, strongest) = (0.5 * step / Steps, power);
        }
        var selectivity = Math.Abs(difference) / energy;
        double u = response.U / spacing.X, v = response.V / spacing.Y;
        best /= frameSpacing;
        var direction = Angles.Full(Math.Atan2(-v, u) * 180 / Math.PI + (sign > 0 ? 180 : 0));
        return new Motion(selectivity, direction, best, best / Math.Sqrt(u * u + v * v), Chance(frames, response.Frames.Length, selectivity));
    }

    /// <summary>
    /// The chance that noise is as selective either way. Its responses are independent complex normal numbers, one a frame and channel, so the balance of its
    /// energies is Σλᵢxᵢ with x uniform on the simplex and λ the eigenvalues of the balance, once for each channel. P(Σλᵢxᵢ &gt; s) is the divided difference of
    /// (x − s)₊ⁿ over the n + 1 of them, here by the recurrence of B-splines (de Boor 1972), which only averages.
    /// </summary>
    internal static double Chance(int frames, int channels, double selectivity)
    {
        double[] eigenvalues = [.. Eigenvalues(frames).SelectMany(e => Enumerable.Repeat(e, channels))];
        var above = Array.ConvertAll(eigenvalues, e => e > selectivity ? 1.0 : 0.0);
        for (var span = 1; span < eigenvalues.Length; span++)
        {
            for (var i = 0; i + span < eigenvalues.Length; i++)
            {
                var (low, high) = (eigenvalues[i], eigenvalues[i + span]);
                var share = high > low ? Math.Clamp((selectivity - low) / (high - low), 0, 1) : 0;
                above[i] = share * above[i] + (1 - share) * above[i + 1];
            }
        }
        // The eigenvalues lie around zero in pairs, so both tails are alike.
        return Math.Min(1, 2 * above[0]);
    }

    /// <summary>
    /// Eigenvalues of the Hermitian matrix <see cref="TemporalResponse.Balance"/>(i − j). It is i times a real antisymmetric matrix A that couples only even with odd frames, so turning every
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
}
