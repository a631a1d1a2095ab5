using System.Numerics;
using System.Runtime.Intrinsics;

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

    /// <summary>|H|² summed over channels at many frequencies, four at a time: the same as <see cref="Power(ReadOnlySpan{double}, FilterShape, double, double)"/> at each.</summary>
    public static void Power(ReadOnlySpan<double> filter, FilterShape shape, ReadOnlySpan<double> u, ReadOnlySpan<double> v, Span<double> power)
    {
        var i = 0;
        for (; i <= u.Length - Vector256<double>.Count; i += Vector256<double>.Count)
            Power(filter, shape, u.Slice(i, Vector256<double>.Count), v.Slice(i, Vector256<double>.Count)).CopyTo(power[i..]);
        for (; i < u.Length; i++)
            power[i] = Power(filter, shape, u[i], v[i]);
    }

    private static Vector256<double> Power(ReadOnlySpan<double> filter, FilterShape shape, ReadOnlySpan<double> u, ReadOnlySpan<double> v)
    {
        var (stepXRe, stepXIm) = Units(u);
        var (stepYRe, stepYIm) = Units(v);
        var power = Vector256<double>.Zero;
        for (var channel = 0; channel < shape.Channels; channel++)
        {
            var plane = filter.Slice(channel * shape.Taps, shape.Taps);
            var (sumRe, sumIm) = (Vector256<double>.Zero, Vector256<double>.Zero);
            var (phaseRe, phaseIm) = (Vector256<double>.One, Vector256<double>.Zero);
            for (var y = 0; y < shape.Height; y++)
            {
                var row = plane.Slice(y * shape.Width, shape.Width);
                var (re, im) = (Vector256<double>.Zero, Vector256<double>.Zero);
                for (var x = row.Length - 1; x >= 0; x--)
                    (re, im) = (re * stepXRe - im * stepXIm + Vector256.Create(row[x]), im * stepXRe + re * stepXIm);
                sumRe += phaseRe * re - phaseIm * im;
                sumIm += phaseIm * re + phaseRe * im;
                (phaseRe, phaseIm) = (phaseRe * stepYRe - phaseIm * stepYIm, phaseIm * stepYRe + phaseRe * stepYIm);
            }
            power += sumRe * sumRe + sumIm * sumIm;
        }
        return power;
    }

    private static (Vector256<double> Re, Vector256<double> Im) Units(ReadOnlySpan<double> frequencies)
    {
        var (first, second, third, fourth) = (Unit(-frequencies[0]), Unit(-frequencies[1]), Unit(-frequencies[2]), Unit(-frequencies[3]));
        return (
            Vector256.Create(first.Real, second.Real, third.Real, fourth.Real),
            Vector256.Create(first.Imaginary, second.Imaginary, third.Imaginary, fourth.Imaginary));
    }

    private static Complex Unit(double turns)
    {
        var (sin, cos) = Math.SinCos(2 * Math.PI * turns);
        return new Complex(cos, sin);
    }
}
