using System.Collections.Immutable;
using System.Globalization;
using Passband.Kernels;

namespace Passband.Imaging;

/// <summary>How a kernel is drawn.</summary>
internal enum TileKind
{
    Color,
    Planes,
    Curves,
}

/// <summary>One picture of a sheet: some channels of a filter.</summary>
internal readonly record struct SheetTile(int Filter, int FirstChannel, int Channels);

/// <summary>What stands on a sheet, before anything is measured: the tiles, their sizes, the words.</summary>
internal sealed record SheetPlan
{
    /// <summary>Filters with up to this many channels keep their planes together on one tile.</summary>
    private const int MostPlanesOnTile = 4;

    /// <summary>Columns of a table of kernels, unless asked otherwise; of single weights four times as many.</summary>
    private const int TableColumns = 32;

    /// <summary>Single weights are small: this many count as one kernel.</summary>
    private const int SingleWeightsPerKernel = 16;

    /// <summary>In a table, where a curve would be too small to read, kernels of one axis up to this length are strips of colored squares.</summary>
    private const int MostTapsOfStrip = 9;

    public required ConvLayer Layer { get; init; }

    public required KernelSheetOptions Options { get; init; }

    public required TileKind Kind { get; init; }

    public required ImmutableArray<SheetTile> Tiles { get; init; }

    public required int Columns { get; init; }

    /// <summary>Whether rows are filters and columns are input channels.</summary>
    public required bool IsTable { get; init; }

    /// <summary>Pixels of one plane's picture.</summary>
    public required int PlaneWidth { get; init; }

    public required int PlaneHeight { get; init; }

    /// <summary>Pixels a weight; 1 for curves.</summary>
    public required int Zoom { get; init; }

    public required bool ShowsResponse { get; init; }

    /// <summary>The |w| of the strongest color when all share it.</summary>
    public required double CommonScale { get; init; }

    public required string Title { get; init; }

    public required string Caption { get; init; }

    public int Gap => Layer.Bank.Shape.Taps == 1 ? 0 : IsTable ? 3 : 8;

    public static SheetPlan For(ConvLayer layer, KernelSheetOptions options)
    {
        var shape = layer.Bank.Shape;
        var color = KernelRaster.ShowsColor(layer, options.Channels);
        var isTable = !color && (shape.Channels > MostPlanesOnTile || shape is { Taps: 1, Channels: > 1 });
        var isLine = shape.Taps > 1 && shape.Depth == 1 && (shape.Height == 1 || shape.Width == 1);
        var kind = color ? TileKind.Color : isLine && !(isTable && shape.Taps <= MostTapsOfStrip) ? TileKind.Curves : TileKind.Planes;
        var response = options.Response && shape.Depth == 1 && shape.Taps > 1;
        var (tiles, columns) = isTable ? Table(shape, options) : Grid(shape, kind, options, response);
        var (width, height, zoom) = PlaneSize(shape, kind, isTable, tiles.Length, columns, options);
        var plan = new SheetPlan
        {
            Layer = layer,
            Options = options,
            Kind = kind,
            Tiles = tiles,
            Columns = columns,
            IsTable = isTable,
            PlaneWidth = width,
            PlaneHeight = height,
            Zoom = zoom,
            ShowsResponse = response,
            CommonScale = Largest(layer, tiles),
            Title = Printable.Name(layer.Name),
            Caption = "",
        };
        return plan with { Caption = SheetCaption.Of(plan) };
    }

    /// <summary>The |w| of the strongest color of a tile.</summary>
    public double ScaleOf(SheetTile tile) => Options.Scale == KernelScale.Common ? CommonScale : Largest(Layer, [tile]);

    /// <summary>The text under a tile; null for none.</summary>
    public string? LabelOf(SheetTile tile)
    {
        if (!Options.Labels || IsTable)
            return null;
        var number = tile.Filter.ToString(CultureInfo.InvariantCulture);
        return tile.Filter < Options.Names.Length ? $"{number} {Printable.Name(Options.Names[tile.Filter])}" : number;
    }

    private static (ImmutableArray<SheetTile> Tiles, int Columns) Table(BankShape shape, KernelSheetOptions options)
    {
        var (most, usual) = shape.Taps == 1
            ? (options.MaxKernels * (long)SingleWeightsPerKernel, TableColumns * 4)
            : (options.MaxKernels, TableColumns);
        var columns = (int)Math.Min(Math.Min(shape.Channels, options.Columns ?? usual), most);
        var rows = (int)Math.Min(Math.Min(shape.Filters, options.MaxRows), Math.Max(1, most / columns));
        var tiles = ImmutableArray.CreateBuilder<SheetTile>(rows * columns);
        for (var filter = 0; filter < rows; filter++)
        {
            for (var channel = 0; channel < columns; channel++)
                tiles.Add(new SheetTile(filter, channel, 1));
        }
        return (tiles.MoveToImmutable(), columns);
    }

    private static (ImmutableArray<SheetTile> Tiles, int Columns) Grid(BankShape shape, TileKind kind, KernelSheetOptions options, bool response)
    {
        var count = Math.Min(shape.Filters, Math.Max(1, options.MaxKernels / (kind == TileKind.Color ? 1 : shape.Channels)));
        if (options.Columns is { } asked)
            count = (int)Math.Min(count, (long)asked * options.MaxRows);
        var perTile = (kind == TileKind.Color ? 1 : shape.Channels) * (response ? 2.0 : 1) * (kind == TileKind.Curves ? 3 : 1);
        var columns = Math.Min(options.Columns ?? PleasingColumns(count, perTile), count);
        return ([.. Enumerable.Range(0, count).Select(filter => new SheetTile(filter, 0, shape.Channels))], columns);
    }

    /// <summary>About twice as wide as high, with full rows where a near number of columns gives them.</summary>
    private static int PleasingColumns(int count, double tileAspect)
    {
        var ideal = Math.Max(1, Math.Sqrt(2 * count / tileAspect));
        var (low, high) = ((int)Math.Ceiling(ideal * 0.7), (int)Math.Floor(ideal * 1.5));
        var divisors = Enumerable.Range(low, Math.Max(0, high - low + 1)).Where(c => count % c == 0).ToList();
        return divisors.Count > 0 ? divisors.MinBy(c => Math.Abs(c - ideal)) : (int)Math.Ceiling(ideal);
    }

    private static (int Width, int Height, int Zoom) PlaneSize(
        BankShape shape, TileKind kind, bool isTable, int tiles, int columns, KernelSheetOptions options)
    {
        if (kind == TileKind.Curves)
        {
            var curve = options.Cell ?? (isTable ? 56 : tiles <= 64 ? 168 : 120);
            return (curve, Math.Max(1, curve * 2 / 5), 1);
        }
        var side = Math.Max(shape.Height, shape.Depth * (shape.Width + 1) - 1);
        var wanted = options.Cell ?? (shape.Taps == 1 ? Math.Clamp(480 / Math.Max(columns, tiles / columns), 4, 16) : isTable ? 24 : tiles <= 128 ? 80 : 48);
        var zoom = Math.Max(1, wanted / side);
        return ((shape.Depth * (shape.Width + 1) - 1) * zoom, shape.Height * zoom, zoom);
    }

    private static double Largest(ConvLayer layer, ImmutableArray<SheetTile> tiles)
    {
        var taps = layer.Bank.Shape.Taps;
        var largest = 0f;
        foreach (var tile in tiles)
            largest = Math.Max(largest, KernelRaster.Largest(layer.Bank.Filter(tile.Filter).Slice(tile.FirstChannel * taps, tile.Channels * taps)));
        return largest;
    }
}
