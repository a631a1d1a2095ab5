using Passband.Checks;
using Passband.Cli.Hosting;
using Passband.Cli.Terminal;
using Passband.Kernels;
using Spectre.Console;

namespace Passband.Cli.Output;

/// <summary>A report for people: a line for each exceeded limit, and a last line for each network that sums up.</summary>
internal static class CheckText
{
    /// <summary>Filters named in a line; the documents name more.</summary>
    private const int MostNamed = 3;

    private static readonly Style Bad = new(Color.Red, decoration: Decoration.Bold);
    private static readonly Style Good = new(Color.Green, decoration: Decoration.Bold);

    public static void Write(CheckReport report, ToolHost host)
    {
        var depth = ColorDepths.Of(host);
        var console = depth == ColorDepth.Plain ? null : TerminalConsole.Create(host, depth);
        foreach (var line in Lines(report))
        {
            if (console is null)
            {
                host.Text.WriteLine(string.Concat(line.Select(part => part.Text)));
                continue;
            }
            var paragraph = new Paragraph();
            foreach (var (text, style) in line)
                paragraph.Append(text, style);
            console.Write(paragraph);
            console.WriteLine();
        }
    }

    /// <summary>A listed filter with its number, e.g. "conv1:3 like conv1:7 (cosine 0.998)".</summary>
    public static string Filter(CheckKind kind, FilterFinding filter) =>
        Filter(kind, filter, Printable.Name(filter.Address), Printable.Name(filter.Other ?? ""));

    private static string Filter(CheckKind kind, FilterFinding filter, string address, string other) => kind switch
    {
        CheckKind.NonFinite => $"{address} ({Cells.Number(filter.Value, "0")})",
        CheckKind.Duplicates => $"{address} like {other} (cosine {Cells.Number(filter.Value, "0.000")})",
        CheckKind.Aliasing => $"{address} ({CheckWords.Number(kind, filter.Value)})",
        _ => address,
    };

    /// <summary>The worst filters; the layer is named before the first and left out before the others, e.g. "; worst conv1:3, :7, :9".</summary>
    private static string Worst(LayerCheck check)
    {
        var named = new List<string>();
        var told = new HashSet<(string?, string)>();
        foreach (var filter in check.Filters)
        {
            // Of two filters that resemble each other most, one says it.
            if (named.Count == MostNamed || !told.Add((filter.Address, filter.Other ?? "")) || told.Contains((filter.Other, filter.Address)))
                continue;
            named.Add(Filter(check.Kind, filter, named.Count == 0 ? Printable.Name(filter.Address) : Short(filter.Address), Short(filter.Other ?? "")));
        }
        return named.Count == 0 ? "" : $"; worst {string.Join(", ", named)}";
    }

    private static string Short(string address) => address[Math.Max(0, address.LastIndexOf(':'))..];

    private static IEnumerable<(string Text, Style Style)[]> Lines(CheckReport report)
    {
        foreach (var network in report.Networks)
        {
            var name = Printable.Name(network.Model.Path);
            foreach (var check in network.Checks.Where(c => c.Outcome == CheckOutcome.Failed))
                yield return [($"{name}: {Printable.Name(check.Layer)}: ", Style.Plain), (check.Words, Bad), (Worst(check), Style.Plain)];
            yield return [($"{name}: ", Style.Plain), network.Passed ? ("passed", Good) : ("failed", Bad), ($" {Summary(network)}", Style.Plain)];
        }
        if (report.Networks.Length > 1)
        {
            var failed = report.Networks.Count(n => !n.Passed);
            yield return [(failed == 0 ? "passed" : "failed", failed == 0 ? Good : Bad), ($": {(failed == 0 ? "all" : $"{failed} of")} {report.Networks.Length} models", Style.Plain)];
        }
    }

    private static string Summary(NetworkCheck network)
    {
        var done = network.Checks.Where(c => c.Outcome != CheckOutcome.NotChecked).ToList();
        var failed = done.Count(c => c.Outcome == CheckOutcome.Failed);
        var parts = new List<string> { $"{(failed > 0 ? $"{failed} of " : "")}{Counted(done.Count, "check")} of {Counted(network.Layers, "layer")}" };
        if (failed == 0)
            parts.Add($"largest: {string.Join(", ", CheckKinds.All.Select(kind => Largest(kind, done)).OfType<string>())}");
        var skipped = network.Checks.Where(c => c.Outcome == CheckOutcome.NotChecked).GroupBy(c => (c.Kind, c.Reason))
            .OrderBy(g => g.Key.Kind).Select(g => $"{CheckWords.Subject(g.Key.Kind)} of {Counted(g.Count(), "layer")} ({g.Key.Reason})").ToList();
        if (skipped.Count > 0)
            parts.Add($"not checked: {string.Join(", ", skipped)}");
        if (!network.Unlimited.IsEmpty)
            parts.Add($"no limit on {string.Join(", ", network.Unlimited.Select(CheckWords.Subject))}");
        return string.Join("; ", parts);
    }

    private static string? Largest(CheckKind kind, List<LayerCheck> done)
    {
        var largest = done.Where(c => c.Kind == kind).MaxBy(c => c.Value);
        if (largest is null)
            return null;
        var where = largest.Value > 0 ? $" in {Printable.Name(largest.Layer)}" : "";
        return $"{CheckWords.Subject(kind)} {CheckWords.Number(kind, largest.Value!.Value)}{where}";
    }

    private static string Counted(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";
}
