using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Passband.Kernels;
using Passband.Models;

namespace Passband.Tests.Models;

/// <summary>Small model files made by the formats' rules.</summary>
internal static class Samples
{
    public static byte[] Floats(params ReadOnlySpan<float> values)
    {
        var bytes = new byte[values.Length * 4];
        for (var i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * i), values[i]);
        return bytes;
    }

    /// <summary>0, 1, 2, … so that every weight tells its own place.</summary>
    public static float[] Count(int count) => [.. Enumerable.Range(0, count).Select(i => (float)i)];

    /// <summary>A safetensors file with the header given as it is.</summary>
    public static byte[] SafeTensorsFile(string header, ReadOnlySpan<byte> data)
    {
        var text = Encoding.UTF8.GetBytes(header);
        var bytes = new byte[8 + text.Length + data.Length];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, text.Length);
        text.CopyTo(bytes, 8);
        data.CopyTo(bytes.AsSpan(8 + text.Length));
        return bytes;
    }

    /// <summary>A safetensors file of F32 arrays that count from zero.</summary>
    public static byte[] SafeTensorsFile(params (string Name, int[] Shape)[] tensors)
    {
        var header = new JsonObject();
        var place = 0;
        foreach (var (name, shape) in tensors)
        {
            var length = 4 * shape.Aggregate(1, (a, b) => a * b);
            header[name] = new JsonObject
            {
                ["dtype"] = "F32",
                ["shape"] = new JsonArray([.. shape.Select(d => JsonValue.Create(d))]),
                ["data_offsets"] = new JsonArray(place, place + length),
            };
            place += length;
        }
        return SafeTensorsFile(header.ToJsonString(), tensors.SelectMany(t => Floats(Count(t.Shape.Aggregate(1, (a, b) => a * b)))).ToArray());
    }

    public static byte[] Npy(string descr, bool fortran, int[] shape, ReadOnlySpan<byte> data, int version = 1)
    {
        var tuple = shape.Length == 1 ? $"({shape[0]},)" : $"({string.Join(", ", shape)})";
        return NpyWith(string.Create(CultureInfo.InvariantCulture, $"{{'descr': '{descr}', 'fortran_order': {(fortran ? "True" : "False")}, 'shape': {tuple}, }}"), data, version);
    }

    public static byte[] NpyWith(string dictionary, ReadOnlySpan<byte> data, int version = 1)
    {
        var text = Encoding.UTF8.GetBytes(dictionary + "\n");
        var bytes = new List<byte> { 0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', (byte)version, 0, (byte)text.Length, (byte)(text.Length >> 8) };
        if (version > 1)
            bytes.AddRange([0, 0]);
        return [.. bytes, .. text, .. data];
    }

    public static byte[] Npz(CompressionLevel level, params (string Name, byte[] Content)[] entries)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = archive.CreateEntry(name, level).Open();
                entry.Write(content);
            }
        }
        return stream.ToArray();
    }

    public static ConvNet Open(string name, byte[] bytes, params (string Name, byte[] Bytes)[] siblings)
    {
        using var source = ModelSource.FromMemory(name, bytes, siblings.ToDictionary(s => s.Name, s => (ReadOnlyMemory<byte>)s.Bytes));
        return ModelFile.Open(source, cancellation: TestContext.Current.CancellationToken);
    }

    /// <summary>Opens what must not open, and returns the error.</summary>
    public static PassbandException Refused(string name, byte[] bytes, params (string Name, byte[] Bytes)[] siblings) =>
        Assert.Throws<PassbandException>(() => Open(name, bytes, siblings));

    /// <summary>
    /// Cuts the file at every sixteenth of its length and flips bytes of it at random, a fixed number of times: each must give a network or one
    /// error of the documented kind.
    /// </summary>
    public static void Attack(string name, byte[] bytes, params (string Name, byte[] Bytes)[] siblings)
    {
        for (var part = 0; part < 16; part++)
            Try(bytes[..(bytes.Length * part / 16)]);
        var random = new Random(20240229);
        for (var round = 0; round < 400; round++)
        {
            var damaged = (byte[])bytes.Clone();
            for (var flip = random.Next(1, 5); flip > 0; flip--)
                damaged[random.Next(round % 2 == 0 ? damaged.Length : Math.Min(damaged.Length, 256))] ^= (byte)random.Next(1, 256);
            Try(damaged);
        }

        void Try(byte[] damaged)
        {
            try
            {
                Assert.NotEmpty(Open(name, damaged, siblings).Name);
            }
            catch (PassbandException e)
            {
                Assert.Contains(e.Kind, new[] { ErrorKind.Format, ErrorKind.Unreadable });
            }
        }
    }
}
