using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Passband.Cli.Output;

/// <summary>Writes NumPy's files: format version 1.0, float32, row-major.</summary>
internal static class NpyWriter
{
    /// <summary>What stands before the dictionary: the magic word, the version and the header's length in two bytes.</summary>
    private const int Prefix = 10;

    /// <summary>The data begin at a multiple of this.</summary>
    private const int Alignment = 64;

    /// <summary>One array as .npy.</summary>
    public static void Write(ReadOnlySpan<int> shape, ReadOnlySpan<float> values, Stream output)
    {
        // Python writes a tuple of one with a comma after it.
        var dimensions = shape.Length == 1 ? string.Create(CultureInfo.InvariantCulture, $"{shape[0]},") : string.Join(", ", shape.ToArray());
        var dictionary = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({dimensions}), }}";
        var length = (Prefix + dictionary.Length + 1 + Alignment - 1) / Alignment * Alignment - Prefix;
        output.Write([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0, (byte)length, (byte)(length >> 8)]);
        output.Write(Encoding.ASCII.GetBytes(dictionary.PadRight(length - 1) + "\n"));
        FloatBytes.Write(values, output);
    }

    /// <summary>One named array as .npz: a zip archive with the array in it, uncompressed, the same bytes for the same array.</summary>
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
