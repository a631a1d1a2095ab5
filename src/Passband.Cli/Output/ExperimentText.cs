using System.Collections.Immutable;
using System.Globalization;
using Passband.Cli.Experiments;
using Passband.Cli.Hosting;
using Passband.Cli.Terminal;
using Passband.Kernels;
using Passband.Naming;

namespace Passband.Cli.Output;

/// <summary>A set over its seeds, for people: a row for each group, then the likeness of energy profiles, then what failed.</summary>
internal static class ExperimentText
{
    private const int MostFailures = 5;

    public static void Write(ExperimentSummary summary, string folder, ToolHost host)
    {
        var experiment = summary.Experiment;
        host.Text.WriteLine($"{experiment.Name}: {summary.Finished} of {experiment.Runs.Length} runs finished; tables in {Printable.Line(folder)}");
        host.Text.WriteLine();
        Table(Groups(summary), host);
        if (Energy(summary) is { Rows.Length: > 0 } energy)
        {
            host.Text.WriteLine();
            host.Text.WriteLine("Correlation of energy profiles (mean, smallest–largest)");
            Table(energy, host);
        }
        var failures = summary.Failures.ToList();
        if (failures.Count == 0)
            return;
        host.Text.WriteLine();
        host.Text.WriteLine($"Failed: {failures.Count}");
        foreach (var failure in failures.Take(MostFailures))
            host.Text.WriteLine($"- {failure.Run.Name}: {Printable.Line(failure.Record.Message ?? "")}");
        if (failures.Count > MostFailures)
            host.Text.WriteLine($"- and {failures.Count - MostFailures} more, in results.csv");
    }

    private static TableData Groups(ExperimentSummary summary) => new(
        [
            new("group", Wraps: true), new("runs", Right: true), new("held-out %", Right: true, Narrow: "held-\nout %"), new("structured %", Right: true, Narrow: "struc-\ntured %"),
            new("noise %", Right: true), new("dead %", Right: true), new("near 0/90° %", Right: true, Narrow: "0/90°\n%"), new("near own angles %", Right: true, Narrow: "own\nangles %", Expendable: true),
            new("R²", Right: true), new("peak c/px", Right: true, Narrow: "peak\nc/px"), new("octaves", Right: true, Expendable: true), new("names %", Wraps: true),
        ],
        [
            .. summary.Groups.Select(g => (ImmutableArray<string>)
            [
                g.Name, g.Finished.ToString(CultureInfo.InvariantCulture), Percent(g["heldOutAccuracy"], "0.0"), Percent(g["structured"]), Percent(g[$"names.{KernelName.Noise}"]),
                Percent(g[$"names.{KernelName.Dead}"]), Percent(g["stripes.axes"]), Percent(g["stripes.angles"]), Cells.Number(g["r2.median"]?.Mean, "0.00"),
                Cells.Number(g["peak.median"]?.Mean, "0.000"), Cells.Number(g["octaves.median"]?.Mean, "0.0"), Names(g),
            ]),
        ]);

    /// <summary>The mean, and in brackets the smallest and the largest where they differ.</summary>
    private static string Percent(Spread? spread, string format = "0")
    {
        if (spread is null)
            return Cells.None;
        var (mean, min, max) = (Cells.Number(100 * spread.Mean, format), Cells.Number(100 * spread.Min, format), Cells.Number(100 * spread.Max, format));
        return min == max ? mean : $"{mean} ({min}–{max})";
    }

    private static string Names(GroupSummary group)
    {
        var names = KernelName.All.Where(n => n is not (KernelName.Noise or KernelName.Dead)).Select(n => (Name: n, Share: group[$"names.{n}"]?.Mean ?? 0))
            .Where(n => n.Share >= 0.005).OrderByDescending(n => n.Share).ToList();
        return names.Count == 0 ? Cells.None : string.Join(", ", names.Select(n => $"{n.Name} {Cells.Percent(n.Share)}"));
    }

    private static TableData Energy(ExperimentSummary summary) => new(
        [new("of", Wraps: true), new("with", Wraps: true), new("correlation", Right: true)],
        [
            .. summary.Groups.Where(g => g.BetweenSeeds is not null).Select(g => (ImmutableArray<string>)[g.Name, "itself, other seeds", Correlation(g.BetweenSeeds!)]),
            .. summary.Groups.Where(g => g.WithUntrained is not null).Select(g => (ImmutableArray<string>)[g.Name, "its untrained weights", Correlation(g.WithUntrained!)]),
            .. summary.BetweenGroups.Select(p => (ImmutableArray<string>)[p.First, p.Second, Correlation(p.Spread)]),
        ]);

    private static string Correlation(Spread spread) =>
        spread.Count == 1 ? Cells.Number(spread.Mean, "0.000") : $"{Cells.Number(spread.Mean, "0.000")} ({Cells.Number(spread.Min, "0.000")}–{Cells.Number(spread.Max, "0.000")})";

    private static void Table(TableData table, ToolHost host)
    {
        var depth = ColorDepths.Of(host);
        if (depth == ColorDepth.Plain)
            PlainTable.Write(table, host.Text);
        else
            TerminalTable.Write(table, TerminalConsole.Create(host, depth));
    }
}
