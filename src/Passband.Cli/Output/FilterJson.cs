using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Passband.Cli.Commands;
using Passband.Cli.Filtering;
using Passband.Explanations;
using Passband.Imaging.Pictures;
using Passband.Kernels;

namespace Passband.Cli.Output;

/// <summary>What <c>passband filter</c> did and found as a JSON document; what does not exist is null.</summary>
internal static class FilterJson
{
    private const string Schema = "passband.filter/1";

    /// <summary>Writes the document of one kernel.</summary>
    public static void Write(FilterReport report, Stream output) => Document(output, json =>
    {
        var result = report.Result;
        json.WriteStartObject("kernel");
        WriteSource(json, report.Source);
        WriteNumbers(json, "taps", [result.Task.Kernels[0].Height, result.Task.Kernels[0].Width]);
        WriteWords(json, report.Phrase?.Name, report.Phrase?.Words);
        WritePassband(json, report.Phrase);
        json.WriteEndObject();
        WritePicture(json, report.Picture);
        WriteSettings(json, result, report.Request);
        json.WriteStartObject("result");
        WriteResult(json, result);
        json.WriteEndObject();
        if (report.Image is { } image)
            WriteShown(json, report.Look, image.Scale, image.Caption);
        else
            json.WriteNull("shown");
        WriteNotes(json, report.Notes);
    });

    /// <summary>Writes the document of all filters of a layer.</summary>
    /// <param name="source">The layer.</param>
    /// <param name="picture">The picture.</param>
    /// <param name="request">How it was asked for.</param>
    /// <param name="filters">Of each filter its name, if it has one, and what came out.</param>
    /// <param name="first">What was laid over what, of the first filter.</param>
    /// <param name="notes">What a reader should know.</param>
    /// <param name="output">Takes the document.</param>
    public static void WriteAll(
        KernelSource source, Picture picture, FilterRequest request, IReadOnlyList<(string? Name, FilterStatistics Statistics)> filters, FilterResult first,
        IEnumerable<string> notes, Stream output) => Document(output, json =>
    {
        json.WriteStartObject("kernel");
        WriteSource(json, source);
        WriteNumbers(json, "taps", [first.Task.Kernels[0].Height, first.Task.Kernels[0].Width]);
        json.WriteEndObject();
        WritePicture(json, picture);
        WriteSettings(json, first, request);
        json.WriteStartArray("filters");
        for (var i = 0; i < filters.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("address", new KernelAddress(source.Layer!.Name, i).ToString());
            json.WriteString("name", filters[i].Name);
            WriteStatistics(json, filters[i].Statistics);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        WriteNotes(json, notes);
    });

    private static void Document(Stream output, Action<Utf8JsonWriter> write)
    {
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            write(json);
            json.WriteEndObject();
        }
        output.WriteByte((byte)'\n');
    }

    private static void WriteSource(Utf8JsonWriter json, KernelSource source)
    {
        json.WriteString("spec", source.Spec);
        json.WriteString("origin", source.Origin.ToString().ToLowerInvariant());
        json.WriteString("model", source.Net?.Name);
        json.WriteString("layer", source.Layer?.Name);
        WriteNumber(json, "filter", source.Filter);
        WriteNumber(json, "channel", source.Channel);
    }

    private static void WriteWords(Utf8JsonWriter json, string? name, string? words)
    {
        json.WriteString("name", name);
        json.WriteString("words", words);
    }

    private static void WritePassband(Utf8JsonWriter json, FilterDescription? phrase)
    {
        if (phrase?.Passband is not { } band)
        {
            json.WriteNull("passband");
            return;
        }
        json.WriteStartObject("passband");
        json.WriteString("kind", band.Kind);
        WriteNumber(json, "peak", band.Peak);
        WriteNumber(json, "lower", band.Lower);
        WriteNumber(json, "upper", band.Upper);
        WriteNumber(json, "wavevector", phrase.Orientation is { Oriented: true } orientation ? orientation.Wavevector : null);
        json.WriteEndObject();
    }

    private static void WritePicture(Utf8JsonWriter json, Picture picture)
    {
        json.WriteStartObject("picture");
        json.WriteString("name", picture.Name);
        json.WriteNumber("width", picture.Width);
        json.WriteNumber("height", picture.Height);
        json.WriteNumber("channels", picture.Planes.Length);
        json.WriteEndObject();
    }

    private static void WriteSettings(Utf8JsonWriter json, FilterResult result, FilterRequest request)
    {
        var options = result.Placement.Options;
        json.WriteStartArray("channels");
        foreach (var channel in result.Task.Channels)
            json.WriteStringValue(channel);
        json.WriteEndArray();
        json.WriteString("border", result.Placement.Border);
        WriteNumbers(json, "stride", [options.Stride.Y, options.Stride.X]);
        WriteNumbers(json, "dilation", [options.Dilation.Y, options.Dilation.X]);
        json.WriteString("light", request.Linear ? "linear" : "encoded");
        json.WriteString("scaling", request.Scaling?.Words ?? "samples 0 to 1");
    }

    private static void WriteResult(Utf8JsonWriter json, FilterResult result)
    {
        json.WriteNumber("planes", result.Planes.Length);
        json.WriteNumber("width", result.Planes[0].Width);
        json.WriteNumber("height", result.Planes[0].Height);
        WriteStatistics(json, result.Statistics);
    }

    private static void WriteStatistics(Utf8JsonWriter json, FilterStatistics statistics)
    {
        WriteNumber(json, "min", statistics.Minimum);
        WriteNumber(json, "max", statistics.Maximum);
        WriteNumber(json, "mean", statistics.Mean);
        WriteNumber(json, "std", statistics.Deviation);
        WriteNumber(json, "rms", statistics.Rms);
    }

    private static void WriteShown(Utf8JsonWriter json, FilterLook look, double scale, string caption)
    {
        json.WriteStartObject("shown");
        json.WriteString("view", FilterArguments.WordOf(look.View));
        WriteNumber(json, "scale", scale);
        json.WriteString("caption", caption);
        json.WriteEndObject();
    }

    private static void WriteNotes(Utf8JsonWriter json, IEnumerable<string> notes)
    {
        json.WriteStartArray("notes");
        foreach (var note in notes)
            json.WriteStringValue(Printable.Line(note));
        json.WriteEndArray();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, ReadOnlySpan<int> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double? number)
    {
        if (number is { } value && double.IsFinite(value))
            json.WriteNumber(name, Rounded(value));
        else
            json.WriteNull(name);
    }

    /// <summary>Six significant digits, as the explanation's document has them.</summary>
    private static double Rounded(double value) => double.Parse(value.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
