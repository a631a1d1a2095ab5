using Passband.Measures;
using Passband.Shapes;

namespace Passband.Tests.Measures;

public class ChanceComparisonTests
{
    [Fact]
    public void The_rank_counts_the_observed_value_itself()
    {
        var one = ChanceComparison.OfFamily([3.0], [[1.0, 2, 3, 4]])[0];

        Assert.Equal((2.5, 3.0 / 5), (one.Mean, one.RankP));
        Assert.Equal(Math.Sqrt(5.0 / 3), one.Deviation!.Value, 1e-15);
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

        Assert.Equal(1.0 / 20, family[20].RankP);
        Assert.Equal(1.0 / (1 + 50 * 19), family[20].PooledP);
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
