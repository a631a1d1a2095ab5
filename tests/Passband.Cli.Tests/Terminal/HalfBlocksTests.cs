using Passband.Cli.Terminal;
using Passband.Imaging;
using Passband.Kernels;

namespace Passband.Cli.Tests.Terminal;

public class HalfBlocksTests
{
    [Fact]
    public void One_line_holds_two_rows_and_an_odd_row_has_nothing_below()
    {
        var lines = HalfBlocks.Lines(Raster(7, 7));

        Assert.Equal(4, lines.Length);
        Assert.All(lines, l => Assert.Equal(7, l.Length));
        Assert.All(lines[^1], b => Assert.Null(b.Lower));
    }

    [Fact]
    public void Upper_and_lower_are_neighbors_in_a_column()
    {
        var raster = Raster(6, 6);
        var lines = HalfBlocks.Lines(raster);

        Assert.Equal(new HalfBlock(raster[4, 2], raster[4, 3]), lines[1][4]);
    }

    [Fact]
    public void Small_kernels_are_shown_twice_as_large()
    {
        var raster = Raster(3, 3);
        var lines = HalfBlocks.Lines(raster);

        Assert.Equal(3, lines.Length);
        Assert.Equal(new HalfBlock(raster[2, 1], raster[2, 1]), lines[1][5]);
    }

    [Theory]
    [InlineData(25)]
    [InlineData(64)]
    [InlineData(200)]
    public void Large_kernels_are_thinned_out(int side) => Assert.True(HalfBlocks.Lines(Raster(side, side))[0].Length <= HalfBlocks.MaxWidth);

    private static KernelRaster Raster(int height, int width)
    {
        var weights = Enumerable.Range(0, height * width).Select(i => i / (float)(height * width)).ToArray();
        var layer = new ConvLayer { Index = 0, Name = "c", Operator = ConvOperator.Conv2d, Bank = new KernelBank(BankShape.Plane(1, 1, height, width), weights) };
        return KernelRaster.Plane(layer, 0, 0, 1);
    }
}
