using System.Text.Json.Nodes;
using CsCheck;
using Passband.Measures;
using Passband.Shapes;
using Passband.Tests.Kernels;
using Passband.Tests.Measures;

namespace Passband.Tests.Shapes;

public class ShapeFitterTests
{
    private static readonly Lazy<JsonNode> Fits = new(() => Golden.Read("shapes.json"));

    private static ShapeFit Fit(Plane plane, ShapeKind kind)
    {
        var fitter = new ShapeFitter(plane.Shape);
        return fitter.Fit(plane.Values, fitter.CreateWorkspace()).Single(f => f.Kind == kind);
    }

    [Theory]
    [InlineData(nameof(ShapeKind.Gaussian))]
    [InlineData(nameof(ShapeKind.Edge))]
    [InlineData(nameof(ShapeKind.Line))]
    [InlineData(nameof(ShapeKind.LaplacianOfGaussian))]
    [InlineData(nameof(ShapeKind.Saddle))]
    [InlineData(nameof(ShapeKind.Gabor))]
    [InlineData(nameof(ShapeKind.Grating))]
    [InlineData(nameof(ShapeKind.DifferenceOfGaussians))]
    [InlineData(nameof(ShapeKind.Sharpening))]
    public void A_fit_reaches_the_minimum_that_scipy_finds_from_many_starts(string shape)
    {
        var kind = Enum.Parse<ShapeKind>(shape);
        var fitters = new[] { 7, 9 }.ToDictionary(s => s, s => new ShapeFitter(new FilterShape(1, s, s)));
        var losses = new List<double>();
        foreach (var golden in Fits.Value.AsArray().Select(n => n!).Where(n => n["shape"]!.GetValue<string>() == shape))
        {
            var fitter = fitters[golden.Whole("side")];
            var fit = fitter.Fit(golden.Numbers("kernel"), fitter.CreateWorkspace()).Single(f => f.Kind == kind);
            // scipy fitted each set of free parameters by itself; the one that was chosen here is known by its size.
            losses.Add(golden["r2"]!.Number(fit.FreeParameters.ToString(System.Globalization.CultureInfo.InvariantCulture)) - fit.R2);
        }

        var text = $"{losses.Count(l => l > 1e-3)} of {losses.Count} worse than scipy, the worst by {losses.Max():G3}";
        Assert.NotEmpty(losses);
        // A local minimum is missed now and then from two starts; never may the fit fail outright.
        Assert.True(losses.Count(l => l > 1e-3) <= 0.05 * losses.Count, text);
        Assert.True(losses.Max() <= 0.05, text);
    }

    [Fact]
    public void The_parameters_of_a_Gabor_are_recovered_under_light_noise() =>
        Gen.Select(Gen.Double[0, 179], Gen.Double[0.16, 0.3], Gen.Double[-170, 170], Gen.Double[1.6, 2.2], Gen.ULong).Sample((angle, frequency, phase, sigma, seed) =>
        {
            var clean = Plane.Gabor(11, angle, frequency, phase, sigma, 1.2 * sigma);
            var noise = 0.05 * Math.Sqrt(clean.Values.Sum(v => v * v) / 121);

            var fit = Fit(clean.Plus(Plane.Noise(11, 11, seed).Scale(noise)), ShapeKind.Gabor);

            // Noise of 5 % over 121 taps moves eight parameters by about 0.05/√(121/8) = 1.3 % of their scale; four such deviations are allowed.
            Assert.InRange(fit.R2, 0.99, 1);
            Assert.InRange(Angles.AxialDistance(angle, fit.Angle!.Value), 0, 3);
            Assert.InRange(Math.Abs(frequency - fit.Frequency!.Value), 0, 0.01);
            Assert.InRange(Math.Abs(sigma - fit.SigmaAcross!.Value), 0, 0.15 * sigma);
            var turned = Angles.Distance(angle, fit.Angle.Value) > 90;
            // The center and the phase exchange a little: a shift of 0.05 px is 5° at 0.3 c/px.
            Assert.InRange(Angles.Distance(phase, turned ? -fit.Phase!.Value : fit.Phase!.Value), 0, 15);
        }, iter: 40, threads: 2);

    [Fact]
    public void The_parameters_of_an_exact_derivative_are_recovered() =>
        Gen.Select(Gen.Double[0, 359], Gen.Double[-0.8, 0.8], Gen.Double[-0.8, 0.8], Gen.Double[1, 1.6]).Sample((angle, x0, y0, sigma) =>
        {
            var (sin, cos) = Math.SinCos(angle * Math.PI / 180);
            var plane = Plane.Sample(9, 9, (x, y) =>
                ((x - x0) * cos - (y - y0) * sin) * Math.Exp(-((x - x0) * (x - x0) + (y - y0) * (y - y0)) / (2 * sigma * sigma)));

            var fit = Fit(plane, ShapeKind.Edge);

            // The minimization stops when a step gains less than 10⁻⁷ of a residual that is already below 10⁻⁶ here.
            Assert.InRange(fit.R2, 0.99999, 1);
            Assert.InRange(Angles.Distance(angle, fit.Angle!.Value), 0, 0.5);
            Assert.Equal(x0, fit.X!.Value, 0.01);
            Assert.Equal(y0, fit.Y!.Value, 0.01);
            Assert.Equal(sigma, fit.SigmaAcross!.Value, 0.02);
        }, iter: 40, threads: 2);

    [Fact]
    public void A_wave_just_below_Nyquist_is_not_taken_for_one_at_Nyquist()
    {
        foreach (var frequency in (double[])[0.35, 0.4, 0.45, 0.5])
        {
            var fit = Fit(Plane.Gabor(5, 0, frequency, 0, 1e6, 1e6), ShapeKind.Grating);
            Assert.InRange(fit.R2, 0.9999, 1);
            Assert.Equal(frequency, fit.Frequency!.Value, 0.005);
        }
    }

    [Fact]
    public void The_best_box_is_that_of_a_search_over_all_rectangles() => Gen.Select(Gen.Int[2, 6], Gen.Int[2, 6], Gen.ULong).Sample((height, width, seed) =>
    {
        var plane = Plane.Noise(height, width, seed);
        var energy = plane.Values.Sum(v => v * v);
        var best = double.PositiveInfinity;
        foreach (var (top, bottom, left, right) in from t in Enumerable.Range(0, height)
                                                   from b in Enumerable.Range(t, height - t)
                                                   from l in Enumerable.Range(0, width)
                                                   from r in Enumerable.Range(l, width - l)
                                                   select (t, b, l, r))
        {
            var taps = (bottom - top + 1) * (right - left + 1);
            if (taps < 2)
                continue;
            var sum = (from y in Enumerable.Range(top, bottom - top + 1) from x in Enumerable.Range(left, right - left + 1) select plane[y, x]).Sum();
            best = Math.Min(best, InformationCriterion.Of(sum * sum / taps / energy, height * width, taps == height * width ? 2 : 6));
        }
        var found = DiscreteShapes.Box(plane.Values, plane.Shape);
        if (double.IsFinite(best))
            Assert.Equal(best, found.Aicc, 1e-9);
    }, iter: 100);

    [Theory]
    [InlineData(0.9, 49, 7, 49 * -6.1944053911467194 + 14 + 112.0 / 41)]
    [InlineData(1, 49, 2, 49 * -15.404745763 + 4 + 12.0 / 46)]
    [InlineData(0.9, 9, 5, 9 * -4.49980967 + 10)]
    public void The_criterion_is_that_of_Hurvich_and_Tsai_from_sixteen_taps_on(double r2, int taps, int parameters, double expected) =>
        // The expected values hold nine digits of ln(RSS/n).
        Assert.Equal(expected, InformationCriterion.Of(r2, taps, parameters), 1e-5);

    [Fact]
    public void A_model_of_more_parameters_than_weights_is_never_chosen() => Assert.Equal(double.PositiveInfinity, InformationCriterion.Of(1, 16, 15));

    [Fact]
    public void Scaling_a_kernel_scales_its_amplitudes_alone()
    {
        var plane = Plane.Noise(5, 5, 9);
        var fitter = new ShapeFitter(plane.Shape);
        var before = fitter.Fit(plane.Values, fitter.CreateWorkspace());
        var after = fitter.Fit(plane.Scale(1024).Values, fitter.CreateWorkspace());
        // A power of two leaves every digit as it is.
        Assert.Equal(
            before.Select(f => f with { Amplitude = 1024 * f.Amplitude, SurroundAmplitude = 1024 * f.SurroundAmplitude, Pattern = f.Pattern?.Scale(1024) }), after);
    }
}
