using Passband.Kernels;
using Passband.Measures;
using Passband.Tests.Kernels;

namespace Passband.Tests.Measures;

public class TotalResponseTests
{
    private static KernelBank Bank(int filters, int channels, int height, int width, double scale = 1) => new(
        BankShape.Plane(filters, channels, height, width), Plane.Noise(filters * channels, height * width, 2).Values.Select(v => (float)(v * scale)).ToArray());

    private static void AssertBands(double below, double notAbove, (double Low, double Middle, double High)? found, double tolerance)
    {
        Assert.NotNull(found);
        Assert.Equal(below, found.Value.Low, tolerance);
        Assert.Equal(notAbove - below, found.Value.Middle, tolerance);
        Assert.Equal(1 - notAbove, found.Value.High, tolerance);
    }

    [Theory]
    [InlineData(40, 16, 3, 3)]
    [InlineData(4, 3, 11, 11)]
    [InlineData(2, 1, 24, 5)]
    [InlineData(3, 2, 1, 9)]
    [InlineData(3, 2, 2, 1)]
    [InlineData(2, 1, 1, 400)]
    public void The_bands_are_the_integrals_of_the_defining_sum(int filters, int channels, int height, int width)
    {
        var bank = Bank(filters, channels, height, width);
        AssertBands(RingIntegral.Below(TotalResponse.LowBelow, bank), RingIntegral.Below(TotalResponse.HighAbove, bank), TotalResponse.Bands(bank), 1e-10);
    }

    [Theory]
    [InlineData(0.06)]
    [InlineData(0.125)]
    [InlineData(0.25)]
    [InlineData(0.4)]
    public void Coarse_and_fine_gratings_in_11_by_11_are_split_where_the_borders_are(double frequency)
    {
        // A peak on a border is where cells that are counted whole would go wrong most.
        float[] weights = [.. Enumerable.Range(0, 16).SelectMany(i => Plane.Gabor(11, 11 * i, frequency, 20 * i, 3, 3).Values).Select(v => (float)v)];
        var bank = new KernelBank(BankShape.Plane(16, 1, 11, 11), weights);
        AssertBands(RingIntegral.Below(TotalResponse.LowBelow, bank), RingIntegral.Below(TotalResponse.HighAbove, bank), TotalResponse.Bands(bank), 1e-10);
    }

    [Fact]
    public void One_tap_has_the_areas_of_the_rings()
    {
        var tap = new KernelBank(BankShape.Plane(1, 1, 3, 3), new float[] { 0, 0, 0, 0, 0, 2, 0, 0, 0 });
        AssertBands(Math.PI / 64, Math.PI / 16, TotalResponse.Bands(tap), 1e-14);
        Assert.Null(TotalResponse.Bands(new KernelBank(BankShape.Plane(1, 1, 1, 1), new float[] { 1 })));
        Assert.Null(TotalResponse.Bands(new KernelBank(BankShape.Plane(1, 1, 3, 3), new float[9])));
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(3, 1)]
    public void A_central_difference_of_a_signal_has_its_closed_form(int height, int width)
    {
        // |H|² = 4·sin²(2πf), of which 2R − sin(4πR)/(2π) of the whole lies below R.
        var bank = new KernelBank(BankShape.Plane(1, 1, height, width), new float[] { -1, 0, 1 });
        AssertBands(0.25 - 1 / (2 * Math.PI), 0.5, TotalResponse.Bands(bank), 1e-14);
    }

    [Fact]
    public void A_round_Gaussian_has_its_closed_form()
    {
        // |H|² falls as exp(−4π²σ²f²); the window and the samples cut less than 10⁻⁵ of it.
        const double Sigma = 1.2;
        float[] weights = [.. Enumerable.Range(0, 225).Select(i => (float)Math.Exp(-(Math.Pow(i % 15 - 7, 2) + Math.Pow(i / 15 - 7, 2)) / (2 * Sigma * Sigma)))];
        double Below(double f) => 1 - Math.Exp(-4 * Math.PI * Math.PI * Sigma * Sigma * f * f);
        AssertBands(Below(TotalResponse.LowBelow), Below(TotalResponse.HighAbove), TotalResponse.Bands(new KernelBank(BankShape.Plane(1, 1, 15, 15), weights)), 1e-5);
    }

    [Fact]
    public void What_lies_in_no_band_is_nothing_and_never_less()
    {
        // An alternation in a window that ends at five σ, where it has fallen to 4·10⁻⁶: its square is what may be left below 1/4.
        float[] weights = [.. Enumerable.Range(0, 31).Select(i => (float)(Math.Pow(-1, i) * Window(i)))];
        var (low, middle, high) = TotalResponse.Bands(new KernelBank(BankShape.Plane(1, 1, 1, 31), weights))!.Value;
        Assert.InRange(low, 0, 1e-10);
        Assert.InRange(middle, 0, 1e-10);
        Assert.Equal(1, high, 1e-10);

        static double Window(int i) => Math.Exp(-Math.Pow((i - 15) / 3.0, 2) / 2);
    }

    [Fact]
    public void Taps_any_distance_apart_cost_no_more_and_end_as_white()
    {
        var bank = new KernelBank(BankShape.Plane(1, 1, 3, 3), Enumerable.Repeat(1f, 9).ToArray());
        AssertBands(Math.PI / 64, Math.PI / 16, TotalResponse.Bands(bank, new TapSpacing(int.MaxValue, int.MaxValue)), 1e-9);
        // On both sides of the length from which lags are left out.
        var (near, far) = (TotalResponse.Bands(bank, new TapSpacing(300_000, 300_000))!.Value, TotalResponse.Bands(bank, new TapSpacing(1_000_001, 1_000_001))!.Value);
        Assert.Equal(near.Low, far.Low, 1e-8);
        Assert.Equal(near.High, far.High, 1e-8);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1e30)]
    [InlineData(1e-30)]
    public void The_bands_do_not_depend_on_the_scale(double scale)
    {
        var (expected, found) = (TotalResponse.Bands(Bank(4, 2, 3, 5))!.Value, TotalResponse.Bands(Bank(4, 2, 3, 5, scale))!.Value);
        Assert.Equal(expected.Low, found.Low, 1e-6);
        Assert.Equal(expected.High, found.High, 1e-6);
    }
}
