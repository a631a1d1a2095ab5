using System.Numerics;
using CsCheck;
using Passband.Kernels;

namespace Passband.Imaging.Tests;

public class ResponsePictureTests
{
    [Fact]
    public void One_tap_passes_everything_alike()
    {
        var response = Of(BankShape.Plane(1, 1, 3, 3), 0, 0, 0, 0, 5, 0, 0, 0, 0);

        Gen.Select(Gen.Double[-0.5, 0.5], Gen.Double[-0.5, 0.5]).Sample((u, v) => Math.Abs(response.At(u, v) - 1) < 1e-9);
    }

    [Fact]
    public void A_difference_along_x_blocks_what_does_not_change_along_x()
    {
        var response = Of(BankShape.Plane(1, 1, 2, 2), 1, -1, 1, -1);

        Assert.Equal(0, response.At(0, 0), 1e-9);
        Assert.Equal(0, response.At(0, 0.3), 1e-9);
        Assert.Equal(1, response.At(0.5, 0), 1e-9);
        Assert.Equal(1, response.At(-0.5, 0), 1e-9);
    }

    [Fact]
    public void It_agrees_with_the_defining_sum()
    {
        var layer = TestLayers.Random(BankShape.Plane(1, 3, 5, 7), InputSpace.Rgb);
        var response = new ResponsePicture(layer, new SheetTile(0, 0, 3));
        // The largest value of the transform's own grid of 64 × 64, to which the picture is relative.
        var peak = Enumerable.Range(-32, 65).SelectMany(i => Enumerable.Range(-32, 65).Select(j => Direct(layer, i / 64.0, j / 64.0))).Max();

        // On the points of the grid, in both halves of the plane, there is nothing to interpolate.
        Gen.Select(Gen.Int[-32, 32], Gen.Int[-32, 32]).Sample((i, j) => Math.Abs(response.At(i / 64.0, j / 64.0) - Direct(layer, i / 64.0, j / 64.0) / peak) < 1e-9);
        // Between them, a mean of four corners differs by no more than slope times distance: |H| of taps within R of the middle changes by at most 2πR times its
        // peak per cycle per pixel (Bernstein's inequality), and the corners are half a diagonal away on average. The grid's peak may be 5 % below the true one.
        var bound = 1.05 * 2 * Math.PI * Math.Sqrt(3 * 3 + 2 * 2) / 64 / Math.Sqrt(2);
        Gen.Select(Gen.Double[-0.5, 0.5], Gen.Double[-0.5, 0.5]).Sample((u, v) => Math.Abs(response.At(u, v) - Direct(layer, u, v) / peak) <= bound);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    public void A_line_is_followed_along_whichever_axis_it_has(int height, int width)
    {
        var response = Of(BankShape.Plane(1, 1, height, width), 1, -1);

        Assert.Equal(0, response.AlongLine(0), 1e-9);
        Assert.Equal(Math.Sqrt(0.5), response.AlongLine(0.25), 1e-9);
        Assert.Equal(1, response.AlongLine(0.5), 1e-9);
    }

    [Fact]
    public void A_dead_kernel_has_no_response_and_no_division_by_zero() => Assert.Equal(0, Of(BankShape.Plane(1, 1, 2, 2), 0, 0, 0, 0).At(0.1, 0.2));

    private static ResponsePicture Of(BankShape shape, params float[] weights) => new(TestLayers.Layer(shape, InputSpace.Gray, weights), new SheetTile(0, 0, 1));

    private static double Direct(ConvLayer layer, double u, double v)
    {
        var shape = layer.Bank.Shape;
        var power = 0.0;
        for (var channel = 0; channel < shape.Channels; channel++)
        {
            var sum = Complex.Zero;
            for (var y = 0; y < shape.Height; y++)
            {
                for (var x = 0; x < shape.Width; x++)
                    sum += layer.Bank.Kernel(0, channel)[y * shape.Width + x] * Complex.FromPolarCoordinates(1, -2 * Math.PI * (u * x + v * y));
            }
            power += sum.Magnitude * sum.Magnitude;
        }
        return Math.Sqrt(power);
    }
}
