namespace Passband.Measures;

/// <summary>
/// Along which direction a filter oscillates, from the second moments of its power spectrum J = ∫|H|²·f fᵀ over the Nyquist square.
/// </summary>
/// <param name="Wavevector">Degrees counter-clockwise on screen, 0 to 180: the direction of the larger moment, across the stripes.</param>
/// <param name="Coherence">√((J₁₁ − J₂₂)² + 4·J₁₂²) / (J₁₁ + J₂₂): 0 no direction, 1 a single one.</param>
internal readonly record struct Orientation(double Wavevector, double Coherence)
{
    /// <summary>Direction along the stripes, 0 to 180.</summary>
    public double Stripes => Angles.Axial(Wavevector + 90);

    /// <summary>Measures the orientation; a filter with one row or one column has that axis and nothing else.</summary>
    public static Orientation Of(ReadOnlySpan<double> filter, FilterShape shape)
    {
        if (shape.IsLine)
            return new Orientation(shape.Width >= shape.Height ? 0 : 90, 1);
        var (xx, yy, xy) = Moments(filter, shape);
        var spread = Math.Sqrt((xx - yy) * (xx - yy) + 4 * xy * xy);
        // v runs down while angles run counter-clockwise on screen, hence the minus.
        var angle = 0.5 * Math.Atan2(-2 * xy, xx - yy) * 180 / Math.PI;
        return new Orientation(Angles.Axial(angle), xx + yy > 0 ? spread / (xx + yy) : 0);
    }

    /// <summary>
    /// The moments (J_uu, J_vv, J_uv) in closed form: by Parseval they are sums over the autocorrelation r of the kernel weighted with the Fourier
    /// coefficients of u² (1/12 at lag 0, (−1)ⁿ/(2π²n²) elsewhere) and of u (i(−1)ⁿ/(2πn), 0 at lag 0) on −½ … ½. No grid, no error.
    /// </summary>
    internal static (double UU, double VV, double UV) Moments(ReadOnlySpan<double> filter, FilterShape shape)
    {
        var (uu, vv, uv) = (0.0, 0.0, 0.0);
        var (height, width) = (shape.Height, shape.Width);
        for (var channel = 0; channel < shape.Channels; channel++)
        {
            var plane = filter.Slice(channel * shape.Taps, shape.Taps);
            for (var lag = 0; lag < width; lag++)
                uu += (lag == 0 ? 1 : 2) * Square(lag) * Autocorrelation(plane, height, width, 0, lag);
            for (var lag = 0; lag < height; lag++)
                vv += (lag == 0 ? 1 : 2) * Square(lag) * Autocorrelation(plane, height, width, lag, 0);
            for (var lagY = 1; lagY < height; lagY++)
            {
                for (var lagX = 1; lagX < width; lagX++)
                {
                    var difference = Autocorrelation(plane, height, width, lagY, lagX) - Autocorrelation(plane, height, width, lagY, -lagX);
                    uv -= 2 * First(lagY) * First(lagX) * difference;
                }
            }
        }
        return (uu, vv, uv);
    }

    private static double Square(int lag) => lag == 0 ? 1.0 / 12 : Sign(lag) / (2 * Math.PI * Math.PI * lag * lag);

    private static double First(int lag) => Sign(lag) / (2 * Math.PI * lag);

    private static double Sign(int lag) => (lag & 1) == 0 ? 1 : -1;

    private static double Autocorrelation(ReadOnlySpan<double> plane, int height, int width, int lagY, int lagX)
    {
        var sum = 0.0;
        var (from, to) = (Math.Max(0, -lagX), Math.Min(width, width - lagX));
        for (var y = 0; y < height - lagY; y++)
        {
            for (var x = from; x < to; x++)
                sum += plane[y * width + x] * plane[(y + lagY) * width + x + lagX];
        }
        return sum;
    }
}
