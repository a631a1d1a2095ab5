using Passband.Explanations;
using Passband.Kernels;

namespace Passband.Tests.Explanations;

public class FilterProfileTests
{
    /// <summary>The channels 3p, 0 and 4p of the profile p = [1, −2].</summary>
    private static readonly KernelBank OneProfile = new(BankShape.Plane(1, 3, 1, 2), new float[] { 3, -6, 0, 0, 4, -8 });

    [Fact]
    public void Of_one_profile_in_all_channels_the_strongest_is_all()
    {
        var found = FilterProfile.Strongest(OneProfile, 0, "kernel");

        // The mix (3, 0, 4)/5 is a unit vector, along which the profile has the strength 5.
        Assert.Equal(1, found.Share, 1e-12);
        Assert.Equal([5, -10], found.Kernel.Weights.Select(w => Math.Round(w, 9)));
    }

    [Fact]
    public void Of_two_profiles_that_share_nothing_the_stronger_is_taken_with_its_share()
    {
        var bank = new KernelBank(BankShape.Plane(1, 2, 1, 2), new float[] { 2, 0, 0, 1 });
        var found = FilterProfile.Strongest(bank, 0, "kernel");

        Assert.Equal(0.8, found.Share, 1e-12);
        Assert.Equal([2, 0], found.Kernel.Weights.Select(w => Math.Round(w, 9)));
    }

    [Fact]
    public void The_mean_is_that_of_the_channels()
    {
        var found = FilterProfile.Mean(OneProfile, 0, "kernel");

        // Energy 125; along (1, 1, 1)/√3 the profile is 7/√3·p, of energy 49/3·5.
        Assert.Equal([7 / 3.0, -14 / 3.0], found.Kernel.Weights.ToArray(), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(49 / 3.0 * 5 / 125, found.Share, 1e-12);
    }

    [Fact]
    public void Weights_must_be_finite_and_lie_in_a_plane()
    {
        Assert.Throws<PassbandException>(() => FilterProfile.Strongest(new KernelBank(BankShape.Plane(1, 1, 1, 1), new[] { float.NaN }), 0, "kernel"));
        Assert.Throws<PassbandException>(() => FilterProfile.Mean(new KernelBank(new BankShape(1, 1, 2, 1, 1, 3), new float[2]), 0, "kernel"));
    }
}
