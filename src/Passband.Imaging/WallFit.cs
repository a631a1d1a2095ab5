using Passband.Kernels;

namespace Passband.Imaging;

/// <summary>Chooses how large the tiles of a wall are, how many stand in a row, and how many rows there are, by trying.</summary>
internal static class WallFit
{
    /// <summary>The height of a line for which the fonts of a sheet are right.</summary>
    private const double UsualLine = 18;

    /// <summary>Labels of a smaller size than a sheet's would not be read, whatever the text around them.</summary>
    private const double SmallestFonts = 1;

    /// <summary>Heights of a kernel's picture in lines of text, the best first; the last is taken if the wall is too high with all of them.</summary>
    private static readonly double[] LargeKernels = [4, 3, 2];

    /// <summary>Kernels of few weights are made out in smaller pictures.</summary>
    private static readonly double[] SmallKernels = [3, 2];

    /// <summary>Widths of a curve in lines of text.</summary>
    private static readonly double[] Curves = [8, 6, 4];

    /// <summary>Heights of a kernel in a table, and of one that is a single weight.</summary>
    private static readonly double[] TableKernels = [1.25, 0.75];
    private static readonly double[] TableWeights = [1, 0.5, 0.3];

    /// <summary>Widths of a curve in a table.</summary>
    private static readonly double[] TableCurves = [3];

    /// <summary>More kernels fit no wall of a usual size.</summary>
    private const int MostKernels = 2048;

    public static SheetFonts Fonts(KernelWallOptions options) => new(Math.Max(SmallestFonts, options.LineHeight / UsualLine));

    /// <summary>What stands where; null where not even one tile fits the width.</summary>
    public static (SheetPlan Plan, SheetLayout Layout)? Of(ConvLayer layer, KernelWallOptions room, SheetFonts fonts)
    {
        var sheet = new KernelSheetOptions { Labels = true, Channels = room.Channels, MaxKernels = MostKernels };
        var sizes = Sizes(SheetPlan.For(layer, sheet)).Select(lines => Math.Max(1, (int)(lines * room.LineHeight))).ToList();
        (SheetPlan Plan, SheetLayout Layout)? last = null;
        foreach (var options in sizes.SelectMany(cell => Labeled(sheet with { Cell = cell }, room)))
        {
            if (Fill(layer, options, room.Width, fonts) is not { } wall)
                continue;
            if (wall.Layout.Height <= room.MaxHeight && wall.Plan.Tiles.Length == Tiles(wall.Plan))
                return wall;
            last = wall;
        }
        return last is { } high ? Cut(high, room, fonts) : null;
    }

    /// <summary>With names where there are some, else with numbers: rather no names than smaller kernels.</summary>
    private static IEnumerable<KernelSheetOptions> Labeled(KernelSheetOptions options, KernelWallOptions room) =>
        room.Names.IsEmpty ? [options] : [options with { Names = room.Names }, options];

    private static double[] Sizes(SheetPlan plan)
    {
        const int FewWeights = 5;
        var shape = plan.Layer.Bank.Shape;
        if (plan.IsTable)
            return plan.Kind == TileKind.Curves ? TableCurves : shape.Taps == 1 ? TableWeights : TableKernels;
        return plan.Kind == TileKind.Curves ? Curves : Math.Max(shape.Height, shape.Width) <= FewWeights ? SmallKernels : LargeKernels;
    }

    /// <summary>Tiles of a wall that left nothing out.</summary>
    private static long Tiles(SheetPlan plan) => plan.IsTable ? plan.Layer.Bank.Shape.Kernels : plan.Layer.Bank.Shape.Filters;

    /// <summary>As many columns as fit, and of a grid no more than its rows need.</summary>
    private static (SheetPlan Plan, SheetLayout Layout)? Fill(ConvLayer layer, KernelSheetOptions options, int width, SheetFonts fonts)
    {
        var (plan, one) = Arrange(layer, options with { Columns = 1 }, fonts);
        var count = plan.IsTable ? layer.Bank.Shape.Channels : plan.Tiles.Length;
        if (one.Width > width)
            return null;
        if (count == 1)
            return (plan, one);
        var pitch = Arrange(layer, options with { Columns = 2 }, fonts).Layout.Width - one.Width;
        var most = Math.Min(count, 1 + (width - one.Width) / pitch);
        if (!plan.IsTable)
        {
            var rows = (count + most - 1) / most;
            most = (count + rows - 1) / rows;
        }
        return Arrange(layer, options with { Columns = most }, fonts);
    }

    /// <summary>The same wall with as many rows as fit, at least one.</summary>
    private static (SheetPlan Plan, SheetLayout Layout) Cut((SheetPlan Plan, SheetLayout Layout) wall, KernelWallOptions room, SheetFonts fonts)
    {
        if (wall.Layout.Height <= room.MaxHeight)
            return wall;
        var (least, most) = (1, wall.Plan.Tiles.Length / wall.Plan.Columns);
        while (least < most)
        {
            var middle = (least + most + 1) / 2;
            if (Arrange(wall.Plan.Layer, WithRows(wall.Plan, middle), fonts).Layout.Height <= room.MaxHeight)
                least = middle;
            else
                most = middle - 1;
        }
        return Arrange(wall.Plan.Layer, WithRows(wall.Plan, least), fonts);
    }

    private static KernelSheetOptions WithRows(SheetPlan plan, int rows) => plan.Options with { Columns = plan.Columns, MaxRows = rows };

    private static (SheetPlan Plan, SheetLayout Layout) Arrange(ConvLayer layer, KernelSheetOptions options, SheetFonts fonts)
    {
        var plan = SheetPlan.For(layer, options);
        return (plan, SheetLayout.Of(plan, fonts, SheetFrame.Inline));
    }
}
