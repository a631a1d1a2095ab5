using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Passband.Graphs;
using Passband.Kernels;

namespace Passband.Models.Numpy;

/// <summary>The header of an .npy array: a magic word, a version, and a Python dictionary that gives element type, order and shape.</summary>
/// <param name="Type">The element type.</param>
/// <param name="BigEndian">Whether the bytes of an element come most significant first.</param>
/// <param name="FortranOrder">Whether the first axis varies fastest rather than the last.</param>
/// <param name="Shape">The dimensions; empty for a scalar.</param>
/// <param name="DataOffset">Where the elements begin.</param>
/// <param name="DataLength">Their bytes.</param>
internal sealed record NpyHeader(ElementType Type, bool BigEndian, bool FortranOrder, int[] Shape, long DataOffset, long DataLength)
{
    /// <summary>Magic, version and the shorter form of the length.</summary>
    private const int ShortestPrefix = 10;

    /// <summary>Headers of plain arrays take 118 bytes; even ones of hundreds of dimensions stay far below this.</summary>
    private const int MaxHeader = 1 << 16;

    /// <summary>What every .npy array begins with.</summary>
    public static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads the header and holds it against the number of bytes that there are.</summary>
    /// <param name="read">Reads bytes from the beginning of the array: the next so many, or an exception.</param>
    /// <param name="length">The bytes of the whole array, header included.</param>
    /// <param name="where">The file and the entry, for messages.</param>
    /// <exception cref="PassbandException">The header is malformed, describes something that is no plain array, or the length does not fit it.</exception>
    public static NpyHeader Read(Func<int, byte[]> read, long length, string where)
    {
        if (length < ShortestPrefix)
            throw Broken(where, $"{length} bytes", "an .npy array");
        var prefix = read(ShortestPrefix);
        if (!prefix.AsSpan().StartsWith(Magic))
            throw Broken(where, "no NUMPY magic", "an .npy array");
        var version = prefix[6];
        if (version is < 1 or > 3)
            throw Broken(where, $"version {version}.{prefix[7]} of .npy", "1.0, 2.0 or 3.0");
        long size = BinaryPrimitives.ReadUInt16LittleEndian(prefix.AsSpan(8));
        var begin = ShortestPrefix;
        if (version >= 2)
        {
            if (length < ShortestPrefix + 2)
                throw Broken(where, $"{length} bytes", "an .npy array");
            size |= (long)BinaryPrimitives.ReadUInt16LittleEndian(read(2)) << 16;
            begin += 2;
        }
        if (size > MaxHeader || size > length - begin)
            throw Broken(where, $"a header of {size} bytes", $"at most {Math.Min(MaxHeader, length - begin)}");
        var text = read((int)size);
        var dictionary = new PythonLiteral(version == 3 ? Encoding.UTF8.GetString(text) : Encoding.Latin1.GetString(text), where).Dictionary();
        return Interpret(dictionary, begin + size, length, where);
    }

    private static NpyHeader Interpret(Dictionary<string, object> dictionary, long offset, long length, string where)
    {
        if (dictionary.Count != 3 || !dictionary.TryGetValue("descr", out var descr) || dictionary.GetValueOrDefault("fortran_order") is not bool fortran
            || dictionary.GetValueOrDefault("shape") is not List<long> dimensions)
        {
            throw Broken(where, "a header with other entries", "descr, fortran_order and shape");
        }
        if (descr is not string code)
            throw Unsupported(where, "a structured array");
        var type = ElementOf(code, where);
        var bytes = (long)ElementConversion.SizeOf(type);
        foreach (var dimension in dimensions)
        {
            if (dimension is < 0 or > int.MaxValue || (dimension > 0 && bytes > long.MaxValue / dimension))
                throw Broken(where, $"the shape ({string.Join(", ", dimensions)})", "the size of an array that exists");
            bytes *= dimension;
        }
        if (bytes != length - offset)
            throw Broken(where, $"{length - offset} bytes of data", $"{bytes} for {code} of the shape ({string.Join(", ", dimensions)})");
        return new NpyHeader(type, code[0] == '>' && ElementConversion.SizeOf(type) > 1, fortran, [.. dimensions.Select(d => (int)d)], offset, bytes);
    }

    /// <summary>The array as a tensor; its bytes are little-endian and row-major whatever the file has.</summary>
    /// <param name="name">What to call it.</param>
    /// <param name="fetch">Returns the elements' bytes as they stand.</param>
    public Tensor ToTensor(string name, Func<byte[]> fetch)
    {
        if (!FortranOrder || Shape.Length < 2)
            return new Tensor(name, Type, [.. Shape], () => LittleEndian(fetch()));
        return new Tensor(name, ElementType.Float32, [.. Shape], () => RowMajor(name, ElementConversion.ToFloats(Type, LittleEndian(fetch()))));
    }

    /// <summary>In Fortran's order the axes lie as in a row-major array of the reversed shape.</summary>
    private ReadOnlyMemory<byte> RowMajor(string name, float[] values)
    {
        var reversed = Shape.Reverse().ToArray();
        var order = Enumerable.Range(0, Shape.Length).Reverse().ToArray();
        return Tensor.FromFloats(name, [.. Shape], WeightOrder.Permute(values, reversed, order)).Bytes;
    }

    private byte[] LittleEndian(byte[] bytes)
    {
        var size = ElementConversion.SizeOf(Type);
        if (BigEndian)
        {
            for (var i = 0; i < bytes.Length; i += size)
                bytes.AsSpan(i, size).Reverse();
        }
        return bytes;
    }

    private static ElementType ElementOf(string code, string where)
    {
        if (code.Contains('O', StringComparison.Ordinal))
            throw Unsupported(where, "an array of Python objects, which is a pickle, a program that reading would run");
        if (code.Length < 2 || !"<>|=".Contains(code[0], StringComparison.Ordinal))
            throw Unsupported(where, $"the element type '{code}'");
        return code[1..] switch
        {
            "f8" => ElementType.Float64,
            "f4" => ElementType.Float32,
            "f2" => ElementType.Float16,
            "i8" => ElementType.Int64,
            "i4" => ElementType.Int32,
            "i2" => ElementType.Int16,
            "i1" => ElementType.Int8,
            "u8" => ElementType.UInt64,
            "u4" => ElementType.UInt32,
            "u2" => ElementType.UInt16,
            "u1" => ElementType.UInt8,
            "b1" => ElementType.Bool,
            _ => throw Unsupported(where, $"the element type '{code}'"),
        };
    }

    private static PassbandException Unsupported(string where, string found) => new(ErrorKind.Format, where, found,
        "f2, f4, f8, i1 to i8, u1 to u8 or b1", "Save the weights with numpy.save as a plain array, e.g. array.astype('float32').");

    internal static PassbandException Broken(string where, string found, string expected) =>
        new(ErrorKind.Format, where, found, expected, "The file is truncated or damaged; save it again.");
}
