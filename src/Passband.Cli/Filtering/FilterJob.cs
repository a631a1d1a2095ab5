using Passband.Cli.Hosting;
using Passband.Cli.Output;
using Passband.Cli.Terminal.Graphics;
using Passband.Imaging.Pictures;
using Passband.Kernels;

namespace Passband.Cli.Filtering;

/// <summary>One run of <c>passband filter</c>: what goes in, what is done, what comes out.</summary>
internal sealed record FilterJob
{
    public required string Image { get; init; }

    public required string Kernel { get; init; }

    /// <summary>Whether every filter of a layer is wanted.</summary>
    public required bool All { get; init; }

    /// <summary>Where the result goes; null for the terminal, or nowhere.</summary>
    public required OutputTarget? Target { get; init; }

    public required FilterFormat Format { get; init; }

    public required bool Json { get; init; }

    /// <summary>How a terminal shows pictures; null to choose.</summary>
    public required GraphicsProtocol? Graphics { get; init; }

    public required FilterRequest Request { get; init; }

    public required FilterLook Look { get; init; }

    /// <summary>Does it.</summary>
    /// <exception cref="PassbandException">Something does not fit, or cannot be read or written.</exception>
    public void Run(ToolHost host)
    {
        Check(host);
        using var display = Target is null && !Json ? new FilterDisplay(host, Graphics) : null;
        var source = KernelSource.Find(Kernel, All, host);
        source.Layer?.RequireFinite();
        var picture = Open(host);
        if (All)
            new FilterSheet(this, source, picture, host).Run();
        else
            RunOne(source, picture, display, host);
    }

    /// <summary>Writes with the numbers as they are, or as a picture.</summary>
    public void Write(ToolHost host, Action<Stream> write) => Target?.Write(host, stream =>
    {
        if (Format != FilterFormat.Tiff || stream.CanSeek)
        {
            write(stream);
            return;
        }
        using var whole = new MemoryStream();
        write(whole);
        whole.WriteTo(stream);
    });

    private void RunOne(KernelSource source, Picture picture, FilterDisplay? display, ToolHost host)
    {
        FilterResult result;
        using (var line = new ProgressLine(host))
            result = FilterResult.Of(source, source.Filter, picture, Request, line.Of("filtered"), host);
        var phrase = KernelPhrase.Of(source, result.Task, Request.Channels, host);
        var isPicture = Format == FilterFormat.Png && (Target is not null || display is not null);
        var image = isPicture ? FilterPainter.Paint(result.Planes, Look, Request.Linear, source.Name) : null;
        var report = new FilterReport(source, picture, Request, result, phrase, image, Look);
        if (display is not null)
            display.Show(result.Planes, Look, Request.Linear);
        Write(host, stream =>
        {
            if (image is not null)
                stream.Write(image.Png);
            else if (Format == FilterFormat.Npy)
                PictureWriter.WriteNpy(result.Planes, stream);
            else
                PictureWriter.WriteTiff(result.Planes, stream);
        });
        if (Json)
            FilterJson.Write(report, host.Output);
        else
            FilterWords.Write(report, host.Error);
    }

    /// <summary>Refuses before any work what could not end well.</summary>
    private void Check(ToolHost host)
    {
        if (Image == ModelOpener.Standard && Kernel.StartsWith(ModelOpener.Standard + "#", StringComparison.Ordinal))
            throw new PassbandException(ErrorKind.Request, "standard input", "asked to give the picture and the model", "one of them", "Name a file for the other.");
        if (Json && Target is { IsStandardOutput: true })
            throw new PassbandException(ErrorKind.Request, "standard output", "asked to take more than one document", "one of --json and -o -");
        Target?.CheckShown(host, Format switch { FilterFormat.Png => "a PNG", FilterFormat.Npy => "a .npy array", _ => "a TIFF" });
        if (Look.Scale.Each && !All)
            throw new PassbandException(ErrorKind.Request, "--scale each", "one kernel", "--all, with a scale for each filter");
        if (!All && (Look.Cell ?? Look.Columns) is not null)
            throw new PassbandException(ErrorKind.Request, "--cell and --columns", "one kernel", "--all, which makes a sheet of many");
    }

    private Picture Open(ToolHost host)
    {
        var picture = Image == ModelOpener.Standard ? PictureFile.Read(ReadInput(host), ModelOpener.StandardInputName) : PictureSource.Open(Image);
        if (!Request.Linear)
            return picture;
        // The samples of a test picture are exact as they are: taken for light, they stay so.
        return TestPicture.IsAsked(Image) ? picture with { Transfer = Transfer.Linear } : TransferCurve.Linearize(picture);
    }

    private static byte[] ReadInput(ToolHost host)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[1 << 16];
        int count;
        while ((count = host.Input.Read(buffer)) > 0)
        {
            host.Cancellation.ThrowIfCancellationRequested();
            if (bytes.Length + count > PictureReadOptions.Default.MaxFileBytes)
                throw new PassbandException(ErrorKind.Format, ModelOpener.StandardInputName, $"more than {PictureReadOptions.Default.MaxFileBytes} bytes", "a picture");
            bytes.Write(buffer, 0, count);
        }
        return bytes.ToArray();
    }
}
