using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Passband.Kernels;

namespace Passband.Cli.Training;

/// <summary>Settings as a JSON object. What is null or empty is left out, so that equal settings are equal texts.</summary>
internal static class TrainSettingsJson
{
    /// <summary>How settings, and documents that hold settings, are written.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutEmpty } },
    };

    /// <summary>The same in one line.</summary>
    public static JsonSerializerOptions Compact { get; } = new(Options) { WriteIndented = false };

    /// <summary>The settings as text.</summary>
    public static string Write(TrainSettings settings) => JsonSerializer.Serialize(settings, Options);

    /// <summary>Writes the object where a value is expected.</summary>
    public static void Write(TrainSettings settings, Utf8JsonWriter json) => JsonSerializer.Serialize(json, settings, Options);

    /// <summary>Reads settings and checks them (<see cref="TrainSettingsCheck"/>).</summary>
    /// <param name="element">The object.</param>
    /// <param name="where">The file, and the place in it, for messages.</param>
    /// <exception cref="PassbandException">A name is unknown, a value of the wrong kind, or settings exclude each other.</exception>
    public static TrainSettings Read(JsonElement element, string where)
    {
        TrainSettings? settings;
        try
        {
            settings = element.Deserialize<TrainSettings>(Options);
        }
        catch (JsonException e)
        {
            var place = e.Path is { Length: > 2 } path ? $" at {path[2..]}" : "";
            throw new PassbandException(
                ErrorKind.Format, where, $"no settings of a training{place}", "names and values of `passband train --help`, e.g. \"weightDecay\": 0.001", null, e);
        }
        if (settings is null)
            throw new PassbandException(ErrorKind.Format, where, "null", "an object with settings of a training");
        TrainSettingsCheck.Check(settings, where, ErrorKind.Format);
        return settings;
    }

    private static void LeaveOutEmpty(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.PropertyType == typeof(ImmutableArray<string>))
                property.ShouldSerialize = (_, value) => value is ImmutableArray<string> { IsDefaultOrEmpty: false };
            else if (property.PropertyType == typeof(ImmutableArray<double>))
                property.ShouldSerialize = (_, value) => value is ImmutableArray<double> { IsDefaultOrEmpty: false };
            else if (property.PropertyType == typeof(bool))
                property.ShouldSerialize = (_, value) => value is true;
        }
    }
}
