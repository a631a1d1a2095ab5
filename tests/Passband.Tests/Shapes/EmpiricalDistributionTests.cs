using Passband.Shapes;
using Passband.Tests.Measures;

namespace Passband.Tests.Shapes;

public class EmpiricalDistributionTests
{
    private static readonly EmpiricalDistribution Uniform = EmpiricalDistribution.Of([.. Enumerable.Range(0, 1001).Select(i => i / 1000.0)]);

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.123)]
    [InlineData(0.97)]
    public void Tails_of_a_uniform_sample_are_the_values_themselves(double value)
    {
        Assert.Equal(value, Uniform.Lower(value), 1e-9);
        Assert.Equal(1 - value, Uniform.Upper(value), 1e-9);
        Assert.Equal(2 * Math.Min(value, 1 - value), Uniform.TwoSided(value), 1e-9);
    }

    [Fact]
    public void No_tail_is_smaller_than_the_sample_can_show()
    {
        Assert.Equal(1.0 / 1002, Uniform.Upper(2));
        Assert.Equal(1.0 / 1002, Uniform.Lower(-1));
        Assert.Equal(1, Uniform.Upper(-1));
        Assert.Equal(1, Uniform.Lower(2));
    }

    [Fact]
    public void Quantiles_interpolate_between_order_statistics()
    {
        var distribution = EmpiricalDistribution.Of([4, 1, 2, 3]);
        Assert.Equal(2.5, distribution.Quantile(0.5));
        Assert.Equal(1.75, distribution.Quantile(0.25), 1e-12);
        Assert.Equal(4, distribution.Samples);
    }

    [Fact]
    public void Q_values_equal_those_of_Benjamini_and_Hochberg()
    {
        foreach (var golden in Golden.Read("measures.json").Cases("discovery"))
        {
            var expected = golden.Numbers("q");
            var found = FalseDiscovery.QValues(golden.Numbers("p"));
            Assert.All(expected.Zip(found), p => Assert.Equal(p.First, p.Second, 1e-12));
        }
        Assert.Empty(FalseDiscovery.QValues([]));
    }

    [Fact]
    public void P_values_combine_as_Fisher_has_it()
    {
        foreach (var golden in Golden.Read("measures.json").Cases("discovery"))
            Assert.Equal(golden.Number("combined"), FalseDiscovery.Combined(golden.Numbers("p"))!.Value, 1e-9);
        Assert.Null(FalseDiscovery.Combined([]));
    }

    [Fact]
    public void The_share_of_noise_is_twice_the_share_of_p_values_above_one_half()
    {
        Assert.Equal(0.5, FalseDiscovery.Pi0([0.01, 0.02, 0.6, 0.3])!.Value, 1e-12);
        Assert.Equal(1, FalseDiscovery.Pi0([0.9, 0.8, 0.7]));
        Assert.Equal(0, FalseDiscovery.Pi0([0.001]));
        Assert.Null(FalseDiscovery.Pi0([]));
    }
}
