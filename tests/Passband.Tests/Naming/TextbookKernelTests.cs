using Passband.Kernels;
using Passband.Measures;
using Passband.Naming;
using Passband.Tests.Kernels;

namespace Passband.Tests.Naming;

public class TextbookKernelTests
{
    public static TheoryData<string> Titles => [.. TextbookKernels.All.Keys];

    [Theory]
    [MemberData(nameof(Titles))]
    public void A_textbook_kernel_gets_its_textbook_name(string title)
    {
        var expected = TextbookKernels.All[title];

        var found = Nets.Describe(expected.Plane);

        Assert.Equal(expected.Name, found.Name);
        if (expected.Passband is not null)
            Assert.Equal(expected.Passband, found.Passband!.Kind);
        if (expected.Across is not null)
            Assert.Equal(expected.Across, found.Passband!.Across);
        if (expected.Order is not null)
            Assert.Equal(expected.Order, found.Order!.Dominant);
        // The wavevector comes from moments over the Nyquist square of a kernel cut off by a square window: angles that are no multiple of 45° are pulled by up
        // to two degrees when the wave fills the window.
        if (expected.Wavevector is { } wavevector)
            Assert.InRange(Angles.AxialDistance(wavevector, found.Orientation!.Wavevector), 0, 2);
        if (expected.Direction is { } direction)
            Assert.InRange(Angles.Distance(direction, found.Order!.Direction!.Value), 0, 1);
    }

    [Theory]
    [InlineData("delta 3×3", "identity: one tap")]
    [InlineData("negated delta 3×3", "identity: one tap, negated")]
    [InlineData("delta off-center 5×5", "identity: one tap, shifted by (1, −1) px")]
    [InlineData("box 5×5", "smoothing: box of 5×5 taps")]
    [InlineData("Sobel down", "rising toward 270°")]
    [InlineData("Sobel diagonal", "rising toward 45°")]
    [InlineData("Laplacian of 4 neighbors", "ON center-surround")]
    [InlineData("negated Laplacian of 4 neighbors", "OFF center-surround")]
    [InlineData("Laplacian of Gaussian 9×9 σ 1.4", "ON center-surround, σ 1.4 px")]
    [InlineData("second derivative of a Gaussian across 45°", "bright line at 135°, σ 1.3 px")]
    [InlineData("saddle 7×7", "zero along 0° and 90°")]
    [InlineData("saddle 7×7 at 45°", "zero along 45° and 135°")]
    [InlineData("zero 3×3", "dead: all weights are zero")]
    public void The_words_say_what_sets_a_kernel_apart(string title, string words) =>
        Assert.Contains(words, Nets.Describe(TextbookKernels.All[title].Plane).Words, StringComparison.Ordinal);

    [Theory]
    [InlineData(7)]
    [InlineData(9)]
    public void A_shifted_tap_stays_one_tap_under_noise(int side)
    {
        // 30 dB below the tap in all: what a rich shape makes of the noise must not name the kernel.
        var noisy = Plane.Sample(side, side, (x, y) => x == 1 && y == -1 ? 1 : 0).Plus(Plane.Noise(side, side, 5).Scale(0.03 / side));

        Assert.Equal(KernelName.Identity, Nets.Describe(noisy).Name);
    }

    [Fact]
    public void An_unshifted_kernel_passes_dc_at_full_level_and_a_derivative_not_at_all()
    {
        Assert.Equal(0, Nets.Describe(TextbookKernels.All["box 5×5"].Plane).Passband!.DcDb!.Value, 1e-9);
        Assert.Null(Nets.Describe(TextbookKernels.All["Sobel right"].Plane).Passband!.DcDb);
        Assert.Null(Nets.Describe(TextbookKernels.All["Laplacian of 8 neighbors"].Plane).Order!.DcLeakDb);
    }

    [Theory]
    [InlineData("rising", -1.0, 1.0)]
    [InlineData("falling", 1.0, -1.0)]
    [InlineData("rising", -1.0, 0.0, 1.0)]
    [InlineData("falling", 1.0, 2.0, 0.0, -2.0, -1.0)]
    public void A_difference_of_a_signal_rises_or_falls(string word, params double[] taps)
    {
        var found = Nets.Describe(Nets.Signal(taps));

        Assert.Equal("edge", found.Name);
        Assert.Contains(word, found.Words, StringComparison.Ordinal);
        Assert.Null(found.Orientation);
    }

    [Theory]
    [InlineData(1.0, 2.0, 1.0)]
    [InlineData(1.0, 4.0, 6.0, 4.0, 1.0)]
    [InlineData(1.0, 6.0, 15.0, 20.0, 15.0, 6.0, 1.0)]
    [InlineData(1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0)]
    public void An_average_of_a_signal_is_smoothing(params double[] taps)
    {
        var found = Nets.Describe(Nets.Signal(taps));

        Assert.Equal("smoothing", found.Name);
        Assert.Equal("lowpass", found.Passband!.Kind);
    }

    [Fact]
    public void A_single_row_that_sees_a_picture_has_one_axis()
    {
        var found = Nets.Describe(Nets.Layer(BankShape.Plane(1, 1, 1, 3), [-1, 0, 1], InputSpace.Gray));

        Assert.Equal(0, found.Orientation!.Wavevector);
        Assert.Equal(90, found.Orientation.Stripes);
        Assert.Equal(1, found.Orientation.Coherence);
    }
}
