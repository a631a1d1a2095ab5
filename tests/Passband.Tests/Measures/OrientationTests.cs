using Passband.Measures;
using Passband.Tests.Kernels;

namespace Passband.Tests.Measures;

public class OrientationTests
{
    [Theory]
    [InlineData(1, 3, 3)]
    [InlineData(3, 4, 6)]
    [InlineData(1, 7, 7)]
    public void The_moments_in_closed_form_equal_the_integral_on_a_fine_grid(int channels, int height, int width)
    {
        var shape = new FilterShape(channels, height, width);
        var filter = Plane.Noise(channels * height, width, 5).Values;

        var (uu, vv, uv) = Orientation.Moments(filter, shape);

        const int Grid = 160;
        var (sumUU, sumVV, sumUV) = (0.0, 0.0, 0.0);
        for (var i = 0; i < Grid * Grid; i++)
        {
            var (u, v) = ((i % Grid + 0.5) / Grid - 0.5, (i / Grid + 0.5) / Grid - 0.5);
            var power = Dtft.Power(filter, shape, u, v) / (Grid * Grid);
            sumUU += power * u * u;
            sumVV += power * v * v;
            sumUV += power * u * v;
        }
        // The midpoint rule errs by about 1/(6·Grid²) of u² at the ends: 10⁻⁵ of the energy.
        var tolerance = 1e-4 * filter.Sum(k => k * k);
        Assert.Equal(sumUU, uu, tolerance);
        Assert.Equal(sumVV, vv, tolerance);
        Assert.Equal(sumUV, uv, tolerance);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(45)]
    [InlineData(100)]
    [InlineData(135)]
    [InlineData(170)]
    public void A_long_wave_is_oriented_along_its_wavevector(double angle)
    {
        var plane = Plane.Gabor(15, angle, 0.2, 30, 2.5, 2.5);
        var found = Orientation.Of(plane.Values, plane.Shape);
        // The window is round and fades to 2 % at the border: a tenth of a degree is left of the corners.
        Assert.InRange(Angles.AxialDistance(found.Wavevector, angle), 0, 0.2);
        Assert.InRange(found.Coherence, 0.7, 1);
    }

    [Fact]
    public void A_round_kernel_has_no_orientation()
    {
        var plane = Plane.Gaussian(7, 1.3);
        Assert.Equal(0, Orientation.Of(plane.Values, plane.Shape).Coherence, 1e-12);
    }

    [Theory]
    [InlineData(-0.1, 180, 179.9)]
    [InlineData(180, 180, 0)]
    [InlineData(-1e-20, 180, 0)]
    [InlineData(725, 360, 5)]
    public void Angles_wrap_into_their_period(double angle, double period, double expected) =>
        Assert.Equal(expected, period == 180 ? Angles.Axial(angle) : Angles.Full(angle), 1e-9);
}
