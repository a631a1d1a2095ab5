using System.Buffers.Binary;
using System.Text.Json;
using Passband.Graphs;

namespace Passband.Models.SafeTensors;

/// <summary>Writes safetensors: the header's length in 8 bytes, the header as JSON, then the arrays without holes.</summary>
public static class SafeTensorsFile
{
    /// <summary>The data begin at a multiple of this; the header is filled up with spaces.</summary>
    private const int Alignment = 8;

    private const string MetadataName = "__metadata__";

    /// <summary>Writes arrays. Those with the largest elements come first, so that all lie at multiples of their size; else the order is kept.</summary>
    /// <param name="arrays">The arrays, each under a name of its own.</param>
    /// <param name="metadata">Free text about them, by key.</param>
    /// <param name="output">Where to.</param>
    /// <exception cref="ArgumentException">Two arrays have one name, or one has the name that the format keeps for the metadata.</exception>
    public static void Write(IEnumerable<Tensor> arrays, IEnumerable<KeyValuePair<string, string>> metadata, Stream output)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        ArgumentNullException.ThrowIfNull(output);
        Tensor[] ordered = [.. arrays.OrderByDescending(a => ElementConversion.SizeOf(a.Type))];
        if (ordered.Any(a => a.Name == MetadataName) || ordered.DistinctBy(a => a.Name, StringComparer.Ordinal).Count() < ordered.Length)
            throw new ArgumentException("A name is taken twice.", nameof(arrays));
        using var header = new MemoryStream();
        using (var json = new Utf8JsonWriter(header))
            WriteHeader(json, ordered, metadata);
        while (header.Length % Alignment != 0)
            header.WriteByte((byte)' ');
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        output.Write(length);
        header.WriteTo(output);
        foreach (var array in ordered)
            output.Write(array.Bytes.Span);
    }

    private static void WriteHeader(Utf8JsonWriter json, Tensor[] arrays, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        json.WriteStartObject();
        json.WriteStartObject(MetadataName);
        foreach (var (key, value) in metadata)
            json.WriteString(key, value);
        json.WriteEndObject();
        var place = 0L;
        foreach (var array in arrays)
        {
            json.WriteStartObject(array.Name);
            json.WriteString("dtype", SafeTensorsHeader.NameOf(array.Type));
            WriteNumbers(json, "shape", array.Shape.Select(d => (long)d));
            var end = place + array.Count * ElementConversion.SizeOf(array.Type);
            WriteNumbers(json, "data_offsets", [place, end]);
            json.WriteEndObject();
            place = end;
        }
        json.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IEnumerable<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }
}
