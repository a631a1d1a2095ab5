namespace Passband.Synthesis;

/// <summary>
/// The textbook formulas at the taps, one by one and in plain doubles. Deliberately apart from the fitter's own: what is recovered must not be what was made
/// by the same code.
/// </summary>
internal static class SynthFormula
{
    public static double[] Sample(SynthKernel k)
    {
        var values = k.Shape switch
        {
            SynthShape.DifferenceOfGaussians => Difference(k),
            SynthShape.Sharpening => Sharpening(k),
            _ => Points(k, (x, y) => At(k, x, y)),
        };
        for (var i = 0; i < values.Length; i++)
            values[i] *= k.Amplitude;
        return values;
    }

    private static double[] Points(SynthKernel k, Func<double, double, double> value)
    {
        var values = new double[k.Height * k.Width];
        for (var row = 0; row < k.Height; row++)
        {
            for (var column = 0; column < k.Width; column++)
                values[row * k.Width + column] = value(column - (k.Width - 1) / 2.0, row - (k.Height - 1) / 2.0);
        }
        return values;
    }

    private static double At(SynthKernel k, double x, double y)
    {
        var (sin, cos) = Math.SinCos(k.Angle * Math.PI / 180);
        var (dx, dy) = (x - k.X, y - k.Y);
        // y runs down, angles counter-clockwise on screen.
        var (u, v) = (dx * cos - dy * sin, dx * sin + dy * cos);
        var round = u * u + v * v;
        var (across, along) = (k.Sigma, k.SigmaAlong ?? k.Sigma);
        var window = Math.Exp(-u * u / (2 * across * across) - v * v / (2 * along * along));
        var wave = Math.Cos(2 * Math.PI * k.Frequency * u - k.Phase * Math.PI / 180);
        return k.Shape switch
        {
            SynthShape.Tap => IsTap(k, x, y) ? 1 : 0,
            SynthShape.Box => Within(dx, k.Columns) && Within(dy, k.Rows) ? 1 : 0,
            SynthShape.Gaussian => window,
            SynthShape.FirstDerivative => u / across * window,
            SynthShape.SecondDerivative => (1 - u * u / (across * across)) * window,
            SynthShape.LaplacianOfGaussian => (1 - round / (2 * across * across)) * Math.Exp(-round / (2 * across * across)),
            SynthShape.MixedDerivative => u * v / (across * across) * Math.Exp(-round / (2 * across * across)),
            SynthShape.Gabor => window * wave,
            SynthShape.Grating => wave,
            _ => throw new ArgumentOutOfRangeException(nameof(k), k.Shape, "No such shape."),
        };
    }

    /// <summary>Half-open, so that a center between two taps belongs to one of them.</summary>
    private static bool Within(double distance, int length) => distance >= -length / 2.0 && distance < length / 2.0;

    private static bool IsTap(SynthKernel k, double x, double y) => Within(x - k.X, 1) && Within(y - k.Y, 1);

    private static double[] Round(SynthKernel k, double sigma, double x, double y) =>
        Points(k, (px, py) => Math.Exp(-((px - x) * (px - x) + (py - y) * (py - y)) / (2 * sigma * sigma)));

    /// <summary>The surround's weight in a difference of Gaussians whose center has weight 1.</summary>
    public static double SurroundWeight(SynthKernel k) => k.Strength * Round(k, k.Sigma, k.X, k.Y).Sum() / Round(k, k.SurroundSigma, k.X, k.Y).Sum();

    private static double[] Difference(SynthKernel k)
    {
        var (center, surround) = (Round(k, k.Sigma, k.X, k.Y), Round(k, k.SurroundSigma, k.X, k.Y));
        var weight = SurroundWeight(k);
        return [.. center.Zip(surround, (c, s) => c - weight * s)];
    }

    private static double[] Sharpening(SynthKernel k)
    {
        // The average lies about the tap itself, so that a center between two taps cannot take them apart.
        var tap = Points(k, (x, y) => IsTap(k, x, y) ? 1 : 0);
        var index = Array.IndexOf(tap, 1.0);
        var average = Round(k, k.Sigma, index % k.Width - (k.Width - 1) / 2.0, index / k.Width - (k.Height - 1) / 2.0);
        var sum = average.Sum();
        return [.. tap.Zip(average, (t, a) => (1 + k.Strength) * t - k.Strength * a / sum)];
    }
}
