using Passband.Kernels;

namespace Passband.Cli.Hosting;

/// <summary>The networks of the repository's folder samples/, which the build copies beside the tool. Wherever a model is named, "sample:lines" names one of them.</summary>
internal static class SampleFiles
{
    /// <summary>What stands before the name of a sample.</summary>
    public const string Prefix = "sample:";

    private const string Folder = "samples";
    private const string Ending = ".onnx";

    /// <summary>Whether a model is named as a sample is.</summary>
    public static bool IsAsked(string model) => model.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The file of a sample.</summary>
    /// <param name="model">Its name with the prefix.</param>
    /// <param name="host">The tool, beside which the samples lie.</param>
    /// <exception cref="PassbandException">There is no such sample.</exception>
    public static string PathOf(string model, ToolHost host)
    {
        var folder = Path.Combine(host.BaseFolder, Folder);
        string[] names = Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*" + Ending).Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)]
            : [];
        // The name is looked up, never made into a path, so that it cannot lead out of the folder.
        var name = Array.Find(names, n => n.Equals(model[Prefix.Length..], StringComparison.OrdinalIgnoreCase));
        if (name is not null)
            return Path.Combine(folder, name + Ending);
        throw names.Length == 0
            ? new PassbandException(ErrorKind.PartMissing, Printable.Name(model), "the sample networks are not beside the tool", null, "Build or install the tool again, or name a model's file.")
            : new PassbandException(ErrorKind.Request, Printable.Name(model), "no such sample network", string.Join(", ", names.Select(n => Prefix + n)));
    }
}
