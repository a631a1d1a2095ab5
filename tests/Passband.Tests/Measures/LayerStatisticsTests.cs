using Passband.Kernels;
using Passband.Measures;
using Passband.Tests.Kernels;

namespace Passband.Tests.Measures;

public class LayerStatisticsTests
{
    private static KernelBank Bank(int filters, int channels, int height, int width, ulong seed, double scale = 1) => new(
        BankShape.Plane(filters, channels, height, width), Plane.Noise(filters * channels, height * width, seed).Values.Select(v => (float)(v * scale)).ToArray());

    [Fact]
    public void Random_banks_have_the_entropy_that_simulation_gives()
    {
        foreach (var golden in Golden.Read("measures.json").Cases("randomEntropy"))
        {
            var found = LayerStatistics.RandomVarianceEntropy(golden.Whole("taps"), golden.Whole("kernels"));
            // The formula is asymptotic: below 1 % from some dozens of kernels on, far closer than what a trained layer deviates by.
            Assert.Equal(golden.Number("mean"), found, 0.012);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1e30)]
    [InlineData(1e-30)]
    public void The_variance_entropy_is_that_of_the_covariance(double scale)
    {
        var bank = Bank(20, 2, 1, 2, 4, scale);

        // Two taps: eigenvalues of a 2×2 covariance in closed form.
        double[] first = [.. Enumerable.Range(0, 40).Select(i => (double)bank.Weights[2 * i])];
        double[] second = [.. Enumerable.Range(0, 40).Select(i => (double)bank.Weights[2 * i + 1])];
        var (a, b) = (first.Average(), second.Average());
        var (xx, yy, xy) = (first.Sum(v => (v - a) * (v - a)), second.Sum(v => (v - b) * (v - b)), first.Zip(second, (p, q) => (p - a) * (q - b)).Sum());
        var share = 0.5 + Math.Sqrt((xx - yy) * (xx - yy) / 4 + xy * xy) / (xx + yy);
        var expected = -(share * Math.Log10(share)) - (1 - share) * Math.Log10(1 - share);
        Assert.Equal(expected, LayerStatistics.VarianceEntropy(bank)!.Value, 1e-6);
    }

    [Fact]
    public void Kernels_that_are_multiples_of_one_pattern_have_no_entropy()
    {
        float[] pattern = [1, -2, 0.5f, 3];
        var bank = new KernelBank(BankShape.Plane(4, 1, 2, 2), new float[] { 1, 2, -1, 4 }.SelectMany(f => pattern.Select(p => f * p)).ToArray());
        Assert.Equal(0, LayerStatistics.VarianceEntropy(bank)!.Value, 1e-6);
    }

    [Fact]
    public void Entropy_does_not_exist_for_one_kernel_or_one_tap()
    {
        Assert.Null(LayerStatistics.VarianceEntropy(Bank(1, 1, 3, 3, 1)));
        Assert.Null(LayerStatistics.VarianceEntropy(Bank(5, 4, 1, 1, 1)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1e30)]
    [InlineData(1e-30)]
    public void Orthogonality_is_one_minus_the_mean_cosine_of_different_filters(double scale)
    {
        var bank = Bank(12, 2, 3, 3, 8, scale);
        var (sum, pairs) = (0.0, 0);
        for (var i = 0; i < 12; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (a, b) = (Array.ConvertAll(bank.Filter(i).ToArray(), v => (double)v), Array.ConvertAll(bank.Filter(j).ToArray(), v => (double)v));
                sum += Math.Abs(a.Zip(b, (p, q) => p * q).Sum()) / Math.Sqrt(a.Sum(v => v * v) * b.Sum(v => v * v));
                pairs++;
            }
        }
        Assert.Equal(1 - sum / pairs, FilterCosines.Of(bank, new bool[12], FilterCosines.MostProducts, TestContext.Current.CancellationToken).Orthogonality!.Value, 1e-6);
    }

    [Fact]
    public void Sparsity_counts_kernels_far_below_the_largest_weight()
    {
        var bank = new KernelBank(BankShape.Plane(2, 2, 1, 2), new float[] { 100, 0, 0.5f, -0.9f, 0, 0, -1.1f, 0 });
        Assert.Equal(0.5, LayerStatistics.Sparsity(bank));
        Assert.Equal(1, LayerStatistics.Sparsity(new KernelBank(BankShape.Plane(1, 1, 1, 2), new float[2])));
    }

    [Fact]
    public void Circular_statistics_equal_those_of_scipy()
    {
        foreach (var golden in Golden.Read("measures.json").Cases("circular"))
        {
            var found = CircularStatistics.Of(golden.Numbers("axes"))!.Value;
            Assert.InRange(Angles.AxialDistance(golden.Number("mean"), found.Mean), 0, 1e-9);
            Assert.Equal(golden.Number("resultant"), found.Resultant, 1e-9);
            // Zar's formula is good to 10⁻³, and the simulation's own standard error is at most that.
            Assert.Equal(golden.Number("p"), found.P, 5e-3);
        }
        Assert.Null(CircularStatistics.Of([]));
    }

    [Fact]
    public void Equal_kernels_have_no_variance_whatever_their_mean_rounds_to()
    {
        float[] kernel = [0.1f, -0.7f, 0.3f, 0.9f, 1e-3f, 0.37f, -0.21f, 0.5f, 0.123f];
        var weights = Enumerable.Repeat(kernel, 24).SelectMany(k => k).ToArray();

        Assert.Null(LayerStatistics.VarianceEntropy(new KernelBank(BankShape.Plane(24, 1, 3, 3), weights)));
    }
}
