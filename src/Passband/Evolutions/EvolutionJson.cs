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

    /// <summary>Writes one line about a training that is followed: compact UTF-8 with a line end.</summary>
    public static void WriteLine(WatchLine line, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        JsonSerializer.Serialize(stream, line, EvolutionJsonContext.Compact.WatchLine);
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

/// <summary>A line of <c>passband evolution --watch --json</c>.</summary>
/// <param name="Followed">A new checkpoint; null where the line is about something else.</param>
/// <param name="Skipped">A file that was left out; null where the line is about something else.</param>
/// <param name="Finished">Whether the run says that it is finished; such a line is the last.</param>
public sealed record WatchLine(FollowedMoment? Followed, SkippedCheckpoint? Skipped, bool Finished)
{
    /// <summary>Name and version of the lines.</summary>
    public const string SchemaName = "passband.evolution-watch/1";

    /// <summary>Always <see cref="SchemaName"/>.</summary>
    [JsonPropertyOrder(-1)]
    public string Schema { get; init; } = SchemaName;
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(KernelEvolution))]
[JsonSerializable(typeof(WatchLine))]
internal sealed partial class EvolutionJsonContext : JsonSerializerContext
{
    /// <summary>Camel case, indented; ° and × stay as they are, because the document is a file or a pipe, never part of a page.</summary>
    public static EvolutionJsonContext Readable { get; } = new(CamelCase(indented: true));

    /// <summary>The same on one line.</summary>
    public static EvolutionJsonContext Compact { get; } = new(CamelCase(indented: false));

    private static JsonSerializerOptions CamelCase(bool indented) => new()
    {
        WriteIndented = indented,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new SharesConverter(), new SignificantDigitsConverter() },
    };
}
