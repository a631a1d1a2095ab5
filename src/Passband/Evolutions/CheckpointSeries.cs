using System.Collections.Immutable;
using Passband.Kernels;
using Passband.Models;

namespace Passband.Evolutions;

/// <summary>A file of a series.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Name">What tells it from the others: its path below what was asked for. Not trusted.</param>
public sealed record CheckpointFile(string Path, string Name);

/// <summary>A file that was left out of a series.</summary>
/// <param name="Name">Its name; not trusted.</param>
/// <param name="Reason">Why, in one sentence that is safe to show.</param>
public sealed record SkippedCheckpoint(string Name, string Reason);

/// <summary>What was read of a series.</summary>
/// <param name="Checkpoints">In the order of training; each holds only the layer that is followed, whatever its network has.</param>
/// <param name="Skipped">Files that could not be read.</param>
public sealed record CheckpointReading(ImmutableArray<Checkpoint> Checkpoints, ImmutableArray<SkippedCheckpoint> Skipped);

/// <summary>The checkpoints of a training on disk, in any format that <see cref="ModelFile"/> reads.</summary>
public sealed record CheckpointSeries
{
    /// <summary>Folder of the snapshots in a run of <c>passband train</c>.</summary>
    internal const string SnapshotFolder = "snapshots";

    private const string LogName = "log.jsonl";
    private const string RunName = "run.json";

    /// <summary>The files in the order of their names, in which numbers count as numbers.</summary>
    public required ImmutableArray<CheckpointFile> Files { get; init; }

    /// <summary>The training's log (<see cref="TrainingLog"/>); null where there is none.</summary>
    public string? LogPath { get; init; }

    /// <summary>The run's description; null where there is none.</summary>
    public string? RunPath { get; init; }

    /// <summary>Finds a series.</summary>
    /// <param name="inputs">
    /// One or more: a run's folder (with its snapshots, log and description), a folder with checkpoints or with one checkpoint in each of its folders, a file, or a pattern in which * and ?
    /// stand for characters of a name and ** for folders.
    /// </param>
    /// <param name="cancellation">Stops the search.</param>
    /// <exception cref="PassbandException">Something is missing, or there is no checkpoint in it.</exception>
    public static CheckpointSeries Find(IReadOnlyList<string> inputs, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var series = Look(inputs, cancellation);
        if (series.Files.IsEmpty)
        {
            throw new PassbandException(ErrorKind.Unreadable, string.Join(", ", inputs.Take(3).Select(Printable.Name)), "no checkpoint", "files that end in .onnx, .safetensors, .npz or .npy, or a model.json in a folder",
                "Check the path; a training may not have saved one yet.");
        }
        return series;
    }

    /// <summary>What is there by now, be it nothing.</summary>
    /// <exception cref="PassbandException">A file or folder is missing that was named without wildcards.</exception>
    internal static CheckpointSeries Look(IReadOnlyList<string> inputs, CancellationToken cancellation)
    {
        var files = new List<CheckpointFile>();
        string? run = null;
        foreach (var input in inputs)
        {
            if (Directory.Exists(input))
            {
                run ??= RunOf(input);
                files.AddRange(InFolder(SnapshotsOf(input), cancellation));
            }
            else if (!File.Exists(input) && CheckpointPattern.HasWildcards(input))
            {
                files.AddRange(OfPattern(input, cancellation));
            }
            else
            {
                files.Add(File.Exists(input) ? new CheckpointFile(input, input) : throw new PassbandException(
                    ErrorKind.Unreadable, Printable.Name(input), "no such file or folder", null, "Check the path."));
            }
        }
        return new CheckpointSeries
        {
            Files = [.. files.DistinctBy(f => Path.GetFullPath(f.Path)).Order(Comparer<CheckpointFile>.Create((a, b) => NaturalOrder.Compare(a.Name, b.Name)))],
            LogPath = Existing(run, LogName),
            RunPath = Existing(run, RunName),
        };
    }

    /// <summary>Every n-th of the files, and the last.</summary>
    public CheckpointSeries Every(int n)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        return this with { Files = [.. Files.Where((_, i) => i % n == 0 || i == Files.Length - 1)] };
    }

    /// <summary>
    /// Reads the followed layer of every file. A file that cannot be read, or whose weights are not finite, is left out and named. Where every checkpoint has a step (in its metadata under
    /// "step", else in its name), they are ordered by it, else by their names.
    /// </summary>
    /// <param name="options">Which layer; null for the defaults.</param>
    /// <param name="progress">Told the share of files that are read, 0 to 1.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="PassbandException">No file can be read, a layer is missing, or its shape differs between files.</exception>
    public CheckpointReading Read(EvolutionOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        options ??= EvolutionOptions.Default;
        var named = StepNames.Of([.. Files.Select(f => f.Name)]);
        var read = new List<Checkpoint>();
        var skipped = new List<SkippedCheckpoint>();
        PassbandException? first = null;
        var reader = new CheckpointReader(options.Layer);
        for (var i = 0; i < Files.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                read.Add(reader.Read(Files[i], named[i], cancellation));
            }
            catch (PassbandException e) when (e.Kind != ErrorKind.Request && !reader.Disagrees)
            {
                first ??= e;
                skipped.Add(new SkippedCheckpoint(Files[i].Name, e.Message.Contains(Path.GetFileName(Files[i].Name), StringComparison.Ordinal) ? e.Message : $"{Printable.Name(Files[i].Name)} → {e.Message}"));
            }
            progress?.Report((i + 1) / (double)Files.Length);
        }
        if (read.Count == 0)
            throw first!;
        // A stable sort: files of one step stay in the order of their names.
        return new CheckpointReading(read.TrueForAll(c => c.Step is not null) ? [.. read.OrderBy(c => c.Step)] : [.. read], [.. skipped]);
    }

    private static IEnumerable<CheckpointFile> OfPattern(string pattern, CancellationToken cancellation) =>
        CheckpointPattern.Expand(pattern, cancellation).SelectMany(f => Directory.Exists(f.Path) ? TheOneIn(f.Path, f.Name) : [new CheckpointFile(f.Path, f.Name)]);

    private static IEnumerable<CheckpointFile> InFolder(string folder, CancellationToken cancellation)
    {
        foreach (var name in ModelFolder.MainFiles(folder))
            yield return new CheckpointFile(Path.Combine(folder, name), name);
        foreach (var inner in Directory.EnumerateDirectories(folder).Take(CheckpointPattern.MostFiles))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var file in TheOneIn(inner, Path.GetFileName(inner)))
                yield return file;
        }
    }

    /// <summary>The one model in a folder; a folder with none or with several is no checkpoint.</summary>
    private static IEnumerable<CheckpointFile> TheOneIn(string folder, string name) =>
        ModelFolder.MainFiles(folder) is [var one] ? [new CheckpointFile(Path.Combine(folder, one), Path.Combine(name, one))] : [];

    private static string SnapshotsOf(string folder) => Path.Combine(folder, SnapshotFolder) is var inner && Directory.Exists(inner) ? inner : folder;

    /// <summary>The run that a folder is, or whose snapshots it holds.</summary>
    private static string? RunOf(string folder)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        return Path.GetFileName(full) == SnapshotFolder ? Path.GetDirectoryName(full) : full;
    }

    private static string? Existing(string? folder, string name) => folder is not null && Path.Combine(folder, name) is var path && File.Exists(path) ? path : null;
}
