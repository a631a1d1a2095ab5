using System.Collections.Immutable;
using System.Text;
using Passband.Kernels;

namespace Passband.Cli.Experiments;

/// <summary>A file of an experiment, TOML or JSON, before it is expanded to runs (docs/experiments.md).</summary>
internal sealed record ExperimentFile
{
    /// <summary>Larger than anyone types.</summary>
    public const int LargestFile = 1 << 20;

    private static readonly string[] Keys = ["name", "description", "seeds", "variables", "settings", "variants"];

    /// <summary>What to call the file in messages.</summary>
    public required string Where { get; init; }

    public required string Name { get; init; }

    public required string Description { get; init; }

    /// <summary>The node of the seeds; null for none.</summary>
    public required DocumentNode? Seeds { get; init; }

    /// <summary>The settings of all runs; a list is an axis.</summary>
    public required ImmutableArray<SettingEntry> Settings { get; init; }

    /// <summary>Named sets of settings that go over those of all runs.</summary>
    public required ImmutableArray<VariantEntry> Variants { get; init; }

    /// <summary>Reads a file, its format by its ending.</summary>
    /// <exception cref="PassbandException">The file is missing, no TOML or JSON, or no experiment.</exception>
    public static ExperimentFile Open(string path, ImmutableArray<Override> overrides)
    {
        var toml = path.EndsWith(".toml", StringComparison.OrdinalIgnoreCase);
        if (!toml && !path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            throw new PassbandException(ErrorKind.Request, Printable.Name(path), $"the ending '{Path.GetExtension(path)}'", "a file that ends in .toml or .json");
        if (Directory.Exists(path) || !File.Exists(path))
            throw new PassbandException(ErrorKind.Unreadable, Printable.Name(path), Directory.Exists(path) ? "is a folder" : "there is no such file", "a file of an experiment");
        var length = new FileInfo(path).Length;
        if (length > LargestFile)
            throw new PassbandException(ErrorKind.Format, Printable.Name(path), $"{length:N0} bytes", $"at most {LargestFile:N0}");
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(path)).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException e)
        {
            throw new PassbandException(ErrorKind.Format, Printable.Name(path), "bytes that are no UTF-8", "a text file", null, e);
        }
        return Read(toml ? TomlNodes.Read(text, path) : JsonNodes.Read(text, path), path, overrides);
    }

    /// <summary>Takes a document for an experiment.</summary>
    /// <exception cref="PassbandException">It is none; the message names key and line.</exception>
    public static ExperimentFile Read(TableNode document, string path, ImmutableArray<Override> overrides)
    {
        var where = Printable.Name(path);
        CheckKeys(document, Keys, where, "");
        var variables = ExperimentVariables.Read(document["variables"], overrides, where);
        var settings = Entries(document["settings"], where, "settings", variables, []);
        var variants = ImmutableArray<VariantEntry>.Empty;
        if (document["variants"] is { } node)
        {
            variants = node is ListNode list && list.Items.All(i => i is TableNode)
                ? [.. list.Items.Cast<TableNode>().Select(t => Variant(t, where, variables))]
                : throw Wrong(where, node, "variants", "tables, as [[variants]]");
        }
        if (variants.GroupBy(v => v.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twins)
            throw new PassbandException(ErrorKind.Format, At(where, twins.Last().Line), $"a second variant called {twins.Key}", "a name for each");
        var name = document["name"] is { } given ? FileName(given, where, "name") : RunNames.Safe(Path.GetFileNameWithoutExtension(path));
        var description = document["description"] switch
        {
            null => "",
            TextNode text => text.Value,
            var other => throw Wrong(where, other, "description", "a text"),
        };
        var file = new ExperimentFile
        {
            Where = where,
            Name = name,
            Description = description,
            Seeds = document["seeds"],
            Settings = settings,
            Variants = variants,
        };
        return variables.Finish(overrides.Aggregate(file, (soFar, change) => soFar.With(change)), overrides);
    }

    /// <summary>Where something stands, for messages.</summary>
    public static string At(string where, int line) => line > 0 ? $"{where}, line {line}" : "--set";

    /// <summary>A value of the wrong kind.</summary>
    public static PassbandException Wrong(string where, DocumentNode node, string key, string expected) =>
        new(ErrorKind.Format, At(where, node.Line), $"{key} is {node.Words}", expected);

    /// <summary>The file with a setting of all runs replaced, variants included; variables are no settings and change nothing here.</summary>
    private ExperimentFile With(Override change)
    {
        if (change.Name == "seeds")
            return this with { Seeds = new TextNode(change.Value, 0) };
        if (Setting.Find(change.Name) is not { } setting)
            return this;
        var entry = new SettingEntry(setting, setting.Parse(change.Value), 0);
        return this with
        {
            Settings = [.. Settings.Where(s => s.Setting != setting), entry],
            Variants = [.. Variants.Select(v => v with { Settings = [.. v.Settings.Where(s => s.Setting != setting)] })],
        };
    }

    private static VariantEntry Variant(TableNode table, string where, ExperimentVariables variables)
    {
        if (table["name"] is not { } name)
            throw new PassbandException(ErrorKind.Format, At(where, table.Line), "a variant without a name", "name = \"…\"");
        return new VariantEntry(FileName(name, where, "name"), Entries(table, where, "variants", variables, ["name"]), table.Line);
    }

    private static ImmutableArray<SettingEntry> Entries(DocumentNode? node, string where, string key, ExperimentVariables variables, string[] others)
    {
        if (node is null)
            return [];
        if (node is not TableNode table)
            throw Wrong(where, node, key, $"a table, as [{key}]");
        CheckKeys(table, [.. Setting.All.Select(s => s.Name), .. Setting.All.Select(s => s.JsonName), .. others], where, $" in {key}");
        var entries = new List<SettingEntry>();
        foreach (var entry in table.Entries.Where(e => !others.Contains(e.Key)))
        {
            var setting = Setting.Find(entry.Key)!;
            if (entries.Exists(e => e.Setting == setting))
                throw new PassbandException(ErrorKind.Format, At(where, entry.Line), $"{setting.Name} a second time", "each setting once");
            entries.Add(new SettingEntry(setting, variables.Fill(entry.Value, where), entry.Line));
        }
        return [.. entries];
    }

    private static void CheckKeys(TableNode table, string[] known, string where, string place)
    {
        if (table.Entries.FirstOrDefault(e => !known.Contains(e.Key)) is not { } stranger)
            return;
        var at = At(where, stranger.Line);
        var found = $"the unknown key {Printable.Name(stranger.Key)}{place}";
        throw stranger.Key switch
        {
            "seed" => new PassbandException(ErrorKind.Format, at, found, "seeds at the top of the file", "Each seed is a run."),
            "threads" => new PassbandException(ErrorKind.Format, at, found, "no number of threads", "Every run has one; --jobs says how many run side by side."),
            _ => NearestNames.Of(stranger.Key, known.Distinct()) is [var near, ..]
                ? new PassbandException(ErrorKind.Format, at, found, null, $"Did you mean {near}?")
                : new PassbandException(ErrorKind.Format, at, found, $"one of {string.Join(", ", known.Distinct())}"),
        };
    }

    private static string FileName(DocumentNode node, string where, string key) =>
        node is TextNode text && RunNames.IsSafe(text.Value)
            ? text.Value
            : throw Wrong(where, node, key, $"a text of 1 to {RunNames.LongestPart} letters a–z, digits, dots, hyphens and underscores");
}

/// <summary>A setting with the value or the list of values that it is given.</summary>
internal sealed record SettingEntry(Setting Setting, DocumentNode Value, int Line);

/// <summary>A named set of settings.</summary>
internal sealed record VariantEntry(string Name, ImmutableArray<SettingEntry> Settings, int Line);
