using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Passband.Cli.Hosting;
using Passband.Cli.Training;
using Passband.Kernels;

namespace Passband.Cli.Experiments;

/// <summary>How far a run is.</summary>
internal enum RunState
{
    /// <summary>Begun, and then going on or interrupted.</summary>
    Started,

    /// <summary>Done; not done again.</summary>
    Finished,

    /// <summary>Given up with a message; tried again at the next start.</summary>
    Failed,
}

/// <summary>What a folder of results remembers of one run: results/NAME.json.</summary>
internal sealed record RunRecord
{
    public const string SchemaName = "passband.experiment-run/1";

    private const int LargestFile = 64 << 20;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    public string Schema { get; init; } = SchemaName;

    public required string Name { get; init; }

    public required RunState State { get; init; }

    /// <summary>Why it failed; else null.</summary>
    public string? Message { get; init; }

    /// <summary>The settings that it was begun with.</summary>
    public required JsonElement Settings { get; init; }

    /// <summary>What came of it; null unless it is finished.</summary>
    public RunFigures? Figures { get; init; }

    public static RunRecord Of(ExperimentRun run, RunState state) => new() { Name = run.Name, State = state, Settings = Element(run.Settings) };

    /// <summary>Reads a record; null where there is none.</summary>
    /// <exception cref="PassbandException">The file cannot be read as one.</exception>
    public static RunRecord? Read(string path)
    {
        if (!File.Exists(path))
            return null;
        var where = Printable.Name(path);
        const string Remedy = "Remove the file to do the run again.";
        if (new FileInfo(path).Length > LargestFile)
            throw new PassbandException(ErrorKind.Format, where, $"more than {LargestFile >> 20} MB", "what an experiment remembers of a run", Remedy);
        try
        {
            using var stream = File.OpenRead(path);
            var record = JsonSerializer.Deserialize<RunRecord>(stream, Options);
            return record is { Schema: SchemaName, Settings.ValueKind: JsonValueKind.Object } && (record.State != RunState.Finished || record.Figures is { Layer.Kernels.IsDefault: false })
                ? record
                : throw new PassbandException(ErrorKind.Format, where, "another document", SchemaName, Remedy);
        }
        catch (JsonException e)
        {
            throw new PassbandException(ErrorKind.Format, where, "a damaged record of a run", SchemaName, Remedy, e);
        }
    }

    /// <summary>Writes the record in place of an older one.</summary>
    public void Write(string path) =>
        // Not stopped by Ctrl-C: what is finished is kept.
        AtomicFile.Write(path, force: true, stream => JsonSerializer.Serialize(stream, this, Options), CancellationToken.None);

    /// <summary>The setting that a run now has otherwise than when it was begun, in words; null where all are the same.</summary>
    public string? Change(ExperimentRun run)
    {
        var now = Element(run.Settings);
        if (JsonElement.DeepEquals(Settings, now))
            return null;
        var names = Settings.EnumerateObject().Concat(now.EnumerateObject()).Select(p => p.Name).Distinct();
        // Texts may differ in white space where values do not.
        var changed = names.First(n => !Settings.TryGetProperty(n, out var old) || !now.TryGetProperty(n, out var other) || !JsonElement.DeepEquals(old, other));
        return $"{Printable.Name(changed)} was {Printable.Name(Value(Settings, changed))}, now {Printable.Name(Value(now, changed))}";
    }

    private static string Value(JsonElement settings, string name) => settings.TryGetProperty(name, out var value) ? value.GetRawText() : "not given";

    private static JsonElement Element(TrainSettings settings)
    {
        using var document = JsonDocument.Parse(TrainSettingsJson.Write(settings));
        return document.RootElement.Clone();
    }
}
