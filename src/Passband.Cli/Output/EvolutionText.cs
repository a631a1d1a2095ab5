using System.Collections.Immutable;
using System.Globalization;
using Passband.Cli.Hosting;
using Passband.Cli.Terminal;
using Passband.Evolutions;
using Passband.Kernels;

namespace Passband.Cli.Output;

/// <summary>A series for people: what it comes to, the moments, and when each kernel became what it is.</summary>
internal static class EvolutionText
{
    /// <summary>The most moments that are listed; more are thinned out, as the table would scroll away.</summary>
    private const int MostMoments = 25;

    public static void Write(KernelEvolution evolution, ImmutableArray<TrainingLogLine> log, ToolHost host)
    {
        host.Text.WriteLine(Head(evolution));
        host.Text.WriteLine();
        foreach (var sentence in EvolutionSentences.Of(evolution))
            host.Text.WriteLine(sentence);
        Heading(host, "Moments");
        var shown = Shown(evolution.Moments.Length);
        Table(host, Moments(evolution, log, shown));
        if (shown.Length < evolution.Moments.Length)
            host.Text.WriteLine($"{shown.Length} of {evolution.Moments.Length} moments; --json and --csv hold all.");
        Heading(host, "Kernels");
        Table(host, Kernels(evolution));
        host.Text.WriteLine($"Formed: told from noise since then. Became: has its name since then. Stopped: weights within {EvolutionWords.Percent(KernelEvolution.StillWithin)} of the last ones since then.");
        var passing = evolution.Events.Where(e => e.Kind != KernelEventKind.Stopped).GroupBy(e => (e.Moment, e.Kind, e.Lasting)).ToList();
        if (passing.Count == 0)
            return;
        Heading(host, "What happened");
        foreach (var group in passing.Take(MostMoments))
        {
            var lasting = group.Key.Lasting ? "" : ", not for good";
            host.Text.WriteLine($"{EvolutionWords.Moment(evolution.Moments[group.Key.Moment])}: {EvolutionWords.Kernels([.. group.Select(e => e.Filter)])} {EvolutionWords.Event(group.Key.Kind)}{lasting}");
        }
        if (passing.Count > MostMoments)
            host.Text.WriteLine($"{passing.Count - MostMoments} more; --json holds all.");
    }

    private static string Head(KernelEvolution evolution)
    {
        var (first, last) = (evolution.Moments[0], evolution.Moments[^1]);
        var span = evolution.Moments.Length == 1 ? EvolutionWords.Moment(first) : $"{EvolutionWords.Moment(first)} to {EvolutionWords.Moment(last)}";
        return $"Layer {Printable.Name(evolution.Layer)} ({string.Join('×', evolution.Shape)}, {evolution.Input}), {evolution.Moments.Length} checkpoint{(evolution.Moments.Length == 1 ? "" : "s")}: {span}";
    }

    private static void Heading(ToolHost host, string text)
    {
        host.Text.WriteLine();
        host.Text.WriteLine(text);
    }

    private static void Table(ToolHost host, TableData table)
    {
        var depth = ColorDepths.Of(host);
        if (depth == ColorDepth.Plain)
            PlainTable.Write(table, host.Text);
        else
            TerminalTable.Write(table, TerminalConsole.Create(host, depth));
    }

    /// <summary>All moments, or as many evenly spaced ones as are listed, the first and the last among them.</summary>
    private static int[] Shown(int moments) => moments <= MostMoments
        ? [.. Enumerable.Range(0, moments)]
        : [.. Enumerable.Range(0, MostMoments).Select(i => (int)Math.Round(i * (moments - 1.0) / (MostMoments - 1)))];

    private static TableData Moments(KernelEvolution evolution, ImmutableArray<TrainingLogLine> log, int[] shown)
    {
        var columns = ImmutableArray.CreateBuilder<TableColumn>();
        columns.Add(Label(evolution));
        if (!log.IsEmpty)
            columns.AddRange(new TableColumn("loss", Right: true), new TableColumn("held-out %", Right: true, Narrow: "held-\nout %", Expendable: true));
        columns.AddRange(
            new TableColumn("names", Wraps: true), new TableColumn("noise %", Right: true, Narrow: "noise\n%"), new TableColumn("dead %", Right: true, Narrow: "dead\n%"), new TableColumn("R²", Right: true),
            new TableColumn($"peak {Unit(evolution)}", Right: true, Narrow: $"peak\n{Unit(evolution)}", Expendable: true), new TableColumn("entropy ratio", Right: true, Narrow: "entropy\nratio"),
            new TableColumn("change %", Right: true, Narrow: "change\n%"), new TableColumn("to last", Right: true, Narrow: "to\nlast", Expendable: true));
        return new TableData(columns.ToImmutable(), [.. shown.Select(m => Row(evolution, log, m))]);
    }

    private static ImmutableArray<string> Row(KernelEvolution evolution, ImmutableArray<TrainingLogLine> log, int m)
    {
        var moment = evolution.Moments[m];
        var cells = ImmutableArray.CreateBuilder<string>();
        cells.Add(Cell(evolution, m));
        if (!log.IsEmpty)
            cells.AddRange(Cells.Number(Logged(log, moment.Step, l => l.Loss), "0.000"), Cells.Percent(Logged(log, moment.Step, l => l.HeldOutAccuracy)));
        cells.AddRange(
            EvolutionWords.Names(evolution.Filters.Select(f => f.Moments[m].Name)), Cells.Percent(moment.Noise), Cells.Percent(moment.Dead), Cells.Number(moment.MedianR2, "0.00"),
            Cells.Number(moment.MedianPeak, "0.000"), Cells.Number(moment.VarianceEntropyRatio, "0.00"), Cells.Number(100 * moment.Change, "0.0"), Cells.Number(moment.CosineToLast, "0.000"));
        return cells.ToImmutable();
    }

    /// <summary>The last value that the log has until a step.</summary>
    private static double? Logged(ImmutableArray<TrainingLogLine> log, long? step, Func<TrainingLogLine, double?> value) =>
        log.Where(l => l.Step <= step).Select(value).LastOrDefault(v => v is not null);

    private static TableData Kernels(KernelEvolution evolution) => new(
        [
            new("kernel", Right: true, Narrow: "#"), new("name"), new("formed", Right: true), new("became", Right: true), new("stopped", Right: true), new("stripes °", Right: true),
            new($"peak {Unit(evolution)}", Right: true, Narrow: $"peak\n{Unit(evolution)}"), new("R²", Right: true), new("q", Right: true), new("norm", Right: true, Expendable: true),
        ],
        [.. evolution.Filters.Select(f => (ImmutableArray<string>)
        [
            f.Filter.ToString(CultureInfo.InvariantCulture), f.Name, Cell(evolution, f.Formed), Cell(evolution, f.Became), Cell(evolution, f.Stopped),
            Cells.Number(f.Moments[^1].Stripes is { } stripes ? Math.Round(stripes) % 180 : null, "0"), Cells.Number(f.Moments[^1].Peak, "0.000"), Cells.Number(f.Moments[^1].R2, "0.00"),
            f.Moments[^1].Q is { } q ? q < 0.001 ? "<0.001" : Cells.Number(q, "0.000") : Cells.None, Cells.Number(f.Moments[^1].Norm, "0.00"),
        ])]);

    private static string Unit(KernelEvolution evolution) => evolution.Input == "signal" ? "c/sample" : "c/px";

    private static TableColumn Label(KernelEvolution evolution) =>
        evolution.Moments.All(m => m.Step is not null) ? new("step", Right: true) : new("checkpoint");

    private static string Cell(KernelEvolution evolution, int? moment) => moment is { } m
        ? evolution.Moments[m].Step is { } step ? step.ToString(CultureInfo.InvariantCulture) : Printable.Name(evolution.Moments[m].Checkpoint)
        : Cells.None;
}
