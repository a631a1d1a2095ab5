using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text.Json;
using Passband.Kernels;

namespace Passband.Imaging.Movies.Pages;

/// <summary>
/// The data of a page, <c>passband.movie/1</c>: weights as base64 of little-endian 16-bit numbers, 32767 for the largest |w| of the movie, as they only color squares.
/// </summary>
internal static class EvolutionDocument
{
    /// <summary>The most weights of a page, all moments together: 11 MB as text. Of more, the first filters are shown.</summary>
    public const long MostWeights = 4L << 20;

    private const string SchemaName = "passband.movie/1";

    /// <summary>Filters of a layer that a page has room for, at least 1.</summary>
    public static int FiltersShown(BankShape shape, int moments) => (int)Math.Clamp(MostWeights / ((long)moments * shape.FilterLength), 1, shape.Filters);

    /// <summary>Writes the document. It holds no character that means something in HTML.</summary>
    public static void Write(MovieContent content, ImmutableArray<MovieMoment> moments, MovieOptions options, Stream output)
    {
        var layer = moments[0].Layer;
        var shape = layer.Bank.Shape;
        var filters = FiltersShown(shape, moments.Length);
        var largest = moments.Max(m => KernelRaster.Largest(m.Layer.Bank.Weights[..(filters * shape.FilterLength)]));
        var names = moments.SelectMany(m => m.Kernels).Select(k => k.Name).Distinct().OrderBy(NameColors.Rank).ThenBy(n => n, StringComparer.Ordinal).ToList();
        // The default encoder writes everything that is not plain text as an escape.
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteString("schema", SchemaName);
        json.WriteString("title", Printable.Name(content.Title));
        Numbers("size", [filters, shape.Channels * shape.Depth, shape.Height, shape.Width], json);
        json.WriteBoolean("color", KernelRaster.ShowsColor(layer, options.Channels));
        json.WriteBoolean("blueFirst", options.Channels is { } order ? order == Explanations.ChannelOrder.Bgr : layer.Input == InputSpace.Bgr);
        json.WriteNumber("largest", largest);
        json.WriteBoolean("wholeScale", options.Scale == MovieScale.Whole);
        json.WriteStartArray("names");
        foreach (var name in names)
        {
            json.WriteStartObject();
            json.WriteString("name", Printable.Name(name));
            json.WriteString("class", HtmlPage.NameClass(name));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("moments");
        foreach (var moment in moments)
        {
            json.WriteStartObject();
            json.WriteNumber("step", moment.Step);
            Number("epoch", moment.Epoch, json);
            Numbers("names", [.. moment.Kernels.Take(filters).Select(k => names.IndexOf(k.Name))], json);
            Values("fits", moment.Kernels.Take(filters).Select(k => k.Fit), json);
            Values("peaks", moment.Kernels.Take(filters).Select(k => k.Peak), json);
            json.WriteBase64String("weights", Quantized(moment.Layer.Bank.Weights[..(filters * shape.FilterLength)], largest));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("charts");
        foreach (var chart in content.Charts)
            Chart(chart, moments, json);
        json.WriteEndArray();
        json.WriteBase64String("colors", ColorMap());
        json.WriteEndObject();
    }

    /// <summary>What the legends say at each moment, in the words of <see cref="ChartScale.Value"/>; empty where there is nothing.</summary>
    private static void Chart(MovieChart chart, ImmutableArray<MovieMoment> moments, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var curve in chart.Curves)
        {
            json.WriteStartArray();
            foreach (var moment in moments)
            {
                var value = ChartScale.ValueAt(curve, moment.Step);
                json.WriteStringValue(value is not { } v || (chart.Kind == MovieChartKind.Names && v == 0) ? "" : ChartScale.Value(chart.Kind, v));
            }
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }

    private static byte[] Quantized(ReadOnlySpan<float> weights, float largest)
    {
        var bytes = new byte[weights.Length * 2];
        for (var i = 0; i < weights.Length; i++)
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(2 * i), (short)Math.Round(largest > 0 ? weights[i] / largest * short.MaxValue : 0));
        return bytes;
    }

    /// <summary>The colors of −255/255 to 255/255, three bytes each.</summary>
    private static byte[] ColorMap() => [.. Enumerable.Range(-255, 511).Select(i => DivergingMap.At(i / 255.0)).SelectMany(c => new[] { c.R, c.G, c.B })];

    private static void Numbers(string name, int[] values, Utf8JsonWriter json)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteNumberValue(value);
        json.WriteEndArray();
    }

    private static void Values(string name, IEnumerable<double?> values, Utf8JsonWriter json)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            if (value is { } number && double.IsFinite(number))
                json.WriteNumberValue(Math.Round(number, 4));
            else
                json.WriteNullValue();
        }
        json.WriteEndArray();
    }

    private static void Number(string name, double? value, Utf8JsonWriter json)
    {
        if (value is { } number && double.IsFinite(number))
            json.WriteNumber(name, Math.Round(number, 3));
        else
            json.WriteNull(name);
    }
}
