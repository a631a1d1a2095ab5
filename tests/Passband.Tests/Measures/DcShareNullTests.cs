using Passband.Kernels;
using Passband.Measures;
using Passband.Shapes;

namespace Passband.Tests.Measures;

public class DcShareNullTests
{
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Two_weights_have_the_share_of_their_angle(double share)
    {
        // Of one sign the share is 1; else it is the tangent of an angle that is uniform up to 45°. Rybicki's sum is good to 2·10⁻⁷.
        Assert.Equal(1 - 2 * Math.Atan(share) / Math.PI, DcShareNull.Above(2, share), 1e-6);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(9)]
    [InlineData(25)]
    public void The_tail_is_that_of_drawn_weights(int taps)
    {
        const int Draws = 100_000;
        var random = new GaussianRandom(7);
        var shares = new double[Draws];
        for (var i = 0; i < Draws; i++)
        {
            var (sum, absolute) = (0.0, 0.0);
            for (var tap = 0; tap < taps; tap++)
            {
                var weight = random.Next();
                sum += weight;
                absolute += Math.Abs(weight);
            }
            shares[i] = Math.Abs(sum) / absolute;
        }
        foreach (var share in (double[])[0.05, 0.2, 0.4, 0.7])
        {
            var expected = shares.Count(s => s > share) / (double)Draws;
            // Four standard errors of a share that is at most a half.
            Assert.Equal(expected, DcShareNull.Above(taps, share), 4 * Math.Sqrt(0.25 / Draws));
        }
    }

    [Theory]
    [InlineData(0.05, 0.0627068)]
    [InlineData(0.5, 0.6744898)]
    [InlineData(0.95, 1.9599640)]
    public void Many_weights_have_the_share_of_a_normal_sum(double level, double normal)
    {
        const int Taps = 4000;
        // |Σx| is √n·|z|, Σ|x| is n·√(2/π) to within 1/√n.
        Assert.Equal(normal * Math.Sqrt(Math.PI / 2 / Taps), DcShareNull.Quantile(Taps, level), 0.02 * normal / Math.Sqrt(Taps));
    }

    [Theory]
    [InlineData(6, 0.95)]
    [InlineData(9, 0.05)]
    [InlineData(9, 0.5)]
    [InlineData(225, 0.95)]
    public void A_quantile_leaves_its_part_above(int taps, double level) =>
        // The quantile is known to 10⁻⁶, and no density here exceeds 20.
        Assert.Equal(1 - level, DcShareNull.Above(taps, DcShareNull.Quantile(taps, level)), 4e-5);

    [Fact]
    public void Where_one_sign_is_common_the_upper_quantile_is_one()
    {
        Assert.Equal(1, DcShareNull.Quantile(5, 0.95));
        Assert.Equal(1, DcShareNull.Quantile(2, 0.5));
        Assert.InRange(DcShareNull.Quantile(6, 0.95), 0.5, 0.9999);
    }

    [Theory]
    [InlineData(0.1, 0.0993359923978529)]
    [InlineData(1, 0.5380795069127684)]
    [InlineData(-2, -0.3013403889237920)]
    [InlineData(10, 0.0502538471299823)]
    public void Dawsons_integral_has_its_tabulated_values(double x, double expected) =>
        // Abramowitz and Stegun, table 7.5; the sum is good to 2·10⁻⁷.
        Assert.Equal(expected, DcShareNull.Dawson(x), 1e-6);
}
