using Passband.Kernels;

namespace Passband.Models;

/// <summary>A model to read: its main file and the files beside it (shards, external data). Works the same from a disk and from memory.</summary>
public abstract class ModelSource : IDisposable
{
    /// <summary>The name of the main file, without its folder.</summary>
    public abstract string Name { get; }

    /// <summary>The main file.</summary>
    public abstract ByteSource Main { get; }

    /// <summary>
    /// Opens a file that the model names, relative to the model's folder; null when it does not exist. A model cannot reach outside its own folder:
    /// rooted paths, "..", and links that lead out are refused.
    /// </summary>
    /// <exception cref="PassbandException">The name leads outside the model's folder.</exception>
    public abstract ByteSource? Sibling(string relativeName);

    /// <summary>A model on disk.</summary>
    /// <exception cref="PassbandException">The file does not exist or cannot be read.</exception>
    public static ModelSource FromFile(string path) => new FolderModelSource(path);

    /// <summary>A model in memory.</summary>
    /// <param name="name">What to call it; the ending helps where the content does not tell the format.</param>
    /// <param name="bytes">The main file.</param>
    /// <param name="siblings">The files beside it by relative name, with forward slashes.</param>
    public static ModelSource FromMemory(string name, ReadOnlyMemory<byte> bytes, IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? siblings = null) =>
        new MemoryModelSource(name, bytes, siblings);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes every file that was opened through this source.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }

    /// <summary>The relative name with forward slashes.</summary>
    /// <exception cref="PassbandException">The name is empty, rooted or climbs out.</exception>
    protected string CheckRelative(string relativeName)
    {
        var normal = relativeName.Replace('\\', '/');
        var parts = normal.Split('/');
        if (normal.Length == 0 || normal[0] == '/' || normal.Contains(':', StringComparison.Ordinal) || normal.Contains('\0', StringComparison.Ordinal)
            || Array.Exists(parts, p => p == ".."))
        {
            throw Outside(relativeName);
        }
        return normal;
    }

    private protected PassbandException Outside(string relativeName) =>
        new(ErrorKind.Format, Name, $"refers to the file '{relativeName}'", "a file inside the model's own folder", "Files elsewhere are not opened, because a model could make you read anything.");
}

internal sealed class MemoryModelSource(string name, ReadOnlyMemory<byte> bytes, IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? siblings) : ModelSource
{
    public override string Name => name;

    public override ByteSource Main { get; } = new MemoryByteSource(name, bytes);

    public override ByteSource? Sibling(string relativeName)
    {
        var normal = CheckRelative(relativeName);
        return siblings is not null && siblings.TryGetValue(normal, out var content) ? new MemoryByteSource(normal, content) : null;
    }
}

internal sealed class FolderModelSource : ModelSource
{
    private readonly string _folder;
    private readonly List<ByteSource> _opened = [];

    public FolderModelSource(string path)
    {
        if (path.Length == 0)
            throw new PassbandException(ErrorKind.Unreadable, "model", "an empty path", "the path of a model's main file");
        var full = Path.GetFullPath(path);
        Name = Path.GetFileName(full);
        if (!File.Exists(full))
            throw new PassbandException(ErrorKind.Unreadable, path, "no such file", null, "Check the path.");
        Main = new FileByteSource(full, Name);
        _opened.Add(Main);
        _folder = Path.GetDirectoryName(full) ?? Path.GetPathRoot(full)!;
    }

    public override string Name { get; }

    public override ByteSource Main { get; }

    public override ByteSource? Sibling(string relativeName)
    {
        var path = Path.Combine(_folder, CheckRelative(relativeName));
        if (!File.Exists(path))
            return null;
        if (!StaysInside(path))
            throw Outside(relativeName);
        var source = new FileByteSource(path, relativeName);
        _opened.Add(source);
        return source;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var source in _opened)
                source.Dispose();
        }
        base.Dispose(disposing);
    }

    /// <summary>Whether neither the file nor a folder on the way to it is a link that leads out of the model's folder.</summary>
    private bool StaysInside(string path)
    {
        var root = Path.TrimEndingDirectorySeparator(_folder) + Path.DirectorySeparatorChar;
        FileSystemInfo? entry = new FileInfo(path);
        while (entry is not null && entry.FullName.Length >= root.Length)
        {
            var target = entry.ResolveLinkTarget(returnFinalTarget: true);
            if (target is not null && !target.FullName.StartsWith(root, StringComparison.Ordinal))
                return false;
            entry = entry is FileInfo file ? file.Directory : ((DirectoryInfo)entry).Parent;
        }
        return true;
    }
}
