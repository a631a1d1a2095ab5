using System.Collections.Immutable;
using Passband.Cli.Hosting;
using Passband.Cli.Terminal;
using Passband.Kernels;
using Passband.Networks.FeatureMaps;

namespace Passband.Cli.Output;

/// <summary>What was measured of maps, for people: a finding in words, then a row for each map.</summary>
internal static class FeaturesText
{
    public static void Write(FeatureFindings found, ToolHost host)
    {
        var names = string.Join(", ", found.Pictures.Select(p => Printable.Name(p.Name)));
        host.Text.WriteLine($"{Printable.Name(found.Model)}, {found.Place}, on {names} as {string.Join('×', found.Input.Shape)}");
        foreach (var stage in found.Stages)
        {
            host.Text.WriteLine();
            host.Text.WriteLine($"{stage.Words}: {stage.Maps.Channels} map{(stage.Maps.Channels == 1 ? "" : "s")} of {stage.Maps.Width}×{stage.Maps.Height}");
            foreach (var chance in stage.Chances)
                host.Text.WriteLine(chance.Sentence);
            if (stage.Chances.Any(c => c.Compared > 0))
                host.Text.WriteLine(LayerAgainstChance.Meaning);
            host.Text.WriteLine();
            var depth = ColorDepths.Of(host);
            if (depth == ColorDepth.Plain)
                PlainTable.Write(Table(found, stage), host.Text);
            else
                TerminalTable.Write(Table(found, stage), TerminalConsole.Create(host, depth));
        }
    }

    private static TableData Table(FeatureFindings found, FeatureStage stage)
    {
        var columns = ImmutableArray.CreateBuilder<TableColumn>();
        columns.Add(new("filter", Right: true, Narrow: "#"));
        if (!found.Names.IsEmpty)
            columns.Add(new("name", Wraps: true));
        foreach (var header in (string[])["min", "max", "mean", "std", "zero %", "above 0 %", "Moran's I"])
            columns.Add(new(header, Right: true));
        foreach (var chance in stage.Chances)
        {
            var word = chance.Kind == ChanceKind.ShuffledPixels ? "shuffled" : "redrawn";
            columns.Add(new($"{word} I", Right: true));
            columns.Add(new($"{word} q", Right: true));
        }
        return new TableData(columns.ToImmutable(), [.. found.Shown.Select(channel => Row(found, stage, channel))]);
    }

    private static ImmutableArray<string> Row(FeatureFindings found, FeatureStage stage, int channel)
    {
        var statistics = stage.Statistics[channel];
        var cells = ImmutableArray.CreateBuilder<string>();
        cells.Add(Cells.Number(channel, "0"));
        if (!found.Names.IsEmpty)
            cells.Add(found.NameOf(channel) ?? Cells.None);
        cells.AddRange(
            Value(statistics.Min), Value(statistics.Max), Value(statistics.Mean), Value(statistics.Deviation), Cells.Percent(statistics.Zeros), Cells.Percent(statistics.Positive));
        cells.Add(Cells.Number(statistics.Moran, "0.000"));
        foreach (var chance in stage.Chances)
        {
            var map = chance.Maps[channel];
            cells.Add(map is { Mean: { } mean, Deviation: { } deviation } ? $"{Cells.Number(mean, "0.000")} ± {Cells.Number(deviation, "0.000")}" : Cells.None);
            cells.Add(map.Q is { } q ? q < 0.001 ? "<0.001" : Cells.Number(q, "0.000") : Cells.None);
        }
        return cells.ToImmutable();
    }

    /// <summary>Four significant digits.</summary>
    private static string Value(double value) => value.ToString("G4", System.Globalization.CultureInfo.InvariantCulture);
}
