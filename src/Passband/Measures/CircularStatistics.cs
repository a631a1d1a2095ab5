namespace Passband.Measures;

/// <summary>Statistics of axes by doubled angles (Mardia and Jupp 2000, chapter 1).</summary>
/// <param name="Mean">Mean axis in degrees, 0 to 180.</param>
/// <param name="Resultant">0 (all directions alike) to 1 (one direction).</param>
/// <param name="P">Rayleigh's test: the chance of a resultant this long without any preference.</param>
internal readonly record struct CircularStatistics(double Mean, double Resultant, double P)
{
    /// <summary>Null for no axes.</summary>
    public static CircularStatistics? Of(IReadOnlyCollection<double> axes)
    {
        if (axes.Count == 0)
            return null;
        var (x, y) = (0.0, 0.0);
        foreach (var axis in axes)
        {
            var (sin, cos) = Math.SinCos(2 * axis * Math.PI / 180);
            x += cos / axes.Count;
            y += sin / axes.Count;
        }
        var resultant = Math.Sqrt(x * x + y * y);
        var n = (double)axes.Count;
        var length = n * resultant;
        // Zar (1999), equation 27.4: within 10⁻³ of the exact distribution from n = 10 on.
        var p = Math.Exp(Math.Sqrt(1 + 4 * n + 4 * (n * n - length * length)) - (1 + 2 * n));
        return new CircularStatistics(Angles.Axial(0.5 * Math.Atan2(y, x) * 180 / Math.PI), resultant, Math.Min(1, p));
    }
}
