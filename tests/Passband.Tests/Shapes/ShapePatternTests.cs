using Passband.Measures;
using Passband.Shapes;
using Passband.Synthesis;
using Passband.Tests.Kernels;

namespace Passband.Tests.Shapes;

public class ShapePatternTests
{
    [Theory]
    [InlineData(3, 3, 10)]
    [InlineData(5, 5, 11)]
    [InlineData(7, 7, 11)]
    [InlineData(11, 11, 11)]
    [InlineData(4, 6, 10)]
    [InlineData(2, 7, 10)]
    [InlineData(1, 9, 8)]
    [InlineData(12, 1, 8)]
    [InlineData(1, 5, 7)]
    [InlineData(2, 2, 4)]
    [InlineData(1, 2, 3)]
    [InlineData(3, 1, 6)]
    [InlineData(1, 4, 6)]
    public void What_a_pattern_leaves_over_is_what_its_fit_says(int height, int width, int shapes)
    {
        var met = new HashSet<ShapeKind>();
        foreach (var plane in Kernels(height, width))
        {
            // The scale is that of the kernel, whatever it is.
            var kernel = plane.Scale(1 / 32.0);
            var energy = kernel.Values.Sum(v => v * v);
            foreach (var (fit, pattern) in Fit(kernel))
            {
                var left = kernel.Values.Zip(pattern, (k, p) => (k - p) * (k - p)).Sum();
                Assert.Equal(fit.R2, 1 - left / energy, 1e-6);
                met.Add(fit.Kind);
            }
        }
        Assert.Equal(shapes, met.Count);
    }

    [Theory]
    [InlineData(3, 3)]
    [InlineData(7, 7)]
    [InlineData(11, 11)]
    [InlineData(4, 6)]
    [InlineData(1, 9)]
    [InlineData(9, 1)]
    public void Patterns_are_those_of_the_formulas_that_synthesis_has_of_its_own(int height, int width)
    {
        foreach (var plane in Kernels(height, width))
        {
            var norm = Math.Sqrt(plane.Values.Sum(v => v * v));
            foreach (var (fit, pattern) in Fit(plane))
            {
                // A shape that the grid does not show has no amplitude and no parameters that mean anything.
                if (fit.R2 == 0)
                    continue;
                var expected = Plain(fit, height, width).RenderProfile();
                // Angles within 10⁻⁶ of a degree of an axis are rounded to it; at 11 taps that moves a wave by 10⁻⁷ of a cycle. Amplitudes can exceed the kernel's norm.
                Assert.All(expected.Zip(pattern), pair => Assert.Equal(pair.First, pair.Second, 1e-6 * Math.Max(norm, Math.Abs(fit.Amplitude))));
            }
        }
    }

    /// <summary>Noise, and synthesized kernels of every shape that the size can show.</summary>
    private static List<Plane> Kernels(int height, int width)
    {
        List<Plane> planes = [.. Enumerable.Range(1, 12).Select(seed => Plane.Noise(height, width, (ulong)seed))];
        if (height * width <= TinyKernels.MostTaps)
            return planes;
        foreach (var shape in Enum.GetValues<SynthShape>())
        {
            for (var i = 0; i < 3; i++)
            {
                var kernel = new SynthKernel
                {
                    Shape = shape,
                    Height = height,
                    Width = width,
                    X = width > 1 ? 0.3 * i : 0,
                    Y = height > 1 ? -0.2 * i : 0,
                    Angle = 40 + 55 * i,
                    Sigma = 0.9 + 0.2 * i,
                    SigmaAlong = 1.2 + 0.2 * i,
                    SurroundSigma = 2 + 0.3 * i,
                    Frequency = 0.21,
                    Phase = 60 * i - 30,
                    Strength = 0.8,
                    Columns = Math.Min(2, width),
                    Rows = Math.Min(2, height),
                };
                planes.Add(new Plane(height, width, kernel.RenderProfile()));
            }
        }
        planes.RemoveAll(p => p.Values.All(v => v == 0));
        return planes;
    }

    private static IEnumerable<(ShapeFit Fit, double[] Pattern)> Fit(Plane plane)
    {
        var fitter = new ShapeFitter(plane.Shape);
        var work = fitter.CreateWorkspace();
        return [.. fitter.Fit(plane.Values, work).Select(fit => (fit, ShapePattern.Of(fit, plane.Shape, work)))];
    }

    /// <summary>The fit as a kernel to synthesize, whose formulas are written apart from the fitter's.</summary>
    private static SynthKernel Plain(ShapeFit fit, int height, int width)
    {
        var sigma = fit.Kind == ShapeKind.Sharpening ? fit.SurroundSigma!.Value : fit.SigmaAcross ?? 1;
        var kernel = new SynthKernel
        {
            Shape = Enum.Parse<SynthShape>(fit.Kind switch
            {
                ShapeKind.Identity => nameof(SynthShape.Tap),
                ShapeKind.Edge => nameof(SynthShape.FirstDerivative),
                ShapeKind.Line => nameof(SynthShape.SecondDerivative),
                ShapeKind.Saddle => nameof(SynthShape.MixedDerivative),
                var same => same.ToString(),
            }),
            Height = height,
            Width = width,
            X = fit.X ?? 0,
            Y = fit.Y ?? 0,
            Angle = fit.Angle ?? 0,
            Sigma = sigma,
            SigmaAlong = fit.SigmaAlong,
            SurroundSigma = fit.SurroundSigma ?? 1,
            Frequency = fit.Frequency ?? 0,
            Phase = fit.Phase ?? 0,
            Columns = fit.Box?.Columns ?? 1,
            Rows = fit.Box?.Rows ?? 1,
            Amplitude = fit.Amplitude,
        };
        double Round(double scale) => Plane.Sample(height, width, (x, y) =>
            Math.Exp(-((x - kernel.X) * (x - kernel.X) + (y - kernel.Y) * (y - kernel.Y)) / (2 * scale * scale))).Values.Sum();
        switch (fit.Kind)
        {
            // Synthesis counts lengths of derivatives in σ.
            case ShapeKind.Edge:
                return kernel with { Amplitude = fit.Amplitude * sigma };
            case ShapeKind.Saddle:
                return kernel with { Amplitude = fit.Amplitude * sigma * sigma };
            // It balances a surround by its sum over the window, and an average is one by its sum.
            case ShapeKind.DifferenceOfGaussians:
                return kernel with { Strength = -fit.SurroundAmplitude!.Value / fit.Amplitude * Round(kernel.SurroundSigma) / Round(sigma) };
            case ShapeKind.Sharpening:
                var average = -fit.SurroundAmplitude!.Value * Round(sigma);
                return kernel with { Amplitude = fit.Amplitude - average, Strength = average / (fit.Amplitude - average) };
            default:
                return kernel;
        }
    }
}
