using Passband.Kernels;
using Passband.Measures;
using Passband.Shapes;

namespace Passband.Tests.Shapes;

public class NoiseNullTests
{
    private static readonly FilterShape Small = new(1, 3, 3);

    private static NoiseNull Measure(FilterShape shape, int samples, ulong seed, int threads) => NoiseNull.Measure(new ShapeFitter(shape), shape.Channels, samples, seed, threads);

    private static NoiseChance[] Chances(NoiseNull noise, FilterShape shape, int count, ulong seed)
    {
        var (statistics, _) = NoiseNull.Draw(new ShapeFitter(shape), shape.Channels, count, seed, Environment.ProcessorCount);
        return Array.ConvertAll(statistics, noise.P);
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
        Assert.Equal(one.Spatial.Quantiles.ToArray(), two.Spatial.Quantiles.ToArray());
        Assert.NotEqual(one.R2.Quantiles.ToArray(), other.R2.Quantiles.ToArray());
    }

    /// <summary>The sizes whose calibration is promised.</summary>
    public static TheoryData<int, int> Promised => [.. from channels in (int[])[1, 3] from side in (int[])[3, 5, 7, 11] select (channels, side)];

    [Theory]
    [MemberData(nameof(Promised))]
    public void The_p_values_of_20_000_fresh_noise_filters_are_uniform(int channels, int side)
    {
        const int Count = 20_000;
        var shape = new FilterShape(channels, side, side);
        var noise = NoiseNullTable.Load().For(shape)!;

        var chances = Chances(noise, shape, Count, 19);

        // Kolmogorov and Smirnov: 1.95·√(1/n + 1/samples) is a distance that chance exceeds once in a thousand; the table is a sample too.
        var limit = 1.95 * Math.Sqrt(1.0 / Count + 1.0 / noise.Spatial.Samples);
        Assert.InRange(Distance(Array.ConvertAll(chances, c => c.Any)), 0, limit);
        Assert.InRange(Distance(Array.ConvertAll(chances, c => c.Spatial)), 0, limit);
        // The tail that decides about a filter on its own, within four standard errors.
        Assert.Equal(0.01, chances.Count(c => c.Any <= 0.01) / (double)Count, 4 * Math.Sqrt(0.01 * (1.0 / Count + 1.0 / noise.Spatial.Samples)));
    }

    [Theory]
    [InlineData(1, 3, 5)]
    [InlineData(1, 10, 10)]
    [InlineData(3, 5, 7)]
    [InlineData(1, 1, 12)]
    [InlineData(16, 3, 3)]
    public void A_size_without_an_entry_errs_on_the_side_of_noise(int channels, int height, int width)
    {
        const int Count = 2_000;
        var shape = new FilterShape(channels, height, width);

        var chances = Chances(NoiseNullTable.Load().For(shape)!, shape, Count, 23);

        // One in a hundred, and four standard errors of that.
        Assert.InRange(chances.Count(c => c.Spatial <= 0.01) / (double)Count, 0, 0.01 + 4 * Math.Sqrt(0.01 / Count));
    }

    /// <summary>Of a fit or a measure that changed, the table would be that of another program. Remake it (docs/decisions/0003-noise-null.md).</summary>
    [Fact]
    public void The_committed_table_is_that_of_this_code()
    {
        foreach (var entry in NoiseNullTable.Load().Entries)
        {
            var (now, _) = NoiseNull.Draw(new ShapeFitter(entry.Shape), entry.Shape.Channels, NoiseNull.FirstCount, NoiseNull.Seed, 1);
            foreach (var (then, fresh) in entry.First.Zip(now))
            {
                // Six digits are written; a processor that adds in another order may stop a fit one step earlier, within 10⁻⁴ of R².
                Assert.Equal(then.R2, fresh.R2, 1e-4);
                Assert.Equal(then.Evidence, fresh.Evidence, 1e-3 * Math.Max(1, Math.Abs(then.Evidence)));
                Assert.Equal(then.Moran ?? 2, fresh.Moran ?? 2, 1e-5);
                Assert.Equal(then.Entropy!.Value, fresh.Entropy!.Value, 1e-5);
                Assert.Equal(then.Rank1 ?? 2, fresh.Rank1 ?? 2, 1e-5);
            }
        }
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
