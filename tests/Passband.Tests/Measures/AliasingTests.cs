using Passband.Measures;
using Passband.Tests.Kernels;

namespace Passband.Tests.Measures;

public class AliasingTests
{
    [Theory]
    [InlineData(7, 7, 2, 2)]
    [InlineData(5, 5, 4, 4)]
    [InlineData(5, 6, 1, 3)]
    [InlineData(1, 16, 1, 2)]
    public void The_aliased_shares_equal_sums_over_a_fine_grid(int height, int width, int strideY, int strideX)
    {
        var plane = Plane.Noise(height, width, 21);
        var spectrum = new Spectrum(plane.Values, plane.Shape, new Transform(plane.Shape));

        var (white, natural) = new Aliasing(spectrum.Transform, strideY, strideX).Shares(spectrum.Power);

        var (columns, rows) = (width == 1 ? 1 : 1024, height == 1 ? 1 : 1024);
        var (all, outside, naturalAll, naturalOutside) = (0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < rows * columns; i++)
        {
            var u = columns == 1 ? 0 : (i % columns + 0.5) / columns - 0.5;
            var v = rows == 1 ? 0 : (i / columns + 0.5) / rows - 0.5;
            var power = Dtft.Power(plane.Values, plane.Shape, u, v);
            var weighted = power / (u * u + v * v + 1.0 / 256 / 256);
            all += power;
            naturalAll += weighted;
            if (Math.Abs(u) > 0.5 / strideX || Math.Abs(v) > 0.5 / strideY)
            {
                outside += power;
                naturalOutside += weighted;
            }
        }
        // The transform's grid is 8 to 16 times coarser than this one but weights its border cells by area: a few tenths of a percent are left.
        Assert.Equal(outside / all, white, 5e-3);
        Assert.Equal(naturalOutside / naturalAll, natural, 5e-3);
    }

    [Theory]
    [InlineData(0.3, 2, 0.2)]
    [InlineData(0.2, 2, 0.2)]
    [InlineData(0.3, 4, 0.05)]
    [InlineData(0.5, 2, 0)]
    public void A_peak_folds_to_its_alias(double frequency, int stride, double folded)
    {
        var plane = Plane.Gabor(15, 0, 0.2, 0, 2, 2);
        var spectrum = new Spectrum(plane.Values, plane.Shape, new Transform(plane.Shape));
        Assert.Equal(folded, new Aliasing(spectrum.Transform, stride, stride).Of(spectrum.Power, new SpectralPeak(frequency, 0, 1)).Folded, 1e-12);
    }

    [Theory]
    [InlineData(0.25, 0, 2, false)]
    [InlineData(0.2509, 0, 2, false)]
    [InlineData(0.252, 0, 2, true)]
    [InlineData(0.1, -0.13, 4, true)]
    [InlineData(0.5, 0.5, 1, false)]
    public void A_peak_on_the_limit_is_not_beyond_it(double u, double v, int stride, bool beyond)
    {
        var plane = Plane.Noise(5, 5, 1);
        var spectrum = new Spectrum(plane.Values, plane.Shape, new Transform(plane.Shape));
        Assert.Equal(beyond, new Aliasing(spectrum.Transform, stride, stride).Of(spectrum.Power, new SpectralPeak(u, v, 1)).Beyond);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(4, 1)]
    public void A_single_tap_aliases_what_the_stride_alone_does(int strideY, int strideX)
    {
        var plane = Plane.Sample(3, 3, (x, y) => x == 0 && y == 0 ? 2 : 0);
        var spectrum = new Spectrum(plane.Values, plane.Shape, new Transform(plane.Shape));
        var aliasing = new Aliasing(spectrum.Transform, strideY, strideX);

        var (white, natural) = aliasing.Shares(spectrum.Power);

        // White input has the same power everywhere: what lies outside is an area.
        Assert.Equal(1 - 1.0 / (strideY * strideX), white, 1e-12);
        Assert.Equal(aliasing.Plain, natural, 1e-12);
    }

    [Fact]
    public void A_stride_is_halved_until_nothing_is_left_out()
    {
        var transform = new Transform(new(1, 5, 5));
        Assert.Equal([(4, 3), (2, 1)], Aliasing.Halvings(transform, 4, 3).Select(a => a.Stride));
        Assert.Equal(new Aliasing(transform, 2, 1).Plain, Aliasing.Halvings(transform, 4, 3)[1].Plain);
        Assert.Empty(Aliasing.Halvings(transform, 1, 1));
    }
}
