using System.Collections.Immutable;
using System.Globalization;
using Passband.Kernels;
using SkiaSharp;

namespace Passband.Imaging.Movies;

/// <summary>
/// The pictures of a movie: the kernels of a moment with what each is at that time, and below them the curves until then. Everything has one place in all of them.
/// </summary>
internal sealed class EvolutionFrames : IDisposable
{
    private const double FontFactor = 1.1;
    private const int Margin = 24;
    private const int NarrowestContent = 884;
    private const int WidestWall = 1080;
    private const int HighestWall = 600;
    private const int ChartGap = 28;
    private const int ChartHeight = 180;
    private const int ChartsInRow = 4;
    private const int NarrowestChart = 200;
    private const int BarWidth = 110;
    private const int BarHeight = 9;

    /// <summary>For so many pictures a kernel that has become what it stays is framed.</summary>
    private const int FramedFor = 3;

    private readonly MovieContent _content;
    private readonly MovieOptions _options;
    private readonly ImmutableArray<MovieMoment> _moments;
    private readonly SheetFonts _fonts = new(FontFactor);
    private readonly SheetTheme _theme;
    private readonly MovieWall _wall;
    private readonly ImmutableArray<ChartScale> _scales;
    private readonly double _scale;

    /// <summary>Names that are told by their colors alone, and so have a key below the wall.</summary>
    private readonly ImmutableArray<string> _names;
    private readonly int _wallTop;
    private readonly int _keyTop;
    private readonly int _chartsTop;
    private readonly int _chartColumns;

    /// <summary>Chooses the moments and where everything stands.</summary>
    public EvolutionFrames(MovieContent content, MovieOptions options)
    {
        (_content, _options, _theme) = (content, options, SheetTheme.Of(options.Dark));
        _moments = Chosen(content.Moments, options.MaxFrames);
        _wall = MovieWall.Of(content, options, _fonts, WidestWall, HighestWall);
        _scale = _moments.Max(m => (_wall.Plan with { Layer = m.Layer, CommonScale = LargestShown(m.Layer) }).CommonScale);
        var (first, last) = (content.Moments[0].Step, content.Moments[^1].Step);
        _scales = [.. content.Charts.Select(c => ChartScale.Of(c, first, last))];
        var contentWidth = Math.Max(NarrowestContent, _wall.Width);
        Width = contentWidth + 2 * Margin;
        _wallTop = Margin + SheetFonts.LineHeight(_fonts.Title) + SheetFonts.LineHeight(_fonts.Label) + 20;
        _keyTop = _wallTop + _wall.Height + 12;
        _names = _wall.Labels != MovieLabels.Numbers ? []
            : [.. _moments.SelectMany(m => m.Kernels).Select(k => k.Name).Distinct().OrderBy(NameColors.Rank).ThenBy(n => n, StringComparer.Ordinal)];
        var wallBottom = _names.IsEmpty ? _wallTop + _wall.Height : _keyTop + SheetFonts.LineHeight(_fonts.Label);
        _chartsTop = wallBottom + 26;
        var fitting = Math.Clamp((contentWidth + ChartGap) / (NarrowestChart + ChartGap), 1, ChartsInRow);
        var rows = (content.Charts.Length + fitting - 1) / fitting;
        _chartColumns = rows == 0 ? 1 : (content.Charts.Length + rows - 1) / rows;
        Height = rows == 0 ? wallBottom + Margin : _chartsTop + rows * (ChartHeight + ChartGap) - ChartGap + Margin - 6;
        var left = (Width - _wall.Width) / 2;
        Tiles = [.. _wall.Tiles.Select(t => t with { Planes = [.. t.Planes.Select(p => p with { X = p.X + left, Y = p.Y + _wallTop })] })];
    }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows of pixels.</summary>
    public int Height { get; }

    /// <summary>How many pictures there are.</summary>
    public int Count => _moments.Length;

    /// <summary>The moments that are shown.</summary>
    public ImmutableArray<MovieMoment> Moments => _moments;

    /// <summary>How the kernels are arranged.</summary>
    public MovieWall Wall => _wall;

    /// <summary>Where the kernels stand in every picture.</summary>
    public ImmutableArray<PlacedTile> Tiles { get; }

    /// <summary>Draws a picture.</summary>
    /// <param name="index">Which, from 0.</param>
    /// <param name="bitmap">Takes it: RGBA of <see cref="Width"/>×<see cref="Height"/> pixels.</param>
    public void Draw(int index, SKBitmap bitmap)
    {
        var moment = _moments[index];
        var scale = _options.Scale == MovieScale.Whole ? _scale : LargestShown(moment.Layer);
        var plan = _wall.Plan with { Layer = moment.Layer, CommonScale = scale };
        var layout = new SheetLayout { Width = Width, Height = Height, Texts = [], Tiles = Tiles, Legends = Bar(plan) };
        new SheetPainter(plan, layout, _theme, bitmap).Paint();
        using var canvas = new SKCanvas(bitmap);
        Header(canvas, moment, plan);
        foreach (var tile in Tiles)
            Label(canvas, tile, moment, index);
        Key(canvas);
        Charts(canvas, moment.Step);
        canvas.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _fonts.Dispose();

    /// <summary>At most so many moments, evenly chosen, the first and the last among them.</summary>
    internal static ImmutableArray<MovieMoment> Chosen(ImmutableArray<MovieMoment> moments, int most) => moments.Length <= most
        ? moments
        : [.. Enumerable.Range(0, most).Select(i => moments[(int)Math.Round(i * (moments.Length - 1.0) / (most - 1))])];

    private double LargestShown(ConvLayer layer) => _wall.Plan.Tiles.Max(t =>
        KernelRaster.Largest(layer.Bank.Filter(t.Filter).Slice(t.FirstChannel * layer.Bank.Shape.Taps, t.Channels * layer.Bank.Shape.Taps)));

    private ImmutableArray<PlacedLegend> Bar(SheetPlan plan)
    {
        if (plan.Kind != TileKind.Planes)
            return [];
        var end = SheetFonts.Width(_fonts.Label, End(plan)) + 6;
        var y = SubtitleTop + (SheetFonts.LineHeight(_fonts.Label) - BarHeight) / 2 + 1;
        return [new PlacedLegend(new Box(Width - Margin - end - BarWidth, y, BarWidth, BarHeight), false)];
    }

    private int SubtitleTop => Margin - 4 + SheetFonts.LineHeight(_fonts.Title) + 4;

    private static string End(SheetPlan plan) => $"+{SheetCaption.Number(plan.CommonScale)}";

    private void Header(SKCanvas canvas, MovieMoment moment, SheetPlan plan)
    {
        var epoch = moment.Epoch is { } seen ? string.Create(CultureInfo.InvariantCulture, $"  ·  epoch {seen:0.0}") : "";
        var step = string.Create(CultureInfo.InvariantCulture, $"step {moment.Step:N0}");
        // Room for the widest, so that the words do not jump.
        var stepWidth = SheetFonts.Width(_fonts.Title, string.Create(CultureInfo.InvariantCulture, $"step {_moments[^1].Step:N0}"));
        var epochWidth = epoch.Length == 0 ? 0 : SheetFonts.Width(_fonts.Title, string.Create(CultureInfo.InvariantCulture, $"  ·  epoch {_moments.Max(m => m.Epoch ?? 0):0.0}"));
        var title = SheetFonts.Fit(_fonts.Title, Printable.Name(_content.Title), Width - 2 * Margin - stepWidth - epochWidth - 30);
        Text(canvas, title, Margin, Margin - 4, _fonts.Title, _theme.Text);
        Text(canvas, step, Width - Margin - epochWidth - SheetFonts.Width(_fonts.Title, step), Margin - 4, _fonts.Title, _theme.Text);
        Text(canvas, epoch, Width - Margin - epochWidth, Margin - 4, _fonts.Title, _theme.MutedText);
        var room = Width - 2 * Margin;
        if (plan.Kind == TileKind.Planes)
        {
            var (before, after) = ($"−{SheetCaption.Number(plan.CommonScale)}", End(plan));
            var end = SheetFonts.Width(_fonts.Label, after) + 6;
            var begin = Width - Margin - end - BarWidth - 6 - SheetFonts.Width(_fonts.Label, before);
            Text(canvas, before, begin, SubtitleTop, _fonts.Label, _theme.MutedText);
            Text(canvas, after, Width - Margin - end + 6, SubtitleTop, _fonts.Label, _theme.MutedText);
            room = begin - Margin - 20;
        }
        Text(canvas, SheetFonts.Fit(_fonts.Label, Subtitle(plan), room), Margin, SubtitleTop, _fonts.Label, _theme.MutedText);
    }

    private string Subtitle(SheetPlan plan)
    {
        var shape = plan.Layer.Bank.Shape;
        var text = string.Create(CultureInfo.InvariantCulture, $"{plan.Title}: {shape.Filters:N0} filters of {string.Join('×', shape.ToArray().Skip(2).Append(shape.Channels))}");
        if (_wall.LeftOut > 0)
            text += string.Create(CultureInfo.InvariantCulture, $", {_wall.LeftOut:N0} of them not shown");
        text += _options.Scale == MovieScale.Whole ? ", one scale for all moments" : ", each moment at its own scale";
        return plan.Kind == TileKind.Color ? $"{text}, ±{SheetCaption.Number(plan.CommonScale)}, zero is mid-gray" : text;
    }

    private void Label(SKCanvas canvas, PlacedTile tile, MovieMoment moment, int index)
    {
        if (_wall.Labels == MovieLabels.None)
            return;
        var filter = tile.Tile.Filter;
        var name = filter < moment.Kernels.Length ? moment.Kernels[filter].Name : null;
        var number = filter.ToString(CultureInfo.InvariantCulture);
        var word = name is not null && _wall.Labels == MovieLabels.Names ? Printable.Name(name) : "";
        var numberWidth = SheetFonts.Width(_fonts.Label, number);
        var width = numberWidth + (name is null ? 0 : MovieWall.NumberGap + MovieWall.Dot + (word.Length > 0 ? SheetFonts.Width(_fonts.Label, word) : 0));
        var (planes, y) = (tile.Planes, tile.Planes[0].Bottom + MovieWall.LabelGap);
        var x = (planes[0].X + planes[^1].Right - width) / 2;
        Text(canvas, number, x, y, _fonts.Label, _theme.MutedText);
        if (name is null)
            return;
        x += numberWidth + MovieWall.NumberGap;
        Dot(canvas, name, x, y);
        Text(canvas, word, x + MovieWall.Dot, y, _fonts.Label, _theme.Text);
        if (SinceTurn(filter, index) is { } since)
        {
            var color = ChartColors.Skia(NameColors.Of(name)).WithAlpha((byte)(255 * (FramedFor - since) / FramedFor));
            using var paint = new SKPaint { Color = color, IsAntialias = true, IsStroke = true, StrokeWidth = 2.5f };
            canvas.DrawRect(SKRect.Create(planes[0].X - 2.25f, planes[0].Y - 2.25f, planes[^1].Right - planes[0].X + 4.5f, planes[0].Height + 4.5f), paint);
        }
    }

    private void Key(SKCanvas canvas)
    {
        var x = Margin;
        foreach (var name in _names)
        {
            var word = Printable.Name(name);
            var width = MovieWall.Dot + SheetFonts.Width(_fonts.Label, word);
            if (x + width > Width - Margin)
                return;
            Dot(canvas, name, x, _keyTop);
            Text(canvas, word, x + MovieWall.Dot, _keyTop, _fonts.Label, _theme.MutedText);
            x += width + 16;
        }
    }

    private void Dot(SKCanvas canvas, string name, int x, int y)
    {
        using var paint = new SKPaint { Color = ChartColors.Skia(NameColors.Of(name)), IsAntialias = true };
        canvas.DrawCircle(x + 4, y + SheetFonts.Baseline(_fonts.Label) - _fonts.Label.Size * 0.36f, 3.7f, paint);
    }

    /// <summary>How many pictures ago a filter became what it stays; null where that is too long ago, still to come, or so from the beginning.</summary>
    private int? SinceTurn(int filter, int index)
    {
        var turn = _content.Turns.FirstOrDefault(t => t.Filter == filter, new MovieTurn(filter, 0, ""));
        for (var back = 0; back < FramedFor && index - back > 0; back++)
        {
            if (turn.Step > _moments[index - back - 1].Step && turn.Step <= _moments[index - back].Step)
                return back;
        }
        return null;
    }

    private void Charts(SKCanvas canvas, long step)
    {
        var painter = new ChartPainter(canvas, _theme, _fonts, _options.Dark);
        var width = (Width - 2 * Margin + ChartGap) / _chartColumns - ChartGap;
        foreach (var (i, chart) in _content.Charts.Index())
        {
            var (row, column) = Math.DivRem(i, _chartColumns);
            painter.Paint(chart, _scales[i], new Box(Margin + column * (width + ChartGap), _chartsTop + row * (ChartHeight + ChartGap), width, ChartHeight), step);
        }
    }

    private static void Text(SKCanvas canvas, string text, int x, int y, SKFont font, SKColor color)
    {
        using var paint = new SKPaint { Color = color, IsAntialias = true };
        canvas.DrawText(text, x, y + SheetFonts.Baseline(font), SKTextAlign.Left, font, paint);
    }
}
