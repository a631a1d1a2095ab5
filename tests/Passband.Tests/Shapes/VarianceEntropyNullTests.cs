using Passband.Measures;
using Passband.Shapes;

namespace Passband.Tests.Shapes;

public class VarianceEntropyNullTests
{
    private static readonly VarianceEntropyNull Null = VarianceEntropyNull.Load();

    [Fact]
    public void The_file_covers_all_listed_sizes() =>
        Assert.Equal(
            from taps in VarianceEntropyNull.TapCounts from kernels in VarianceEntropyNull.Kernels select (taps, kernels), Null.Entries.Select(e => (e.Taps, e.Kernels)));

    [Theory]
    [InlineData(9, 192)]
    [InlineData(9, 20)]
    [InlineData(9, 3000)]
    [InlineData(49, 96)]
    [InlineData(25, 32)]
    public void The_p_values_of_fresh_layers_are_uniform(int taps, int kernels)
    {
        const int Count = 400;
        var p = Enumerable.Range(0, Count).Select(i => Null.P(VarianceEntropyNull.Draw(taps, kernels, i, seed: 5), taps, kernels)!.Value).Order().ToArray();

        var distance = p.Select((value, i) => Math.Max(Math.Abs(value - i / (double)Count), Math.Abs(value - (i + 1.0) / Count))).Max();
        // Kolmogorov and Smirnov: exceeded by chance once in a thousand.
        Assert.InRange(distance, 0, 1.95 / Math.Sqrt(Count));
    }

    [Fact]
    public void For_many_kernels_it_is_John_s_statistic()
    {
        // χ² with ν degrees of freedom over n·k, in natural units; 2,000 layers know the mean to 0.5 % and the deviation to 1.6 %, and the next order is k/n, 1 %.
        foreach (var taps in (int[])[4, 9])
        {
            var entry = Null.Entries.Single(e => e.Taps == taps && e.Kernels == 1024);
            var freedom = (taps + 2) * (taps - 1) / 2.0;
            var scale = 1023 * taps * Math.Log(10);
            Assert.Equal(freedom / scale, entry.Mean, 0.03 * entry.Mean);
            Assert.Equal(Math.Sqrt(2 * freedom) / scale, entry.Deviation, 0.06 * entry.Deviation);
        }
    }

    [Fact]
    public void The_mean_is_Page_s()
    {
        foreach (var entry in Null.Entries.Where(e => e.Taps > 2 && e.Kernels >= 64))
        {
            var page = Math.Log10(Math.Min(entry.Taps, entry.Kernels - 1)) - LayerStatistics.RandomVarianceEntropy(entry.Taps, entry.Kernels);
            // Page's formula is the leading order; the next is 1/(n·k), and the mean of 300 layers wavers by less than 1 %.
            Assert.Equal(page, entry.Mean, 0.15 * page);
        }
    }

    [Fact]
    public void Structure_is_not_random()
    {
        var one = Null.P(0.2, 9, 64);
        Assert.InRange(one!.Value, 0, 1e-12);
        Assert.InRange(Null.P(Math.Log10(9), 9, 64)!.Value, 0.999, 1);
    }

    [Fact]
    public void Sizes_that_are_not_listed_are_not_judged()
    {
        Assert.Null(Null.P(0.5, 35, 100));
        Assert.Null(Null.P(0.5, 9, 7));
    }

    [Fact]
    public void The_committed_file_is_that_of_this_code()
    {
        foreach (var entry in Null.Entries.Where(e => e.Taps <= 49))
        {
            for (var i = 0; i < VarianceEntropyNull.FirstCount; i++)
                Assert.Equal(entry.First[i], VarianceEntropyNull.Draw(entry.Taps, entry.Kernels, i), 1e-5);
        }
    }
}
