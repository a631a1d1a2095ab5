using Passband.Explanations;
using Passband.Kernels;

namespace Passband.Imaging.Tests;

public class KernelRasterTests
{
    private static readonly BankShape OnePixel = BankShape.Plane(1, 3, 1, 1);

    [Fact]
    public void A_zero_color_kernel_is_mid_gray()
    {
        var raster = KernelRaster.Color(TestLayers.Layer(OnePixel, InputSpace.Rgb, 0, 0, 0), 0, 1);

        Assert.Equal(KernelRaster.MidGray, raster[0, 0]);
    }

    [Fact]
    public void The_whole_scale_is_used_alike_on_both_sides_of_zero()
    {
        var raster = KernelRaster.Color(TestLayers.Layer(OnePixel, InputSpace.Rgb, 2, -2, 1), 0, 2);

        Assert.Equal(new Rgb(255, 1, 192), raster[0, 0]);
    }

    [Theory]
    [InlineData(InputSpace.Rgb, null, 255, 128, 1)]
    [InlineData(InputSpace.Picture, null, 255, 128, 1)]
    [InlineData(InputSpace.Bgr, null, 1, 128, 255)]
    [InlineData(InputSpace.Rgb, ChannelOrder.Bgr, 1, 128, 255)]
    [InlineData(InputSpace.Bgr, ChannelOrder.Rgb, 255, 128, 1)]
    public void The_channels_stand_where_the_layer_or_the_caller_says(InputSpace input, ChannelOrder? asked, byte red, byte green, byte blue)
    {
        var raster = KernelRaster.Color(TestLayers.Layer(OnePixel, input, 1, 0, -1), 0, 1, asked);

        Assert.Equal(new Rgb(red, green, blue), raster[0, 0]);
    }

    [Theory]
    [InlineData(InputSpace.Features, 3, null, false)]
    [InlineData(InputSpace.Rgb, 3, ChannelOrder.Gray, false)]
    [InlineData(InputSpace.Rgb, 4, null, false)]
    [InlineData(InputSpace.Picture, 3, null, true)]
    public void Color_is_shown_only_for_color_pictures(InputSpace input, int channels, ChannelOrder? asked, bool shows)
    {
        var layer = TestLayers.Random(BankShape.Plane(1, channels, 2, 2), input);

        Assert.Equal(shows, KernelRaster.ShowsColor(layer, asked));
    }

    [Fact]
    public void A_single_plane_goes_through_the_diverging_map()
    {
        var raster = KernelRaster.Plane(TestLayers.Layer(BankShape.Plane(1, 1, 1, 3), InputSpace.Gray, -4, 0, 2), 0, 0, 4);

        Assert.Equal(DivergingMap.At(-1), raster[0, 0]);
        Assert.Equal(DivergingMap.Zero, raster[1, 0]);
        Assert.Equal(DivergingMap.At(0.5), raster[2, 0]);
    }

    [Fact]
    public void Planes_of_a_3d_kernel_stand_apart()
    {
        var raster = KernelRaster.Plane(TestLayers.Layer(new BankShape(1, 1, 2, 1, 2, 3), InputSpace.Gray, 1, 1, -1, -1), 0, 0, 1);

        Assert.Equal(5, raster.Width);
        Assert.Equal(DivergingMap.At(1), raster[1, 0]);
        Assert.Null(raster[2, 0]);
        Assert.Equal(DivergingMap.At(-1), raster[3, 0]);
    }

    [Fact]
    public void A_layer_of_zeros_is_neutral_rather_than_an_error() =>
        Assert.Equal(DivergingMap.Zero, KernelRaster.Plane(TestLayers.Layer(BankShape.Plane(1, 1, 1, 1), InputSpace.Gray, 0), 0, 0, 0)[0, 0]);
}
