using System.Text.Json;
using Passband.Kernels;

namespace Passband.Cli.Training;

/// <summary>Reads and writes run.json.</summary>
internal static class RunJson
{
    /// <summary>Far more than any run has to say, with a thousand classes and notes.</summary>
    public const int MostBytes = 4 << 20;

    /// <summary>Writes the document, with a line end after it.</summary>
    public static void Write(RunDocument run, Stream stream)
    {
        JsonSerializer.Serialize(stream, run, TrainSettingsJson.Options);
        stream.WriteByte((byte)'\n');
    }

    /// <summary>Reads a document, and checks all in it that is relied on.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="path">What to call it.</param>
    /// <exception cref="PassbandException">It is no document of a run, of a later version, or damaged.</exception>
    public static RunDocument Read(ReadOnlySpan<byte> bytes, string path)
    {
        RunDocument? run;
        try
        {
            var reader = new Utf8JsonReader(bytes);
            using (var document = JsonDocument.ParseValue(ref reader))
                CheckSchema(document.RootElement, path);
            run = JsonSerializer.Deserialize<RunDocument>(bytes, TrainSettingsJson.Options);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw Damaged(path, $"not the document of a run ({e.Message.TrimEnd('.')})", e);
        }
        if (run is null or { Asked: null } or { Settings: null } or { Data: null } or { Network: null } or { Machine: null } or { Passband: null } or { Command: null })
            throw Damaged(path, "parts of the document are missing");
        if (run.Asked.Data is null || run.Settings.Data is null || run.Settings.Batch is null || run.Asked.Frozen.Any(f => f is null) || run.Settings.Frozen.Any(f => f is null))
            throw Damaged(path, "parts of the settings are missing");
        // Pictures without labels have no classes, and lists without anything in them are not written.
        if (run.Data.Classes.IsDefault)
            run = run with { Data = run.Data with { Classes = [] } };
        if (run.Data.Name is null || run.Data.Fingerprint is null || run.Network.Name is null || run.Machine.Processor is null || run.Machine.Libtorch is null)
            throw Damaged(path, "parts of the data, the network or the machine are missing");
        if (run.Steps is < 1 or > TrainSettingsCheck.MostSteps || run.Step < 0 || run.Step > run.Steps || !double.IsFinite(run.Seconds) || run.Seconds < 0 || run.Finished && run.Result is null)
            throw Damaged(path, $"step {run.Step} of {run.Steps}, {(run.Finished ? "finished" : "not finished")}, which cannot be");
        TrainSettingsCheck.Check(run.Asked, $"{path} → asked", ErrorKind.Format);
        TrainSettingsCheck.Check(run.Settings, $"{path} → settings", ErrorKind.Format);
        return run;
    }

    private static void CheckSchema(JsonElement root, string path)
    {
        var schema = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("schema", out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : null;
        if (schema == RunDocument.CurrentSchema)
            return;
        throw new PassbandException(
            ErrorKind.Format, path, schema is null ? "JSON that is not of a run of passband" : $"the schema \"{Printable.Name(schema)}\"", $"\"{RunDocument.CurrentSchema}\"",
            schema?.StartsWith("passband.run/", StringComparison.Ordinal) == true ? "A later version of passband wrote it; use that one." : "It is another program's folder; name a run of `passband train`.");
    }

    private static PassbandException Damaged(string path, string found, Exception? inner = null) =>
        new(ErrorKind.Format, path, found, null, "It was changed or damaged. Its network.onnx can still be explained; train again with another folder.", inner);
}
