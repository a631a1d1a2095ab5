using Passband.Kernels;
using Passband.Measures;

namespace Passband.Tests.Measures;

public sealed class EnergyProfileTests
{
    /// <summary>Both sides compute in double precision; the decompositions differ in their last digits.</summary>
    private const double Tolerance = 1e-9;

    [Fact]
    public void Components_and_profiles_are_those_of_numpy()
    {
        foreach (var golden in Golden.Read("energy.json").Cases("layers"))
        {
            var (channels, side) = (golden.Whole("channels"), golden.Whole("side"));
            var components = PatchComponents.Of(Floats(golden, "patches"), channels * side * side);
            var first = EnergyProfile.Of(Bank("first"), components)!;
            var second = EnergyProfile.Of(Bank("second"), components)!;

            AssertClose(golden.Numbers("variances"), components.Variances);
            AssertClose(golden.Numbers("shares"), first.Shares);
            Assert.Equal(golden.Number("correlation"), first.Correlation(second)!.Value, Tolerance);
            Assert.Equal(golden.Number("correlation"), second.Correlation(first)!.Value, Tolerance);

            KernelBank Bank(string name)
            {
                var weights = Floats(golden, name);
                return new KernelBank(BankShape.Plane(weights.Length / (channels * side * side), channels, side, side), weights);
            }
        }
    }

    [Fact]
    public void Filters_along_one_component_have_all_their_energy_there()
    {
        var components = PatchComponents.Of(Patches(500, 9), 9);
        var weights = Enumerable.Range(0, 9).Select(s => (float)(-3 * components.Component(2)[s])).ToArray();

        var profile = EnergyProfile.Of(new KernelBank(BankShape.Plane(1, 1, 3, 3), weights), components)!;

        Assert.Equal(1, profile.Shares[2], 1e-12);
        Assert.Equal(1, profile.Shares.Sum(), 1e-12);
    }

    [Fact]
    public void Components_are_orthonormal_and_ordered_by_variance()
    {
        var components = PatchComponents.Of(Patches(500, 12), 12);

        for (var i = 0; i < 12; i++)
        {
            for (var j = 0; j < 12; j++)
            {
                var product = 0.0;
                for (var s = 0; s < 12; s++)
                    product += components.Component(i)[s] * components.Component(j)[s];
                Assert.Equal(i == j ? 1 : 0, product, 1e-12);
            }
        }
        Assert.Equal(components.Variances.OrderDescending(), components.Variances);
    }

    [Fact]
    public void A_profile_correlates_with_itself_whatever_its_scale_and_sign()
    {
        var components = PatchComponents.Of(Patches(500, 9), 9);
        float[] weights = [1, 2, 3, 4, 5, 6, 7, 8, 10, 3, 1, 4, 1, 5, 9, 2, 6, 5];
        var profile = EnergyProfile.Of(new KernelBank(BankShape.Plane(2, 1, 3, 3), weights), components)!;
        var scaled = EnergyProfile.Of(new KernelBank(BankShape.Plane(2, 1, 3, 3), Array.ConvertAll(weights, w => -7 * w)), components)!;

        Assert.Equal(1, profile.Correlation(scaled)!.Value, 1e-9);
    }

    [Fact]
    public void What_does_not_exist_is_null()
    {
        var components = PatchComponents.Of(Patches(50, 4), 4);

        Assert.Null(EnergyProfile.Of(new KernelBank(BankShape.Plane(2, 1, 2, 2), new float[8]), components));
        Assert.Null(new EnergyProfile([0.25, 0.25, 0.25, 0.25]).Correlation(new EnergyProfile([0.7, 0.1, 0.1, 0.1])));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var components = PatchComponents.Of(Patches(50, 4), 4);

        Assert.Throws<ArgumentException>(() => EnergyProfile.Of(new KernelBank(BankShape.Plane(1, 1, 3, 3), new float[9]), components));
        Assert.Throws<ArgumentException>(() => new EnergyProfile([1]).Correlation(new EnergyProfile([0.5, 0.5])));
        Assert.Throws<ArgumentException>(() => PatchComponents.Of(new float[4], 4));
        Assert.Throws<ArgumentException>(() => PatchComponents.Of(new float[9], 4));
        Assert.Throws<ArgumentException>(() => PatchComponents.Of([1, float.NaN, 2, 3], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => PatchComponents.Of(new float[2000], PatchComponents.MostSamples + 1));
        Assert.Throws<ArgumentException>(() => EnergyProfile.Of(new KernelBank(BankShape.Plane(1, 1, 2, 2), new[] { 1, 2, 3, float.NaN }), components));
    }

    private static void AssertClose(double[] expected, IReadOnlyList<double> actual)
    {
        Assert.Equal(expected.Length, actual.Count);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], Tolerance);
    }

    private static float[] Floats(System.Text.Json.Nodes.JsonNode golden, string name) => Array.ConvertAll(golden.Numbers(name), v => (float)v);

    /// <summary>Noise whose variance differs from sample to sample, so that no two components are alike.</summary>
    private static float[] Patches(int count, int samples)
    {
        var random = new GaussianRandom(7);
        return [.. Enumerable.Range(0, count * samples).Select(i => (float)((1 + i % samples) * random.Next()))];
    }
}
