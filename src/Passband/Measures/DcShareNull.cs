namespace Passband.Measures;

/// <summary>
/// The share of DC, D = |Σx|/Σ|x|, of n independent standard normal weights. P(D &gt; d) = 2·P(Σ(x − d|x|) &gt; 0) is the tail of a sum of independent terms whose
/// characteristic function has a closed form, ½(e^(−a²/2) + e^(−b²/2)) + i·(F(a/√2) − F(b/√2))/√π with a = (1 − d)t, b = (1 + d)t and Dawson's integral F; one
/// quadrature (Gil-Pelaez, Biometrika 38, 1951) gives it to six digits.
/// </summary>
internal static class DcShareNull
{
    /// <summary>Steps of the quadrature in ln t. The integrand is smooth there, and halving the step changes nothing in the eighth digit.</summary>
    private const double Step = 0.125;

    /// <summary>Six digits are more than a comparison of thousands of kernels can tell apart.</summary>
    private const double Accuracy = 1e-6;

    private const int MostSteps = 60;

    /// <summary>Times 1/√n, a share that no noise reaches: it is |z|·√(π/2) for a standard normal z.</summary>
    private const double Farthest = 8;

    /// <summary>Spacing of Rybicki's sum: its error is e^(−(π/2h)²), 2·10⁻⁷.</summary>
    private const double Spacing = 0.4;

    private static readonly double[] Weights = [.. Enumerable.Range(0, 6).Select(i => Math.Exp(-Math.Pow((2 * i + 1) * Spacing, 2)))];

    /// <summary>P(D &gt; d) for 0 ≤ d &lt; 1. At d = 1 lies an atom: all n weights have one sign in 2^(1−n) of cases.</summary>
    public static double Above(int taps, double share)
    {
        // More than six standard deviations of the sum: nothing is left, and the integrand turns too fast to tell.
        if (share * Math.Sqrt(taps) > Farthest)
            return 0;
        // Below the first t the integrand is linear in t, beyond the last it has decayed, for any share a hair below one.
        var first = Math.Log(1e-7 / Math.Sqrt(taps));
        var last = Math.Log(20 / (1 - share));
        var integral = 0.0;
        for (var x = first; x <= last; x += Step)
        {
            var t = Math.Exp(x);
            var (a, b) = ((1 - share) * t, (1 + share) * t);
            var real = 0.5 * (Math.Exp(-a * a / 2) + Math.Exp(-b * b / 2));
            var imaginary = (Dawson(a / Math.Sqrt(2)) - Dawson(b / Math.Sqrt(2))) / Math.Sqrt(Math.PI);
            integral += Math.Pow(real * real + imaginary * imaginary, 0.5 * taps) * Math.Sin(taps * Math.Atan2(imaginary, real));
        }
        return Math.Clamp(1 + 2 * Step * integral / Math.PI, 0, 1);
    }

    /// <summary>The share that a part of noise kernels stays below; 1 where the atom at one holds the rest.</summary>
    /// <param name="taps">Weights of a kernel, at least 2.</param>
    /// <param name="level">The part, between 0 and 1.</param>
    public static double Quantile(int taps, double level)
    {
        if (1 - level <= Math.Pow(2, 1 - taps))
            return 1;
        // Regula falsi in the form of Illinois (Dowell and Jarratt 1971): half a dozen steps where halving takes twenty.
        var (low, high) = (0.0, Math.Min(1 - 1e-9, Farthest / Math.Sqrt(taps)));
        var (atLow, atHigh) = (level, Above(taps, high) - 1 + level);
        var kept = 0;
        for (var i = 0; i < MostSteps && high - low > Accuracy; i++)
        {
            var middle = Math.Clamp((low * atHigh - high * atLow) / (atHigh - atLow), low + Accuracy / 4, high - Accuracy / 4);
            var value = Above(taps, middle) - 1 + level;
            // An end that is kept twice in a row counts half, or it would be kept for ever.
            if (value > 0)
                (low, atLow, atHigh, kept) = (middle, value, kept > 0 ? 0.5 * atHigh : atHigh, 1);
            else
                (high, atHigh, atLow, kept) = (middle, value, kept < 0 ? 0.5 * atLow : atLow, -1);
        }
        return 0.5 * (low + high);
    }

    /// <summary>Dawson's integral F(x) = e^(−x²)·∫₀ˣ e^(t²) dt, by the exponentially accurate sum of Rybicki (Computers in Physics 3, 1989).</summary>
    internal static double Dawson(double x)
    {
        var size = Math.Abs(x);
        // The sum cancels near zero; four terms of the series are good to 10⁻⁷ there.
        if (size < 0.2)
            return x * (1 - 2 * x * x / 3 * (1 - 2 * x * x / 5 * (1 - 2 * x * x / 7)));
        // The terms e^(−(x − nh)²)/n over odd n, around the even n nearest to x.
        var nearest = 2 * Math.Round(0.5 * size / Spacing);
        var rest = size - nearest * Spacing;
        var step = Math.Exp(2 * rest * Spacing);
        var (power, above, below, sum) = (step, nearest + 1, nearest - 1, 0.0);
        foreach (var weight in Weights)
        {
            sum += weight * (power / above + 1 / (below * power));
            power *= step * step;
            above += 2;
            below -= 2;
        }
        return Math.Sign(x) * Math.Exp(-rest * rest) * sum / Math.Sqrt(Math.PI);
    }
}
