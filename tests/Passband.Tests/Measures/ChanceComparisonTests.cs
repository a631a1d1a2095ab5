using Passband.Kernels;
using Passband.Measures;
using Passband.Shapes;

namespace Passband.Tests.Measures;

public class ChanceComparisonTests
{
    [Fact]
    public void The_rank_counts_the_observed_value_itself()
    {
        var one = ChanceComparison.OfFamily([4.0], [[1.0, 2, 3, 4]])[0];

        Assert.Equal((2.5, 2 * 2.0 / 5), (one.Mean, one.RankP));
        Assert.Equal(Math.Sqrt(5.0 / 3), one.Deviation!.Value, 1e-15);
    }

    [Theory]
    [InlineData(9, 2.0 / 5)]
    [InlineData(0, 2.0 / 5)]
    [InlineData(3.5, 4.0 / 5)]
    [InlineData(2.5, 1)]
    public void Both_tails_count_and_the_smaller_one_twice(double value, double expected) =>
        Assert.Equal(expected, ChanceComparison.OfFamily([value], [[1.0, 2, 3, 4]])[0].RankP);

    [Fact]
    public void Turning_all_signs_changes_no_p()
    {
        var random = new GaussianRandom(17);
        var draws = Enumerable.Range(0, 8).Select(_ => (IReadOnlyList<double?>)[.. Enumerable.Range(0, 15).Select(_ => (double?)Math.Exp(random.Next()))]).ToArray();
        var observed = Enumerable.Range(0, 8).Select(_ => (double?)Math.Exp(2 * random.Next())).ToArray();

        var asIs = ChanceComparison.OfFamily(observed, draws);
        var turned = ChanceComparison.OfFamily([.. observed.Select(v => -v)], [.. draws.Select(d => (IReadOnlyList<double?>)[.. d.Select(v => -v)])]);

        Assert.Equal(asIs.Select(c => (c.RankP, c.PooledP)), turned.Select(c => (c.RankP, c.PooledP)));
    }

    [Fact]
    public void Without_a_value_or_without_draws_there_is_no_chance()
    {
        var both = ChanceComparison.OfFamily([null, 1.0], [[1.0, 2], [null, null]]);

        Assert.All(both, c => Assert.Null(c.RankP));
        Assert.All(both, c => Assert.Null(c.PooledP));
    }

    [Fact]
    public void A_family_resolves_what_one_member_cannot()
    {
        // 50 members, 19 draws each, means and deviations of their own; one observed value far out.
        var random = new GaussianRandom(3);
        var draws = new List<IReadOnlyList<double?>>();
        var observed = new List<double?>();
        for (var i = 0; i < 50; i++)
        {
            var own = new double?[19];
            for (var j = 0; j < own.Length; j++)
                own[j] = 10 * i + (i + 1) * random.Next();
            draws.Add(own);
            observed.Add(10 * i + (i + 1) * (i == 20 ? 40 : random.Next()));
        }

        var family = ChanceComparison.OfFamily(observed, draws);

        Assert.Equal(2.0 / 20, family[20].RankP);
        Assert.Equal(2.0 / (1 + 50 * 19), family[20].PooledP);
    }

    [Fact]
    public void P_values_of_chance_are_uniform_rank_and_pooled()
    {
        var random = new GaussianRandom(11);
        var pooled = new List<double>();
        for (var trial = 0; trial < 200; trial++)
        {
            var draws = new List<IReadOnlyList<double?>>();
            var observed = new List<double?>();
            for (var i = 0; i < 10; i++)
            {
                var own = new double?[9];
                for (var j = 0; j < own.Length; j++)
                    own[j] = random.Next();
                draws.Add(own);
                observed.Add(random.Next());
            }
            pooled.AddRange(ChanceComparison.OfFamily(observed, draws).Select(c => c.PooledP!.Value));
        }
        // Four standard errors of a share of 2000 numbers.
        foreach (var level in (double[])[0.05, 0.25, 0.5])
            Assert.InRange(pooled.Count(p => p <= level) / 2000.0, level - 4 * Math.Sqrt(level * (1 - level) / 2000), level + 4 * Math.Sqrt(level * (1 - level) / 2000));
    }
}
