using CsCheck;
using Passband.Kernels;
using SkiaSharp;

namespace Passband.Imaging.Tests;

public class KernelWallTests
{
    /// <summary>A terminal of 40 columns, whose cells are half as wide as a line is high: every wall has a column there.</summary>
    private const int NarrowestInLines = 20;

    private static readonly Gen<(ConvLayer Layer, KernelWallOptions Options)> Walls =
        from filters in Gen.Int[1, 300]
        from channels in Pick(1, 1, 2, 3, 5, 40)
        from size in Pick((1, 1), (3, 3), (7, 7), (1, 9), (1, 200), (11, 5))
        from color in Gen.Bool
        from named in Gen.Bool
        from line in Gen.Int[12, 48]
        from width in Gen.Int[NarrowestInLines * line, 2400]
        from height in Gen.Int[300, 1500]
        select (
            TestLayers.Random(BankShape.Plane(filters, channels, size.Item1, size.Item2), color && channels == 3 ? InputSpace.Rgb : InputSpace.Features),
            new KernelWallOptions { Width = width, MaxHeight = height, LineHeight = line, Names = named ? [.. Enumerable.Repeat("center-surround", filters)] : [] });

    [Fact]
    public void A_wall_keeps_within_its_room_and_says_what_it_leaves_out() => Walls.Sample(wall =>
    {
        using var fonts = WallFit.Fonts(wall.Options);
        var (plan, layout) = WallFit.Of(wall.Layer, wall.Options, fonts)!.Value;
        var everything = plan.IsTable ? wall.Layer.Bank.Shape.Kernels : wall.Layer.Bank.Shape.Filters;

        Assert.InRange(layout.Width, 1, wall.Options.Width);
        Assert.InRange(layout.Height, 1, wall.Options.MaxHeight);
        Assert.Equal(plan.Tiles.Length < everything, plan.Caption.Contains("not shown", StringComparison.Ordinal));
        Assert.True(plan.Tiles.Length == everything || plan.Tiles.Length >= plan.Columns, "a row at least");
    }, iter: 150);

    [Fact]
    public void Nothing_overlaps_and_nothing_is_cut() => Walls.Sample(wall =>
    {
        using var fonts = WallFit.Fonts(wall.Options);
        var layout = WallFit.Of(wall.Layer, wall.Options, fonts)!.Value.Layout;
        var boxes = layout.Texts.Select(t => t.Box).Concat(layout.Tiles.SelectMany(t => t.Planes)).OrderBy(b => b.Y).ToList();
        for (var i = 0; i < boxes.Count; i++)
        {
            Assert.True(boxes[i].X >= 0 && boxes[i].Y >= 0 && boxes[i].Right <= layout.Width && boxes[i].Bottom <= layout.Height, $"{boxes[i]} leaves {layout.Width}×{layout.Height}");
            for (var j = i + 1; j < boxes.Count && boxes[j].Y < boxes[i].Bottom; j++)
                Assert.False(boxes[i].Overlaps(boxes[j]), $"{boxes[i]} overlaps {boxes[j]}");
        }
    }, iter: 60);

    [Fact]
    public void Names_give_way_before_kernels_get_smaller()
    {
        var layer = TestLayers.Random(BankShape.Plane(64, 3, 7, 7), InputSpace.Rgb);
        var options = new KernelWallOptions { Width = 800, Names = [.. Enumerable.Repeat("center-surround", 64)] };
        using var fonts = WallFit.Fonts(options);
        var (plan, _) = WallFit.Of(layer, options, fonts)!.Value;

        Assert.Equal(64, plan.Tiles.Length);
        Assert.Empty(plan.Options.Names);
        Assert.Equal(8, plan.Zoom);
    }

    [Fact]
    public void Weights_have_the_colors_of_a_sheet()
    {
        var layer = TestLayers.Random(BankShape.Plane(12, 3, 5, 5), InputSpace.Rgb);
        var options = new KernelWallOptions { Width = 500 };
        var wall = KernelWall.Of(layer, options)!;
        using var fonts = WallFit.Fonts(options);
        var (plan, layout) = WallFit.Of(layer, options, fonts)!.Value;

        foreach (var tile in layout.Tiles)
        {
            var raster = KernelRaster.Color(layer, tile.Tile.Filter, KernelRaster.Largest(layer.Bank.Weights));
            var box = tile.Planes[0];
            for (var y = 0; y < box.Height; y++)
            {
                for (var x = 0; x < box.Width; x++)
                    Assert.Equal(raster[x / plan.Zoom, y / plan.Zoom], At(wall, box.X + x, box.Y + y));
            }
        }
    }

    [Fact]
    public void A_known_background_is_let_through_and_an_unknown_one_is_dark()
    {
        var layer = TestLayers.Random(BankShape.Plane(2, 1, 3, 3), InputSpace.Gray);
        var unknown = KernelWall.Of(layer, new KernelWallOptions { Width = 500 })!;
        var known = KernelWall.Of(layer, new KernelWallOptions { Width = 500, Background = new Rgb(250, 240, 220) })!;

        Assert.Equal(new Rgb(0x14, 0x17, 0x1A), At(unknown, 0, 0));
        Assert.Equal([0, 0, 0, 0], known.Rgba[..4].ToArray());
        Assert.All(known.Rgba.ToArray().Chunk(4), p => Assert.True(p[3] is 0 or 255));
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(255, 255, 255)]
    [InlineData(0xFD, 0xF6, 0xE3)]
    [InlineData(0x00, 0x2B, 0x36)]
    public void Numbers_are_legible_on_the_background(byte r, byte g, byte b)
    {
        var background = new Rgb(r, g, b);
        var wall = KernelWall.Of(TestLayers.Layer(BankShape.Plane(1, 1, 2, 2), InputSpace.Gray, 0, 0, 0, 0), new KernelWallOptions { Width = 300, Background = background })!;
        var strongest = wall.Rgba.ToArray().Chunk(4).Where(p => p[3] == 255 && new Rgb(p[0], p[1], p[2]) != DivergingMap.Zero)
            .Max(p => Contrast(new Rgb(p[0], p[1], p[2]), background));

        // WCAG AA for text of this size; antialiasing takes some from thin strokes, so the strongest pixel counts.
        Assert.True(strongest >= 4.5, $"{strongest:0.0}");
    }

    [Fact]
    public void The_png_has_the_same_pixels()
    {
        var wall = KernelWall.Of(TestLayers.Random(BankShape.Plane(9, 1, 7, 7), InputSpace.Gray), new KernelWallOptions { Width = 700, Background = new Rgb(255, 255, 255) })!;
        using var bitmap = TestLayers.Decode(wall.ToPng());

        Assert.Equal((wall.Width, wall.Height), (bitmap.Width, bitmap.Height));
        for (var y = 0; y < wall.Height; y++)
        {
            for (var x = 0; x < wall.Width; x++)
            {
                var pixel = wall.Rgba.Slice(4 * (y * wall.Width + x), 4);
                var expected = pixel[3] == 0 ? SKColors.Empty : new SKColor(pixel[0], pixel[1], pixel[2], pixel[3]);
                Assert.Equal(expected, bitmap.GetPixel(x, y));
            }
        }
    }

    [Fact]
    public void Where_no_kernel_fits_there_is_no_wall() =>
        Assert.Null(KernelWall.Of(TestLayers.Random(BankShape.Plane(2, 1, 300, 300), InputSpace.Gray), new KernelWallOptions { Width = 200 }));

    [Fact]
    public void Large_kernels_take_the_height_that_they_need()
    {
        var wall = KernelWall.Of(TestLayers.Random(BankShape.Plane(2, 1, 300, 30), InputSpace.Gray), new KernelWallOptions { Width = 200, MaxHeight = 100 })!;

        Assert.InRange(wall.Height, 300, 400);
    }

    private static Rgb At(KernelWall wall, int x, int y)
    {
        var pixel = wall.Rgba.Slice(4 * (y * wall.Width + x), 4);
        return new Rgb(pixel[0], pixel[1], pixel[2]);
    }

    private static double Contrast(Rgb a, Rgb b)
    {
        var (low, high) = (Math.Min(Luminance(a), Luminance(b)), Math.Max(Luminance(a), Luminance(b)));
        return (high + 0.05) / (low + 0.05);
    }

    private static double Luminance(Rgb color)
    {
        return 0.2126 * Linear(color.R) + 0.7152 * Linear(color.G) + 0.0722 * Linear(color.B);

        static double Linear(byte value) => value / 255.0 is <= 0.04045 and var low ? low / 12.92 : Math.Pow((value / 255.0 + 0.055) / 1.055, 2.4);
    }

    private static Gen<T> Pick<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
