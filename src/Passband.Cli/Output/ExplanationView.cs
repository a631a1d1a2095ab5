using System.Collections.Immutable;
using System.Globalization;
using Passband.Explanations;
using Passband.Kernels;

namespace Passband.Cli.Output;

/// <summary>What of an explanation people are shown, and in which tables; the same on a terminal, in a pipe and in a report.</summary>
internal sealed class ExplanationView
{
    /// <param name="explanation">All that is known.</param>
    /// <param name="detailed">Whether filters of layers that do not see the input were asked for.</param>
    public ExplanationView(NetworkExplanation explanation, bool detailed)
    {
        Explanation = explanation;
        Listed = [.. explanation.Layers.Where(l => l.Filters is { Length: > 0 } && (detailed || l.Input != "features"))];
        Others = [.. explanation.Layers.Except(Listed)];
    }

    public NetworkExplanation Explanation { get; }

    /// <summary>Layers whose filters are shown one by one.</summary>
    public ImmutableArray<LayerDescription> Listed { get; }

    /// <summary>Layers that are shown by a line of statistics.</summary>
    public ImmutableArray<LayerDescription> Others { get; }

    /// <summary>The filter of which is shown what its name was chosen from: the only one listed, where that is known.</summary>
    public FilterDescription? Why => Listed is [{ Filters: [{ Candidates: not null } filter] }] ? filter : null;

    /// <summary>One line about the file.</summary>
    public string ModelLine
    {
        get
        {
            var model = Explanation.Model;
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{Printable.Name(model.Path)}: {model.Format}, {Count(model.Layers, "convolution")}, {Count(model.Filters, "filter")}, {Count(model.Kernels, "kernel")}");
        }
    }

    /// <summary>One line about a layer whose filters follow.</summary>
    public static string LayerLine(LayerDescription layer)
    {
        var sees = layer.Input switch
        {
            "features" => "on feature maps",
            "signal" => "on the signal",
            var picture => $"on the picture ({picture})",
        };
        var stride = layer.Stride.All(s => s == 1) ? "" : $", stride {string.Join('×', layer.Stride)}";
        var dilation = layer.Dilation.All(d => d == 1) ? "" : $", dilation {string.Join('×', layer.Dilation)}";
        var folded = layer.Folded.IsEmpty ? "" : $"; {string.Join(", ", layer.Folded)}";
        return $"{Printable.Name(layer.Name)}: {layer.Operator} {Shape(layer)} {sees}{stride}{dilation}{folded}";
    }

    public static string Shape(LayerDescription layer) => string.Join('×', layer.Shape);

    /// <summary>The filters of a layer, one a row.</summary>
    public static TableData FilterTable(LayerDescription layer) => new(
        [
            new("filter", Right: true), new("name"), new("wavevector °", Right: true), new($"peak {Cells.FrequencyUnit(layer)}", Right: true),
            new("order", Right: true), new("color"), new("R²", Right: true), new("q", Right: true), new("in words", Wraps: true),
        ],
        [.. layer.Filters!.Value.Select(f => (ImmutableArray<string>)
        [
            FilterNumber(f), f.Name, Cells.Wavevector(f), Cells.Peak(f), Cells.Order(f), Cells.Color(f), Cells.R2(f), Cells.Q(f), Printable.Line(Cells.Words(f)),
        ])]);

    /// <summary>The number at the end of a filter's address.</summary>
    public static string FilterNumber(FilterDescription filter) => filter.Address[(filter.Address.LastIndexOf(':') + 1)..];

    /// <summary>Statistics of the layers whose filters are not shown.</summary>
    public TableData OtherTable()
    {
        var named = Others.Any(l => l.Summary.Names is not null);
        var table = new TableData(
            [
                new("layer", Right: true, Narrow: "#"), new("name", Wraps: true), new("kind"), new("shape"), new("low %", Right: true, Narrow: "low\n%"),
                new("middle %", Right: true, Narrow: "middle\n%"), new("high %", Right: true, Narrow: "high\n%"),
                new("smoother %", Right: true, Narrow: "smoother\n%", Expendable: true),
                new("orthogonality", Right: true, Narrow: "orthog-\nonality", Expendable: true),
                new("dead %", Right: true, Narrow: "dead\n%", Expendable: true), new("filters %", Wraps: true),
            ],
            [.. Others.Select(l => (ImmutableArray<string>)
            [
                l.Index.ToString(CultureInfo.InvariantCulture), Printable.Name(l.Name), l.Operator, Shape(l), Cells.Percent(l.Summary.Bands?.Low),
                Cells.Percent(l.Summary.Bands?.Middle), Cells.Percent(l.Summary.Bands?.High), Cells.Percent(Smoother(l)), Cells.Number(l.Summary.Orthogonality, "0.00"),
                Cells.Percent(l.Summary.Dead), Cells.Names(l.Summary),
            ])]);
        return named ? table : new TableData(table.Columns.RemoveAt(table.Columns.Length - 1), [.. table.Rows.Select(r => r.RemoveAt(r.Length - 1))]);
    }

    /// <summary>What the columns of <see cref="OtherTable"/> mean.</summary>
    public static string OtherNote =>
        "Shares of the response below 1/8, between, and above 1/4 cycles per sample; share of kernels smoother than 95 % of random ones (5 expected); "
        + "orthogonality is 1 − mean |cosine| between filters. --layer NAME says more of a layer.";

    private static double? Smoother(LayerDescription layer) => layer.Summary.Kernels?.Statistics.FirstOrDefault(s => s.Name == "moran")?.Above;

    public static string OtherHeading(int count) => count == 1 ? "The other layer, by its statistics" : $"The other {count} layers, by their statistics";

    private static string Count(long count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");
}
