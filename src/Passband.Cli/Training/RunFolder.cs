using System.Globalization;
using System.Text;
using Passband.Cli.Hosting;
using Passband.Evolutions;
using Passband.Kernels;
using Passband.Models;
using Passband.Networks.Training;

namespace Passband.Cli.Training;

/// <summary>
/// The files of a run. Each is written whole or not at all, and none of another program is touched. While the folder is open no other process of the tool can train in it.
/// </summary>
internal sealed class RunFolder : IDisposable
{
    public const string DocumentName = "run.json";
    public const string LogName = "log.jsonl";
    public const string CheckpointName = "checkpoint.safetensors";
    public const string NetworkName = "network.onnx";
    public const string ExplanationName = "explanation.json";
    public const string PageName = "live.html";
    public const string SnapshotsName = "snapshots";

    private const string LockName = ".training";

    /// <summary>What <see cref="AtomicFile"/> leaves behind when a process is killed.</summary>
    private const string Unfinished = "*.part";

    private readonly FileStream _lock;

    private RunFolder(string path, FileStream @lock) => (Path, _lock) = (path, @lock);

    /// <summary>The folder as it was named.</summary>
    public string Path { get; }

    public string Network => At(NetworkName);

    public string Log => At(LogName);

    public string Page => At(PageName);

    /// <summary>A folder for a run of such data that does not exist yet.</summary>
    /// <param name="parent">The folder of all runs.</param>
    /// <param name="data">The data as they were asked for.</param>
    public static string Unused(string parent, string data)
    {
        var name = NameOf(data);
        for (var number = 1; ; number++)
        {
            var path = System.IO.Path.Combine(parent, string.Create(CultureInfo.InvariantCulture, $"{name}-{number}"));
            if (!Directory.Exists(path) && !File.Exists(path))
                return path;
        }
    }

    /// <summary>Refuses a folder that a run cannot be begun in; called before long work, so that nobody waits for a refusal.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="force">Whether an earlier run in it may be replaced.</param>
    /// <exception cref="PassbandException">The folder holds a run and that was not to be replaced, or other things.</exception>
    public static void CheckFree(string path, bool force)
    {
        if (path.Length == 0)
            throw new PassbandException(ErrorKind.Request, "the run's folder", "an empty name", "the name of a folder to make");
        if (File.Exists(path))
            throw new PassbandException(ErrorKind.Request, path, "is a file", "the name of a folder to make");
        if (!Directory.Exists(path))
            return;
        var document = System.IO.Path.Combine(path, DocumentName);
        if (!File.Exists(document))
        {
            // A run that could not write its first file leaves a folder for snapshots, and may be begun again.
            if (Directory.EnumerateFileSystemEntries(path).Any(e => System.IO.Path.GetFileName(e) is not (SnapshotsName or LockName)))
                throw new PassbandException(ErrorKind.Request, path, "the folder exists and holds other things than a run", "a new or an empty folder");
            return;
        }
        var run = ReadDocument(document);
        if (!force)
        {
            throw new PassbandException(
                ErrorKind.Request, path, run.Finished ? "a finished run is there already" : $"a run is there already, at step {run.Step} of {run.Steps}", null,
                $"Name another folder, give --force to replace it{(run.Finished ? "." : $", or go on with it: passband train --resume {path}")}");
        }
    }

    /// <summary>Makes the folder, and takes away an earlier run in it.</summary>
    /// <exception cref="PassbandException">As of <see cref="CheckFree"/>, or it cannot be made.</exception>
    public static RunFolder Create(string path, bool force, RunDocument document)
    {
        CheckFree(path, force);
        try
        {
            Directory.CreateDirectory(System.IO.Path.Combine(path, SnapshotsName));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PassbandException(ErrorKind.Unreadable, path, $"the folder cannot be made ({e.Message.TrimEnd('.')})", null, "Name a folder with -o where files may be written.", e);
        }
        var folder = new RunFolder(path, Lock(path));
        try
        {
            // Without its checkpoint the earlier run cannot be taken for the new one, wherever this is interrupted.
            folder.Delete(CheckpointName);
            folder.WriteDocument(document);
            foreach (var name in new[] { LogName, NetworkName, ExplanationName, PageName })
                folder.Delete(name);
            folder.DropSnapshots(-1);
            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Opens the folder of a run.</summary>
    /// <exception cref="PassbandException">It is none, or another process trains in it.</exception>
    public static (RunFolder Folder, RunDocument Document) Open(string path)
    {
        if (!Directory.Exists(path))
            throw new PassbandException(ErrorKind.Unreadable, path, File.Exists(path) ? "a file" : "no such folder", "the folder of a run", "`passband train DATA` makes one.");
        var name = System.IO.Path.Combine(path, DocumentName);
        if (!File.Exists(name))
            throw new PassbandException(ErrorKind.Format, path, $"no {DocumentName} in it", "the folder of a run of `passband train`");
        _ = ReadDocument(name);
        var folder = new RunFolder(path, Lock(path));
        try
        {
            return (folder, ReadDocument(name));
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    public string Snapshot(int step, bool whole) =>
        At(System.IO.Path.Combine(SnapshotsName, string.Create(CultureInfo.InvariantCulture, $"step-{step:00000000}.{(whole ? "onnx" : "safetensors")}")));

    public bool HasSnapshot(int step) => File.Exists(Snapshot(step, whole: true)) || File.Exists(Snapshot(step, whole: false));

    public void WriteDocument(RunDocument document) => Write(At(DocumentName), stream => RunJson.Write(document, stream));

    public void WriteCheckpoint(TrainingState state) => Write(At(CheckpointName), stream => TrainingStateFile.Write(state, stream));

    public void WriteExplanation(Action<Stream> write) => Write(At(ExplanationName), write);

    /// <summary>Writes a file of the run whole or not at all.</summary>
    public static void Write(string path, Action<Stream> write) => AtomicFile.Write(path, force: true, write, CancellationToken.None);

    /// <summary>The last checkpoint; null where none was written yet.</summary>
    /// <exception cref="PassbandException">It is damaged.</exception>
    public TrainingState? ReadCheckpoint()
    {
        if (!File.Exists(At(CheckpointName)))
            return null;
        using var source = ModelSource.FromFile(At(CheckpointName));
        return TrainingStateFile.Read(source);
    }

    /// <summary>The log's lines up to a step; those after it, and a last one that was cut off, are taken out of the file.</summary>
    public List<TrainingLogLine> KeepLog(int step)
    {
        if (!File.Exists(Log))
            return [];
        var lines = TrainingLog.Read(ReadText(Log), Log).Where(l => l.Step <= step).ToList();
        Write(Log, stream =>
        {
            foreach (var line in lines)
                stream.Write(Encoding.UTF8.GetBytes(TrainingLog.Write(line) + "\n"));
        });
        return lines;
    }

    /// <summary>Deletes snapshots of later steps, and what a killed process left unfinished.</summary>
    public void DropSnapshots(int after)
    {
        var folder = At(SnapshotsName);
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(folder, "step-*"))
        {
            var name = System.IO.Path.GetFileNameWithoutExtension(file);
            if (int.TryParse(name.AsSpan("step-".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var step) && step > after)
                File.Delete(file);
        }
        foreach (var unfinished in Directory.EnumerateFiles(folder, Unfinished).Concat(Directory.EnumerateFiles(Path, Unfinished)))
            File.Delete(unfinished);
    }

    public void Dispose() => _lock.Dispose();

    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(System.IO.Path.Combine(path, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException e) when (e is not DirectoryNotFoundException)
        {
            throw new PassbandException(ErrorKind.Request, path, "another process trains in this folder", null, "Wait for it, stop it, or name another folder.", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new PassbandException(ErrorKind.Unreadable, path, "nothing can be written there", null, "Check the folder's permissions.", e);
        }
    }

    private static RunDocument ReadDocument(string path)
    {
        using var stream = File.OpenRead(path);
        if (stream.Length > RunJson.MostBytes)
            throw new PassbandException(ErrorKind.Format, path, $"{stream.Length} bytes", $"the document of a run, at most {RunJson.MostBytes}");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return RunJson.Read(bytes, path);
    }

    private static string ReadText(string path)
    {
        const int MostBytes = 256 << 20;
        if (new FileInfo(path).Length > MostBytes)
            throw new PassbandException(ErrorKind.Format, path, $"{new FileInfo(path).Length} bytes", $"the log of a run, at most {MostBytes}");
        return File.ReadAllText(path, Encoding.UTF8);
    }

    /// <summary>Data as a part of a folder's name: letters, digits and hyphens.</summary>
    private static string NameOf(string data)
    {
        const int Longest = 40;
        var colon = data.IndexOf(':', StringComparison.Ordinal);
        var word = colon > 1 ? data[..colon] : System.IO.Path.GetFileNameWithoutExtension(System.IO.Path.TrimEndingDirectorySeparator(data));
        var name = string.Concat(word.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-')).Trim('-');
        return name.Length == 0 ? "run" : name[..Math.Min(name.Length, Longest)];
    }

    private void Delete(string name) => File.Delete(At(name));

    private string At(string name) => System.IO.Path.Combine(Path, name);
}
