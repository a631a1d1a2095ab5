using System.Collections.Immutable;
using Passband.Kernels;

namespace Passband.Cli.Experiments;

/// <summary>The folder of a set: runs/NAME for each training, results/NAME.json for what came of it, the tables beside them. One process at a time has it.</summary>
internal sealed class ExperimentFolder : IDisposable
{
    private const string RunsName = "runs";
    private const string ResultsName = "results";
    private const int NamesShown = 3;

    private readonly FileStream _lock;

    private ExperimentFolder(string path, FileStream held) => (Path, _lock) = (path, held);

    public string Path { get; }

    /// <summary>Makes the folder, or takes one that a set was begun in.</summary>
    /// <exception cref="PassbandException">It holds other things, another process has it, or it cannot be made.</exception>
    public static ExperimentFolder Open(string path)
    {
        var where = Printable.Name(path);
        if (File.Exists(path))
            throw new PassbandException(ErrorKind.Request, where, "is a file", "a folder for the results");
        if (Directory.Exists(path) && !Directory.Exists(System.IO.Path.Combine(path, ResultsName)) && Directory.EnumerateFileSystemEntries(path).Any())
            throw new PassbandException(ErrorKind.Request, where, "a folder with other things in it", "a new folder, or one that an experiment was begun in", "Name another with -o.");
        try
        {
            Directory.CreateDirectory(System.IO.Path.Combine(path, RunsName));
            Directory.CreateDirectory(System.IO.Path.Combine(path, ResultsName));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PassbandException(ErrorKind.Unreadable, where, $"cannot be made ({e.Message.TrimEnd('.')})", null, "Check the folder's permissions and the free space.", e);
        }
        try
        {
            var held = new FileStream(
                System.IO.Path.Combine(path, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            return new ExperimentFolder(path, held);
        }
        catch (IOException e)
        {
            throw new PassbandException(ErrorKind.Unreadable, where, "another process works in this folder", null, "Wait for it, or name another folder with -o.", e);
        }
    }

    public string RunFolder(ExperimentRun run) => System.IO.Path.Combine(Path, RunsName, run.Name);

    public string RecordFile(ExperimentRun run) => System.IO.Path.Combine(Path, ResultsName, $"{run.Name}.json");

    /// <summary>What is remembered of each run, null for those never begun. With force, runs whose settings changed since are forgotten, and their folders removed.</summary>
    /// <exception cref="PassbandException">Settings changed, and nobody asked for it to be done again.</exception>
    public ImmutableArray<RunRecord?> Records(Experiment experiment, bool force)
    {
        var records = experiment.Runs.Select(r => RunRecord.Read(RecordFile(r))).ToArray();
        var changes = experiment.Runs.Select((run, i) => (Run: run, Index: i, Change: records[i]?.Change(run))).Where(c => c.Change is not null).ToList();
        if (changes.Count > 0 && !force)
        {
            var named = string.Join("; ", changes.Take(NamesShown).Select(c => $"{c.Run.Name}: {c.Change}")) + (changes.Count > NamesShown ? $"; and {changes.Count - NamesShown} more" : "");
            throw new PassbandException(
                ErrorKind.Request, Printable.Name(Path), $"{changes.Count} {(changes.Count == 1 ? "run was" : "runs were")} begun with other settings ({named})", "the settings of the file",
                "Give --force to do them again, or name another folder with -o.");
        }
        foreach (var (run, index, _) in changes)
        {
            records[index] = null;
            if (Directory.Exists(RunFolder(run)))
                Directory.Delete(RunFolder(run), recursive: true);
            File.Delete(RecordFile(run));
        }
        return [.. records];
    }

    /// <summary>Runs that are in the folder but no longer in the file, which the tables leave out.</summary>
    public int Strangers(Experiment experiment)
    {
        var known = experiment.Runs.Select(r => $"{r.Name}.json").ToHashSet(StringComparer.Ordinal);
        return Directory.EnumerateFiles(System.IO.Path.Combine(Path, ResultsName), "*.json").Count(f => !known.Contains(System.IO.Path.GetFileName(f)));
    }

    public void Dispose() => _lock.Dispose();
}
