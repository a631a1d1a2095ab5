using System.Collections.Immutable;
using System.Text.Json;
using Passband.Kernels;

namespace Passband.Evolutions;

/// <summary>What a look at a folder found.</summary>
/// <param name="Checkpoints">Those that were not there at the look before, in the order of training; each holds only the layer that is followed.</param>
/// <param name="Skipped">Files that stay unreadable although they no longer grow, and those of another network; each is named once.</param>
/// <param name="Finished">Whether the run says that it is finished, so that nothing more will come.</param>
public sealed record WatchedNews(ImmutableArray<Checkpoint> Checkpoints, ImmutableArray<SkippedCheckpoint> Skipped, bool Finished);

/// <summary>
/// Looks again and again for checkpoints that a training writes. A file is read when neither its length nor its time has changed from one look to the next; one that was there at the
/// first look is read at once. A file that cannot be read may only be unfinished, and is tried again; one that was replaced counts as a new checkpoint; one that vanishes is forgotten.
/// </summary>
/// <param name="inputs">As <see cref="CheckpointSeries.Find"/> takes them.</param>
/// <param name="options">Which layer to read; null for the defaults.</param>
public sealed class CheckpointWatcher(IReadOnlyList<string> inputs, EvolutionOptions? options = null)
{
    /// <summary>Looks without a change after which an unreadable file is given up.</summary>
    private const int Patience = 3;

    /// <summary>A run's description is short; anything longer is something else.</summary>
    private const int LongestRun = 1 << 20;

    private readonly Dictionary<string, Seen> _seen = new(StringComparer.Ordinal);
    private readonly CheckpointReader _reader = new(options?.Layer);
    private bool _started;

    /// <summary>Looks once.</summary>
    /// <param name="cancellation">Stops the look.</param>
    /// <exception cref="PassbandException">A folder or file that was named is not there at the first look, or the first checkpoint has no such layer.</exception>
    public WatchedNews Look(CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var series = List(cancellation);
        // Asked before the files are listed a second time: a run that is finished has written them all.
        var finished = series?.RunPath is { } run && IsFinished(run);
        if (finished)
            series = List(cancellation) ?? series;
        var files = series?.Files ?? [];
        var steps = StepNames.Of([.. files.Select(f => f.Name)]);
        var checkpoints = new List<Checkpoint>();
        var skipped = ImmutableArray.CreateBuilder<SkippedCheckpoint>();
        for (var i = 0; i < files.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Ready(files[i].Path, atOnce: finished || !_started) is not { } seen)
                continue;
            try
            {
                checkpoints.Add(_reader.Read(files[i], steps[i], cancellation));
                seen.Done = true;
            }
            catch (PassbandException) when (!File.Exists(files[i].Path))
            {
                _seen.Remove(files[i].Path);
            }
            catch (PassbandException e) when (e.Kind != ErrorKind.Request)
            {
                if (!_reader.Opened && !finished && seen.Looks < Patience)
                    continue;
                skipped.Add(new SkippedCheckpoint(files[i].Name, e.Message));
                seen.Done = true;
            }
        }
        _started = true;
        return new WatchedNews(
            checkpoints.TrueForAll(c => c.Step is not null) ? [.. checkpoints.OrderBy(c => c.Step)] : [.. checkpoints], skipped.ToImmutable(), finished);
    }

    /// <summary>The files of now; null where a folder is gone, which may come back.</summary>
    private CheckpointSeries? List(CancellationToken cancellation)
    {
        try
        {
            return CheckpointSeries.Look(inputs, cancellation);
        }
        catch (Exception e) when (_started && e is PassbandException { Kind: ErrorKind.Unreadable } or IOException)
        {
            return null;
        }
    }

    /// <summary>What is known of a file that is to be read now; null for one that was read, may still grow, or is gone.</summary>
    private Seen? Ready(string path, bool atOnce)
    {
        var info = new FileInfo(path);
        if (!info.Exists)
        {
            _seen.Remove(path);
            return null;
        }
        var stamp = (info.Length, info.LastWriteTimeUtc);
        if (!_seen.TryGetValue(path, out var seen) || seen.Stamp != stamp)
        {
            _seen[path] = seen = new Seen(stamp);
            return atOnce ? seen : null;
        }
        seen.Looks++;
        return seen.Done ? null : seen;
    }

    /// <summary>Whether a run's description says so; one that is just being written says nothing.</summary>
    private static bool IsFinished(string path)
    {
        try
        {
            if (new FileInfo(path).Length > LongestRun)
                return false;
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("finished", out var finished) && finished.ValueKind == JsonValueKind.True;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return false;
        }
    }

    /// <summary>What is known of a file.</summary>
    private sealed class Seen((long Length, DateTime Written) stamp)
    {
        public (long Length, DateTime Written) Stamp { get; } = stamp;

        /// <summary>Looks since then that found it the same.</summary>
        public int Looks { get; set; }

        /// <summary>Whether it was read, or given up.</summary>
        public bool Done { get; set; }
    }
}
