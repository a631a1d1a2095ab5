using System.Globalization;
using Passband.Cli.Hosting;
using Passband.Cli.Output;
using Passband.Cli.Terminal.Graphics;
using Passband.Explanations;
using Passband.Kernels;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Passband.Cli.Terminal;

/// <summary>An explanation on a terminal: the verdict first, then the filters as a wall and one by one, then the other layers.</summary>
internal sealed class TerminalExplanation(ExplanationView view, ConvNet net, ChannelOrder? channels, ToolHost host, TerminalGraphics graphics)
{
    /// <summary>The most filters listed before the end of the verdict would scroll out of reach.</summary>
    private const int MostFilters = 64;

    private static readonly Style Strong = new(decoration: Decoration.Bold);
    private static readonly Style Faint = new(decoration: Decoration.Dim);

    private readonly ColorDepth _depth = ColorDepths.Of(host);
    private readonly IAnsiConsole _console = TerminalConsole.Create(host, ColorDepths.Of(host));

    /// <param name="all">Whether every filter was asked for, however many there are.</param>
    public void Write(bool all)
    {
        Line(view.ModelLine, Faint);
        _console.WriteLine();
        foreach (var sentence in view.Explanation.Verdict)
            Line(Printable.Line(sentence), Strong);
        _console.WriteLine();
        // Every table ends with an empty line of its own.
        foreach (var layer in view.Listed)
            WriteLayer(layer, all ? int.MaxValue : MostFilters);
        if (view.Why is { } filter)
        {
            Line(WhyTable.Heading, Strong);
            TerminalTable.Write(WhyTable.Of(view.Listed[0], filter), _console);
            Line(WhyTable.Note, Faint);
            Line(WhyTable.NoiseLine(view.Listed[0], filter), Style.Plain);
            _console.WriteLine();
        }
        if (!view.Others.IsEmpty)
        {
            Line(view.Listed.IsEmpty ? "The layers, by their statistics" : ExplanationView.OtherHeading(view.Others.Length), Strong);
            TerminalTable.Write(view.OtherTable(), _console);
            Line(ExplanationView.OtherNote, Faint);
            _console.WriteLine();
        }
        if (view.Explanation.Model.Assumptions.IsEmpty)
            return;
        Line("Assumptions", Strong);
        foreach (var assumption in view.Explanation.Model.Assumptions)
            Line($"- {Printable.Line(assumption)}", Style.Plain);
    }

    private void WriteLayer(LayerDescription layer, int most)
    {
        var filters = layer.Filters!.Value;
        Line(ExplanationView.LayerLine(layer), Strong);
        foreach (var sentence in layer.Verdict)
            Line(Printable.Line(sentence), Style.Plain);
        var pictures = graphics.Protocol == GraphicsProtocol.None ? null : FilterPictures.For(net.Layers[layer.Index], channels, _depth);
        new TerminalWall(_console, host, graphics, channels).Write(net.Layers[layer.Index], layer, _depth >= ColorDepth.Palette ? pictures : null);
        var wide = host.Width >= TerminalTable.Wide;
        var table = TerminalTable.Empty(Columns(layer, pictures is not null, wide), host.Width);
        foreach (var filter in filters.Take(most))
            table.AddRow(wide ? WideRow(filter, pictures) : NarrowRow(filter, pictures));
        _console.Write(table);
        if (filters.Length > most)
            Line($"{filters.Length - most} more filters: --all lists them, --csv FILE writes them to a table.\n", Faint);
    }

    private static IEnumerable<Output.TableColumn> Columns(LayerDescription layer, bool pictures, bool wide)
    {
        yield return new("filter", Right: true, Narrow: "#");
        if (pictures)
            yield return new("kernel");
        if (wide)
            yield return new("name");
        else
            yield return new("name, in words", Wraps: true);
        yield return new("wave-\nvector °", Right: true);
        yield return new($"peak\n{Cells.FrequencyUnit(layer)}", Right: true);
        yield return new("order", Right: true);
        if (wide)
            yield return new("color");
        yield return new("R²", Right: true);
        yield return new("q", Right: true);
        if (wide)
            yield return new("in words", Wraps: true);
    }

    private static IEnumerable<IRenderable> WideRow(FilterDescription filter, FilterPictures? pictures) =>
    [
        .. Start(filter, pictures), new Text(filter.Name, Strong), .. Direction(filter), new Text(Cells.Color(filter)), .. Fit(filter),
        new Text(Printable.Line(Cells.Words(filter))),
    ];

    private static IEnumerable<IRenderable> NarrowRow(FilterDescription filter, FilterPictures? pictures) =>
    [
        .. Start(filter, pictures), new Paragraph($"{filter.Name}\n", Strong).Append($"{Printable.Line(Cells.Words(filter))}\n"), .. Direction(filter), .. Fit(filter),
    ];

    private static IEnumerable<IRenderable> Start(FilterDescription filter, FilterPictures? pictures)
    {
        yield return new Text(ExplanationView.FilterNumber(filter));
        if (pictures is not null)
            yield return pictures.InTable(int.Parse(ExplanationView.FilterNumber(filter), CultureInfo.InvariantCulture));
    }

    private static IEnumerable<IRenderable> Direction(FilterDescription filter) =>
        [new Text(Cells.Wavevector(filter)), new Text(Cells.Peak(filter)), new Text(Cells.Order(filter))];

    private static IEnumerable<IRenderable> Fit(FilterDescription filter) => [new Text(Cells.R2(filter)), new Text(Cells.Q(filter))];

    private void Line(string text, Style style)
    {
        _console.Write(new Text(text, style));
        _console.WriteLine();
    }
}
