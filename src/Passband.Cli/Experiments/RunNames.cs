using Passband.Kernels;

namespace Passband.Cli.Experiments;

/// <summary>Names of runs, which are names of folders on every system.</summary>
internal static class RunNames
{
    /// <summary>Of a variant's name, and of what stands for one value of an axis.</summary>
    public const int LongestPart = 40;

    /// <summary>Leaves room for an ending within the 255 bytes that file systems allow.</summary>
    public const int Longest = 200;

    /// <summary>Whether a text can be part of a name as it is.</summary>
    public static bool IsSafe(string text) =>
        text.Length is > 0 and <= LongestPart && text.All(IsSafe) && text[0] is not ('.' or '-') && text[^1] is not '.';

    /// <summary>A part of a name that resembles a text.</summary>
    public static string Safe(string text)
    {
        var safe = new string([.. text.Select(c => IsSafe(c) ? c : '-')]).Trim('-', '.');
        // The end of a path tells more than its beginning.
        return safe.Length == 0 ? "x" : safe.Length <= LongestPart ? safe : safe[^LongestPart..].TrimStart('-', '.');
    }

    /// <summary>What stands for each value of an axis: "kernels16", "lenet"; values that would read alike get their place.</summary>
    public static string[] OfAxis(Setting setting, IReadOnlyList<DocumentNode> values)
    {
        var names = values.Select(v => v switch
        {
            TextNode text => Safe(text.Value),
            FlagNode flag => flag.Value ? setting.Name : $"no-{setting.Name}",
            _ => Safe(setting.Name + Setting.Text(v)),
        }).ToArray();
        return [.. names.Select((name, i) => names.Count(n => n.Equals(name, StringComparison.OrdinalIgnoreCase)) > 1 ? $"{name}-{i + 1}" : name)];
    }

    private static bool IsSafe(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.';
}
