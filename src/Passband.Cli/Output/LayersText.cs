using System.Collections.Immutable;
using System.Globalization;
using Passband.Cli.Hosting;
using Passband.Cli.Terminal;
using Passband.Kernels;

namespace Passband.Cli.Output;

/// <summary>The convolutions of a file as a table, and what had to be assumed.</summary>
internal static class LayersText
{
    /// <summary>Stands where a file without a graph does not tell.</summary>
    private const string Unknown = "?";

    public static void Write(ConvNet net, ToolHost host)
    {
        host.Text.WriteLine($"{Printable.Name(net.Name)}: {net.Format}, {net.Layers.Length} convolution{(net.Layers.Length == 1 ? "" : "s")}");
        if (!net.Layers.IsEmpty)
        {
            host.Text.WriteLine();
            var depth = ColorDepths.Of(host);
            if (depth == ColorDepth.Plain)
                PlainTable.Write(Table(net), host.Text);
            else
                TerminalTable.Write(Table(net), TerminalConsole.Create(host, depth));
        }
        if (net.Assumptions.IsEmpty)
            return;
        host.Text.WriteLine();
        host.Text.WriteLine("Assumptions");
        foreach (var assumption in net.Assumptions)
            host.Text.WriteLine($"- {Printable.Line(assumption)}");
    }

    public static TableData Table(ConvNet net) => new(
        [
            new("layer", Right: true, Narrow: "#"), new("name", Wraps: true), new("kind"), new("shape"), new("stride"), new("dilation", Expendable: true),
            new("groups", Right: true, Expendable: true), new("padding", Wraps: true), new("input"), new("folded", Wraps: true),
        ],
        [.. net.Layers.Select(l => (ImmutableArray<string>)
        [
            l.Index.ToString(CultureInfo.InvariantCulture), Printable.Name(l.Name), l.Operator.ToString().ToLowerInvariant(), l.Bank.Shape.ToString(),
            net.HasGraph ? Steps(l, l.Stride) : Unknown, net.HasGraph ? Steps(l, l.Dilation) : Unknown,
            l.Groups.ToString(CultureInfo.InvariantCulture), Padding(l.Padding), l.Input.ToString().ToLowerInvariant(),
            l.Folded.IsEmpty ? Cells.None : string.Join(", ", l.Folded),
        ])]);

    private static string Steps(ConvLayer layer, Extent steps) => string.Join('×', steps.ToArray(layer.Bank.Shape.Rank));

    private static string Padding(ConvPadding? padding) => padding switch
    {
        null => Unknown,
        { Mode: "explicit" } when padding.Begin.SequenceEqual(padding.End) => string.Join('×', padding.Begin),
        { Mode: "explicit" } => $"{string.Join('×', padding.Begin)} before, {string.Join('×', padding.End)} after",
        _ => padding.Mode,
    };
}
