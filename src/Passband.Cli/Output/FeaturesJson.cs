using System.Text.Encodings.Web;
using System.Text.Json;
using Passband.Cli.Hosting;
using Passband.Networks.FeatureMaps;

namespace Passband.Cli.Output;

/// <summary>What was measured of maps as a JSON document; what does not exist is null.</summary>
internal static class FeaturesJson
{
    private const string Schema = "passband.features/1";

    public static void Write(FeatureFindings found, ToolHost host)
    {
        host.Text.Flush();
        using (var json = new Utf8JsonWriter(host.Output, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            json.WriteString("model", found.Model);
            WriteLayer(json, found);
            json.WriteStartArray("pictures");
            foreach (var picture in found.Pictures)
            {
                json.WriteStartObject();
                json.WriteString("name", picture.Name);
                json.WriteNumber("width", picture.Width);
                json.WriteNumber("height", picture.Height);
                WriteTexts(json, "notes", picture.Notes);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartObject("input");
            json.WriteString("name", found.Input.Name);
            WriteNumbers(json, "shape", found.Input.Shape);
            json.WriteStartArray("preprocessing");
            foreach (var setting in found.Plan.Settings)
            {
                json.WriteStartObject();
                json.WriteString("name", setting.Name);
                json.WriteString("value", setting.Value);
                json.WriteString("source", setting.Source);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteStartArray("stages");
            foreach (var stage in found.Stages)
                WriteStage(json, found, stage);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        host.Output.WriteByte((byte)'\n');
        host.Output.Flush();
    }

    private static void WriteLayer(Utf8JsonWriter json, FeatureFindings found)
    {
        if (found.Layer is not { } layer)
        {
            json.WriteNull("layer");
            return;
        }
        json.WriteStartObject("layer");
        json.WriteNumber("index", layer.Index);
        json.WriteString("name", layer.Name);
        json.WriteString("operator", layer.Operator.ToString().ToLowerInvariant());
        WriteNumbers(json, "shape", layer.Bank.Shape.ToArray());
        json.WriteEndObject();
    }

    private static void WriteStage(Utf8JsonWriter json, FeatureFindings found, FeatureStage stage)
    {
        json.WriteStartObject();
        json.WriteString("stage", stage.Maps.Stage.ToString().ToLowerInvariant());
        json.WriteString("value", stage.Maps.Name);
        json.WriteString("activation", stage.Activation);
        WriteNumbers(json, "shape", stage.Maps.Shape);
        json.WriteStartArray("chances");
        foreach (var chance in stage.Chances)
        {
            json.WriteStartObject();
            json.WriteString("kind", KindOf(chance.Kind));
            json.WriteNumber("draws", chance.Draws);
            json.WriteNumber("seed", found.Seed);
            json.WriteNumber("compared", chance.Compared);
            json.WriteNumber("smoother", chance.Smoother);
            json.WriteNumber("sharper", chance.Sharper);
            json.WriteString("sentence", chance.Sentence);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("maps");
        foreach (var channel in found.Shown)
            WriteMap(json, found, stage, channel);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteMap(Utf8JsonWriter json, FeatureFindings found, FeatureStage stage, int channel)
    {
        var statistics = stage.Statistics[channel];
        json.WriteStartObject();
        json.WriteNumber("filter", channel);
        json.WriteString("name", found.NameOf(channel));
        WriteNumber(json, "min", statistics.Min);
        WriteNumber(json, "max", statistics.Max);
        WriteNumber(json, "mean", statistics.Mean);
        WriteNumber(json, "std", statistics.Deviation);
        WriteNumber(json, "zeros", statistics.Zeros);
        WriteNumber(json, "positive", statistics.Positive);
        WriteNumber(json, "moran", statistics.Moran);
        foreach (var kind in Enum.GetValues<ChanceKind>())
        {
            if (stage.Against(kind, channel) is not { } map)
            {
                json.WriteNull(KindOf(kind));
                continue;
            }
            json.WriteStartObject(KindOf(kind));
            WriteNumber(json, "mean", map.Mean);
            WriteNumber(json, "std", map.Deviation);
            WriteNumber(json, "p", map.RankP);
            WriteNumber(json, "pooledP", map.PooledP);
            WriteNumber(json, "q", map.Q);
            json.WriteString("side", map.Side.ToString().ToLowerInvariant());
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static string KindOf(ChanceKind kind) => kind == ChanceKind.ShuffledPixels ? "shuffled" : "redrawn";

    private static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IEnumerable<int> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
