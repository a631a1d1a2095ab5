using System.IO.Enumeration;
using Passband.Kernels;

namespace Passband.Evolutions;

/// <summary>
/// Paths with wildcards: * stands for any characters of a name and ? for one; both may stand in the names of folders, too. A folder named ** stands for any number of folders within each
/// other. Links to folders are not followed there.
/// </summary>
internal static class CheckpointPattern
{
    /// <summary>More than any series has; a pattern that finds as many found something else.</summary>
    public const int MostFiles = 100_000;

    /// <summary>Whether a path has wildcards.</summary>
    public static bool HasWildcards(string path) => path.AsSpan().ContainsAny('*', '?');

    /// <summary>The files and folders that a pattern stands for, without any order.</summary>
    /// <returns>Each with its path and its name from the pattern's first wildcard on.</returns>
    /// <exception cref="PassbandException">It finds too many, or a folder cannot be listed.</exception>
    public static List<(string Path, string Name)> Expand(string pattern, CancellationToken cancellation)
    {
        var parts = pattern.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);
        var fixedParts = Array.FindIndex(parts, HasWildcards);
        var root = string.Join(Path.DirectorySeparatorChar, parts[..fixedParts]);
        // Of "/x*" nothing is left but the root itself.
        if (fixedParts > 0 && root.Length == 0)
            root = Path.DirectorySeparatorChar.ToString();
        var found = new List<(string Path, string Name)> { (root, "") };
        try
        {
            for (var i = fixedParts; i < parts.Length; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                found = [.. found.SelectMany(f => Step(f, parts[i], isLast: i == parts.Length - 1)).Take(MostFiles + 1)];
                if (found.Count > MostFiles)
                    throw new PassbandException(ErrorKind.Request, Printable.Name(pattern), $"more than {MostFiles} files", "a series of checkpoints", "Narrow the pattern.");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PassbandException(ErrorKind.Unreadable, Printable.Name(pattern), $"a folder that cannot be listed ({e.Message.TrimEnd('.')})", null, "Check its permissions.", e);
        }
        return [.. found.DistinctBy(f => f.Path)];
    }

    private static IEnumerable<(string Path, string Name)> Step((string Path, string Name) from, string part, bool isLast)
    {
        var folder = from.Path.Length == 0 ? "." : from.Path;
        if (part == "**")
            return Within(folder).Select(f => Below(from, f)).Prepend(from);
        if (!HasWildcards(part))
        {
            var next = Below(from, part);
            return Directory.Exists(next.Path) || (isLast && File.Exists(next.Path)) ? [next] : [];
        }
        var entries = isLast ? Directory.EnumerateFileSystemEntries(folder) : Directory.EnumerateDirectories(folder);
        return entries.Select(Path.GetFileName).OfType<string>().Where(n => FileSystemName.MatchesSimpleExpression(part, n, ignoreCase: OperatingSystem.IsWindows())).Select(n => Below(from, n));
    }

    private static IEnumerable<string> Within(string folder) => Directory
        .EnumerateDirectories(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true })
        .Select(f => Path.GetRelativePath(folder, f));

    private static (string Path, string Name) Below((string Path, string Name) from, string part) => (Path.Combine(from.Path, part), Path.Combine(from.Name, part));
}
