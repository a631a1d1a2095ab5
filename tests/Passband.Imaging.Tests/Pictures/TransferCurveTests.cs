using CsCheck;
using Passband.Imaging.Pictures;

namespace Passband.Imaging.Tests.Pictures;

public sealed class TransferCurveTests
{
    [Theory]
    // Worked from the standard's two formulas with 30 digits.
    [InlineData(0, 0)]
    [InlineData(0.04045, 0.00313080495356037)]
    [InlineData(0.5, 0.21404114048223)]
    [InlineData(0.735356983052449, 0.5)]
    [InlineData(1, 1)]
    [InlineData(-0.5, -0.21404114048223)]
    public void The_curve_is_that_of_the_standard(double encoded, double light)
    {
        Assert.Equal(light, TransferCurve.ToLight(encoded), 1e-9);
        Assert.Equal(encoded, TransferCurve.FromLight(light), 1e-6);
    }

    [Fact]
    public void Both_ways_give_the_sample_back()
    {
        // The standard's constants are rounded: between its two pieces the ways differ by up to 1e-7.
        Gen.Double[-1, 2].Sample(s => Math.Abs(TransferCurve.FromLight(TransferCurve.ToLight(s)) - s) < 1e-6);
    }

    [Fact]
    public void A_picture_is_converted_once()
    {
        var picture = new Picture { Name = "p", Planes = [new Plane(2, 1, [0.5f, 1])] };

        var linear = TransferCurve.Linearize(TransferCurve.Linearize(picture));

        Assert.Equal(Transfer.Linear, linear.Transfer);
        Assert.Equal(0.21404114f, linear.Planes[0][0, 0], 1e-6f);
        Assert.Equal(0.5f, TransferCurve.Encode(linear).Planes[0][0, 0], 1e-6f);
        Assert.Same(picture, TransferCurve.Encode(picture));
    }

    [Fact]
    public void Gray_weighs_encoded_samples_as_luma_and_light_as_luminance()
    {
        Picture Of(float r, float g, float b, Transfer transfer) => new() { Name = "p", Planes = [new Plane(1, 1, [r]), new Plane(1, 1, [g]), new Plane(1, 1, [b])], Transfer = transfer };

        Assert.Equal(0.587f, Gray.Of(Of(0, 1, 0, Transfer.Encoded))[0, 0], 1e-6f);
        Assert.Equal(0.7152f, Gray.Of(Of(0, 1, 0, Transfer.Linear))[0, 0], 1e-6f);
        Assert.Equal(0.299f, Gray.Of(Of(1, 0, 0, Transfer.Encoded))[0, 0], 1e-6f);
        Assert.Equal(0.0722f, Gray.Of(Of(0, 0, 1, Transfer.Linear))[0, 0], 1e-6f);
        Gen.Single[0, 1].Sample(v => Math.Abs(Gray.Of(Of(v, v, v, Transfer.Encoded))[0, 0] - v) < 1e-6 && Math.Abs(Gray.Of(Of(v, v, v, Transfer.Linear))[0, 0] - v) < 1e-6);
    }

    [Fact]
    public void A_gray_picture_stays_as_it_is()
    {
        var picture = new Picture { Name = "p", Planes = [new Plane(1, 1, [0.3f])] };

        Assert.Same(picture, Gray.Convert(picture));
        Assert.Same(picture.Planes[0], Gray.Of(picture));
    }
}
