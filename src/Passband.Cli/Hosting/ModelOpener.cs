using Passband.Kernels;
using Passband.Models;

namespace Passband.Cli.Hosting;

/// <summary>The model that a command was given: a path, standard input, or a sample that comes with the tool.</summary>
internal static class ModelOpener
{
    /// <summary>What stands for standard input, and for standard output.</summary>
    public const string Standard = "-";

    /// <summary>What a model from there is called.</summary>
    public const string StandardInputName = "standard input";

    private const string SampleName = "sample/face_recognition_model-weights_manifest.json";

    /// <summary>Opens the model; its name is what the user gave.</summary>
    public static ConvNet Open(string? model, ToolHost host) => model switch
    {
        null => ModelFile.Open(SamplePath(host), null, host.Cancellation) with { Name = SampleName },
        Standard => OpenInput(host),
        _ when SampleFiles.IsAsked(model) => ModelFile.Open(SampleFiles.PathOf(model, host), null, host.Cancellation) with { Name = model },
        _ => ModelFile.Open(model, null, host.Cancellation),
    };

    /// <summary>The bytes of a model, for what needs more of it than its convolutions.</summary>
    public static ModelSource Source(string model, ToolHost host) => FileOf(model, host) is { } path ? ModelSource.FromFile(path) : InputSource(host);

    /// <summary>The model's file; null for standard input.</summary>
    public static string? FileOf(string model, ToolHost host) => model == Standard ? null : SampleFiles.IsAsked(model) ? SampleFiles.PathOf(model, host) : model;

    private static string SamplePath(ToolHost host)
    {
        var path = Path.Combine(host.BaseFolder, SampleName);
        return File.Exists(path) ? path : throw new PassbandException(
            ErrorKind.PartMissing, "sample network", "it was not fetched when the tool was built", null,
            "Name a model (passband explain MODEL), or build again with Node 20 or later and a network connection.");
    }

    private static ConvNet OpenInput(ToolHost host)
    {
        using var source = InputSource(host);
        return ModelFile.Open(source, null, host.Cancellation);
    }

    private static ModelSource InputSource(ToolHost host)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[1 << 16];
        int count;
        while ((count = host.Input.Read(buffer)) > 0)
        {
            host.Cancellation.ThrowIfCancellationRequested();
            if (bytes.Length + count > Array.MaxLength)
            {
                throw new PassbandException(
                    ErrorKind.Format, StandardInputName, $"more than {Array.MaxLength} bytes", "a model that fits into memory", "Save it to a file and give the file's name.");
            }
            bytes.Write(buffer, 0, count);
        }
        return ModelSource.FromMemory(StandardInputName, bytes.GetBuffer().AsMemory(0, (int)bytes.Length));
    }
}
