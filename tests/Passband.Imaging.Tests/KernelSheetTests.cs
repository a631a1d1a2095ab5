using Passband.Kernels;

namespace Passband.Imaging.Tests;

public class KernelSheetTests
{
    [Fact]
    public void Each_weight_is_a_sharp_square_of_its_own_color()
    {
        var layer = TestLayers.Random(BankShape.Plane(2, 3, 3, 3), InputSpace.Rgb);
        var options = new KernelSheetOptions { Cell = 31 };
        using var bitmap = TestLayers.Decode(KernelSheet.ToPng(layer, options));
        var (plan, layout) = Plan(layer, options);

        Assert.Equal(10, plan.Zoom);
        foreach (var tile in layout.Tiles)
        {
            var raster = KernelRaster.Color(layer, tile.Tile.Filter, plan.CommonScale);
            var box = tile.Planes[0];
            for (var y = 0; y < box.Height; y++)
            {
                for (var x = 0; x < box.Width; x++)
                    Assert.Equal(raster[x / 10, y / 10], TestLayers.At(bitmap, box.X + x, box.Y + y));
            }
        }
    }

    [Fact]
    public void Zero_is_neutral_on_the_sheet()
    {
        var layer = TestLayers.Layer(BankShape.Plane(1, 1, 2, 2), InputSpace.Gray, 1, 0, 0, -0.5f);
        using var bitmap = TestLayers.Decode(KernelSheet.ToPng(layer));
        var (plan, layout) = Plan(layer, KernelSheetOptions.Default);
        var box = layout.Tiles[0].Planes[0];

        Assert.Equal(DivergingMap.At(1), TestLayers.At(bitmap, box.X, box.Y));
        Assert.Equal(DivergingMap.Zero, TestLayers.At(bitmap, box.X + plan.Zoom, box.Y));
        Assert.Equal(DivergingMap.At(-0.5), TestLayers.At(bitmap, box.Right - 1, box.Bottom - 1));
    }

    [Theory]
    [InlineData(KernelScale.Common, 0.5)]
    [InlineData(KernelScale.Each, 1.0)]
    public void A_weak_filter_is_brighter_at_its_own_scale(KernelScale scale, double expected)
    {
        var layer = TestLayers.Layer(BankShape.Plane(2, 1, 2, 2), InputSpace.Gray, 2, 0, 0, 0, 1, 0, 0, 0);
        var options = new KernelSheetOptions { Scale = scale };
        using var bitmap = TestLayers.Decode(KernelSheet.ToPng(layer, options));
        var weak = Plan(layer, options).Layout.Tiles[1].Planes[0];

        Assert.Equal(DivergingMap.At(expected), TestLayers.At(bitmap, weak.X, weak.Y));
    }

    [Theory]
    [InlineData(false, 255)]
    [InlineData(true, 0x14)]
    public void The_background_follows_the_theme(bool dark, byte red)
    {
        using var bitmap = TestLayers.Decode(KernelSheet.ToPng(TestLayers.Random(BankShape.Plane(2, 1, 3, 3), InputSpace.Gray), new() { Dark = dark }));

        Assert.Equal(red, bitmap.GetPixel(0, 0).Red);
    }

    [Fact]
    public void The_response_has_zero_frequency_in_its_middle()
    {
        var layer = TestLayers.Layer(BankShape.Plane(1, 1, 3, 3), InputSpace.Gray, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        var options = new KernelSheetOptions { Response = true, Cell = 33 };
        using var bitmap = TestLayers.Decode(KernelSheet.ToPng(layer, options));
        var box = Plan(layer, options).Layout.Tiles[0].Response!.Value;

        Assert.Equal(SequentialMap.At(1), TestLayers.At(bitmap, box.X + box.Width / 2, box.Y + box.Height / 2));
        Assert.True(OkLch.Lightness(TestLayers.At(bitmap, box.X, box.Y)) < 0.5);
    }

    [Theory]
    [InlineData(1, 9)]
    [InlineData(1, 300)]
    [InlineData(5, 1)]
    public void Kernels_of_one_axis_are_curves(int height, int width)
    {
        var layer = TestLayers.Random(BankShape.Plane(3, 1, height, width), InputSpace.Signal);
        var options = new KernelSheetOptions { Response = true };
        using var bitmap = TestLayers.Decode(KernelSheet.ToPng(layer, options));
        var (plan, layout) = Plan(layer, options);
        var box = layout.Tiles[0].Planes[0];
        var panel = TestLayers.At(bitmap, box.X, box.Y);

        Assert.Equal(TileKind.Curves, plan.Kind);
        Assert.Contains(Pixels(box), p => TestLayers.At(bitmap, p.X, p.Y) != panel);
    }

    [Fact]
    public void The_same_layer_gives_the_same_bytes()
    {
        var options = new KernelSheetOptions { Labels = true, Response = true, Names = ["gabor", "edge"] };
        var layer = TestLayers.Random(BankShape.Plane(2, 3, 7, 7), InputSpace.Rgb);

        Assert.Equal(KernelSheet.ToPng(layer, options), KernelSheet.ToPng(layer, options));
    }

    [Fact]
    public void A_sheet_too_large_is_refused_before_memory_is_taken()
    {
        var layer = TestLayers.Random(BankShape.Plane(64, 3, 7, 7), InputSpace.Rgb);

        var error = Assert.Throws<PassbandException>(() => KernelSheet.ToPng(layer, new() { Cell = 100_000 }));

        Assert.Equal(ErrorKind.Request, error.Kind);
        Assert.Contains("smaller cells", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_from_files_may_hold_anything()
    {
        var layer = TestLayers.Random(BankShape.Plane(1, 1, 3, 3), InputSpace.Gray) with { Name = "\u001b[31m\u202e\0" + new string('x', 5000) };

        using var bitmap = TestLayers.Decode(KernelSheet.ToPng(layer));

        Assert.True(bitmap.Width < 2000);
    }

    private static (SheetPlan Plan, SheetLayout Layout) Plan(ConvLayer layer, KernelSheetOptions options)
    {
        using var fonts = new SheetFonts();
        var plan = SheetPlan.For(layer, options);
        return (plan, SheetLayout.Of(plan, fonts, SheetFrame.Sheet));
    }

    private static IEnumerable<(int X, int Y)> Pixels(Box box) =>
        from y in Enumerable.Range(box.Y, box.Height)
        from x in Enumerable.Range(box.X, box.Width)
        select (x, y);
}
