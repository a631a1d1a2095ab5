using Passband.Kernels;

namespace Passband.Cli.Hosting;

/// <summary>Writes a file whole or not at all: into a temporary neighbor that takes the name when it is complete.</summary>
internal static class AtomicFile
{
    /// <summary>Refuses when the file exists and was not to be replaced; called before long work, so that nobody waits for a refusal.</summary>
    /// <exception cref="PassbandException">The file exists, or its folder does not.</exception>
    public static void CheckFree(string path, bool force)
    {
        if (Directory.Exists(path))
            throw new PassbandException(ErrorKind.Request, path, "is a folder", "a file's name");
        if (!force && File.Exists(path))
            throw new PassbandException(ErrorKind.Request, path, "the file exists already", null, "Give --force to replace it.");
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (folder is not null && !Directory.Exists(folder))
            throw new PassbandException(ErrorKind.Unreadable, path, "its folder does not exist", null, "Create the folder first.");
    }

    /// <summary>Writes the file.</summary>
    /// <exception cref="PassbandException">The file exists and was not to be replaced, or cannot be written.</exception>
    public static void Write(string path, bool force, Action<Stream> write, CancellationToken cancellation)
    {
        CheckFree(path, force);
        var target = Target(path);
        var temporary = $"{target}.{Path.GetRandomFileName()}.part";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite))
                write(stream);
            cancellation.ThrowIfCancellationRequested();
            File.Move(temporary, target, force);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PassbandException(ErrorKind.Unreadable, path, $"cannot be written ({e.Message.TrimEnd('.')})", null, "Check the folder's permissions and the free space.", e);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
    /// <summary>A link stays a link: what it leads to is replaced.</summary>
    private static string Target(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
        }
        catch (IOException e)
        {
            throw new PassbandException(ErrorKind.Unreadable, path, "is a link that leads nowhere", null, "Remove the link, or name the file itself.", e);
        }
    }
}
