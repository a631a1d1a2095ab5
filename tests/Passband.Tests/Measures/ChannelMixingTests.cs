using Passband.Kernels;
using Passband.Measures;
using Passband.Tests.Kernels;

namespace Passband.Tests.Measures;

public class ChannelMixingTests
{
    private static KernelBank Bank(int filters, int channels, IEnumerable<double> weights) =>
        new(BankShape.Plane(filters, channels, 1, 1), weights.Select(w => (float)w).ToArray());

    [Theory]
    [InlineData(1)]
    [InlineData(1e30)]
    [InlineData(1e-30)]
    public void The_effective_rank_is_that_of_the_singular_values(double scale)
    {
        // Singular values 3 and 4: (9 + 16)²/(81 + 256); the larger holds 64 % of the energy.
        var mixing = ChannelMixing.Of(Bank(2, 2, [3 * scale, 0, 0, -4 * scale]), 1)!;
        Assert.Equal(625.0 / 337, mixing.EffectiveRank, 1e-6);
        Assert.Equal((2, 2, 2), (mixing.Inputs, mixing.Rank, mixing.Rank90));
    }

    [Theory]
    [InlineData(12, 7, 3)]
    [InlineData(7, 12, 3)]
    [InlineData(64, 64, 20)]
    public void The_numerical_rank_counts_the_factors_of_a_product(int filters, int channels, int rank)
    {
        var (left, right) = (Plane.Noise(filters, rank, 1), Plane.Noise(rank, channels, 2));
        var product = Enumerable.Range(0, filters * channels).Select(i => Enumerable.Range(0, rank).Sum(k => left[i / channels, k] * right[k, i % channels]));
        Assert.Equal(rank, ChannelMixing.Of(Bank(filters, channels, product), 1)!.Rank);
    }

    [Fact]
    public void Groups_are_blocks_of_one_matrix()
    {
        // Two groups of 2×2: diag(3, 4) and diag(3, 0). As one matrix [4, 2] the columns would add up and the rank would be 2.
        var mixing = ChannelMixing.Of(Bank(4, 2, [3, 0, 0, 4, 3, 0, 0, 0]), 2)!;
        Assert.Equal(34.0 * 34 / (81 + 256 + 81), mixing.EffectiveRank, 1e-6);
        Assert.Equal((4, 3, 3), (mixing.Inputs, mixing.Rank, mixing.Rank90));
    }

    [Theory]
    [InlineData(16, 16, 1)]
    [InlineData(10, 40, 1)]
    [InlineData(32, 8, 4)]
    public void Random_weights_have_the_effective_rank_that_is_said_of_them(int filters, int channels, int groups)
    {
        var found = Enumerable.Range(0, 200).Select(seed => ChannelMixing.Of(Bank(filters, channels, Plane.Noise(filters, channels, (ulong)seed).Values), groups)!).ToList();
        // The expectation of a ratio is not quite the ratio of expectations: 1 % for matrices of this size.
        Assert.Equal(found[0].NoiseRank, found.Average(m => m.EffectiveRank), 0.01 * found[0].NoiseRank);
    }

    [Fact]
    public void Large_matrices_are_not_decomposed_and_others_do_not_mix()
    {
        var large = ChannelMixing.Of(Bank(257, 257, Plane.Noise(257, 257, 1).Values), 1)!;
        Assert.Null(large.Rank);
        // A square of Gaussian weights has an effective rank of half its side.
        Assert.InRange(large.EffectiveRank, 125, 132);
        Assert.Null(ChannelMixing.Of(new KernelBank(BankShape.Plane(1, 1, 3, 3), new float[9]), 1));
        Assert.Null(ChannelMixing.Of(Bank(2, 2, [0, 0, 0, 0]), 1));
    }
}
