using System.IO.Compression;
using Passband.Graphs;
using Passband.Kernels;

namespace Passband.Models.Numpy;

/// <summary>Reads .npz: a zip archive of .npy arrays, stored or deflated.</summary>
internal sealed class NpzReader : ModelReader
{
    /// <summary>No deflated data is longer than this many times its compressed form (the format's own limit is 1032), so a higher declared ratio is a lie.</summary>
    private const long MaxRatio = 1040;

    /// <summary>An archive may unpack to this many bytes whatever its size; beyond that only to <see cref="MaxTotalRatio"/> times its size.</summary>
    private const long FreeTotal = 1L << 30;

    /// <summary>Trained weights hardly compress at all; an archive that grows a hundredfold is a trap.</summary>
    private const long MaxTotalRatio = 100;

    public override bool Matches(ModelProbe probe) =>
        probe.StartsWith("PK\u0003\u0004"u8) && (probe.HasExtension(".npz") || FirstEntry(probe).EndsWith(".npy"u8)) || probe.HasExtension(".npz");

    public override ConvNet Read(ModelSource source, ModelOptions options, CancellationToken cancellation)
    {
        try
        {
            using var stream = new ByteSourceStream(source.Main);
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
            var tensors = Arrays(source, archive, cancellation);
            return BareTensors.Read(source.Name, "npz", tensors, BareTensorRoles.LayoutOf(tensors), options, cancellation);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException or ArgumentException or OverflowException)
        {
            throw NpyHeader.Broken(source.Name, $"not a readable zip archive ({e.Message.TrimEnd('.')})", "an .npz file as numpy.savez writes it");
        }
    }

    private static List<BareTensor> Arrays(ModelSource source, ZipArchive archive, CancellationToken cancellation)
    {
        var tensors = new List<BareTensor>();
        var names = new HashSet<string>();
        var total = 0L;
        foreach (var entry in archive.Entries)
        {
            cancellation.ThrowIfCancellationRequested();
            var where = $"{source.Name} → {entry.FullName}";
            if (!entry.FullName.EndsWith(".npy", StringComparison.Ordinal))
                continue;
            if (!names.Add(entry.FullName))
                throw NpyHeader.Broken(where, "a second entry of that name", "each name once");
            if (entry.CompressedLength > source.Main.Length || entry.Length < 0 || entry.Length > (entry.CompressedLength + 1) * MaxRatio)
                throw NpyHeader.Broken(where, $"{entry.CompressedLength} bytes said to unpack to {entry.Length}", "what a zip archive can hold");
            total = checked(total + entry.Length);
            if (total > FreeTotal && total / MaxTotalRatio > source.Main.Length)
                throw NpyHeader.Broken(where, $"an archive of {source.Main.Length} bytes that unpacks to over {total}", $"at most {MaxTotalRatio} times its size");
            tensors.Add(new BareTensor(Array(entry, where)));
        }
        return tensors.Count > 0 ? tensors : throw NpyHeader.Broken(source.Name, $"a zip archive of {archive.Entries.Count} entries, none an .npy array", "an .npz file as numpy.savez writes it");
    }

    private static Tensor Array(ZipArchiveEntry entry, string where)
    {
        NpyHeader header;
        using (var stream = entry.Open())
            header = NpyHeader.Read(count => Exactly(stream, count, where), entry.Length, where);
        return header.ToTensor(entry.FullName[..^".npy".Length], Fetch);

        byte[] Fetch()
        {
            using var stream = entry.Open();
            Exactly(stream, checked((int)header.DataOffset), where);
            return header.DataLength <= System.Array.MaxLength
                ? Exactly(stream, (int)header.DataLength, where)
                : throw NpyHeader.Broken(where, $"{header.DataLength} bytes in one array", $"at most {System.Array.MaxLength}");
        }
    }

    private static byte[] Exactly(Stream stream, int count, string where)
    {
        var bytes = new byte[count];
        return stream.ReadAtLeast(bytes, count, throwOnEndOfStream: false) == count
            ? bytes
            : throw NpyHeader.Broken(where, "less data than the archive declares", $"{count} bytes");
    }

    /// <summary>The name of a zip archive's first entry, as far as it lies within the head.</summary>
    private static ReadOnlySpan<byte> FirstEntry(ModelProbe probe)
    {
        const int NameLength = 26, Name = 30;
        if (probe.Head.Length < Name)
            return [];
        var length = probe.Head[NameLength] | probe.Head[NameLength + 1] << 8;
        return probe.Head.AsSpan(Name, Math.Min(length, probe.Head.Length - Name));
    }
}
