using System.Text.Encodings.Web;
using System.Text.Json;
using Passband.Kernels;

namespace Passband.Cli.Output;

/// <summary>The convolutions of a file as a JSON document; what a file without a graph does not tell is null.</summary>
internal static class LayersJson
{
    private const string Schema = "passband.layers/1";

    public static void Write(ConvNet net, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            json.WriteStartObject("model");
            json.WriteString("path", net.Name);
            json.WriteString("format", net.Format);
            json.WriteString("sha256", net.Sha256);
            json.WriteBoolean("graph", net.HasGraph);
            json.WriteStartArray("assumptions");
            foreach (var assumption in net.Assumptions)
                json.WriteStringValue(assumption);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteStartArray("layers");
            foreach (var layer in net.Layers)
                WriteLayer(json, layer, net.HasGraph);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        output.WriteByte((byte)'\n');
    }

    private static void WriteLayer(Utf8JsonWriter json, ConvLayer layer, bool hasGraph)
    {
        var rank = layer.Bank.Shape.Rank;
        json.WriteStartObject();
        json.WriteNumber("index", layer.Index);
        json.WriteString("name", layer.Name);
        json.WriteString("operator", layer.Operator.ToString().ToLowerInvariant());
        WriteNumbers(json, "shape", layer.Bank.Shape.ToArray());
        WriteNumbers(json, "stride", hasGraph ? layer.Stride.ToArray(rank) : null);
        WriteNumbers(json, "dilation", hasGraph ? layer.Dilation.ToArray(rank) : null);
        json.WriteNumber("groups", layer.Groups);
        if (layer.Padding is { } padding)
        {
            json.WriteStartObject("padding");
            json.WriteString("mode", padding.Mode);
            WriteNumbers(json, "begin", padding.Begin);
            WriteNumbers(json, "end", padding.End);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("padding");
        }
        json.WriteString("input", layer.Input.ToString().ToLowerInvariant());
        json.WriteStartArray("folded");
        foreach (var step in layer.Folded)
            json.WriteStringValue(step);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IEnumerable<int>? numbers)
    {
        if (numbers is null)
        {
            json.WriteNull(name);
            return;
        }
        json.WriteStartArray(name);
        foreach (var number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }
}
