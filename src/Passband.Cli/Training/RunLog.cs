using System.Text;
using Passband.Evolutions;
using Passband.Kernels;

namespace Passband.Cli.Training;

/// <summary>Adds lines to a log, each whole or not at all.</summary>
internal sealed class RunLog : IDisposable
{
    private readonly FileStream _file;

    /// <summary>Opens the log, to write behind what is there.</summary>
    public RunLog(string path)
    {
        try
        {
            // Without a buffer a line that does not fit on the disk is found out when it is written; others may read while it grows.
            _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            _file.Seek(0, SeekOrigin.End);
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
            throw CannotWrite(_file.Name, e);
        }
    }

    public void Dispose() => _file.Dispose();

    private static PassbandException CannotWrite(string path, Exception e) =>
        new(ErrorKind.Unreadable, path, $"cannot be written ({e.Message.TrimEnd('.')})", null, "Check the folder's permissions and the free space.", e);
}
