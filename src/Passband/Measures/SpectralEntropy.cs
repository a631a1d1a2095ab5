namespace Passband.Measures;

/// <summary>
/// How evenly a plane's power is spread over frequencies: −Σ p·ln p / ln N over the N bins of its own discrete Fourier transform, p a bin's share of the power.
/// 0 when all power is in one bin, 1 when it is flat (a single tap); independent weights reach 1 − (1 − γ)/ln N on average, γ = 0.577…, a little more for few taps.
/// Bins of the kernel's own size, because zero-padding would count one observation several times. Source: Shannon entropy of the normalized power spectrum
/// (Powell and Percival, J. Phys. A 12, 1979). One instance holds the tables of one size and serves many threads.
/// </summary>
internal sealed class SpectralEntropy
{
    private readonly FilterShape _shape;
    private readonly (double[] Cos, double[] Sin) _alongX;
    private readonly (double[] Cos, double[] Sin) _alongY;

    public SpectralEntropy(FilterShape shape)
    {
        _shape = shape with { Channels = 1 };
        (_alongX, _alongY) = (Waves(shape.Width), Waves(shape.Height));
    }

    /// <summary>The entropy of one plane, 0 to 1; null when it is all zero or a single tap.</summary>
    public double? Of(ReadOnlySpan<double> plane)
    {
        var (height, width) = (_shape.Height, _shape.Width);
        if (height * width == 1)
            return null;
        // Rows first, then columns; of a real plane half of the columns say it all.
        var half = width / 2 + 1;
        var (real, imaginary) = (new double[height * half], new double[height * half]);
        for (var y = 0; y < height; y++)
        {
            for (var u = 0; u < half; u++)
            {
                var (re, im) = (0.0, 0.0);
                for (var x = 0; x < width; x++)
                {
                    re += plane[y * width + x] * _alongX.Cos[u * width + x];
                    im -= plane[y * width + x] * _alongX.Sin[u * width + x];
                }
                (real[y * half + u], imaginary[y * half + u]) = (re, im);
            }
        }
        var (total, weighted) = (0.0, 0.0);
        for (var u = 0; u < half; u++)
        {
            var mirrored = u > 0 && 2 * u != width ? 2 : 1;
            for (var v = 0; v < height; v++)
            {
                var (re, im) = (0.0, 0.0);
                for (var y = 0; y < height; y++)
                {
                    var (cos, sin) = (_alongY.Cos[v * height + y], _alongY.Sin[v * height + y]);
                    re += real[y * half + u] * cos + imaginary[y * half + u] * sin;
                    im += imaginary[y * half + u] * cos - real[y * half + u] * sin;
                }
                var power = re * re + im * im;
                total += mirrored * power;
                if (power > 0)
                    weighted += mirrored * power * Math.Log(power);
            }
        }
        // −Σ (P/T)·ln(P/T) = ln T − Σ P·ln P / T.
        return total > 0 ? Math.Clamp((Math.Log(total) - weighted / total) / Math.Log(height * width), 0, 1) : null;
    }

    private static (double[] Cos, double[] Sin) Waves(int length)
    {
        var (cos, sin) = (new double[length * length], new double[length * length]);
        for (var frequency = 0; frequency < length; frequency++)
        {
            for (var i = 0; i < length; i++)
                (sin[frequency * length + i], cos[frequency * length + i]) = Math.SinCos(2 * Math.PI * (frequency * i % length) / length);
        }
        return (cos, sin);
    }
}
