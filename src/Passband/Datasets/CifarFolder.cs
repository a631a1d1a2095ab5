using System.Collections.Immutable;
using System.Text;
using Passband.Kernels;

namespace Passband.Datasets;

/// <summary>
/// CIFAR-10 in its binary version (Krizhevsky 2009): <c>data_batch_1.bin</c> to <c>data_batch_5.bin</c> to learn from, <c>test_batch.bin</c> held out, the names of the classes in
/// <c>batches.meta.txt</c>. A picture is its label, then 1,024 bytes each of red, green and blue.
/// </summary>
public static class CifarFolder
{
    /// <summary>What is looked for, for messages.</summary>
    internal const string Expected = "CIFAR-10's binary files (data_batch_1.bin …, test_batch.bin, batches.meta.txt)";

    private const int Classes = 10, Side = 32, Samples = 3 * Side * Side, Record = 1 + Samples;

    /// <summary>As published; more would be another set.</summary>
    private const int MostPerBatch = 10_000, MostBatches = 5;

    private const string NamesFile = "batches.meta.txt";

    /// <summary>Reads the pictures of a folder.</summary>
    /// <param name="path">The folder that holds the files, or the one that holds cifar-10-batches-bin.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="PassbandException">Files are missing or damaged.</exception>
    public static DataSplit Read(string path, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        var files = DataFolder.Files(path, Expected);
        var inside = Path.Combine(path, "cifar-10-batches-bin");
        if (!IsCifar(files) && Directory.Exists(inside))
            (path, files) = (inside, DataFolder.Files(inside, Expected));
        if (!IsCifar(files))
            throw new PassbandException(ErrorKind.Request, DataFolder.Shown(path), "no data_batch_1.bin in it", Expected, "Name the folder of the binary version, unpacked.");
        var batches = files.Where(IsBatch).ToArray();
        const string Test = "test_batch.bin";
        if (!files.Contains(Test, StringComparer.Ordinal))
            throw new PassbandException(ErrorKind.Unreadable, DataFolder.Shown(path), $"no {Test} in it", Expected, "Fetch it, too.");
        ImmutableArray<string> notes = batches.Length == MostBatches ? [] : [$"{batches.Length} of {MostBatches} batches are there."];
        var names = files.Contains(NamesFile, StringComparer.Ordinal) ? Names(Path.Combine(path, NamesFile)) : [.. Enumerable.Range(0, Classes).Select(i => $"class {i}")];
        var training = Set([.. batches.Select(b => Path.Combine(path, b))], names, notes, cancellation);
        return new DataSplit(training, Set([Path.Combine(path, Test)], names, [], cancellation));
    }

    /// <summary>Whether a folder seems to hold CIFAR-10; nothing in it is opened.</summary>
    internal static bool Fits(string path) => IsCifar(DataFolder.Files(path, Expected));

    private static bool IsCifar(string[] files) => Array.Exists(files, IsBatch);

    private static bool IsBatch(string file) => file.Length == "data_batch_1.bin".Length && file.StartsWith("data_batch_", StringComparison.Ordinal)
        && file[11] is >= '1' and <= '5' && file.EndsWith(".bin", StringComparison.Ordinal);

    private static FixedPictures Set(string[] paths, ImmutableArray<string> names, ImmutableArray<string> notes, CancellationToken cancellation)
    {
        var counts = Array.ConvertAll(paths, CountOf);
        var samples = new byte[counts.Sum() * Samples];
        var labels = new byte[counts.Sum()];
        var at = 0;
        foreach (var (path, count) in paths.Zip(counts))
        {
            cancellation.ThrowIfCancellationRequested();
            Fill(path, count, samples.AsSpan(at * Samples, count * Samples), labels.AsSpan(at, count));
            at += count;
        }
        return new FixedPictures("CIFAR-10", new PictureShape(3, Side, Side), names, samples, labels, [.. Enumerable.Range(0, labels.Length)], notes);
    }

    private static int CountOf(string path)
    {
        using var file = DataFolder.Open(path);
        if (file.Length == 0 || file.Length % Record != 0 || file.Length > (long)Record * MostPerBatch)
        {
            throw new PassbandException(
                ErrorKind.Format, DataFolder.Shown(path), $"{file.Length} bytes", $"pictures of {Record} bytes each, {MostPerBatch} at most", "The file is truncated or another; fetch it again.");
        }
        return (int)(file.Length / Record);
    }

    private static void Fill(string path, int count, Span<byte> samples, Span<byte> labels)
    {
        try
        {
            using var file = DataFolder.Open(path);
            for (var i = 0; i < count; i++)
            {
                var label = file.ReadByte();
                if (label is < 0 or >= Classes)
                    throw new PassbandException(ErrorKind.Format, DataFolder.Shown(path), $"picture {i} has label {label}", "0 to 9", "The file is damaged or another version (CIFAR-100); fetch CIFAR-10's again.");
                labels[i] = (byte)label;
                file.ReadExactly(samples.Slice(i * Samples, Samples));
            }
        }
        catch (IOException e)
        {
            throw DataFolder.Unreadable(path, e);
        }
    }

    private static ImmutableArray<string> Names(string path)
    {
        const int MostBytes = 4096;
        try
        {
            using var file = DataFolder.Open(path);
            if (file.Length > MostBytes)
                throw new PassbandException(ErrorKind.Format, DataFolder.Shown(path), $"{file.Length} bytes", "the names of ten classes, one a line");
            var text = new byte[(int)file.Length];
            file.ReadExactly(text);
            ImmutableArray<string> names = [.. Encoding.UTF8.GetString(text).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
            return names.Length == Classes ? names : throw new PassbandException(ErrorKind.Format, DataFolder.Shown(path), $"{names.Length} names", "the names of ten classes, one a line");
        }
        catch (IOException e)
        {
            throw DataFolder.Unreadable(path, e);
        }
    }
}
