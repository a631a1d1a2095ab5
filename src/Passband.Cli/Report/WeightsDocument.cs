using System.Collections.Immutable;
using System.Globalization;
using System.Numerics.Tensors;
using System.Text.Json;
using Passband.Cli.Output;
using Passband.Explanations;
using Passband.Kernels;
using Passband.Models;

namespace Passband.Cli.Report;

/// <summary>
/// The second document of a page, <c>passband.report/1</c>: the weights, profiles and fitted patterns of the filters that its explanation lists, as base64 of
/// little-endian float32, because numbers in JSON take three times the room.
/// </summary>
internal static class WeightsDocument
{
    private const string SchemaName = "passband.report/1";

    /// <summary>Writes the document. It holds no character that means something in HTML.</summary>
    /// <param name="content">What the page shows.</param>
    /// <param name="net">The network that was explained, for its weights.</param>
    /// <param name="tool">Name and version of the tool.</param>
    /// <param name="output">Takes UTF-8.</param>
    public static void Write(ReportContent content, ConvNet net, string tool, Stream output)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = ExplanationJson.PageEncoder });
        json.WriteStartObject();
        json.WriteString("schema", SchemaName);
        json.WriteString("tool", tool);
        json.WriteStartArray("notes");
        foreach (var note in content.Notes)
            json.WriteStringValue(note);
        json.WriteEndArray();
        json.WriteStartArray("layers");
        foreach (var layer in content.Explanation.Layers)
        {
            if (layer.Filters is { } filters)
                WriteLayer(layer.Index, filters, net.Layers[layer.Index].Bank, json);
            json.Flush();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteLayer(int index, ImmutableArray<FilterDescription> filters, KernelBank bank, Utf8JsonWriter json)
    {
        var shape = bank.Shape;
        int[] numbers = [.. filters.Select(Number)];
        json.WriteStartObject();
        json.WriteNumber("index", index);
        WriteNumbers("size", [shape.Channels, shape.Depth, shape.Height, shape.Width], json);
        WriteNumbers("filters", numbers, json);
        json.WriteNumber("largest", Math.Abs(TensorPrimitives.MaxMagnitude(bank.Weights)));
        WriteFloats("weights", (long)numbers.Length * shape.FilterLength, stream =>
        {
            foreach (var number in numbers)
                FloatBytes.Write(bank.Filter(number), stream);
        }, json);
        WriteFloats("profiles", (long)filters.Length * shape.Height * shape.Width, stream =>
        {
            foreach (var filter in filters)
                FloatBytes.Write(filter.Patterns is { } patterns ? Scaled(patterns.Profile, patterns.Norm) : new float[shape.Height * shape.Width], stream);
        }, json);
        WriteFloats("patterns", filters.Sum(f => (long)(f.Patterns?.Candidates.Length ?? 0)) * shape.Height * shape.Width, stream =>
        {
            foreach (var patterns in filters.Select(f => f.Patterns).OfType<FilterPatterns>())
            {
                foreach (var candidate in patterns.Candidates)
                    FloatBytes.Write(Scaled(candidate, patterns.Norm), stream);
            }
        }, json);
        json.WriteEndObject();
    }

    /// <summary>The number at the end of an address; the layer's name before it may hold anything.</summary>
    private static int Number(FilterDescription filter) => int.Parse(ExplanationView.FilterNumber(filter), NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>A pattern on the scale of the weights.</summary>
    private static float[] Scaled(ImmutableArray<float> pattern, double norm) => [.. pattern.Select(value => (float)(norm * value))];

    private static void WriteNumbers(string name, int[] values, Utf8JsonWriter json)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteNumberValue(value);
        json.WriteEndArray();
    }

    private static void WriteFloats(string name, long count, Action<Stream> write, Utf8JsonWriter json)
    {
        using var bytes = new MemoryStream(checked((int)(count * sizeof(float))));
        write(bytes);
        json.WriteBase64String(name, bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }
}
