using System.Numerics;

namespace Passband.Measures;

/// <summary>
/// The discrete-time Fourier transform at any single frequency, by its defining sum H(u, v) = Σ k[y, x]·e^(−i2π(ux + vy)). The origin is the first tap;
/// |H| does not depend on it. u is positive right, v positive down, both in cycles per sample.
/// </summary>
internal static class Dtft
{
    /// <summary>H of one plane.</summary>
    public static Complex At(ReadOnlySpan<double> plane, int height, int width, double u, double v)
    {
        var stepX = Unit(-u);
        var stepY = Unit(-v);
        var sum = Complex.Zero;
        var phaseY = Complex.One;
        for (var y = 0; y < height; y++)
        {
            var rowSum = Complex.Zero;
            // Horner's rule in e^(−i2πu): one complex multiplication a tap, no tables.
            for (var x = width - 1; x >= 0; x--)
                rowSum = rowSum * stepX + plane[y * width + x];
            sum += phaseY * rowSum;
            phaseY *= stepY;
        }
        return sum;
    }

    /// <summary>|H|² summed over the channels of a filter.</summary>
    public static double Power(ReadOnlySpan<double> filter, FilterShape shape, double u, double v)
    {
        var power = 0.0;
        for (var channel = 0; channel < shape.Channels; channel++)
        {
            var h = At(filter.Slice(channel * shape.Taps, shape.Taps), shape.Height, shape.Width, u, v);
            power += h.Real * h.Real + h.Imaginary * h.Imaginary;
        }
        return power;
    }

    private static Complex Unit(double turns)
    {
        var (sin, cos) = Math.SinCos(2 * Math.PI * turns);
        return new Complex(cos, sin);
    }
}
