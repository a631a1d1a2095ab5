using Passband.Measures;
using Passband.Naming;
using Passband.Synthesis;
using Passband.Tests.Kernels;

namespace Passband.Tests.Naming;

/// <summary>Kernels that a name once fitted badly: what an expert would not sign.</summary>
public class DisputedKernelTests
{
    private static string Name(Plane plane) => Nets.Describe(plane).Name;

    private static Plane Square(int side, Func<double, double, double> value) => Plane.Sample(side, side, value);

    [Fact]
    public void Half_of_a_kernel_does_not_name_it()
    {
        Assert.Equal(KernelName.Mixed, Name(Square(7, (x, y) => y == 0 && Math.Abs(x) == 2 ? 1 : 0)));
        Assert.Equal(KernelName.Mixed, Name(Square(7, (x, y) => y == 0 && Math.Abs(x) == 1 ? 1 : 0)));
        Assert.Equal(KernelName.Mixed, Name(Square(7, (x, y) => x == 0 || y == 0 ? 1 : 0)));
        // Blocks of 2×2: two diagonal waves, neither of which is the pattern.
        Assert.Equal(KernelName.Mixed, Name(Square(8, (x, y) => ((int)(x + 3.5) / 2 + (int)(y + 3.5) / 2) % 2 == 0 ? 1 : -1)));
    }

    [Fact]
    public void A_plaid_that_passes_DC_by_its_borders_is_no_average() =>
        Assert.NotEqual(KernelName.Smoothing, Name(Square(7, (x, y) => Math.Cos(2 * Math.PI * 0.2 * x) + Math.Cos(2 * Math.PI * 0.2 * y))));

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(7)]
    public void Sharpening_stays_sharpening_among_zeros(int side) =>
        Assert.Equal(KernelName.Sharpening, Name(Square(side, (x, y) => x == 0 && y == 0 ? 9 : Math.Max(Math.Abs(x), Math.Abs(y)) == 1 ? -1 : 0)));

    [Theory]
    [InlineData(5)]
    [InlineData(7)]
    public void Storing_eight_bits_changes_no_sharpening(int side)
    {
        var made = Synthesizer.Make(
            new SynthOptions { Shape = SynthShape.Sharpening, Size = new FilterShape(1, side, side), Count = 60, Noise = new SynthNoise { Quantize8 = true } },
            cancellation: TestContext.Current.CancellationToken);

        var found = Nets.Explain(made.Net.Layers[0]).Filters!.Value;

        // Kernels of nearly no DC may be called by either name; the generator says which.
        Assert.All(made.Filters.Zip(found), pair => Assert.Contains(pair.Second.Name, pair.First.Names));
    }

    [Fact]
    public void Where_samples_alternate_there_is_no_phase()
    {
        var checkerboard = Nets.Describe(Square(7, (x, y) => Math.Max(Math.Abs(x), Math.Abs(y)) > 1 ? 0 : (x + y) % 2 == 0 ? 1 : -1));

        Assert.DoesNotContain("phase", checkerboard.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.25, 1.75)]
    [InlineData(0.3, 1.75)]
    [InlineData(0.2, 2.2)]
    public void The_phase_of_a_wave_along_x_has_the_sign_of_its_right_side(double frequency, double sigma)
    {
        var found = Nets.Describe(Plane.Gabor(7, 0, frequency, 90, sigma, sigma));

        Assert.Equal(0, found.Fit!.Parameters["angle"], 1e-3);
        Assert.Contains("odd (phase 90°)", found.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void An_edge_that_was_fitted_as_a_wave_has_a_frequency_and_no_sigma()
    {
        // σf = 0.3: two lobes; the window's σ is not that of a derivative with the same lobes.
        var found = Nets.Describe(Plane.Gabor(11, 30, 0.12, 90, 0.3 / 0.12, 4));

        Assert.Equal((KernelName.Edge, "gabor"), (found.Name, found.Fit!.Shape));
        Assert.Contains("0.12 cycles per pixel", found.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("σ", found.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Three_rows_carry_no_Gabor() =>
        Assert.NotEqual(KernelName.Gabor, Name(Plane.Sample(3, 9, (x, y) => Math.Exp(-(x * x + y * y) / 8) * Math.Cos(2 * Math.PI * 0.3 * x))));

    [Fact]
    public void Filters_of_noise_have_no_color()
    {
        var noise = Nets.Explain(Nets.Layer(
            Passband.Kernels.BankShape.Plane(20, 3, 7, 7), Plane.Noise(20, 147, 9).Values, Passband.Kernels.InputSpace.Rgb)).Filters!.Value;

        var named = noise.Where(f => f.Name == KernelName.Noise).ToList();
        Assert.NotEmpty(named);
        Assert.All(named, f => Assert.DoesNotContain("color", f.Words, StringComparison.Ordinal));
    }
}
