using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Passband.Models.Numpy;

/// <summary>Writes NumPy's files: format version 1.0, float32, row-major.</summary>
public static class NpyWriter
{
    /// <summary>What stands before the dictionary: the magic word, the version and the header's length in two bytes.</summary>
    private const int Prefix = 10;

    /// <summary>The data begin at a multiple of this.</summary>
    private const int Alignment = 64;

    /// <summary>One array as .npy.</summary>
    /// <param name="shape">Its dimensions, the slowest first; empty for a single number.</param>
    /// <param name="values">As many values as the dimensions' product, row-major.</param>
    /// <param name="output">Where to; need not be seekable.</param>
    public static void Write(ReadOnlySpan<int> shape, ReadOnlySpan<float> values, Stream output)
    {
        WriteHeader(shape, output);
        WriteValues(values, output);
    }

    /// <summary>What stands before the values; as many as the dimensions' product must follow.</summary>
    /// <param name="shape">The dimensions, the slowest first.</param>
    /// <param name="output">Where to.</param>
    public static void WriteHeader(ReadOnlySpan<int> shape, Stream output)
    {
        ArgumentNullException.ThrowIfNull(output);
        // Python writes a tuple of one with a comma after it.
        var dimensions = shape.Length == 1 ? string.Create(CultureInfo.InvariantCulture, $"{shape[0]},") : string.Join(", ", shape.ToArray());
        var dictionary = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({dimensions}), }}";
        var length = (Prefix + dictionary.Length + 1 + Alignment - 1) / Alignment * Alignment - Prefix;
        output.Write([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0, (byte)length, (byte)(length >> 8)]);
        output.Write(Encoding.ASCII.GetBytes(dictionary.PadRight(length - 1) + "\n"));
    }

    /// <summary>Values after the header, in as many calls as is convenient.</summary>
    /// <param name="values">The next values, row-major.</param>
    /// <param name="output">Where to.</param>
    public static void WriteValues(ReadOnlySpan<float> values, Stream output) => FloatBytes.Write(values, output);

    /// <summary>One named array as .npz: a zip archive with the array in it, uncompressed, the same bytes for the same array.</summary>
    /// <param name="name">The array's name in the archive.</param>
    /// <param name="shape">Its dimensions, the slowest first.</param>
    /// <param name="values">As many values as the dimensions' product, row-major.</param>
    /// <param name="output">Where to.</param>
    public static void WriteArchive(string name, ReadOnlySpan<int> shape, ReadOnlySpan<float> values, Stream output)
    {
        using var archive = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        var entry = archive.CreateEntry($"{name}.npy", CompressionLevel.NoCompression);
        // The first moment that a zip archive can tell; the time of writing would make two equal archives differ.
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var stream = entry.Open();
        Write(shape, values, stream);
    }
}
