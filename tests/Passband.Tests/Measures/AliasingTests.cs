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

        var (white, natural, _) = new Aliasing(spectrum.Transform, strideY, strideX).Of(spectrum.Power, spectrum.Peak);

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
}
