using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using Passband.Graphs;
using Passband.Kernels;

namespace Passband.Models.SafeTensors;

/// <summary>
/// The header of one safetensors file: an 8-byte little-endian length, then JSON that gives every array its type, shape and place in the rest of the
/// file. The arrays lie one after the other without holes or overlaps and fill the file; all of that is checked before anything is read.
/// </summary>
internal sealed class SafeTensorsHeader
{
    /// <summary>The limit that the format itself sets, in bytes.</summary>
    public const long MaxHeader = 100_000_000;

    private static readonly (string Name, ElementType Type)[] Types =
    [
        ("F64", ElementType.Float64),
        ("F32", ElementType.Float32),
        ("F16", ElementType.Float16),
        ("BF16", ElementType.BFloat16),
        ("F8_E4M3", ElementType.Float8E4M3),
        ("F8_E5M2", ElementType.Float8E5M2),
        ("I64", ElementType.Int64),
        ("I32", ElementType.Int32),
        ("I16", ElementType.Int16),
        ("I8", ElementType.Int8),
        ("U64", ElementType.UInt64),
        ("U32", ElementType.UInt32),
        ("U16", ElementType.UInt16),
        ("U8", ElementType.UInt8),
        ("BOOL", ElementType.Bool),
    ];

    private SafeTensorsHeader(List<Tensor> tensors, Dictionary<string, string> metadata)
    {
        Tensors = tensors;
        Metadata = metadata;
    }

    /// <summary>All arrays in the order of their bytes.</summary>
    public List<Tensor> Tensors { get; }

    /// <summary>The free text that the file carries about itself.</summary>
    public Dictionary<string, string> Metadata { get; }

    /// <summary>Whether the first bytes can be a safetensors file of this length.</summary>
    public static bool Matches(ReadOnlySpan<byte> head, long length) =>
        head.Length > 8 && head[8] == (byte)'{' && BinaryPrimitives.ReadUInt64LittleEndian(head) is > 1 and <= MaxHeader and var header && header <= (ulong)length - 8;

    /// <summary>Reads and checks the header.</summary>
    /// <exception cref="PassbandException">A rule of the format is broken.</exception>
    public static SafeTensorsHeader Read(ByteSource source)
    {
        if (source.Length < 8)
            throw Broken(source.Name, $"{source.Length} bytes", "at least 8 for the length of the header");
        var length = BinaryPrimitives.ReadUInt64LittleEndian(source.Read(0, 8));
        if (length > MaxHeader)
            throw Broken(source.Name, $"a header of {length} bytes", $"at most {MaxHeader}");
        if ((long)length > source.Length - 8)
            throw Broken(source.Name, $"a header of {length} bytes in a file of {source.Length}", "a complete file");
        var text = source.Read(8, (long)length);
        if (text.Length == 0 || text[0] != (byte)'{')
            throw Broken(source.Name, "a header that does not begin with {", "a JSON object");
        using var document = JsonText.Parse(text, source.Name);
        var start = 8 + (long)length;
        var entries = new List<(long Begin, long End, Tensor Tensor)>();
        var metadata = new Dictionary<string, string>();
        foreach (var (name, value) in document.RootElement.Members(source.Name))
        {
            if (name == "__metadata__")
            {
                foreach (var (key, item) in value.Members($"{source.Name} → __metadata__"))
                    metadata[key] = item.Text($"{source.Name} → __metadata__ → {key}");
            }
            else
            {
                entries.Add(Entry(source, start, name, value));
            }
        }
        CheckPlaces(source, start, entries);
        return new SafeTensorsHeader(entries.ConvertAll(e => e.Tensor), metadata);
    }

    private static (long Begin, long End, Tensor Tensor) Entry(ByteSource source, long start, string name, JsonElement value)
    {
        var where = $"{source.Name} → {name}";
        var typeName = (value.Member("dtype") ?? throw Broken(where, "no dtype", "one")).Text(where);
        var type = Type(typeName) ?? throw Broken(where, $"the element type {typeName}", "F64, F32, F16, BF16, F8_E4M3, F8_E5M2, I64 to I8, U64 to U8 or BOOL");
        var shape = (value.Member("shape") ?? throw Broken(where, "no shape", "one")).Shape(where);
        var offsets = (value.Member("data_offsets") ?? throw Broken(where, "no data_offsets", "two")).Items(where).Select(o => o.Integer(where)).ToArray();
        if (offsets.Length != 2)
            throw Broken(where, $"{offsets.Length} data_offsets", "two");
        var (begin, end) = (offsets[0], offsets[1]);
        if (begin < 0 || end < begin || end > source.Length - start)
            throw Broken(where, $"bytes {begin} to {end}", $"a range within the {source.Length - start} bytes of data");
        var bytes = (long)ElementConversion.SizeOf(type);
        foreach (var dimension in shape)
            bytes *= dimension;
        if (bytes != end - begin)
            throw Broken(where, $"{end - begin} bytes of data", $"{bytes} for {typeName} of the shape [{string.Join(", ", shape)}]");
        return (begin, end, new Tensor(name, type, [.. shape], () => source.Read(start + begin, end - begin)));
    }

    /// <summary>Sorts by place and holds the rule that the arrays fill the data without holes or overlaps.</summary>
    private static void CheckPlaces(ByteSource source, long start, List<(long Begin, long End, Tensor Tensor)> entries)
    {
        entries.Sort((a, b) => (a.Begin, a.End).CompareTo((b.Begin, b.End)));
        var place = 0L;
        foreach (var (begin, end, tensor) in entries)
        {
            if (begin != place)
            {
                throw Broken($"{source.Name} → {tensor.Name}", begin < place ? $"data from byte {begin} that overlaps the array before it" : $"a hole of {begin - place} bytes before its data",
                    string.Create(CultureInfo.InvariantCulture, $"data from byte {place}"));
            }
            place = end;
        }
        if (place != source.Length - start)
            throw Broken(source.Name, $"{source.Length - start} bytes of data", $"{place}, as the header says");
    }

    /// <summary>What the format calls an element type.</summary>
    public static string NameOf(ElementType type) => Array.Find(Types, t => t.Type == type).Name ?? throw new ArgumentOutOfRangeException(nameof(type), type, "The format has no such type.");

    private static ElementType? Type(string name) => Array.FindIndex(Types, t => t.Name == name) is >= 0 and var index ? Types[index].Type : null;

    private static PassbandException Broken(string where, string found, string expected) =>
        new(ErrorKind.Format, where, found, expected, "The file is truncated, damaged or made by a broken writer; fetch or export it again.");
}
