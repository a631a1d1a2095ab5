using Passband.Naming;
using Passband.Tests.Kernels;

namespace Passband.Tests.Naming;

/// <summary>A textbook kernel and what must be said of it; null for what the textbook leaves open.</summary>
internal sealed record TextbookKernel(
    Plane Plane, string Name, string? Passband = null, string? Across = null, double? Wavevector = null, double? Direction = null, int? Order = null);

/// <summary>The kernels of textbooks by title.</summary>
internal static class TextbookKernels
{
    private static readonly double[] Binomial3 = [1, 2, 1];
    private static readonly double[] Binomial5 = [1, 4, 6, 4, 1];
    private static readonly double[] Binomial7 = [1, 6, 15, 20, 15, 6, 1];

    public static IReadOnlyDictionary<string, TextbookKernel> All { get; } = Averages().Concat(Differences()).Concat(SecondOrder()).Concat(Waves())
        .ToDictionary(k => k.Title, k => k.Kernel);

    private static TextbookKernel Smoothing(Plane plane) => new(plane, KernelName.Smoothing, "lowpass", Order: 0);

    private static IEnumerable<(string Title, TextbookKernel Kernel)> Averages()
    {
        foreach (var side in (int[])[3, 5, 7])
        {
            yield return ($"delta {side}×{side}", new(Plane.Sample(side, side, (x, y) => x == 0 && y == 0 ? 1 : 0), KernelName.Identity, "allpass", Order: 0));
            yield return ($"box {side}×{side}", Smoothing(Plane.Sample(side, side, (_, _) => 1)));
            yield return ($"normalized box {side}×{side}", Smoothing(Plane.Sample(side, side, (_, _) => 1.0 / (side * side))));
        }
        yield return ("delta off-center 3×3", new(Plane.Parse("0 0 1/0 0 0/0 0 0"), KernelName.Identity, "allpass"));
        yield return ("delta off-center 5×5", new(Plane.Sample(5, 5, (x, y) => x == 1 && y == -1 ? 2 : 0), KernelName.Identity, "allpass"));
        yield return ("negated delta 3×3", new(Plane.Parse("0 0 0/0 -1 0/0 0 0"), KernelName.Identity, "allpass"));
        yield return ("row average in 3×3", new(Plane.Parse("0 0 0/1 1 1/0 0 0"), KernelName.Smoothing, "allpass", Order: 0));
        yield return ("single tap", new(Plane.Parse("3"), KernelName.Identity, "allpass", Order: 0));
        yield return ("constant 4×4", Smoothing(Plane.Sample(4, 4, (_, _) => -0.3)));
        yield return ("binomial 3×3", Smoothing(Plane.Outer(Binomial3, Binomial3)));
        yield return ("binomial 5×5", Smoothing(Plane.Outer(Binomial5, Binomial5)));
        yield return ("binomial 7×7", Smoothing(Plane.Outer(Binomial7, Binomial7)));
        yield return ("binomial row of 3", Smoothing(Plane.Outer([1], Binomial3)));
        yield return ("binomial row of 5", Smoothing(Plane.Outer([1], Binomial5)));
        yield return ("binomial column of 7", Smoothing(Plane.Outer(Binomial7, [1])));
        foreach (var (side, sigma) in ((int, double)[])[(3, 0.8), (5, 0.8), (5, 1), (7, 1), (7, 1.2), (7, 1.5), (9, 1.5), (9, 2), (11, 2)])
            yield return ($"Gaussian {side}×{side} σ {sigma}", Smoothing(Plane.Gaussian(side, sigma)));
        yield return ("zero 3×3", new(Plane.Parse("0 0 0/0 0 0/0 0 0"), KernelName.Dead));
    }

    private static TextbookKernel Edge(string rows, double direction, string? passband = null, string? across = null, double? wavevector = null) =>
        new(Plane.Parse(rows), KernelName.Edge, passband, across, wavevector, direction, 1);

    private static IEnumerable<(string Title, TextbookKernel Kernel)> Differences()
    {
        yield return ("two-tap difference right", Edge("-1 1", 0, "highpass", wavevector: 0));
        yield return ("two-tap difference left", Edge("1 -1", 180, "highpass", wavevector: 0));
        yield return ("two-tap difference down", Edge("-1/1", 270, "highpass", wavevector: 90));
        yield return ("three-tap difference right", Edge("-1 0 1", 0, "bandpass", wavevector: 0));
        yield return ("three-tap difference up", Edge("1/0/-1", 90, "bandpass", wavevector: 90));
        yield return ("two-tap difference in 3×3, right", Edge("0 0 0/0 -1 1/0 0 0", 0, "highpass", wavevector: 0));
        yield return ("two-tap difference in 3×3, left of the middle", Edge("0 0 0/-1 1 0/0 0 0", 0, "highpass", wavevector: 0));
        yield return ("two-tap difference in 3×3, down", Edge("0 0 0/0 -1 0/0 1 0", 270, "highpass", wavevector: 90));
        yield return ("three-tap difference in 3×3, right", Edge("0 0 0/-1 0 1/0 0 0", 0, "bandpass", "allpass", 0));
        yield return ("three-tap difference in 3×3, up", Edge("0 1 0/0 0 0/0 -1 0", 90, "bandpass", "allpass", 90));
        yield return ("Sobel right", Edge("-1 0 1/-2 0 2/-1 0 1", 0, "bandpass", "lowpass", 0));
        yield return ("Sobel left", Edge("1 0 -1/2 0 -2/1 0 -1", 180, "bandpass", wavevector: 0));
        yield return ("Sobel down", Edge("-1 -2 -1/0 0 0/1 2 1", 270, "bandpass", "lowpass", 90));
        yield return ("Sobel up", Edge("1 2 1/0 0 0/-1 -2 -1", 90, "bandpass", wavevector: 90));
        yield return ("Sobel diagonal", Edge("0 1 2/-1 0 1/-2 -1 0", 45, "bandpass", wavevector: 45));
        yield return ("Prewitt right", Edge("-1 0 1/-1 0 1/-1 0 1", 0, "bandpass", wavevector: 0));
        yield return ("Prewitt down", Edge("-1 -1 -1/0 0 0/1 1 1", 270, "bandpass", wavevector: 90));
        yield return ("Scharr right", Edge("-3 0 3/-10 0 10/-3 0 3", 0, "bandpass", wavevector: 0));
        yield return ("Scharr up", Edge("3 10 3/0 0 0/-3 -10 -3", 90, "bandpass", wavevector: 90));
        yield return ("Sobel 5×5", Edge("-1 -2 0 2 1/-4 -8 0 8 4/-6 -12 0 12 6/-4 -8 0 8 4/-1 -2 0 2 1", 0, "bandpass", "lowpass", 0));
        yield return ("Roberts 2×2, up left", Edge("1 0/0 -1", 135));
        yield return ("Roberts 2×2, up right", Edge("0 1/-1 0", 45));
        yield return ("Roberts in 3×3, up left", Edge("1 0 0/0 -1 0/0 0 0", 135));
        yield return ("Roberts in 3×3, up right", Edge("0 0 0/0 0 1/0 -1 0", 45));
        foreach (var angle in (int[])[0, 30, 75, 120, 210, 300])
        {
            var (sin, cos) = Math.SinCos(angle * Math.PI / 180);
            yield return ($"derivative of a Gaussian toward {angle}°", new(
                Plane.Sample(7, 7, (x, y) => (x * cos - y * sin) * Math.Exp(-(x * x + y * y) / (2 * 1.2 * 1.2))), KernelName.Edge, "bandpass", "lowpass",
                angle % 180, angle, 1));
        }
    }

    private static IEnumerable<(string Title, TextbookKernel Kernel)> SecondOrder()
    {
        yield return ("second difference", new(Plane.Parse("-1 2 -1"), KernelName.Line, "highpass", Wavevector: 0, Order: 2));
        yield return ("Laplacian of 4 neighbors", new(Plane.Parse("0 -1 0/-1 4 -1/0 -1 0"), KernelName.CenterSurround, "highpass", Order: 2));
        yield return ("negated Laplacian of 4 neighbors", new(Plane.Parse("0 1 0/1 -4 1/0 1 0"), KernelName.CenterSurround, "highpass", Order: 2));
        yield return ("Laplacian of 8 neighbors", new(Plane.Parse("-1 -1 -1/-1 8 -1/-1 -1 -1"), KernelName.CenterSurround, "highpass", Order: 2));
        foreach (var (side, sigma) in ((int, double)[])[(7, 1.0), (7, 1.2), (9, 1.2), (9, 1.4)])
        {
            yield return ($"Laplacian of Gaussian {side}×{side} σ {sigma}", new(
                Plane.Sample(side, side, (x, y) => (1 - (x * x + y * y) / (2 * sigma * sigma)) * Math.Exp(-(x * x + y * y) / (2 * sigma * sigma))),
                KernelName.CenterSurround, "bandpass", Order: 2));
        }
        foreach (var (side, inner, outer) in ((int, double, double)[])[(7, 0.8, 1.3), (9, 1, 1.6), (11, 1.2, 2)])
        {
            yield return ($"difference of Gaussians {side}×{side} σ {inner} and {outer}", new(
                Plane.Gaussian(side, inner).Scale(1 / (inner * inner)).Plus(Plane.Gaussian(side, outer).Scale(-1 / (outer * outer))),
                KernelName.CenterSurround, "bandpass", Order: 2));
        }
        foreach (var angle in (int[])[0, 45, 90, 150])
        {
            var (sin, cos) = Math.SinCos(angle * Math.PI / 180);
            yield return ($"second derivative of a Gaussian across {angle}°", new(
                Plane.Sample(9, 9, (x, y) => (1 - Math.Pow((x * cos - y * sin) / 1.3, 2)) * Math.Exp(-(x * x + y * y) / (2 * 1.3 * 1.3))), KernelName.Line,
                "bandpass", "lowpass", angle, Order: 2));
        }
        yield return ("sharpening of 4 neighbors", new(Plane.Parse("0 -1 0/-1 5 -1/0 -1 0"), KernelName.Sharpening));
        yield return ("sharpening of 8 neighbors", new(Plane.Parse("-1 -1 -1/-1 9 -1/-1 -1 -1"), KernelName.Sharpening));
        yield return ("unsharp mask 5×5", new(
            Plane.Outer(Binomial5, Binomial5).Scale(-1.0 / 256).Plus(Plane.Sample(5, 5, (x, y) => x == 0 && y == 0 ? 2 : 0)), KernelName.Sharpening));
        yield return ("unsharp mask 7×7", new(
            Plane.Gaussian(7, 1.5).Scale(-0.08).Plus(Plane.Sample(7, 7, (x, y) => x == 0 && y == 0 ? 2.5 : 0)), KernelName.Sharpening));
        yield return ("saddle 3×3", new(Plane.Parse("1 0 -1/0 0 0/-1 0 1"), KernelName.Saddle, Order: 2));
        yield return ("saddle 3×3 at 45°", new(Plane.Parse("0 1 0/-1 0 -1/0 1 0"), KernelName.Saddle, Order: 2));
        yield return ("saddle 7×7", new(Plane.Sample(7, 7, (x, y) => x * y * Math.Exp(-(x * x + y * y) / (2 * 1.3 * 1.3))), KernelName.Saddle, "bandpass", Order: 2));
        yield return ("saddle 7×7 at 45°", new(
            Plane.Sample(7, 7, (x, y) => (x * x - y * y) * Math.Exp(-(x * x + y * y) / (2 * 1.3 * 1.3))), KernelName.Saddle, "bandpass", Order: 2));
    }

    private static IEnumerable<(string Title, TextbookKernel Kernel)> Waves()
    {
        for (var side = 3; side <= 8; side++)
        {
            yield return ($"checkerboard {side}×{side}", new(
                Plane.Sample(side, side, (x, y) => (int)(x + y + side - 1) % 2 == 0 ? 1 : -1), KernelName.Grating, "highpass"));
        }
        foreach (var (side, angle, frequency, phase) in ((int, double, double, double)[])[
            (5, 0, 0.4, 0), (7, 0, 0.3, 0), (7, 45, 0.4, 90), (8, 90, 0.25, 30), (9, 120, 0.35, 45), (11, 20, 0.2, 90)])
        {
            yield return ($"grating {side}×{side} across {angle}° at {frequency}", new(
                Plane.Gabor(side, angle, frequency, phase, 1e6, 1e6), KernelName.Grating, Wavevector: angle));
        }
        yield return ("alternating row of 6", new(Plane.Parse("1 -1 1 -1 1 -1"), KernelName.Grating, "highpass"));
        yield return ("cosine row of 16", new(Plane.Sample(1, 16, (x, _) => Math.Cos(2 * Math.PI * 3 / 16 * x)), KernelName.Grating, "bandpass"));
    }
}
