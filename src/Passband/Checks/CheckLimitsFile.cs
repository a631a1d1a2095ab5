using System.Collections.Immutable;
using System.Text.Json;
using Passband.Kernels;

namespace Passband.Checks;

/// <summary>
/// Limits from a JSON file, e.g. <c>{ "dead": "5%", "noise": null, "layers": { "conv1": { "noise": 0.2 } } }</c>. Keys are those of the kinds; a value is a share
/// from 0 to 1, a percentage, or null for "not checked". Comments and commas at the end are allowed, unknown keys are not.
/// </summary>
public static class CheckLimitsFile
{
    private const string SchemaResource = "Passband.Checks.limits-schema.json";
    private const string LayersKey = "layers";

    /// <summary>The key by which editors find the schema.</summary>
    private const string SchemaKey = "$schema";

    /// <summary>Limits are a few lines; whatever is larger is another file given by mistake.</summary>
    private const int MostBytes = 1 << 20;

    private static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
    };

    /// <summary>Opens a file of limits.</summary>
    /// <exception cref="PassbandException">The file is missing or cannot be read, or its content is not what is described above.</exception>
    public static CheckLimits Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        byte[] bytes;
        try
        {
            using var file = File.OpenRead(path);
            bytes = new byte[MostBytes + 1];
            Array.Resize(ref bytes, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new PassbandException(
                ErrorKind.Unreadable, path, e is FileNotFoundException or DirectoryNotFoundException ? "no such file" : $"cannot be read ({e.Message.TrimEnd('.')})",
                "a JSON file of limits", null, e);
        }
        return Read(path, bytes);
    }

    /// <summary>Reads limits; what the text does not mention keeps its default.</summary>
    /// <param name="name">What to call the text in errors.</param>
    /// <param name="json">UTF-8.</param>
    /// <exception cref="PassbandException">The content is not what is described above.</exception>
    public static CheckLimits Read(string name, ReadOnlyMemory<byte> json)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (json.Length > MostBytes)
            throw Wrong(name, "more than 1 MiB", "a small JSON file of limits");
        ReadOnlySpan<byte> byteOrderMark = [0xEF, 0xBB, 0xBF];
        if (json.Span.StartsWith(byteOrderMark))
            json = json[byteOrderMark.Length..];
        try
        {
            using var document = JsonDocument.Parse(json, Lenient);
            return Read(name, document.RootElement);
        }
        catch (JsonException e)
        {
            var place = e.LineNumber is { } line ? $" at line {line + 1}, byte {e.BytePositionInLine + 1}" : "";
            throw new PassbandException(ErrorKind.Request, name, $"not JSON{place}, or a key that stands twice", "{ \"dead\": 0.05, … }", null, e);
        }
    }

    /// <summary>The JSON Schema (draft 7) of a file of limits.</summary>
    public static string Schema() => CheckJson.Resource(SchemaResource);

    private static CheckLimits Read(string name, JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw Wrong(name, Describe(root), "an object such as { \"dead\": 0.05 }");
        var limits = CheckLimits.Default;
        foreach (var property in root.EnumerateObject())
        {
            if (property.Name == LayersKey)
                limits = limits with { Layers = ReadLayers($"{name} → {LayersKey}", property.Value) };
            else if (property.Name != SchemaKey)
                limits = limits.With(Kind(name, property.Name, LayersKey), Limit(name, property));
        }
        return limits;
    }

    private static ImmutableArray<LayerLimits> ReadLayers(string where, JsonElement layers)
    {
        if (layers.ValueKind != JsonValueKind.Object)
            throw Wrong(where, Describe(layers), "an object such as { \"conv1\": { \"noise\": 0.2 } }");
        var read = ImmutableArray.CreateBuilder<LayerLimits>();
        foreach (var layer in layers.EnumerateObject())
        {
            var place = $"{where} → {Printable.Name(layer.Name)}";
            if (layer.Value.ValueKind != JsonValueKind.Object)
                throw Wrong(place, Describe(layer.Value), "an object such as { \"noise\": 0.2 }");
            read.Add(new LayerLimits(
                layer.Name, layer.Value.EnumerateObject().ToImmutableSortedDictionary(p => Kind(place, p.Name), p => Limit(place, p))));
        }
        return read.ToImmutable();
    }

    private static CheckKind Kind(string where, string key, params string[] others) =>
        CheckKinds.Parse(key) ?? throw Wrong(where, $"unknown key '{Printable.Name(key)}'", $"one of {string.Join(", ", CheckKinds.All.Select(k => k.Key()).Concat(others))}");

    private static double? Limit(string where, JsonProperty property)
    {
        var kind = CheckKinds.Parse(property.Name)!.Value;
        double? limit = null;
        var isLimit = property.Value.ValueKind switch
        {
            JsonValueKind.Null => CheckLimits.IsLimit(kind, null),
            JsonValueKind.Number => property.Value.TryGetDouble(out var number) && CheckLimits.IsLimit(kind, limit = number),
            JsonValueKind.String when property.Value.GetString()!.EndsWith('%') => CheckLimits.TryParse(kind, property.Value.GetString()!, out limit),
            _ => false,
        };
        return isLimit ? limit : throw Wrong(
            $"{where} → {property.Name}", Describe(property.Value),
            kind == CheckKind.NonFinite ? CheckLimits.Expected(kind) : "a share from 0 to 1, a percentage such as \"5%\", or null for no limit");
    }

    private static string Describe(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        _ => Printable.Name(element.GetRawText()),
    };

    private static PassbandException Wrong(string where, string found, string expected) => new(ErrorKind.Request, where, found, expected);
}
