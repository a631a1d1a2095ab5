using Passband.Measures;
using Passband.Tests.Kernels;

namespace Passband.Tests.Measures;

/// <summary>Measures of one plane against numpy and against their definitions.</summary>
public class PlaneMeasureTests
{
    [Fact]
    public void Separability_equals_the_singular_values_of_numpy()
    {
        foreach (var golden in Golden.Read("measures.json").Cases("separability"))
        {
            var shape = new FilterShape(1, golden.Whole("height"), golden.Whole("width"));
            Assert.Equal(golden.Number("share"), Separability.Of(golden.Numbers("plane"), shape), 1e-12);
        }
    }

    [Fact]
    public void The_color_split_equals_the_singular_vectors_of_numpy()
    {
        foreach (var golden in Golden.Read("measures.json").Cases("color"))
        {
            var split = ColorSplit.Of(golden.Numbers("filter"), new FilterShape(golden.Whole("channels"), golden.Whole("height"), golden.Whole("width")));
            var (direction, profile) = (golden.Numbers("direction"), golden.Numbers("profile"));
            // The sign of a singular pair is free, but both vectors flip together. Vectors of a Gram matrix lose half the digits where values are close.
            var sign = Math.Sign(direction.Zip(split.Direction, (a, b) => a * b).Sum());
            Assert.All(direction.Zip(split.Direction), p => Assert.Equal(sign * p.First, p.Second, 1e-8));
            Assert.All(profile.Zip(split.Profile), p => Assert.Equal(sign * p.First, p.Second, 1e-8));
            Assert.Equal(golden.Number("rank1"), split.Rank1, 1e-10);
        }
    }

    [Fact]
    public void Morans_I_equals_the_formula_with_an_explicit_weight_matrix()
    {
        foreach (var golden in Golden.Read("measures.json").Cases("moran"))
        {
            var shape = new FilterShape(1, golden.Whole("height"), golden.Whole("width"));
            Assert.Equal(golden.Number("value"), SpatialAutocorrelation.Of(golden.Numbers("plane"), shape)!.Value, 1e-12);
        }
    }

    [Fact]
    public void Morans_I_is_null_where_nothing_varies_and_minus_one_on_a_checkerboard()
    {
        Assert.Null(SpatialAutocorrelation.Of([0.1, 0.1, 0.1, 0.1, 0.1, 0.1], new FilterShape(1, 2, 3)));
        Assert.Null(SpatialAutocorrelation.Of([2], new FilterShape(1, 1, 1)));
        Assert.Equal(-1, SpatialAutocorrelation.Of([1, -1, -1, 1], new FilterShape(1, 2, 2))!.Value, 1e-12);
    }

    [Theory]
    [InlineData(5, 5, 0, 0)]
    [InlineData(5, 5, 0.3, -0.7)]
    [InlineData(4, 7, 0.5, 0.25)]
    [InlineData(1, 9, -1.2, 0)]
    public void Even_and_odd_energy_equal_those_of_the_turned_response(int height, int width, double centerX, double centerY)
    {
        var plane = Plane.Noise(height, width, 3);

        var found = Symmetry.Of(plane.Values, plane.Shape, centerX, centerY);

        // By definition: H seen from the center, its real part even, its imaginary part odd; midpoint sums of trigonometric polynomials in the frequencies.
        const int Grid = 400;
        var (even, all) = (0.0, 0.0);
        var rows = height == 1 ? 1 : Grid;
        for (var i = 0; i < rows * Grid; i++)
        {
            var (u, v) = ((i % Grid + 0.5) / Grid - 0.5, rows == 1 ? 0 : (i / Grid + 0.5) / Grid - 0.5);
            var (real, imaginary) = (0.0, 0.0);
            for (var t = 0; t < plane.Values.Length; t++)
            {
                var (x, y) = (t % width - (width - 1) / 2.0 - centerX, t / width - (height - 1) / 2.0 - centerY);
                var (sin, cos) = Math.SinCos(2 * Math.PI * (u * x + v * (rows == 1 ? 0 : y)));
                real += plane.Values[t] * cos;
                imaginary += plane.Values[t] * sin;
            }
            even += real * real;
            all += real * real + imaginary * imaginary;
        }
        // The integrand is not periodic for a center off the half-samples, so the midpoint rule errs by about π²·k²/(24·Grid²).
        Assert.Equal(even / all, found.Even, 2e-4);
        Assert.Equal(Math.Atan2(Math.Sqrt(1 - found.Even), Math.Sqrt(found.Even)) * 180 / Math.PI, found.Phase, 1e-9);
    }

    [Fact]
    public void The_phase_of_a_Gabor_goes_from_even_to_odd_without_a_step()
    {
        for (var phase = 0; phase <= 90; phase += 5)
        {
            var plane = Plane.Gabor(15, 30, 0.2, phase, 2.2, 2.2);
            // cos² of the phase is even when DC and the overlap of the two sidebands, e^(−(2πσf)²) = 0.0005, are negligible; half a degree covers the cut window.
            Assert.Equal(phase, Symmetry.Of(plane.Values, plane.Shape, 0, 0).Phase, 0.7);
        }
    }

    [Fact]
    public void The_location_of_a_Gaussian_is_its_center_and_sigma()
    {
        var plane = Plane.Sample(21, 21, (x, y) => Math.Exp(-((x - 0.7) * (x - 0.7) + (y + 1.2) * (y + 1.2)) / (2 * 1.7 * 1.7)));
        var line = Plane.Sample(1, 21, (x, _) => Math.Exp(-((x - 0.7) * (x - 0.7)) / (2 * 1.7 * 1.7)));

        var found = Location.Of(plane.Values, plane.Shape);

        // Sampling a smooth bump of σ 1.2 (that of the square) is exact to e^(−2π²σ²), 10⁻¹².
        Assert.Equal(0.7, found.X, 1e-9);
        Assert.Equal(-1.2, found.Y, 1e-9);
        Assert.Equal(1.7, found.Sigma, 1e-9);
        Assert.Equal(1.7, Location.Of(line.Values, line.Shape).Sigma, 1e-9);
    }

    [Fact]
    public void The_gains_are_the_norms_of_the_weights_and_the_peak_of_the_response()
    {
        var plane = Plane.Parse("-1 0 1/-2 0 2/-1 0 1");
        var gains = Gains.Of(plane.Values, new Spectrum(plane.Values, plane.Shape, new Transform(plane.Shape)).Peak);

        Assert.Equal(0, gains.Dc);
        // H = 2i·sin(2πu)·(2 + 2·cos(2πv)): 8 at u = 1/4, v = 0. The peak is found by parabolas, to 10⁻⁹ of its height.
        Assert.Equal(8, gains.Peak, 1e-8);
        Assert.Equal(Math.Sqrt(12), gains.Noise, 1e-12);
        Assert.Equal(8, gains.Worst);
    }
}
