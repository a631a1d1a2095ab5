using Passband.Kernels;

namespace Passband.Measures;

/// <summary>
/// The total response of a layer, Σ|H|² over all its kernels, by bands of frequency. It is the transform of the summed autocorrelation, so one small
/// transform serves a layer of any number of kernels.
/// </summary>
internal static class TotalResponse
{
    /// <summary>End of the low band, cycles per sample: what survives a fourfold reduction.</summary>
    public const double LowBelow = 1.0 / 8;

    /// <summary>Start of the high band, cycles per sample: what a twofold reduction destroys.</summary>
    public const double HighAbove = 1.0 / 4;

    private const int Grid = 64;

    /// <summary>Shares of the response below 1/8, between, and above 1/4 cycles per sample; null for single taps and for banks that are zero.</summary>
    public static (double Low, double Middle, double High)? Bands(KernelBank bank)
    {
        var (height, width) = (bank.Shape.Height, bank.Shape.Width);
        if (height * width == 1 || bank.Shape.Depth > 1)
            return null;
        var lags = Autocorrelation(bank, height, width);
        var (low, middle, high) = (0.0, 0.0, 0.0);
        var (rows, columns) = (height == 1 ? 1 : Grid, width == 1 ? 1 : Grid);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                // Cell middles, so that no cell lies on both sides of a border of the square.
                var u = columns == 1 ? 0 : (column + 0.5) / columns - 0.5;
                var v = rows == 1 ? 0 : (row + 0.5) / rows - 0.5;
                var power = Power(lags, height, width, u, v);
                var frequency = Math.Sqrt(u * u + v * v);
                if (frequency < LowBelow)
                    low += power;
                else if (frequency > HighAbove)
                    high += power;
                else
                    middle += power;
            }
        }
        var total = low + middle + high;
        return total > 0 ? (low / total, middle / total, high / total) : null;
    }

    /// <summary>Σ over kernels of r(dy, dx), dy from 0, dx from −(width − 1); the other half is its mirror.</summary>
    private static double[] Autocorrelation(KernelBank bank, int height, int width)
    {
        var lags = new double[height * (2 * width - 1)];
        var weights = bank.Weights;
        var taps = height * width;
        for (var offset = 0; offset < weights.Length; offset += taps)
        {
            for (var a = 0; a < taps; a++)
            {
                var (y, x) = (a / width, a % width);
                for (var b = y * width; b < taps; b++)
                    lags[(b / width - y) * (2 * width - 1) + b % width - x + width - 1] += (double)weights[offset + a] * weights[offset + b];
            }
        }
        return lags;
    }

    private static double Power(double[] lags, int height, int width, double u, double v)
    {
        var sum = 0.0;
        for (var dy = 0; dy < height; dy++)
        {
            for (var dx = 1 - width; dx < width; dx++)
                sum += (dy == 0 ? 1 : 2) * lags[dy * (2 * width - 1) + dx + width - 1] * Math.Cos(2 * Math.PI * (u * dx + v * dy));
        }
        return Math.Max(0, sum);
    }
}
