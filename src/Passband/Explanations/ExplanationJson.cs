using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Passband.Explanations;

/// <summary>The explanation as a JSON document: stable key order, invariant numbers with six significant digits, null for what does not exist.</summary>
public static class ExplanationJson
{
    private const string SchemaResource = "Passband.Explanations.explain-schema.json";

    /// <summary>Writes the document as indented UTF-8, with a line end after it.</summary>
    public static void Write(NetworkExplanation explanation, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        JsonSerializer.Serialize(stream, explanation, ExplanationJsonContext.Readable.NetworkExplanation);
        stream.WriteByte((byte)'\n');
    }

    /// <summary>
    /// What makes JSON safe inside an HTML script element, whatever its strings hold: &lt;, &gt; and &amp; are written as escapes, so that nothing ends the element
    /// or begins a comment, and so are quotes, control characters and line separators.
    /// </summary>
    public static JavaScriptEncoder PageEncoder { get; } = JavaScriptEncoder.Create(UnicodeRanges.All);

    /// <summary>Writes the same document without spaces or line ends, safe inside an HTML script element (<see cref="PageEncoder"/>).</summary>
    public static void WriteForPage(NetworkExplanation explanation, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        JsonSerializer.Serialize(stream, explanation, ExplanationJsonContext.ForPage.NetworkExplanation);
    }

    /// <summary>The JSON Schema (draft 7) of the document.</summary>
    public static string Schema()
    {
        using var stream = typeof(ExplanationJson).Assembly.GetManifestResourceStream(SchemaResource)
            ?? throw new InvalidOperationException($"The resource {SchemaResource} is missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(NetworkExplanation))]
internal sealed partial class ExplanationJsonContext : JsonSerializerContext
{
    /// <summary>Camel case, indented; ° and × stay as they are, because the document is a file or a pipe, never part of a page.</summary>
    public static ExplanationJsonContext Readable { get; } = new(CamelCase(indented: true, JavaScriptEncoder.UnsafeRelaxedJsonEscaping));

    /// <summary>Camel case, compact, and safe inside a page.</summary>
    public static ExplanationJsonContext ForPage { get; } = new(CamelCase(indented: false, ExplanationJson.PageEncoder));

    private static JsonSerializerOptions CamelCase(bool indented, JavaScriptEncoder encoder) => new()
    {
        WriteIndented = indented,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = encoder,
        Converters = { new SharesConverter(), new SignificantDigitsConverter() },
    };
}

/// <summary>Shares as an object, in their order: { "gabor": 0.5, "edge": 0.25 }.</summary>
internal sealed class SharesConverter : JsonConverter<ImmutableArray<Share>>
{
    public override ImmutableArray<Share> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return [.. document.RootElement.EnumerateObject().Select(p => new Share(p.Name, p.Value.GetDouble()))];
    }

    public override void Write(Utf8JsonWriter writer, ImmutableArray<Share> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var share in value)
        {
            writer.WritePropertyName(share.Key);
            SignificantDigitsConverter.WriteNumber(writer, share.Value);
        }
        writer.WriteEndObject();
    }
}

/// <summary>Numbers with six significant digits: float32 weights know no more, and documents stay readable.</summary>
internal sealed class SignificantDigitsConverter : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => WriteNumber(writer, value);

    public static void WriteNumber(Utf8JsonWriter writer, double value)
    {
        if (!double.IsFinite(value))
            throw new InvalidOperationException("A measurement that does not exist must be null, not NaN or infinite.");
        writer.WriteRawValue(value.ToString("G6", CultureInfo.InvariantCulture));
    }
}
