using System.Buffers.Binary;
using System.Text.Json;
using Passband.Models;

namespace Passband.Cli.Output;

/// <summary>Writes safetensors: the header's length in 8 bytes, the header as JSON, then the arrays.</summary>
internal static class SafeTensorsWriter
{
    /// <summary>The data begin at a multiple of this; the header is filled up with spaces.</summary>
    private const int Alignment = 8;

    /// <summary>One float32 array with free text beside it.</summary>
    public static void Write(string name, ReadOnlySpan<int> shape, ReadOnlySpan<float> values, IEnumerable<KeyValuePair<string, string>> metadata, Stream output)
    {
        using var header = new MemoryStream();
        using (var json = new Utf8JsonWriter(header))
        {
            json.WriteStartObject();
            json.WriteStartObject("__metadata__");
            foreach (var (key, value) in metadata)
                json.WriteString(key, value);
            json.WriteEndObject();
            json.WriteStartObject(name);
            json.WriteString("dtype", "F32");
            WriteNumbers(json, "shape", shape);
            json.WriteStartArray("data_offsets");
            json.WriteNumberValue(0);
            json.WriteNumberValue((long)values.Length * sizeof(float));
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }
        while (header.Length % Alignment != 0)
            header.WriteByte((byte)' ');
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        output.Write(length);
        header.WriteTo(output);
        FloatBytes.Write(values, output);
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, ReadOnlySpan<int> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }
}
