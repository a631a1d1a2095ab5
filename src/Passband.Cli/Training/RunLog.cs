using System.Text;
using Passband.Evolutions;
using Passband.Kernels;

namespace Passband.Cli.Training;

/// <summary>Adds lines to a log, each whole or not at all.</summary>
internal sealed class RunLog : IDisposable
{
    private readonly Stream _file;
    private readonly string _path;

    /// <summary>A log over a file that is open; written behind what is there.</summary>
    public RunLog(Stream file, string path)
    {
        (_file, _path) = (file, path);
        _file.Seek(0, SeekOrigin.End);
    }

    /// <summary>Opens a log, to write behind what is there.</summary>
    public static RunLog Open(string path)
    {
        try
        {
            // Without a buffer a line that does not fit on the disk is found out when it is written; others may read while it grows.
            return new RunLog(new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(path, e);
        }
    }

    /// <exception cref="PassbandException">The line cannot be written; what was cut off is taken away again.</exception>
    public void Add(TrainingLogLine line)
    {
        var before = _file.Position;
        try
        {
            _file.Write(Encoding.UTF8.GetBytes(TrainingLog.Write(line) + "\n"));
        }
        catch (IOException e)
        {
            _file.SetLength(before);
            throw CannotWrite(_path, e);
        }
    }

    public void Dispose() => _file.Dispose();

    private static PassbandException CannotWrite(string path, Exception e) =>
        new(ErrorKind.Unreadable, path, $"cannot be written ({e.Message.TrimEnd('.')})", null, "Check the folder's permissions and the free space.", e);
}
