using Passband.Kernels;

namespace Passband.Models;

/// <summary>Finds the one model in a folder.</summary>
internal static class ModelFolder
{
    /// <summary>More names than an error message can show.</summary>
    private const int Shown = 8;

    /// <summary>What a main file is called; the first kind is an index of shards.</summary>
    private static readonly Func<string, bool>[] Kinds =
    [
        name => name.EndsWith(".safetensors.index.json", StringComparison.OrdinalIgnoreCase),
        name => name.Equals("model.json", StringComparison.OrdinalIgnoreCase),
        name => name.EndsWith("weights_manifest.json", StringComparison.OrdinalIgnoreCase),
        name => HasEnding(name, ".onnx", ".safetensors", ".npz", ".npy"),
    ];

    /// <summary>The path itself when it is no folder, else that of the one model in it.</summary>
    /// <exception cref="PassbandException">The folder holds none, or several.</exception>
    public static string MainFile(string path)
    {
        if (!Directory.Exists(path))
            return path;
        var where = NameOf(path);
        var found = MainFiles(path);
        return found switch
        {
            [var one] => Path.Combine(path, one),
            [] => throw new PassbandException(ErrorKind.Unreadable, where, "a folder without a model", "a model.json, *-weights_manifest.json, .onnx, .safetensors, .npz or .npy",
                "Give the path of the model's file."),
            _ => throw new PassbandException(ErrorKind.Request, where, $"a folder with {found.Count} models: {string.Join(", ", found.Take(Shown))}{(found.Count > Shown ? ", …" : "")}",
                "one", "Give the path of the one that is meant."),
        };
    }

    /// <summary>The names of all main files in a folder, ordered as text.</summary>
    /// <exception cref="PassbandException">The folder cannot be listed.</exception>
    public static List<string> MainFiles(string folder)
    {
        List<string> names;
        try
        {
            names = [.. Directory.EnumerateFiles(folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PassbandException(ErrorKind.Unreadable, NameOf(folder), $"a folder that cannot be listed ({e.Message.TrimEnd('.')})", null, "Check its permissions.", e);
        }
        var found = names.FindAll(n => Array.Exists(Kinds, k => k(n)));
        // An index speaks for the shards beside it.
        if (found.Exists(n => Kinds[0](n)))
            found.RemoveAll(n => HasEnding(n, ".safetensors"));
        return found;
    }

    private static string NameOf(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));

    private static bool HasEnding(string name, params ReadOnlySpan<string> endings)
    {
        foreach (var ending in endings)
        {
            if (name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }
}
