using System.Text.Encodings.Web;
using System.Text.Json;
using Passband.Cli.Experiments;
using Passband.Cli.Hosting;

namespace Passband.Cli.Output;

/// <summary>A set over its seeds as a JSON document; what does not exist is null.</summary>
internal static class ExperimentJson
{
    private const string Schema = "passband.experiment/1";

    public static void Write(ExperimentSummary summary, string folder, ToolHost host)
    {
        host.Text.Flush();
        using (var json = new Utf8JsonWriter(host.Output, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            json.WriteString("name", summary.Experiment.Name);
            json.WriteString("description", summary.Experiment.Description);
            json.WriteString("folder", folder);
            json.WriteNumber("runs", summary.Experiment.Runs.Length);
            json.WriteNumber("finished", summary.Finished);
            json.WriteStartArray("varying");
            foreach (var setting in summary.Experiment.Varying)
                json.WriteStringValue(setting.Name);
            json.WriteEndArray();
            json.WriteStartArray("groups");
            foreach (var group in summary.Groups)
                WriteGroup(json, group, summary.Experiment);
            json.WriteEndArray();
            json.WriteStartArray("energy");
            foreach (var (first, second, spread) in summary.BetweenGroups)
            {
                json.WriteStartObject();
                json.WriteString("first", first);
                json.WriteString("second", second);
                WriteSpread(json, "correlation", spread);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("failures");
            foreach (var failure in summary.Failures)
            {
                json.WriteStartObject();
                json.WriteString("run", failure.Run.Name);
                json.WriteString("message", failure.Record.Message);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        host.Output.WriteByte((byte)'\n');
        host.Output.Flush();
    }

    private static void WriteGroup(Utf8JsonWriter json, GroupSummary group, Experiment experiment)
    {
        json.WriteStartObject();
        json.WriteString("name", group.Name);
        json.WriteStartObject("settings");
        foreach (var setting in experiment.Varying)
        {
            json.WritePropertyName(setting.Name);
            if (group.Rows[0].Run.Values.TryGetValue(setting, out var value))
                Setting.Write(json, value);
            else
                json.WriteNullValue();
        }
        json.WriteEndObject();
        json.WriteStartArray("seeds");
        foreach (var row in group.Rows)
            json.WriteNumberValue(row.Run.Settings.Seed);
        json.WriteEndArray();
        json.WriteNumber("finished", group.Finished);
        json.WriteNumber("failed", group.Failed);
        json.WriteStartObject("figures");
        foreach (var (name, spread) in group.Figures)
            WriteSpread(json, name, spread);
        json.WriteEndObject();
        json.WriteStartObject("energy");
        WriteSpread(json, "betweenSeeds", group.BetweenSeeds);
        WriteSpread(json, "withUntrained", group.WithUntrained);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteSpread(Utf8JsonWriter json, string name, Spread? spread)
    {
        if (spread is null)
        {
            json.WriteNull(name);
            return;
        }
        json.WriteStartObject(name);
        json.WriteNumber("mean", Math.Round(spread.Mean, 6));
        json.WriteNumber("min", Math.Round(spread.Min, 6));
        json.WriteNumber("max", Math.Round(spread.Max, 6));
        json.WriteNumber("runs", spread.Count);
        json.WriteEndObject();
    }
}
