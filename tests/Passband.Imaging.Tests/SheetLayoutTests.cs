using CsCheck;
using Passband.Kernels;

namespace Passband.Imaging.Tests;

public class SheetLayoutTests
{
    private static readonly Gen<(ConvLayer Layer, KernelSheetOptions Options)> Sheets =
        from filters in Gen.Int[1, 40]
        from channels in Pick(1, 2, 3, 4, 5, 17)
        from height in Pick(1, 1, 2, 3, 7)
        from width in Pick(1, 3, 7, 40)
        from depth in Pick(1, 1, 1, 3)
        from input in Pick(InputSpace.Features, InputSpace.Rgb, InputSpace.Gray)
        from response in Gen.Bool
        from labels in Gen.Bool
        from named in Gen.Bool
        from columns in Pick<int?>(null, 1, 3, 50)
        from cell in Pick<int?>(null, 1, 10, 33, 100)
        select (
            TestLayers.Random(new BankShape(filters, channels, depth, height, width, depth > 1 ? 3 : 2), input),
            new KernelSheetOptions
            {
                Response = response,
                Labels = labels,
                Names = named ? [.. Enumerable.Repeat("center-surround", filters)] : [],
                Columns = columns,
                Cell = cell,
            });

    [Fact]
    public void Nothing_overlaps_and_nothing_is_cut() => Sheets.Sample(sheet =>
    {
        using var fonts = new SheetFonts();
        var layout = SheetLayout.Of(SheetPlan.For(sheet.Layer, sheet.Options), fonts, SheetFrame.Sheet);
        var boxes = Boxes(layout).OrderBy(b => b.Y).ToList();
        for (var i = 0; i < boxes.Count; i++)
        {
            Assert.True(boxes[i].X >= 0 && boxes[i].Y >= 0 && boxes[i].Right <= layout.Width && boxes[i].Bottom <= layout.Height, $"{boxes[i]} leaves {layout.Width}×{layout.Height}");
            for (var j = i + 1; j < boxes.Count && boxes[j].Y < boxes[i].Bottom; j++)
                Assert.False(boxes[i].Overlaps(boxes[j]), $"{boxes[i]} overlaps {boxes[j]}");
        }
    }, iter: 150);

    [Fact]
    public void Text_is_as_wide_as_the_box_that_was_kept_for_it() => Sheets.Sample(sheet =>
    {
        using var fonts = new SheetFonts();
        var layout = SheetLayout.Of(SheetPlan.For(sheet.Layer, sheet.Options), fonts, SheetFrame.Sheet);
        Assert.All(layout.Texts, t => Assert.True(t.Font.MeasureText(t.Text) <= t.Box.Width));
    }, iter: 30);

    [Fact]
    public void Every_weight_gets_the_same_whole_number_of_pixels() => Sheets.Sample(sheet =>
    {
        var plan = SheetPlan.For(sheet.Layer, sheet.Options);
        if (plan.Kind == TileKind.Curves)
            return;
        var shape = sheet.Layer.Bank.Shape;
        Assert.Equal(plan.Zoom * shape.Height, plan.PlaneHeight);
        Assert.Equal(plan.Zoom * (shape.Depth * (shape.Width + 1) - 1), plan.PlaneWidth);
        Assert.True(sheet.Options.Cell is not { } cell || plan.Zoom == 1 || Math.Max(plan.PlaneWidth, plan.PlaneHeight) <= cell);
    }, iter: 100);

    [Theory]
    [InlineData(32, 8)]
    [InlineData(64, 8)]
    [InlineData(96, 12)]
    [InlineData(1, 1)]
    public void Rows_are_full_where_a_pleasing_number_of_columns_allows_it(int filters, int columns) =>
        Assert.Equal(columns, SheetPlan.For(TestLayers.Random(BankShape.Plane(filters, 3, 7, 7), InputSpace.Rgb), KernelSheetOptions.Default).Columns);

    [Fact]
    public void A_name_too_long_for_the_sheet_loses_its_middle()
    {
        using var fonts = new SheetFonts();
        var fitted = SheetFonts.Fit(fonts.Title, new string('w', 100) + "end", 200);

        Assert.True(fonts.Title.MeasureText(fitted) <= 200);
        Assert.EndsWith("end", fitted, StringComparison.Ordinal);
        Assert.Contains("…", fitted, StringComparison.Ordinal);
    }

    private static IEnumerable<Box> Boxes(SheetLayout layout) =>
        [.. layout.Texts.Select(t => t.Box), .. layout.Tiles.SelectMany(t => t.Planes), .. layout.Tiles.Where(t => t.Response is not null).Select(t => t.Response!.Value), .. layout.Legends.Select(l => l.Bar)];

    private static Gen<T> Pick<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
