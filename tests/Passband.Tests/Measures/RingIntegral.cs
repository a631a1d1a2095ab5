using MathNet.Numerics.Integration;
using Passband.Kernels;
using Passband.Measures;

namespace Passband.Tests.Measures;

/// <summary>The total response below a frequency by brute force: |H|² of the defining sum, integrated in polar coordinates, over the energy of the weights.</summary>
internal static class RingIntegral
{
    /// <summary>Share of Σ|H|² below a frequency (cycles per sample, at most 1/2) of kernels without dilation.</summary>
    public static double Below(double frequency, KernelBank bank)
    {
        var (height, width) = (bank.Shape.Height, bank.Shape.Width);
        var weights = Array.ConvertAll(bank.Weights.ToArray(), w => (double)w);
        // The power of kernels adds up as that of channels does.
        var shape = new FilterShape(bank.Shape.Channels * bank.Shape.Filters, height, width);
        // Several points for each swing of the longest lag, in either rule.
        var points = 4 * (height + width) + 64;
        Func<double, double> density = height == 1 || width == 1
            ? f => 2 * Dtft.Power(weights, shape, height == 1 ? f : 0, height == 1 ? 0 : f)
            : f => f * Around(weights, shape, f, points);
        var pieces = points / 16;
        var integral = Enumerable.Range(0, pieces).Sum(i => GaussLegendreRule.Integrate(density, frequency * i / pieces, frequency * (i + 1) / pieces, 20));
        return integral / weights.Sum(w => w * w);
    }

    /// <summary>∫ over all directions at a radius; of a periodic function equal steps are exact to rounding once they are close enough.</summary>
    private static double Around(double[] weights, FilterShape shape, double radius, int points)
    {
        var sum = 0.0;
        for (var i = 0; i < points; i++)
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * i / points);
            sum += Dtft.Power(weights, shape, radius * cos, radius * sin);
        }
        return 2 * Math.PI * sum / points;
    }
}
