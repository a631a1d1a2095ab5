using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Passband.Explanations;

namespace Passband.Checks;

/// <summary>A report as a JSON document: stable key order, invariant numbers with six significant digits, null for what does not exist.</summary>
public static class CheckJson
{
    private const string SchemaResource = "Passband.Checks.check-schema.json";

    /// <summary>Writes the document as indented UTF-8, with a line end after it.</summary>
    public static void Write(CheckReport report, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        JsonSerializer.Serialize(stream, report, CheckJsonContext.Readable.CheckReport);
        stream.WriteByte((byte)'\n');
    }

    /// <summary>The JSON Schema (draft 7) of the document.</summary>
    public static string Schema() => Resource(SchemaResource);

    internal static string Resource(string name)
    {
        using var stream = typeof(CheckJson).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The resource {name} is missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(CheckReport))]
internal sealed partial class CheckJsonContext : JsonSerializerContext
{
    /// <summary>Camel case, indented; ° and × stay as they are, because the document is a file or a pipe, never part of a page.</summary>
    public static CheckJsonContext Readable { get; } = new(new JsonSerializerOptions
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new JsonStringEnumConverter<CheckKind>(JsonNamingPolicy.CamelCase), new JsonStringEnumConverter<CheckOutcome>(JsonNamingPolicy.CamelCase),
            new SignificantDigitsConverter(),
        },
    });
}
