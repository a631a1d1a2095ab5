using CsCheck;
using Passband.Measures;
using Passband.Shapes;

namespace Passband.Tests.Measures;

public class SpectralEntropyTests
{
    private static double Of(double[] plane, int height, int width) => new SpectralEntropy(new FilterShape(1, height, width)).Of(plane)!.Value;

    /// <summary>By the definition: every bin of the transform, no symmetry used.</summary>
    private static double Reference(double[] plane, int height, int width)
    {
        var shape = new FilterShape(1, height, width);
        var power = (from v in Enumerable.Range(0, height) from u in Enumerable.Range(0, width) select Dtft.Power(plane, shape, u / (double)width, v / (double)height)).ToArray();
        var total = power.Sum();
        return -power.Where(p => p > 0).Sum(p => p / total * Math.Log(p / total)) / Math.Log(power.Length);
    }

    [Fact]
    public void It_is_the_entropy_of_all_bins() =>
        // Both are sums of at most 81 terms of order one in double precision. Zeros, which the generator likes, have no spectrum.
        (from height in Gen.Int[1, 9] from width in Gen.Int[2, 9] from plane in Gen.Double[-1, 1].Array[height * width].Where(p => p.Any(w => w != 0)) select (height, width, plane))
            .Sample(c => Math.Abs(Of(c.plane, c.height, c.width) - Reference(c.plane, c.height, c.width)) < 1e-9, iter: 200);

    [Fact]
    public void One_tap_has_a_flat_spectrum() => Assert.Equal(1, Of([0, 0, 0, 0, 0, 1, 0, 0, 0], 3, 3), 1e-12);

    [Fact]
    public void A_constant_has_one_frequency() => Assert.Equal(0, Of([1, 1, 1, 1, 1, 1, 1, 1, 1], 3, 3), 1e-9);

    [Fact]
    public void A_whole_cycle_has_two_bins()
    {
        var wave = Enumerable.Range(0, 64).Select(i => Math.Cos(2 * Math.PI * 2 * (i % 8) / 8)).ToArray();

        Assert.Equal(Math.Log(2) / Math.Log(64), Of(wave, 8, 8), 1e-9);
    }

    [Fact]
    public void Scale_and_sign_do_not_matter()
    {
        var plane = NoiseNull.Draw(new FilterShape(1, 5, 5), 3, 0);

        Assert.Equal(Of(plane, 5, 5), Of(Array.ConvertAll(plane, w => -7.5 * w), 5, 5), 1e-12);
    }

    [Fact]
    public void Noise_reaches_what_exponential_powers_give()
    {
        // White noise has independent exponential powers (but for the few real bins): mean entropy 1 − (1 − γ)/ln N.
        var shape = new FilterShape(1, 11, 11);
        var entropy = new SpectralEntropy(shape);
        var mean = Enumerable.Range(0, 500).Average(i => entropy.Of(NoiseNull.Draw(shape, 8, i))!.Value);

        // The standard deviation is 0.012, that of the mean 0.0005; pairs of equal bins and normalization shift it by less than 0.005.
        Assert.Equal(1 - (1 - 0.5772) / Math.Log(121), mean, 0.007);
    }

    [Fact]
    public void Nothing_and_a_single_tap_have_none()
    {
        Assert.Null(new SpectralEntropy(new FilterShape(1, 3, 3)).Of(new double[9]));
        Assert.Null(new SpectralEntropy(new FilterShape(1, 1, 1)).Of([2]));
    }
}
