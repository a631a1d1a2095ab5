using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text.Json;
using Passband.Graphs;
using Passband.Kernels;

namespace Passband.Models.TensorFlowJs;

/// <summary>
/// The list of a TF.js model's weights: groups, each with the files that hold its bytes (shards, to be read as one) and with the arrays that
/// lie in them one after the other, perhaps quantized to uint8, uint16 or float16.
/// </summary>
internal static class WeightsManifest
{
    private static readonly ImmutableArray<string> Types = ["float32", "int32", "bool", "string", "complex64", "uint8", "float16"];

    /// <summary>All arrays of numbers, in the manifest's order; strings and complex numbers are passed over.</summary>
    /// <exception cref="PassbandException">The manifest is malformed, a shard is missing, or the sizes do not add up.</exception>
    public static List<BareTensor> Read(ModelSource source, JsonElement manifest, CancellationToken cancellation)
    {
        var tensors = new List<BareTensor>();
        var names = new HashSet<string>();
        foreach (var group in manifest.Items($"{source.Name} → weightsManifest"))
        {
            cancellation.ThrowIfCancellationRequested();
            var paths = (group.Member("paths") ?? throw Broken(source.Name, "a group of weights without paths", "the names of its files")).Items(source.Name);
            var shards = new ShardedByteSource(source.Name, paths.Select(p => Shard(source, p.Text(source.Name))));
            var place = 0L;
            foreach (var entry in (group.Member("weights") ?? throw Broken(source.Name, "a group without weights", "a list of arrays")).Items(source.Name))
            {
                var name = (entry.Member("name") ?? throw Broken(source.Name, "weights without a name", "one")).Text(source.Name);
                if (!names.Add(name))
                    throw Broken($"{source.Name} → {name}", "a second array of that name", "each name once");
                if (Entry(source.Name, shards, name, entry, ref place) is { } tensor)
                    tensors.Add(tensor);
            }
            if (place != shards.Length)
                throw Broken(source.Name, $"{shards.Length} bytes of weights", $"{place}, as the manifest says");
        }
        return tensors;
    }

    private static ByteSource Shard(ModelSource source, string path) => source.Sibling(path)
        ?? throw new PassbandException(ErrorKind.Unreadable, $"{source.Name} → {path}", "no such file", null, "Put the files of weights beside the manifest.");

    private static BareTensor? Entry(string file, ShardedByteSource shards, string name, JsonElement entry, ref long place)
    {
        var where = $"{file} → {name}";
        var shape = (entry.Member("shape") ?? throw Broken(where, "no shape", "one")).Shape(where);
        var type = (entry.Member("dtype") ?? throw Broken(where, "no dtype", "one")).Text(where);
        if (!Types.Contains(type))
            throw Broken(where, $"the element type {type}", string.Join(", ", Types));
        var count = 1L;
        foreach (var dimension in shape)
            count *= dimension;
        var begin = place;
        if (type == "string")
        {
            place = AfterStrings(where, shards, begin, count);
            return null;
        }
        var quantization = entry.Member("quantization");
        var stored = quantization?.Member("dtype")?.Text(where) ?? type;
        var bytes = count * StoredSize(where, stored, quantization is not null);
        if (bytes > shards.Length - begin)
            throw Broken(where, $"{shards.Length - begin} bytes of data left", $"{bytes} for {stored} of the shape [{string.Join(", ", shape)}]");
        place = begin + bytes;
        if (type == "complex64")
            return null;
        if (quantization is null)
            return new BareTensor(new Tensor(name, Plain(type), [.. shape], () => shards.Read(begin, bytes)));
        if (stored == "float16")
            return new BareTensor(new Tensor(name, ElementType.Float16, [.. shape], () => shards.Read(begin, bytes)), Dequantized: true);
        var scale = (quantization.Value.Member("scale") ?? throw Broken(where, "a quantization without scale", "one")).Number(where);
        var least = (quantization.Value.Member("min") ?? throw Broken(where, "a quantization without min", "one")).Number(where);
        var target = type == "int32" ? ElementType.Int32 : ElementType.Float32;
        return new BareTensor(new Tensor(name, target, [.. shape], () => Dequantize(shards.Read(begin, bytes), stored == "uint16", scale, least, target)), Dequantized: true);
    }

    /// <summary>q · scale + min, in double precision as the format's own reader computes it, then rounded to the target's type.</summary>
    private static byte[] Dequantize(byte[] stored, bool wide, double scale, double least, ElementType target)
    {
        var size = wide ? 2 : 1;
        var count = stored.Length / size;
        var values = new byte[checked(count * 4)];
        // Every quantized value is one of few, so that each is computed once.
        var table = new int[wide ? 1 << 16 : 1 << 8];
        for (var q = 0; q < table.Length; q++)
        {
            var value = q * scale + least;
            table[q] = target == ElementType.Int32 ? (int)Math.Clamp(Math.Floor(value + 0.5), int.MinValue, int.MaxValue) : BitConverter.SingleToInt32Bits((float)value);
        }
        for (var i = 0; i < count; i++)
            BinaryPrimitives.WriteInt32LittleEndian(values.AsSpan(4 * i), table[wide ? BinaryPrimitives.ReadUInt16LittleEndian(stored.AsSpan(2 * i)) : stored[i]]);
        return values;
    }

    private static int StoredSize(string where, string stored, bool quantized) => (stored, quantized) switch
    {
        ("uint8", _) or ("bool", false) => 1,
        ("uint16", true) or ("float16", _) => 2,
        ("float32" or "int32", false) => 4,
        ("complex64", false) => 8,
        _ => throw Broken(where, $"quantization to {stored}", "uint8, uint16 or float16"),
    };

    private static ElementType Plain(string type) => type switch
    {
        "float32" => ElementType.Float32,
        "float16" => ElementType.Float16,
        "int32" => ElementType.Int32,
        "bool" => ElementType.Bool,
        _ => ElementType.UInt8,
    };

    /// <summary>The place behind an array of strings: each is its length in four bytes, then its bytes.</summary>
    private static long AfterStrings(string where, ShardedByteSource shards, long place, long count)
    {
        if (count > (shards.Length - place) / 4)
            throw Broken(where, $"{shards.Length - place} bytes of data left", $"at least {count * 4} for {count} strings");
        Span<byte> length = stackalloc byte[4];
        for (var i = 0L; i < count; i++)
        {
            shards.Read(place, length);
            place += 4 + BinaryPrimitives.ReadUInt32LittleEndian(length);
            if (place > shards.Length)
                throw Broken(where, "a string that reaches beyond the data", $"{shards.Length} bytes in all");
        }
        return place;
    }

    private static PassbandException Broken(string where, string found, string expected) =>
        new(ErrorKind.Format, where, found, expected, "The manifest and its files of weights do not belong together, or one is damaged; fetch them again.");
}
