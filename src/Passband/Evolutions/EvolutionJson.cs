using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Passband.Explanations;

namespace Passband.Evolutions;

/// <summary>The evolution as a JSON document: stable key order, invariant numbers with six significant digits, null for what does not exist.</summary>
public static class EvolutionJson
{
    private const string SchemaResource = "Passband.Evolutions.evolution-schema.json";

    /// <summary>Writes the document as indented UTF-8, with a line end after it.</summary>
    public static void Write(KernelEvolution evolution, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        JsonSerializer.Serialize(stream, evolution, EvolutionJsonContext.Readable.KernelEvolution);
        stream.WriteByte((byte)'\n');
    }

    /// <summary>The JSON Schema (draft 7) of the document.</summary>
    public static string Schema()
    {
        using var stream = typeof(EvolutionJson).Assembly.GetManifestResourceStream(SchemaResource)
            ?? throw new InvalidOperationException($"The resource {SchemaResource} is missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(KernelEvolution))]
internal sealed partial class EvolutionJsonContext : JsonSerializerContext
{
    /// <summary>Camel case, indented; ° and × stay as they are, because the document is a file or a pipe, never part of a page.</summary>
    public static EvolutionJsonContext Readable { get; } = new(new JsonSerializerOptions
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new SharesConverter(), new SignificantDigitsConverter() },
    });
}
