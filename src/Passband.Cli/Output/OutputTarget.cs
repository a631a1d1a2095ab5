using Passband.Cli.Hosting;
using Passband.Kernels;

namespace Passband.Cli.Output;

/// <summary>Where a result goes: a file that is replaced only when asked, or standard output.</summary>
internal sealed record OutputTarget(string Path, bool Force)
{
    public bool IsStandardOutput => Path == ModelOpener.Standard;

    /// <summary>Checks the ending and that nothing would be overwritten, before any work is done.</summary>
    /// <exception cref="PassbandException">The ending is not one of those, or the file exists.</exception>
    public static OutputTarget For(string path, bool force, string rule, params string[] endings)
    {
        var target = new OutputTarget(path, force);
        if (target.IsStandardOutput)
            return target;
        if (!Array.Exists(endings, e => path.EndsWith(e, StringComparison.OrdinalIgnoreCase)))
        {
            throw new PassbandException(ErrorKind.Request, path, $"the ending '{System.IO.Path.GetExtension(path)}'", $"{rule} {string.Join(", ", endings)}");
        }
        AtomicFile.CheckFree(path, force);
        return target;
    }

    /// <summary>Writes a picture, which is nothing that a terminal could show.</summary>
    /// <exception cref="PassbandException">Standard output is a terminal.</exception>
    public void WritePicture(ToolHost host, Action<Stream> write)
    {
        CheckShown(host, "a PNG");
        Write(host, write);
    }

    /// <summary>Refuses to print bytes on a terminal.</summary>
    /// <exception cref="PassbandException">Standard output is a terminal.</exception>
    public void CheckShown(ToolHost host, string what)
    {
        if (IsStandardOutput && host.OutputIsTerminal)
            throw new PassbandException(ErrorKind.Request, "standard output", $"a terminal, which cannot show {what}", null, "Redirect it, or name a file.");
    }

    public void Write(ToolHost host, Action<Stream> write)
    {
        if (IsStandardOutput)
        {
            host.Text.Flush();
            write(host.Output);
            host.Output.Flush();
            return;
        }
        AtomicFile.Write(Path, Force, write, host.Cancellation);
        if (host.ErrorIsTerminal)
            host.Error.WriteLine($"wrote {Printable.Line(Path)}");
    }
}
