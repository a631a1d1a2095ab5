namespace Passband.Measures;

/// <summary>Where a plane's energy is and how far it spreads.</summary>
/// <param name="X">Centroid of k², samples right of the kernel's middle: the mean group delay, so it does not depend on the phase of an oscillation.</param>
/// <param name="Y">The same, samples below the middle.</param>
/// <param name="Sigma">σ of the Gaussian e^(−r²/2σ²) whose square has the same second moment: √(M_xx + M_yy), for a line √(2·M).</param>
internal readonly record struct Location(double X, double Y, double Sigma)
{
    public static Location Of(ReadOnlySpan<double> plane, FilterShape shape) => Of(plane, shape, TapSpacing.One);

    /// <summary>In samples of the input grid, on which the taps lie apart.</summary>
    public static Location Of(ReadOnlySpan<double> plane, FilterShape shape, TapSpacing spacing)
    {
        var (energy, sumX, sumY, sumXX, sumYY) = (0.0, 0.0, 0.0, 0.0, 0.0);
        var (midX, midY) = ((shape.Width - 1) / 2.0, (shape.Height - 1) / 2.0);
        for (var y = 0; y < shape.Height; y++)
        {
            for (var x = 0; x < shape.Width; x++)
            {
                var weight = plane[y * shape.Width + x];
                var power = weight * weight;
                var (fromX, fromY) = (spacing.X * (x - midX), spacing.Y * (y - midY));
                energy += power;
                sumX += power * fromX;
                sumY += power * fromY;
                sumXX += power * fromX * fromX;
                sumYY += power * fromY * fromY;
            }
        }
        if (energy == 0)
            return default;
        var (cx, cy) = (sumX / energy, sumY / energy);
        var variance = Math.Max(0, sumXX / energy - cx * cx + sumYY / energy - cy * cy);
        return new Location(cx, cy, Math.Sqrt(shape.IsLine ? 2 * variance : variance));
    }
}
