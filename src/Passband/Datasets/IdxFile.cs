using System.Buffers.Binary;
using System.IO.Compression;
using Passband.Kernels;

namespace Passband.Datasets;

/// <summary>
/// Reads a file of the IDX format that MNIST is published in (LeCun, Cortes and Burges): two zeros, the type of the elements (8 for bytes), the number of dimensions, each
/// dimension as a big-endian integer of 32 bits, then the elements; as it is or packed by gzip, which its content tells and not its name.
/// </summary>
internal static class IdxFile
{
    private const byte Bytes = 8;

    /// <summary>More bytes than gzip can make of one.</summary>
    private const int MostGrowth = 1040;

    /// <summary>The most elements of a file.</summary>
    private const long MostElements = 1L << 30;

    /// <summary>A file's dimensions and elements.</summary>
    public sealed record Content(int[] Dimensions, byte[] Elements);

    /// <summary>Reads a file of bytes with so many dimensions.</summary>
    /// <param name="path">The file.</param>
    /// <param name="rank">How many dimensions it must have.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="PassbandException">The file cannot be read, is no such file, or holds another number of bytes than its header says.</exception>
    public static Content Read(string path, int rank, CancellationToken cancellation = default)
    {
        var where = DataFolder.Shown(path);
        try
        {
            using var file = DataFolder.Open(path);
            var packed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
            file.Position = 0;
            using var unpacked = packed ? new GZipStream(file, CompressionMode.Decompress, leaveOpen: true) : null;
            var stream = (Stream?)unpacked ?? file;
            var dimensions = Header(stream, rank, where);
            var count = Count(dimensions, where);
            var header = 4 + 4 * rank;
            if (!packed && file.Length != header + count)
                throw Lies($"{file.Length} bytes");
            // What is packed tells its length only by being unpacked; it cannot be longer than this, and no memory is reserved for more.
            if (packed && count > file.Length * MostGrowth)
                throw Lies($"{file.Length} packed bytes, which cannot hold so many");
            var elements = new byte[count];
            for (var at = 0; at < elements.Length;)
            {
                cancellation.ThrowIfCancellationRequested();
                var read = stream.Read(elements, at, Math.Min(elements.Length - at, 1 << 20));
                if (read == 0)
                    throw Lies($"{header + at} bytes");
                at += read;
            }
            if (stream.ReadByte() >= 0)
                throw Lies("more bytes than that");
            return new Content(dimensions, elements);

            PassbandException Lies(string found) => new(
                ErrorKind.Format, where, found, $"{header + count} bytes, as its header declares {string.Join("×", dimensions)}", "The file is truncated or damaged; fetch it again.");
        }
        catch (InvalidDataException e)
        {
            throw new PassbandException(ErrorKind.Format, where, $"damaged gzip ({e.Message.TrimEnd('.')})", null, "Fetch it again.", e);
        }
        catch (IOException e)
        {
            throw DataFolder.Unreadable(path, e);
        }
    }

    private static int[] Header(Stream stream, int rank, string where)
    {
        Span<byte> bytes = stackalloc byte[4 + 4 * rank];
        var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (read < bytes.Length)
            throw new PassbandException(ErrorKind.Format, where, $"{read} bytes", $"a header of {bytes.Length}", "The file is truncated; fetch it again.");
        if (bytes[0] != 0 || bytes[1] != 0 || bytes[2] != Bytes || bytes[3] != rank)
        {
            throw new PassbandException(
                ErrorKind.Format, where, $"begins with {Convert.ToHexString(bytes[..4])}", $"0000080{rank}, an IDX file of bytes with {rank} dimension{(rank == 1 ? "" : "s")}",
                "Check that it is the file of MNIST that its name says.");
        }
        var dimensions = new int[rank];
        for (var i = 0; i < rank; i++)
        {
            var dimension = BinaryPrimitives.ReadUInt32BigEndian(bytes[(4 + 4 * i)..]);
            if (dimension is < 1 or > (uint)MostElements)
                throw new PassbandException(ErrorKind.Format, where, $"a dimension of {dimension} in its header", $"1 to {MostElements}");
            dimensions[i] = (int)dimension;
        }
        return dimensions;
    }

    private static int Count(int[] dimensions, string where)
    {
        var count = 1L;
        foreach (var dimension in dimensions)
        {
            count *= dimension;
            if (count > MostElements)
                throw new PassbandException(ErrorKind.Format, where, $"its header declares {string.Join("×", dimensions)} bytes", $"at most {MostElements}");
        }
        return (int)count;
    }
}
