using Passband.Explanations;
using Passband.Kernels;

namespace Passband.Imaging.Tests;

public class SheetCaptionTests
{
    [Theory]
    [InlineData(0.2345, "0.23")]
    [InlineData(0.0712, "0.071")]
    [InlineData(4.44, "4.4")]
    [InlineData(123.4, "123")]
    [InlineData(0, "0")]
    [InlineData(0.00001234, "1.2e-5")]
    [InlineData(3e20, "3.0e+20")]
    public void Scales_have_two_digits(double value, string text) => Assert.Equal(text, SheetCaption.Number(value));

    [Fact]
    public void The_scale_and_the_color_of_zero_are_said()
    {
        var layer = TestLayers.Layer(BankShape.Plane(1, 3, 1, 1), InputSpace.Bgr, 0.1f, -0.25f, 0);

        Assert.Equal("1 filter of 1×1×3, channels BGR; one scale, ±0.25, zero is mid-gray.", Caption(layer, new()));
    }

    [Fact]
    public void An_order_that_the_file_does_not_tell_is_called_assumed() =>
        Assert.Contains("channels taken as RGB", Caption(TestLayers.Random(BankShape.Plane(2, 3, 3, 3), InputSpace.Picture), new()), StringComparison.Ordinal);

    [Fact]
    public void What_is_left_out_is_counted()
    {
        var layer = TestLayers.Layer(BankShape.Plane(2048, 512, 1, 2), InputSpace.Features, new float[2048 * 512 * 2]);

        var caption = Caption(layer, new());

        Assert.Contains("first 32 channels of 512 in the first 32 filters of 2048", caption, StringComparison.Ordinal);
        Assert.Contains("1,047,552 kernels not shown", caption, StringComparison.Ordinal);
    }

    [Fact]
    public void Filters_left_out_are_counted()
    {
        var caption = Caption(TestLayers.Random(BankShape.Plane(12, 1, 3, 3), InputSpace.Gray), new() { MaxKernels = 5 });

        Assert.Contains("first 5; 7 filters not shown", caption, StringComparison.Ordinal);
    }

    [Fact]
    public void Scales_of_their_own_are_called_so() =>
        Assert.Contains("each filter at its own scale", Caption(TestLayers.Random(BankShape.Plane(2, 1, 3, 3), InputSpace.Gray), new() { Scale = KernelScale.Each }), StringComparison.Ordinal);

    [Fact]
    public void Three_channels_without_color_stand_side_by_side() =>
        Assert.Contains("channel beside channel", Caption(TestLayers.Random(BankShape.Plane(2, 3, 3, 3), InputSpace.Rgb), new() { Channels = ChannelOrder.Gray }), StringComparison.Ordinal);

    private static string Caption(ConvLayer layer, KernelSheetOptions options) => SheetPlan.For(layer, options).Caption;
}
