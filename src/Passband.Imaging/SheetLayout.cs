using System.Collections.Immutable;
using System.Globalization;
using SkiaSharp;

namespace Passband.Imaging;

/// <summary>A rectangle of whole pixels.</summary>
internal readonly record struct Box(int X, int Y, int Width, int Height)
{
    public int Right => X + Width;

    public int Bottom => Y + Height;

    public bool Overlaps(Box other) => X < other.Right && other.X < Right && Y < other.Bottom && other.Y < Bottom;
}

/// <summary>A line of text in its place.</summary>
internal readonly record struct PlacedText(string Text, Box Box, SKFont Font, bool Muted);

/// <summary>A tile in its place: its planes, and the response beside them.</summary>
internal sealed record PlacedTile(SheetTile Tile, ImmutableArray<Box> Planes, Box? Response);

/// <summary>A bar that explains the colors.</summary>
internal readonly record struct PlacedLegend(Box Bar, bool IsResponse);

/// <summary>Where everything on a sheet stands. Text is measured before anything is placed, so nothing overlaps and nothing is cut.</summary>
internal sealed record SheetLayout
{
    private const int PlaneGap = 3;
    private const int LabelGap = 3;
    private const int BarWidth = 140;
    private const int BarHeight = 10;

    public required int Width { get; init; }

    public required int Height { get; init; }

    public required ImmutableArray<PlacedText> Texts { get; init; }

    public required ImmutableArray<PlacedTile> Tiles { get; init; }

    public required ImmutableArray<PlacedLegend> Legends { get; init; }

    public static SheetLayout Of(SheetPlan plan, SheetFonts fonts, SheetFrame frame)
    {
        var margin = frame.Margin;
        var planes = plan.Kind == TileKind.Color ? 1 : plan.Tiles[0].Channels;
        var pictureWidth = planes * (plan.PlaneWidth + PlaneGap) - PlaneGap;
        // The response covers the Nyquist square, so it is a square whatever the kernel's sides; beside a curve it is a curve.
        var responseSide = plan.Kind == TileKind.Curves ? plan.PlaneWidth : Math.Max(plan.PlaneWidth, plan.PlaneHeight);
        var tileWidth = pictureWidth + (plan.ShowsResponse ? PlaneGap + responseSide : 0);
        var tileHeight = plan.ShowsResponse && plan.Kind != TileKind.Curves ? Math.Max(plan.PlaneHeight, responseSide) : plan.PlaneHeight;
        var labels = plan.Tiles.Select(plan.LabelOf).ToList();
        var labelWidth = labels.Max(l => l is null ? 0 : SheetFonts.Width(fonts.Label, l));
        var hasLabels = labels[0] is not null;
        var pitchX = Math.Max(tileWidth, labelWidth) + (hasLabels ? Math.Max(plan.Gap, 12) : plan.Gap);
        var pitchY = tileHeight + plan.Gap + (hasLabels ? LabelGap + SheetFonts.LineHeight(fonts.Label) : 0);
        var rowHeads = RowHeadWidth(plan, fonts);
        var gridWidth = rowHeads + plan.Columns * pitchX - (pitchX - Math.Max(tileWidth, labelWidth));
        var contentWidth = Math.Max(frame.NarrowestContent, gridWidth);

        var texts = ImmutableArray.CreateBuilder<PlacedText>();
        var y = frame.HasWords ? Header(plan, fonts, margin, contentWidth, texts) : margin;
        if (rowHeads > 0)
            y += SheetFonts.LineHeight(fonts.Label) + LabelGap;
        var tiles = ImmutableArray.CreateBuilder<PlacedTile>(plan.Tiles.Length);
        for (var i = 0; i < plan.Tiles.Length; i++)
        {
            var (row, column) = Math.DivRem(i, plan.Columns);
            var (left, top) = (margin + rowHeads + column * pitchX, y + row * pitchY);
            // A label wider than its tile must not push the tile away from its own middle.
            var x = left + (Math.Max(tileWidth, labelWidth) - tileWidth) / 2;
            tiles.Add(Place(plan, plan.Tiles[i], x, top, tileHeight, planes, pictureWidth, responseSide));
            if (labels[i] is { } label)
            {
                var width = SheetFonts.Width(fonts.Label, label);
                var box = new Box(x + (tileWidth - width) / 2, top + tileHeight + LabelGap, width, SheetFonts.LineHeight(fonts.Label));
                texts.Add(new PlacedText(label, box, fonts.Label, true));
            }
        }
        if (rowHeads > 0)
            Heads(plan, fonts, margin + rowHeads, y, pitchX, pitchY, tileWidth, tileHeight, texts);
        // The number of the last row is higher than a row of small tiles.
        y = Math.Max(y + (plan.Tiles.Length + plan.Columns - 1) / plan.Columns * pitchY - plan.Gap, texts.Select(t => t.Box.Bottom).DefaultIfEmpty().Max());
        var (legends, bottom) = frame.HasWords ? Legend(plan, fonts, margin, y, texts) : ([], y);
        return new SheetLayout
        {
            Width = contentWidth + 2 * margin,
            Height = bottom + margin,
            Texts = texts.ToImmutable(),
            Tiles = tiles.ToImmutable(),
            Legends = legends,
        };
    }

    private static int Header(SheetPlan plan, SheetFonts fonts, int margin, int width, ImmutableArray<PlacedText>.Builder texts)
    {
        var y = margin - 4;
        var title = SheetFonts.Fit(fonts.Title, plan.Title, width);
        texts.Add(new PlacedText(title, new Box(margin, y, SheetFonts.Width(fonts.Title, title), SheetFonts.LineHeight(fonts.Title)), fonts.Title, false));
        y += SheetFonts.LineHeight(fonts.Title) + 2;
        foreach (var line in SheetFonts.Wrap(fonts.Caption, plan.Caption, width))
        {
            texts.Add(new PlacedText(line, new Box(margin, y, SheetFonts.Width(fonts.Caption, line), SheetFonts.LineHeight(fonts.Caption)), fonts.Caption, true));
            y += SheetFonts.LineHeight(fonts.Caption);
        }
        return y + 12;
    }

    private static PlacedTile Place(SheetPlan plan, SheetTile tile, int x, int y, int tileHeight, int planes, int pictureWidth, int responseSide)
    {
        var top = y + (tileHeight - plan.PlaneHeight) / 2;
        var boxes = Enumerable.Range(0, planes).Select(p => new Box(x + p * (plan.PlaneWidth + PlaneGap), top, plan.PlaneWidth, plan.PlaneHeight));
        var height = plan.Kind == TileKind.Curves ? plan.PlaneHeight : responseSide;
        return new PlacedTile(tile, [.. boxes], plan.ShowsResponse ? new Box(x + pictureWidth + PlaneGap, y, responseSide, height) : null);
    }

    private static int RowHeadWidth(SheetPlan plan, SheetFonts fonts) => plan.IsTable && plan.Options.Labels
        ? SheetFonts.Width(fonts.Label, Number(plan.Tiles[^1].Filter)) + 6
        : 0;

    /// <summary>Numbers of the table's rows and columns, every so many that they do not touch.</summary>
    private static void Heads(
        SheetPlan plan, SheetFonts fonts, int left, int top, int pitchX, int pitchY, int tileWidth, int tileHeight, ImmutableArray<PlacedText>.Builder texts)
    {
        var height = SheetFonts.LineHeight(fonts.Label);
        var stepX = Step((SheetFonts.Width(fonts.Label, Number(plan.Columns - 1)) + 6.0) / pitchX);
        for (var column = 0; column < plan.Columns; column += stepX)
        {
            var width = SheetFonts.Width(fonts.Label, Number(column));
            // A number wider than its column keeps its left edge, so that the last one stays on the sheet as far as possible.
            var x = Math.Min(left + column * pitchX + Math.Max(0, (tileWidth - width) / 2), left + plan.Columns * pitchX - width);
            texts.Add(new PlacedText(Number(column), new Box(Math.Max(left, x), top - LabelGap - height, width, height), fonts.Label, true));
        }
        var rows = plan.Tiles.Length / plan.Columns;
        var stepY = Step((height + 2.0) / pitchY);
        for (var row = 0; row < rows; row += stepY)
        {
            var width = SheetFonts.Width(fonts.Label, Number(row));
            var y = top + row * pitchY + (tileHeight - height) / 2;
            texts.Add(new PlacedText(Number(row), new Box(left - 6 - width, y, width, height), fonts.Label, true));
        }
    }

    /// <summary>The smallest of 1, 2, 4, 8 … that leaves enough room.</summary>
    private static int Step(double needed)
    {
        var step = 1;
        while (step < needed)
            step *= 2;
        return step;
    }

    private static (ImmutableArray<PlacedLegend> Legends, int Bottom) Legend(
        SheetPlan plan, SheetFonts fonts, int margin, int y, ImmutableArray<PlacedText>.Builder texts)
    {
        if (plan.Kind == TileKind.Curves)
            return ([], y);
        var legends = ImmutableArray.CreateBuilder<PlacedLegend>();
        var height = SheetFonts.LineHeight(fonts.Label);
        var (x, top) = (margin, y + 14);
        if (plan.Kind == TileKind.Planes)
        {
            var common = plan.Options.Scale == KernelScale.Common;
            var end = common ? SheetCaption.Number(plan.CommonScale) : "max |w|";
            x = Bar($"−{end}", $"+{end}", isResponse: false) + 24;
        }
        if (plan.ShowsResponse)
            x = Bar("|H|  0", "peak", isResponse: true);
        return (legends.ToImmutable(), legends.Count > 0 ? top + height : y);

        int Bar(string before, string after, bool isResponse)
        {
            var width = SheetFonts.Width(fonts.Label, before);
            texts.Add(new PlacedText(before, new Box(x, top, width, height), fonts.Label, true));
            var bar = new Box(x + width + 5, top + (height - BarHeight) / 2, BarWidth, BarHeight);
            legends.Add(new PlacedLegend(bar, isResponse));
            width = SheetFonts.Width(fonts.Label, after);
            texts.Add(new PlacedText(after, new Box(bar.Right + 5, top, width, height), fonts.Label, true));
            return bar.Right + 5 + width;
        }
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
