using System.Numerics.Tensors;
using MathNet.Numerics;
using Passband.Kernels;

namespace Passband.Measures;

/// <summary>
/// The total response of a layer, Σ|H|² over all its kernels, by bands of frequency. It is the transform of the summed autocorrelation r (Wiener and Khinchin), so
/// one small sum serves a layer of any number of kernels; and since a disc of frequencies has a transform in closed form, so has what lies in it.
/// </summary>
internal static class TotalResponse
{
    /// <summary>End of the low band, cycles per sample: what survives a fourfold reduction.</summary>
    public const double LowBelow = 1.0 / 8;

    /// <summary>Start of the high band, cycles per sample: what a twofold reduction destroys.</summary>
    public const double HighAbove = 1.0 / 4;

    /// <summary>
    /// Samples beyond which a lag is left out, which dilation alone reaches: the disc's transform falls with the lag's length to the power 3/2, and is 10⁻¹⁰ there.
    /// </summary>
    private const double LongestLag = 1e6;

    /// <summary>Shares of the response below 1/8, between, and above 1/4 cycles per sample; null for single taps and for banks that are zero.</summary>
    public static (double Low, double Middle, double High)? Bands(KernelBank bank) => Bands(bank, TapSpacing.One);

    /// <summary>
    /// The same of dilated kernels, whose response repeats: frequencies are those of the input grid. Exact to rounding. The corners of the square, beyond 1/2, are
    /// in the high band; kernels of one row or column respond along one axis, whose frequency is the one that counts.
    /// </summary>
    public static (double Low, double Middle, double High)? Bands(KernelBank bank, TapSpacing spacing)
    {
        var (height, width) = (bank.Shape.Height, bank.Shape.Width);
        if (height * width == 1 || bank.Shape.Depth > 1)
            return null;
        var lags = Autocorrelation(bank, height, width);
        // Parseval: over all frequencies every lag but the zeroth integrates to nothing.
        var total = lags[width - 1];
        if (!(total > 0))
            return null;
        Func<double, double, double> below = height == 1 || width == 1 ? Interval : Disc;
        var (low, upToHigh) = (0.0, 0.0);
        for (var dy = 0; dy < height; dy++)
        {
            for (var dx = 1 - width; dx < width; dx++)
            {
                var lag = (dy == 0 ? 1 : 2) * lags[dy * (2 * width - 1) + dx + width - 1] / total;
                var length = Math.Sqrt(Square((double)spacing.X * dx) + Square((double)spacing.Y * dy));
                low += lag * below(LowBelow, length);
                upToHigh += lag * below(HighAbove, length);
            }
        }
        // Rounding can leave an empty band a little below zero.
        low = Math.Clamp(low, 0, 1);
        upToHigh = Math.Clamp(upToHigh, low, 1);
        return (low, upToHigh - low, 1 - upToHigh);
    }

    /// <summary>Σ over kernels of r(dy, dx), dy from 0, dx from −(width − 1); the other half is its mirror.</summary>
    private static double[] Autocorrelation(KernelBank bank, int height, int width)
    {
        var lags = new double[height * (2 * width - 1)];
        var block = new TapBlock(bank);
        while (block.MoveNext())
        {
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                {
                    var here = block.Tap(y * width + x);
                    for (var otherY = y; otherY < height; otherY++)
                    {
                        var lag = lags.AsSpan((otherY - y) * (2 * width - 1) + width - 1 - x, width);
                        for (var otherX = 0; otherX < width; otherX++)
                            lag[otherX] += TensorPrimitives.Dot(here, block.Tap(otherY * width + otherX));
                    }
                }
            }
        }
        return lags;
    }

    /// <summary>∫ cos(2πf·lag) df over the frequencies of a line up to a limit, on both sides of zero.</summary>
    private static double Interval(double limit, double lag) => lag == 0 ? 2 * limit : double.SinPi(2 * limit * lag) / (Math.PI * lag);

    /// <summary>
    /// ∫ cos(2πf·lag) df over the disc of frequencies up to a limit, which is the Fourier transform of a disc: limit·J₁(2π·limit·lag)/lag (Bracewell, <i>The Fourier
    /// Transform and Its Applications</i>, on the Hankel transform).
    /// </summary>
    private static double Disc(double limit, double lag) => lag switch
    {
        0 => Math.PI * limit * limit,
        > LongestLag => 0,
        _ => limit * SpecialFunctions.BesselJ(1, 2 * Math.PI * limit * lag) / lag,
    };

    private static double Square(double value) => value * value;
}
