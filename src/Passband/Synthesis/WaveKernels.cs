using System.Collections.Immutable;
using Passband.Kernels;

namespace Passband.Synthesis;

/// <summary>
/// Waves under a Gaussian and without: cos(2πfu − phase) with u along the angle, which is that of the wavevector, across the stripes. They have no DC and the gain
/// 1 at their own frequency: a sinusoid of amplitude 1 that runs along is answered with 1 at the most.
/// </summary>
internal static class WaveKernels
{
    /// <summary>σ·f of a Gabor whose half-amplitude bandwidth is one octave: √(2·ln 2)/(2π)·(2 + 1)/(2 − 1) (Daugman 1985).</summary>
    private static readonly double OctaveSigma = 3 * Math.Sqrt(2 * Math.Log(2)) / (2 * Math.PI);

    /// <summary>Of a Gabor's σ: beyond, its wave is below 1.2 % of its middle.</summary>
    private const double GaborReach = 3;

    /// <summary>Periods that a grating's window holds unless a size is given.</summary>
    private const double GratingPeriods = 3;

    public static ImmutableArray<TextbookEntry> All { get; } =
    [
        new("gabor", [TextbookParameter.Frequency, TextbookParameter.Angle, TextbookParameter.Phase, TextbookParameter.Sigma with { Optional = true }, TextbookParameter.Size],
            "wave under a round Gaussian, even (phase 0) unless given, sigma 0.56/frequency (one octave) and a window of 3 sigma unless given; no DC, gain 1 at its frequency", (v, name) => Gabor(v[0]!.Value, v[1]!.Value, v[2] ?? 0, v[3], v[4], name)),
        new("grating", [TextbookParameter.Frequency, TextbookParameter.Angle, TextbookParameter.Phase, TextbookParameter.Size],
            "wave that fills the window, three periods unless a size is given, even (phase 0) unless given; no DC, gain 1 at its frequency", (v, name) => Grating(v[0]!.Value, v[1]!.Value, v[2] ?? 0, v[3], name)),
    ];

    private static KernelMatrix Gabor(double frequency, double angle, double phase, double? sigma, double? size, string name)
    {
        var scale = sigma ?? OctaveSigma / frequency;
        var side = TextbookWindow.Side(scale, size, name, GaborReach);
        return Wave(new SynthKernel { Shape = SynthShape.Gabor, Height = side, Width = side, Angle = angle, Sigma = scale, Frequency = frequency, Phase = phase }, name);
    }

    private static KernelMatrix Grating(double frequency, double angle, double phase, double? size, string name)
    {
        var side = TextbookWindow.Side(GratingPeriods / frequency, size, name, 0.5);
        return Wave(new SynthKernel { Shape = SynthShape.Grating, Height = side, Width = side, Angle = angle, Frequency = frequency, Phase = phase }, name);
    }

    private static KernelMatrix Wave(SynthKernel kernel, string name)
    {
        var weights = TextbookWindow.WithoutDc(kernel);
        var (sin, cos) = Math.SinCos(kernel.Angle * Math.PI / 180);
        double Turn(double x, double y) => 2 * Math.PI * kernel.Frequency * (x * cos - y * sin);
        var even = TextbookWindow.ResponseTo(weights, kernel.Height, kernel.Width, (x, y) => Math.Cos(Turn(x, y)));
        var odd = TextbookWindow.ResponseTo(weights, kernel.Height, kernel.Width, (x, y) => Math.Sin(Turn(x, y)));
        var gain = Math.Sqrt(even * even + odd * odd);
        // At Nyquist along an axis a wave of odd phase is zero at every tap; a window of one tap holds no wave at all.
        if (gain < 1e-6 * Math.Sqrt(weights.Length))
        {
            throw new PassbandException(ErrorKind.Request, name, "a wave that is zero, or the same, at every tap", "a wave that the window's taps can show",
                "Change the phase, the frequency or the size.");
        }
        return new KernelMatrix(kernel.Height, kernel.Width, [.. weights.Select(w => w / gain)], name);
    }
}
