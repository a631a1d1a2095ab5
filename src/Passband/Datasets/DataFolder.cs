using Passband.Kernels;

namespace Passband.Datasets;

/// <summary>Looks into a folder and opens what is there; what goes wrong is said once and alike.</summary>
internal static class DataFolder
{
    /// <summary>More names than any set has files; a folder of more is none of ours.</summary>
    private const int MostFiles = 1_000_000;

    /// <summary>The names of all files of a folder, in the order of their characters' numbers.</summary>
    /// <exception cref="PassbandException">The folder is missing or cannot be read.</exception>
    public static string[] Files(string folder, string expected) => List(folder, expected, Directory.EnumerateFiles);

    /// <summary>The names of all folders in a folder, likewise.</summary>
    /// <exception cref="PassbandException">The folder is missing or cannot be read.</exception>
    public static string[] Folders(string folder, string expected) => List(folder, expected, Directory.EnumerateDirectories);

    /// <summary>Opens a file to be read from the start to the end.</summary>
    /// <exception cref="PassbandException">It cannot be opened.</exception>
    public static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, e);
        }
    }

    public static PassbandException Unreadable(string path, Exception e) =>
        new(ErrorKind.Unreadable, Shown(path), $"cannot be read ({e.Message.TrimEnd('.')})", null, "Check that it is there and its permissions.", e);

    /// <summary>A path as messages show it.</summary>
    public static string Shown(string path) => Printable.Name(path);

    private static string[] List(string folder, string expected, Func<string, IEnumerable<string>> enumerate)
    {
        if (!Directory.Exists(folder))
            throw new PassbandException(ErrorKind.Unreadable, Shown(folder), File.Exists(folder) ? "is a file" : "there is no such folder", expected, "Check the path.");
        try
        {
            var names = enumerate(folder).Take(MostFiles + 1).Select(p => Path.GetFileName(p)).ToArray();
            if (names.Length > MostFiles)
                throw new PassbandException(ErrorKind.Request, Shown(folder), $"more than {MostFiles} entries", expected, "Name a folder that holds nothing else.");
            Array.Sort(names, StringComparer.Ordinal);
            return names;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(folder, e);
        }
    }
}
