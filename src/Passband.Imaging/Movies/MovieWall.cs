using System.Collections.Immutable;
using System.Globalization;
using Passband.Kernels;

namespace Passband.Imaging.Movies;

/// <summary>What stands under each kernel of a movie.</summary>
internal enum MovieLabels
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The number, with a dot in the color of the name.</summary>
    Numbers,

    /// <summary>The number, the dot and the name.</summary>
    Names,
}

/// <summary>
/// Where the kernels of a movie stand: all moments alike, with room for the longest name that comes. Names give way before kernels become hard to make out, then numbers, and at last
/// kernels are left out.
/// </summary>
internal sealed record MovieWall
{
    /// <summary>Pixels between the planes of one filter.</summary>
    private const int PlaneGap = 3;

    /// <summary>Pixels between a kernel and what stands under it.</summary>
    public const int LabelGap = 4;

    /// <summary>Width of the dot of a name with the space behind it.</summary>
    public const int Dot = 12;

    /// <summary>Pixels from the number to the dot.</summary>
    public const int NumberGap = 5;

    /// <summary>Sides of a kernel, the best first, that are tried with names and then with numbers.</summary>
    private static readonly int[] WithNames = [100, 92, 84, 77, 70, 63];
    private static readonly int[] WithNumbers = [63, 56, 49, 42, 35, 28];
    private static readonly int[] Alone = [24, 16, 10, 6];

    /// <summary>Kernels may be so much smaller where the last row is then as full as the others.</summary>
    private const double FullRowsAreWorth = 0.72;

    public required SheetPlan Plan { get; init; }

    public required MovieLabels Labels { get; init; }

    /// <summary>The tiles, with the wall's own corner at 0, 0.</summary>
    public required ImmutableArray<PlacedTile> Tiles { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }

    private bool HasFullRows => Plan.Tiles.Length % Plan.Columns == 0;

    /// <summary>Filters that are not shown.</summary>
    public int LeftOut => Plan.IsTable ? Plan.Layer.Bank.Shape.Filters - Plan.Tiles.Length / Plan.Columns : Plan.Layer.Bank.Shape.Filters - Plan.Tiles.Length;

    /// <summary>Arranges the wall.</summary>
    /// <param name="content">What is shown.</param>
    /// <param name="options">How.</param>
    /// <param name="fonts">The fonts of its labels.</param>
    /// <param name="width">The most pixels in a row.</param>
    /// <param name="height">The most rows of pixels.</param>
    public static MovieWall Of(MovieContent content, MovieOptions options, SheetFonts fonts, int width, int height)
    {
        var layer = content.Moments[0].Layer;
        var labelWidth = content.Moments.SelectMany(m => m.Kernels).Select(k => k.Name).Distinct()
            .Select(n => SheetFonts.Width(fonts.Label, Printable.Name(n))).DefaultIfEmpty().Max();
        MovieWall? last = null;
        IEnumerable<MovieWall> Walls(MovieLabels labels, int[] sides, bool full) =>
            sides.Select(side => Arrange(layer, options, fonts, labels, side, labelWidth, width, int.MaxValue, full));
        foreach (var (labels, sides) in new[] { (MovieLabels.Names, WithNames), (MovieLabels.Numbers, WithNumbers), (MovieLabels.None, Alone) })
        {
            if (labels == MovieLabels.Names && labelWidth == 0)
                continue;
            bool Fits(MovieWall wall) => wall.Width <= width && wall.Height <= height && wall.LeftOut == 0;
            if (Walls(labels, sides, full: false).FirstOrDefault(Fits) is { } wall)
            {
                var full = Walls(labels, sides, full: true).FirstOrDefault(w => Fits(w) && w.HasFullRows);
                return full is not null && full.Plan.PlaneWidth >= FullRowsAreWorth * wall.Plan.PlaneWidth ? full : wall;
            }
            last = Walls(labels, sides, full: false).LastOrDefault(w => w.Width <= width) ?? last;
        }
        // The smallest kernels with as many rows as there is room for.
        var smallest = last ?? Arrange(layer, options, fonts, MovieLabels.None, Alone[^1], 0, width, int.MaxValue, full: false);
        var pitch = smallest.Tiles.Length > smallest.Plan.Columns ? smallest.Tiles[smallest.Plan.Columns].Planes[0].Y - smallest.Tiles[0].Planes[0].Y : smallest.Height;
        return Arrange(layer, options, fonts, MovieLabels.None, Alone[^1], 0, width, Math.Max(1, height / Math.Max(1, pitch)), full: false);
    }

    private static MovieWall Arrange(
        ConvLayer layer, MovieOptions options, SheetFonts fonts, MovieLabels labels, int side, int nameWidth, int width, int rows, bool full)
    {
        var sheet = new KernelSheetOptions { Cell = side, Channels = options.Channels, MaxKernels = int.MaxValue };
        var plan = SheetPlan.For(layer, sheet with { Columns = 1, MaxRows = 1 });
        var planes = plan.Kind == TileKind.Color ? 1 : plan.Tiles[0].Channels;
        var tileWidth = planes * (plan.PlaneWidth + PlaneGap) - PlaneGap;
        if (plan.IsTable)
            labels = MovieLabels.None;
        var number = SheetFonts.Width(fonts.Label, (layer.Bank.Shape.Filters - 1).ToString(CultureInfo.InvariantCulture));
        var label = labels switch
        {
            MovieLabels.Names => number + NumberGap + Dot + nameWidth,
            MovieLabels.Numbers => number + NumberGap + Dot,
            _ => 0,
        };
        var gap = plan.IsTable ? plan.Gap : Math.Max(labels == MovieLabels.None ? 3 : 10, tileWidth / 8);
        var (pitchX, pitchY) = (Math.Max(tileWidth, label) + gap, plan.PlaneHeight + gap + (label > 0 ? LabelGap + SheetFonts.LineHeight(fonts.Label) : 0));
        var most = Math.Max(1, (width + gap) / pitchX);
        var columns = plan.IsTable ? Math.Min(most, layer.Bank.Shape.Channels) : Even(layer.Bank.Shape.Filters, most, full);
        plan = SheetPlan.For(layer, sheet with { Columns = columns, MaxRows = rows });
        var tiles = plan.Tiles.Select((tile, i) =>
        {
            var (row, column) = Math.DivRem(i, columns);
            var (x, y) = (column * pitchX + (pitchX - gap - tileWidth) / 2, row * pitchY);
            return new PlacedTile(tile, [.. Enumerable.Range(0, planes).Select(p => new Box(x + p * (plan.PlaneWidth + PlaneGap), y, plan.PlaneWidth, plan.PlaneHeight))], null);
        });
        return new MovieWall
        {
            Plan = plan,
            Labels = labels,
            Tiles = [.. tiles],
            Width = columns * pitchX - gap,
            Height = (plan.Tiles.Length + columns - 1) / columns * pitchY - gap,
        };
    }

    /// <summary>At most so many columns; where asked for, the most of which all rows are full.</summary>
    private static int Even(int count, int most, bool full)
    {
        if (full)
            return Enumerable.Range(1, Math.Min(most, count)).Last(c => count % c == 0);
        var rows = (count + most - 1) / most;
        return (count + rows - 1) / rows;
    }
}
