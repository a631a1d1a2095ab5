using Passband.Measures;
using Passband.Shapes;

namespace Passband.Tests.Shapes;

public class NoiseNullTests
{
    private static readonly FilterShape Small = new(1, 3, 3);

    private static NoiseNull Measure(FilterShape shape, int samples, ulong seed, int threads) => NoiseNull.Measure(new ShapeFitter(shape), shape.Channels, samples, seed, threads);

    private static double[] PValues(NoiseNull noise, FilterShape shape, int count, ulong seed)
    {
        var fitter = new ShapeFitter(shape);
        var work = fitter.CreateWorkspace();
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var filter = NoiseNull.Draw(shape, seed, i);
            var split = ColorSplit.Of(filter, shape);
            return noise.P(StructureStatistics.Of(shape, split, fitter.Fit(split.Profile, work)));
        })];
    }

    /// <summary>The largest distance between the distribution of p-values and the uniform one.</summary>
    private static double Distance(double[] p)
    {
        var sorted = p.Order().ToArray();
        return sorted.Select((value, i) => Math.Max(Math.Abs(value - i / (double)p.Length), Math.Abs(value - (i + 1.0) / p.Length))).Max();
    }

    [Fact]
    public void The_null_depends_on_the_seed_and_not_on_the_threads()
    {
        var (one, two, other) = (Measure(Small, 60, 5, 1), Measure(Small, 60, 5, 2), Measure(Small, 60, 6, 1));

        Assert.Equal(one.R2.Quantiles.ToArray(), two.R2.Quantiles.ToArray());
        Assert.Equal(one.Combined.Quantiles.ToArray(), two.Combined.Quantiles.ToArray());
        Assert.NotEqual(one.R2.Quantiles.ToArray(), other.R2.Quantiles.ToArray());
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(3, 3)]
    [InlineData(1, 7)]
    public void The_p_values_of_fresh_noise_are_uniform(int channels, int side)
    {
        var shape = new FilterShape(channels, side, side);
        // Larger kernels take longer.
        var count = side == 3 ? 400 : 200;
        var noise = Measure(shape, count, 17, 2);
        // Two samples: Kolmogorov and Smirnov's distance exceeds 1.95·√(2/n) in one of a thousand cases.
        Assert.InRange(Distance(PValues(noise, shape, count, 18)), 0, 1.95 * Math.Sqrt(2.0 / count));
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(3, 3)]
    [InlineData(1, 7)]
    public void The_committed_table_holds_for_fresh_noise(int channels, int side)
    {
        var shape = new FilterShape(channels, side, side);
        var noise = NoiseNullTable.Load().For(shape)!;
        var count = side == 3 ? 400 : 200;
        // 1.95·√(1/n + 1/samples): a distance that chance exceeds once in a thousand.
        Assert.InRange(Distance(PValues(noise, shape, count, 19)), 0, 1.95 * Math.Sqrt(1.0 / count + 1.0 / noise.Combined.Samples));
    }

    [Fact]
    public void The_table_covers_all_listed_sizes()
    {
        var table = NoiseNullTable.Load();
        Assert.Equal(NoiseNullTable.Sizes(), table.Entries.Select(e => e.Shape));
        foreach (var size in NoiseNullTable.Sizes())
            Assert.Equal(size, table.For(size)!.Shape);
    }

    [Theory]
    [InlineData(1, 10, 10, 9, 9)]
    [InlineData(1, 3, 8, 3, 3)]
    [InlineData(3, 20, 17, 15, 15)]
    [InlineData(4, 6, 5, 5, 5)]
    [InlineData(1, 1, 512, 1, 64)]
    [InlineData(1, 24, 1, 1, 15)]
    [InlineData(2, 1, 6, 1, 5)]
    public void A_size_between_takes_the_largest_that_fits_inside(int channels, int height, int width, int expectedHeight, int expectedWidth)
    {
        var found = NoiseNullTable.Load().For(new FilterShape(channels, height, width))!;
        Assert.Equal(new FilterShape(channels == 3 ? 3 : 1, expectedHeight, expectedWidth), found.Shape);
    }

    [Fact]
    public void A_single_tap_has_no_null() => Assert.Null(NoiseNullTable.Load().For(new FilterShape(3, 1, 1)));

    [Fact]
    public void A_table_survives_saving()
    {
        var noise = Measure(Small, 40, 3, 1);
        using var stream = new MemoryStream();

        new NoiseNullTable([noise]).Save(stream);

        using var document = System.Text.Json.JsonDocument.Parse(stream.ToArray());
        var saved = document.RootElement.GetProperty("entries")[0];
        Assert.Equal(40, saved.GetProperty("samples").GetInt32());
        Assert.Equal(EmpiricalDistribution.Levels.Length, saved.GetProperty("r2").GetArrayLength());
        // Six significant digits.
        Assert.Equal(noise.R2.Quantile(0.5), saved.GetProperty("r2")[Array.IndexOf(EmpiricalDistribution.Levels, 0.5)].GetDouble(), 1e-6);
    }

    [Fact]
    public void Normal_numbers_have_mean_zero_and_variance_one()
    {
        var random = new GaussianRandom(1);
        var numbers = Enumerable.Range(0, 100_000).Select(_ => random.Next()).ToArray();
        // Four standard errors: 4/√100000 and 4·√(2/100000).
        Assert.Equal(0, numbers.Average(), 0.0127);
        Assert.Equal(1, numbers.Average(n => n * n), 0.018);
        // P(|z| > 1.96) = 0.05, standard error 0.0007.
        Assert.Equal(0.05, numbers.Count(n => Math.Abs(n) > 1.959964) / 1e5, 0.003);
    }
}
