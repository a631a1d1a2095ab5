using System.Text.Encodings.Web;
using System.Text.Json;
using Passband.Kernels;
using Passband.Synthesis;

namespace Passband.Cli.Output;

/// <summary>The true answers of synthesized filters as a JSON document; numbers with all their digits, so that a kernel can be made again from them.</summary>
internal static class SynthJson
{
    private const string Schema = "passband.synth/1";

    /// <summary>Writes the document.</summary>
    /// <param name="name">What the layer is called in the file that holds the weights.</param>
    /// <param name="options">What was asked for.</param>
    /// <param name="layer">What was made.</param>
    /// <param name="output">Takes the document.</param>
    public static void Write(string name, SynthOptions options, SynthLayer layer, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            WriteLayer(json, name, layer.Net.Layers[0]);
            json.WriteNumber("seed", options.Seed);
            WriteNumber(json, "snrDb", options.Noise.SnrDb);
            json.WriteString("quantization", options.Noise.Quantize8 ? "int8" : null);
            json.WriteString("distribution", options.Shape is null ? options.Distribution.ToString().ToLowerInvariant() : null);
            json.WriteStartArray("filters");
            for (var i = 0; i < layer.Filters.Length; i++)
                WriteFilter(json, new KernelAddress(name, i), layer.Filters[i]);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        output.WriteByte((byte)'\n');
    }

    private static void WriteLayer(Utf8JsonWriter json, string name, ConvLayer layer)
    {
        json.WriteStartObject("layer");
        json.WriteString("name", name);
        json.WriteStartArray("shape");
        foreach (var dimension in layer.Bank.Shape.ToArray())
            json.WriteNumberValue(dimension);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteFilter(Utf8JsonWriter json, KernelAddress address, SynthFilter filter)
    {
        json.WriteStartObject();
        json.WriteString("address", address.ToString());
        json.WriteString("name", filter.Name);
        json.WriteStartArray("names");
        foreach (var name in filter.Names)
            json.WriteStringValue(name);
        json.WriteEndArray();
        json.WriteString("shape", filter.Kernel is { } kernel ? SynthNames.Of(kernel.Shape) : null);
        WriteParameters(json, filter.Kernel);
        WriteColor(json, filter.Kernel?.Color);
        json.WriteEndObject();
    }

    private static void WriteParameters(Utf8JsonWriter json, SynthKernel? kernel)
    {
        if (kernel is null)
        {
            json.WriteNull("parameters");
            return;
        }
        json.WriteStartObject("parameters");
        foreach (var (name, value) in SynthParameters.Of(kernel))
            json.WriteNumber(name, value);
        json.WriteEndObject();
    }

    private static void WriteColor(Utf8JsonWriter json, (double Red, double Green, double Blue)? color)
    {
        if (color is not { } weights)
        {
            json.WriteNull("color");
            return;
        }
        json.WriteStartObject("color");
        json.WriteString("axis", SynthColors.NameOf(weights));
        json.WriteStartArray("weights");
        json.WriteNumberValue(weights.Red);
        json.WriteNumberValue(weights.Green);
        json.WriteNumberValue(weights.Blue);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>No noise at all is null: JSON has no infinity.</summary>
    private static void WriteNumber(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumber(name, value);
        else
            json.WriteNull(name);
    }
}
