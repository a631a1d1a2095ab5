using System.Numerics.Tensors;

namespace Passband.Measures;

/// <summary>Even against odd about the middle of the energy.</summary>
/// <param name="Even">Share of the energy that is even, 0 to 1.</param>
/// <param name="Phase">atan(√odd / √even) in degrees: 0 even, 90 odd, continuous in between.</param>
internal readonly record struct Symmetry(double Even, double Phase)
{
    /// <summary>A share of energy that is the rounding of the sums.</summary>
    private const double Rounding = 1e-13;

    /// <summary>
    /// Moving the origin to c multiplies H by e^(i2πf·c); the even part is then Re H and the odd part Im H, so even − odd energy is the kernel
    /// convolved with itself at 2c, interpolated without error as the kernel is band-limited by its own grid.
    /// </summary>
    public static Symmetry Of(ReadOnlySpan<double> plane, FilterShape shape, double centerX, double centerY)
    {
        var (height, width) = (shape.Height, shape.Width);
        var alongX = Interpolation(width, 2 * (centerX + (width - 1) / 2.0));
        var alongY = Interpolation(height, 2 * (centerY + (height - 1) / 2.0));
        var (energy, difference) = (0.0, 0.0);
        for (var y1 = 0; y1 < height; y1++)
        {
            for (var y2 = 0; y2 < height; y2++)
            {
                var first = plane.Slice(y1 * width, width);
                var second = plane.Slice(y2 * width, width);
                var rows = 0.0;
                for (var x1 = 0; x1 < width; x1++)
                    rows += first[x1] * TensorPrimitives.Dot(second, alongX.AsSpan(x1, width));
                difference += alongY[y1 + y2] * rows;
            }
        }
        foreach (var weight in plane)
            energy += weight * weight;
        if (energy == 0)
            return new Symmetry(1, 0);
        var even = 0.5 * (1 + difference / energy);
        // The phase goes with the square root: it would show the last bits of a sum as a millionth of a degree.
        even = even < Rounding ? 0 : even > 1 - Rounding ? 1 : even;
        return new Symmetry(even, Math.Atan2(Math.Sqrt(1 - even), Math.Sqrt(even)) * 180 / Math.PI);
    }

    /// <summary>sinc(t − n) for the sums n of two positions on an axis of a given length.</summary>
    private static double[] Interpolation(int length, double t)
    {
        var weights = new double[2 * length - 1];
        for (var n = 0; n < weights.Length; n++)
        {
            var x = Math.PI * (t - n);
            weights[n] = Math.Abs(x) < 1e-9 ? 1 : Math.Sin(x) / x;
        }
        return weights;
    }
}
