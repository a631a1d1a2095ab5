using System.Collections.Immutable;
using Passband.Kernels;

namespace Passband.Synthesis;

/// <summary>
/// Averages, which have a DC gain of 1, and derivatives of Gaussians, which have none and the gain of the derivative that they stand for: a first derivative
/// answers a ramp of 1 per pixel with 1, a second derivative the parabola u²/2 with 1, the Laplacian (x² + y²)/4 with 1. The windows are 4σ wide on either side.
/// </summary>
internal static class GaussianKernels
{
    private static readonly TextbookParameter Sigma = TextbookParameter.Sigma, Angle = TextbookParameter.Angle, Size = TextbookParameter.Size;

    public static ImmutableArray<TextbookEntry> All { get; } =
    [
        new("box", [Size with { Name = "width" }, Size with { Name = "height" }], "mean over a rectangle, 3×3 unless given, square if one side is; DC gain 1",
            (v, name) => Box((int)(v[0] ?? 3), (int)(v[1] ?? v[0] ?? 3), name)),
        new("gaussian", [Sigma, Size], "round Gaussian average; DC gain 1", (v, name) => Gaussian(v[0]!.Value, v[1], name)),
        new("gaussian-x", [Sigma, Size], "∂/∂x: an edge at 0°; a ramp of 1 per pixel gives 1", (v, name) => First(v[0]!.Value, 0, v[1], name)),
        new("gaussian-y", [Sigma, Size], "∂/∂y, y down: an edge at 270°; a ramp of 1 per pixel gives 1", (v, name) => First(v[0]!.Value, 270, v[1], name)),
        new("gaussian-xx", [Sigma, Size], "∂²/∂x²: a dark vertical line; x²/2 gives 1", (v, name) => Second(v[0]!.Value, 0, 1, v[1], name)),
        new("gaussian-yy", [Sigma, Size], "∂²/∂y²: a dark horizontal line; y²/2 gives 1", (v, name) => Second(v[0]!.Value, 90, 1, v[1], name)),
        new("gaussian-xy", [Sigma, Size], "∂²/∂x∂y, y down: a saddle; x·y gives 1", (v, name) => Mixed(v[0]!.Value, v[1], name)),
        new("derivative", [Sigma, Angle, Size], "first derivative: brightness rises toward the angle; a ramp of 1 per pixel gives 1",
            (v, name) => First(v[0]!.Value, v[1]!.Value, v[2], name)),
        new("line", [Sigma, Angle, Size], "a bright line across the angle (90: a horizontal line): the negated second derivative; −u²/2 gives 1",
            (v, name) => Second(v[0]!.Value, v[1]!.Value, -1, v[2], name)),
        new("log", [Sigma, Size], "Laplacian of a Gaussian, negative in the middle: dark spots respond; (x² + y²)/4 gives 1",
            (v, name) => Laplacian(v[0]!.Value, v[1], name)),
        new("dog", [Sigma with { Name = "center" }, Sigma with { Name = "surround" }, Size], "gaussian(center) − gaussian(surround): bright spots respond; no DC",
            (v, name) => Difference(v[0]!.Value, v[1]!.Value, v[2], name)),
    ];

    private static KernelMatrix Box(int width, int height, string name) =>
        new(height, width, [.. Enumerable.Repeat(1.0 / ((double)width * height), width * height)], name);

    private static KernelMatrix Gaussian(double sigma, double? size, string name)
    {
        var kernel = Of(SynthShape.Gaussian, sigma, 0, TextbookWindow.Side(sigma, size, name));
        return TextbookWindow.Scaled(kernel, 1 / kernel.RenderProfile().Sum(), name);
    }

    private static KernelMatrix First(double sigma, double angle, double? size, string name)
    {
        var (sin, cos) = Math.SinCos(angle * Math.PI / 180);
        return Derivative(Of(SynthShape.FirstDerivative, sigma, angle, Side(sigma, size, 2, name)), (x, y) => x * cos - y * sin, name);
    }

    private static KernelMatrix Second(double sigma, double angle, int sign, double? size, string name)
    {
        var (sin, cos) = Math.SinCos(angle * Math.PI / 180);
        return Derivative(Of(SynthShape.SecondDerivative, sigma, angle, Side(sigma, size, 3, name)), (x, y) => sign * Math.Pow(x * cos - y * sin, 2) / 2, name);
    }

    private static KernelMatrix Mixed(double sigma, double? size, string name) =>
        Derivative(Of(SynthShape.MixedDerivative, sigma, 0, Side(sigma, size, 2, name)), (x, y) => x * y, name);

    private static KernelMatrix Laplacian(double sigma, double? size, string name) =>
        Derivative(Of(SynthShape.LaplacianOfGaussian, sigma, 0, Side(sigma, size, 3, name)), (x, y) => (x * x + y * y) / 4, name);

    private static KernelMatrix Difference(double center, double surround, double? size, string name)
    {
        if (surround <= center)
        {
            throw new PassbandException(ErrorKind.Request, name, $"a surround of {surround:0.###} pixels about a center of {center:0.###}", "a surround wider than the center",
                $"Swap the two and write -dog({surround:0.###},{center:0.###}) for a dark center.");
        }
        var kernel = Of(SynthShape.DifferenceOfGaussians, center, 0, Side(surround, size, 2, name)) with { SurroundSigma = surround };
        return TextbookWindow.Scaled(kernel, 1 / (kernel with { Shape = SynthShape.Gaussian }).RenderProfile().Sum(), name);
    }

    /// <summary>The formula without DC, scaled so that the picture whose derivative is 1 gives 1.</summary>
    private static KernelMatrix Derivative(SynthKernel kernel, Func<double, double, double> picture, string name)
    {
        var weights = TextbookWindow.WithoutDc(kernel);
        var gain = TextbookWindow.ResponseTo(weights, kernel.Height, kernel.Width, picture);
        return new KernelMatrix(kernel.Height, kernel.Width, [.. weights.Select(w => w / gain)], name);
    }

    private static SynthKernel Of(SynthShape shape, double sigma, double angle, int side) =>
        new() { Shape = shape, Height = side, Width = side, Sigma = sigma, Angle = angle };

    private static int Side(double sigma, double? size, int least, string name)
    {
        if (size < least)
            throw new PassbandException(ErrorKind.Request, name, $"a size of {size}", $"at least {least} taps, which such a derivative needs");
        return TextbookWindow.Side(sigma, size, name);
    }
}
