using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Passband.Kernels;

namespace Passband.Cli.Experiments;

/// <summary>Texts of an experiment that differ from machine to machine, such as where pictures are: <c>${photos}</c> in a setting, given by <c>--set photos=…</c>.</summary>
internal sealed partial class ExperimentVariables
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    private ExperimentVariables()
    {
    }

    /// <summary>Takes the values that the file gives, and those of the command line over them.</summary>
    /// <exception cref="PassbandException">A variable of the file is no text, or has the name of a setting.</exception>
    public static ExperimentVariables Read(DocumentNode? node, ImmutableArray<Override> overrides, string where)
    {
        var variables = new ExperimentVariables();
        if (node is not null and not TableNode)
            throw ExperimentFile.Wrong(where, node, "variables", "a table, as [variables]");
        foreach (var entry in (node as TableNode)?.Entries ?? [])
        {
            if (!Name().IsMatch(entry.Key) || Setting.Find(entry.Key) is not null || entry.Key == "seeds")
                throw new PassbandException(ErrorKind.Format, ExperimentFile.At(where, entry.Line), $"the variable {Printable.Name(entry.Key)}", "a name of letters and hyphens that is not a setting's");
            variables._values[entry.Key] = entry.Value is TextNode text ? text.Value : throw ExperimentFile.Wrong(where, entry.Value, entry.Key, "a text");
        }
        foreach (var change in overrides.Where(o => Setting.Find(o.Name) is null))
            variables._values[change.Name] = change.Value;
        return variables;
    }

    /// <summary>A value with its variables replaced.</summary>
    /// <exception cref="PassbandException">A variable has no value.</exception>
    public DocumentNode Fill(DocumentNode node, string where) => node switch
    {
        TextNode text => text with { Value = Use().Replace(text.Value, m => Value(m.Groups[1].Value, text, where)) },
        ListNode list => list with { Items = [.. list.Items.Select(i => Fill(i, where))] },
        _ => node,
    };

    /// <summary>Refuses what the command line sets and nothing uses, which is a mistyped name.</summary>
    /// <exception cref="PassbandException">There is such a name.</exception>
    public ExperimentFile Finish(ExperimentFile file, ImmutableArray<Override> overrides)
    {
        string[] known = ["seeds", .. _used, .. Setting.All.Select(s => s.Name)];
        if (overrides.FirstOrDefault(o => Setting.Find(o.Name) is null && !known.Contains(o.Name)) is not { } stranger)
            return file;
        throw new PassbandException(
            ErrorKind.Request, $"--set {Printable.Name(stranger.Name)}", $"neither a setting nor a variable of {file.Where}",
            NearestNames.Of(stranger.Name, known) is [var near, ..] ? $"perhaps {near}" : $"one of {string.Join(", ", known)}");
    }

    private string Value(string name, TextNode text, string where)
    {
        _used.Add(name);
        return _values.TryGetValue(name, out var value)
            ? value
            : throw new PassbandException(
                ErrorKind.Request, ExperimentFile.At(where, text.Line), $"{text.Words} needs a value for {name}", null, $"Give it with --set {name}=….");
    }

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9-]{0,31}$")]
    private static partial Regex Name();

    [GeneratedRegex(@"\$\{([A-Za-z][A-Za-z0-9-]{0,31})\}")]
    private static partial Regex Use();
}
