using Passband.Explanations;
using Passband.Kernels;
using Passband.Tests.Kernels;

namespace Passband.Tests.Naming;

public class ColorTests
{
    private static readonly Plane Sobel = Plane.Parse("-1 0 1/-2 0 2/-1 0 1");

    [Fact]
    public void A_red_green_edge_is_double_opponent()
    {
        var found = Nets.DescribeColored(Sobel, 1, -1, 0);

        Assert.Equal("edge", found.Name);
        Assert.Equal(("opponent", "red–green", "double"), (found.Color!.Kind, found.Color.Axis, found.Color.Opponency));
        // The angle is the arc cosine of nearly one, which turns a rounding of 10⁻¹⁶ into 10⁻⁶ degrees.
        Assert.Equal(0, found.Color.AxisAngle!.Value, 1e-5);
        Assert.Equal(1, found.Color.Rank1, 1e-9);
        Assert.Equal(0, found.Order!.Direction!.Value, 1e-6);
        // Brightness does not rise where red rises against green.
        Assert.Contains("red rising toward", found.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("brightness", found.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_green_red_edge_has_the_same_color_and_the_opposite_direction()
    {
        var found = Nets.DescribeColored(Sobel, -1, 1, 0);

        Assert.Equal("red–green", found.Color!.Axis);
        Assert.Equal(Math.Sqrt(0.5), found.Color.Direction[0], 1e-6);
        Assert.Equal(180, found.Order!.Direction!.Value, 1e-6);
    }

    [Fact]
    public void A_blue_yellow_blob_is_single_opponent()
    {
        var found = Nets.DescribeColored(Plane.Gaussian(7, 2), -1, -1, 2);

        Assert.Equal("smoothing", found.Name);
        Assert.Equal(("opponent", "blue–yellow", "single"), (found.Color!.Kind, found.Color.Axis, found.Color.Opponency));
        Assert.Contains("blue–yellow single-opponent", found.Words, StringComparison.Ordinal);
        Assert.Equal(0, found.Color.Luminance, 1e-9);
    }

    [Theory]
    [InlineData(1, 1, 1, "achromatic", "black–white")]
    [InlineData(-1, -1, -1, "achromatic", "black–white")]
    [InlineData(0.3, 0.6, 0.2, "achromatic", "black–white")]
    [InlineData(2, -1, -1, "opponent", "red–cyan")]
    [InlineData(-1, 2, -1, "opponent", "green–magenta")]
    [InlineData(1, -1, 0, "opponent", "red–green")]
    [InlineData(1, 0, 0, "colored", "red–cyan")]
    [InlineData(0, 0, 1, "colored", "blue–yellow")]
    public void The_color_of_a_Gabor_is_that_of_its_channels(double red, double green, double blue, string kind, string axis)
    {
        var found = Nets.DescribeColored(Plane.Gabor(9, 30, 0.2, 45, 2.2, 2.2), red, green, blue);

        Assert.Equal("gabor", found.Name);
        Assert.Equal((kind, axis), (found.Color!.Kind, found.Color.Axis));
    }

    [Fact]
    public void Three_different_profiles_are_multicolor()
    {
        var found = Nets.Describe(Nets.Channels(
            InputSpace.Rgb, Plane.Gabor(9, 0, 0.25, 0, 2, 2), Plane.Gabor(9, 90, 0.25, 0, 2, 2), Plane.Gabor(9, 45, 0.25, 90, 2, 2)));

        Assert.Equal("multicolor", found.Color!.Kind);
        Assert.Null(found.Color.Axis);
        // Nearly orthogonal profiles of equal strength share the energy in thirds.
        Assert.InRange(found.Color.Rank1, 0.33, 0.4);
    }

    [Fact]
    public void Reading_as_bgr_swaps_red_and_blue_and_nothing_else()
    {
        var layer = Nets.Channels(InputSpace.Picture, Sobel.Scale(2), Sobel.Scale(-0.5), Sobel.Scale(-0.7));

        var rgb = Nets.Describe(layer, ExplainOptions.Default with { Channels = ChannelOrder.Rgb });
        var bgr = Nets.Describe(layer, ExplainOptions.Default with { Channels = ChannelOrder.Bgr });
        var mirrored = Nets.Describe(Nets.Channels(InputSpace.Rgb, Sobel.Scale(-0.7), Sobel.Scale(-0.5), Sobel.Scale(2)));

        Assert.Equal("red–cyan", rgb.Color!.Axis);
        Assert.Equal("blue–yellow", bgr.Color!.Axis);
        Assert.Equal(Documents.Text(mirrored), Documents.Text(bgr));
        Assert.Equal(Documents.Text(rgb with { Color = null, Words = "" }), Documents.Text(bgr with { Color = null, Words = "" }));
    }

    [Fact]
    public void Channels_read_as_gray_have_no_color() =>
        Assert.Null(Nets.Describe(Nets.Channels(InputSpace.Picture, Sobel, Sobel, Sobel), ExplainOptions.Default with { Channels = ChannelOrder.Gray }).Color);
}
