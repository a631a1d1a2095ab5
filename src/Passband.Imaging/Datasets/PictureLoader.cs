using System.Collections.Immutable;
using System.Globalization;
using Passband.Datasets;
using Passband.Imaging.Pictures;
using Passband.Kernels;

namespace Passband.Imaging.Datasets;

/// <summary>Reads the pictures of a folder, several at a time, and keeps account of those that cannot be read.</summary>
internal static class PictureLoader
{
    /// <summary>Skipped files are named up to so many.</summary>
    private const int MostNamed = 5;

    /// <summary>Pictures that are decoded at the same time, each of which may take some memory.</summary>
    private const int MostAtOnce = 4;

    /// <summary>Large enough for any camera, small enough for a few at a time.</summary>
    public static PictureReadOptions UsualLimits { get; } = new() { MaxPixels = 60_000_000, MaxFileBytes = 256 << 20 };

    /// <summary>The files of a folder that may be pictures: not the hidden ones and those that desktops put beside pictures.</summary>
    public static string[] Candidates(string folder, string expected) =>
        [.. DataFolder.Files(folder, expected).Where(f => !f.StartsWith('.') && !f.Equals("Thumbs.db", StringComparison.OrdinalIgnoreCase) && !f.Equals("desktop.ini", StringComparison.OrdinalIgnoreCase))];

    /// <summary>Whether a file begins like a picture; one that cannot be opened does not.</summary>
    public static bool LooksLikePicture(string path)
    {
        try
        {
            // Pipes and devices, which could keep a reader waiting forever, have no length.
            if (new FileInfo(path) is not { Exists: true, Length: > 0 })
                return false;
            Span<byte> head = stackalloc byte[32];
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            return PictureSignature.Of(head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)]) != PictureFormat.None;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Reads pictures and hands each to a receiver, from several threads.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="limits">What a file may ask for.</param>
    /// <param name="receive">Takes the number of the file and its picture.</param>
    /// <param name="progress">Is told the share of files done, 0 to 1.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>For every file why it was skipped; null for those that were read.</returns>
    public static string?[] Read(IReadOnlyList<string> paths, PictureReadOptions limits, Action<int, Picture> receive, IProgress<double>? progress, CancellationToken cancellation)
    {
        var reasons = new string?[paths.Count];
        var done = 0;
        var parallel = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Math.Min(Environment.ProcessorCount, MostAtOnce) };
        Parallel.For(0, paths.Count, parallel, i =>
        {
            try
            {
                if (new FileInfo(paths[i]).Length == 0)
                    reasons[i] = "it is empty";
                else
                    receive(i, PictureFile.Read(paths[i], limits));
            }
            catch (PassbandException e)
            {
                reasons[i] = e.Message;
            }
            catch (IOException e)
            {
                reasons[i] = e.Message;
            }
            progress?.Report(Interlocked.Increment(ref done) / (double)paths.Count);
        });
        return reasons;
    }

    /// <summary>A sentence about what was skipped; null if nothing was.</summary>
    public static string? Skipped(string where, IReadOnlyList<string> names, IReadOnlyList<string?> reasons)
    {
        var skipped = Enumerable.Range(0, names.Count).Where(i => reasons[i] is not null).ToArray();
        if (skipped.Length == 0)
            return null;
        var named = string.Join(", ", skipped.Take(MostNamed).Select(i => Printable.Name(names[i])));
        var more = skipped.Length > MostNamed ? string.Create(CultureInfo.InvariantCulture, $" and {skipped.Length - MostNamed} more") : "";
        return string.Create(
            CultureInfo.InvariantCulture, $"{skipped.Length} of {names.Count} files of {where} could not be read and were skipped: {named}{more}. The first: {reasons[skipped[0]]!.TrimEnd('.')}.");
    }

    /// <summary>A sample as a byte.</summary>
    public static byte Level(float sample) => (byte)Math.Round(255 * Math.Clamp(float.IsNaN(sample) ? 0 : sample, 0, 1));
}
