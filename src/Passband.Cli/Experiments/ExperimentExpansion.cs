using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Passband.Cli.Training;
using Passband.Kernels;

namespace Passband.Cli.Experiments;

/// <summary>An experiment's file becomes its runs: every variant with every combination of the axes and every seed.</summary>
internal static class ExperimentExpansion
{
    /// <summary>More than two cores do in a week of short trainings.</summary>
    public const int MostRuns = 10_000;

    /// <summary>Expands the file.</summary>
    /// <exception cref="PassbandException">A value is of the wrong kind or out of range, there are too many runs, or two have one name.</exception>
    public static Experiment Expand(ExperimentFile file)
    {
        var seeds = Seeds(file);
        var variants = file.Variants.IsEmpty ? [new VariantEntry("", [], 0)] : file.Variants;
        var groups = variants.SelectMany(v => Groups(file, v, seeds.Length)).ToList();
        var count = (long)groups.Count * seeds.Length;
        if (count > MostRuns)
            throw TooMany(file, count);
        if (groups.GroupBy(g => g.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twins)
            throw new PassbandException(ErrorKind.Format, file.Where, $"two groups of runs that are both called {twins.Key}", "other names of variants");
        var runs = groups.SelectMany(g => seeds.Select(seed => Run(file, g, seed))).ToImmutableArray();
        return new Experiment
        {
            Name = file.Name,
            Description = file.Description,
            Runs = runs,
            Varying = [.. Setting.All.Where(s => runs.Select(r => r.Values.TryGetValue(s, out var value) ? Setting.Text(value) : null).Distinct().Count() > 1)],
        };
    }

    private static IEnumerable<Group> Groups(ExperimentFile file, VariantEntry variant, int seeds)
    {
        // A variant's own value takes the place of the general one, in its order.
        var entries = file.Settings.Select(s => variant.Settings.FirstOrDefault(v => v.Setting == s.Setting) ?? s)
            .Concat(variant.Settings.Where(v => file.Settings.All(s => s.Setting != v.Setting)));
        IEnumerable<Group> groups = [new Group(variant.Name, variant.Line, ImmutableDictionary<Setting, DocumentNode>.Empty)];
        var count = 1L;
        foreach (var entry in entries)
        {
            var values = Values(file, entry);
            count *= values.Length;
            if (count * seeds > MostRuns)
                throw TooMany(file, count * seeds);
            var names = values.Length > 1 ? RunNames.OfAxis(entry.Setting, values) : [""];
            groups = groups.SelectMany(_ => values, (group, value) => (group, value)).Select(
                (p, i) => new Group(Join(p.group.Name, names[i % names.Length]), p.group.Line, p.group.Values.Add(entry.Setting, p.value))).ToList();
        }
        return groups;
    }

    /// <summary>The values of an axis; one for a setting that is none.</summary>
    private static DocumentNode[] Values(ExperimentFile file, SettingEntry entry)
    {
        var setting = entry.Setting;
        if (setting.Takes(entry.Value))
            return [entry.Value];
        if (entry.Value is not ListNode { Items.Length: > 0 } list || (setting.IsList && list.Items.Any(i => i is not ListNode)))
            throw ExperimentFile.Wrong(file.Where, entry.Value, setting.Name, setting.IsList ? $"{setting.Expected}, or a list of such lists" : $"{setting.Expected}, or a list of such values");
        if (list.Items.FirstOrDefault(i => !setting.Takes(i)) is { } wrong)
            throw ExperimentFile.Wrong(file.Where, wrong, setting.Name, setting.Expected);
        if (list.Items.GroupBy(Setting.Text).FirstOrDefault(g => g.Count() > 1) is { } twins)
            throw new PassbandException(ErrorKind.Format, ExperimentFile.At(file.Where, entry.Line), $"{setting.Name} has {Printable.Name(twins.Key)} twice", "each value once");
        return [.. list.Items];
    }

    private static ulong[] Seeds(ExperimentFile file)
    {
        const string Expected = "a whole number from 0, a list such as [1, 2, 3], or a range such as \"1..10\"";
        switch (file.Seeds)
        {
            case null:
                return [1];
            case WholeNode { Value: >= 0 } whole:
                return [(ulong)whole.Value];
            case TextNode text when Range(text.Value) is { } range:
                if (range.Last - range.First >= MostRuns)
                    throw TooMany(file, range.Last - range.First + 1);
                return [.. Enumerable.Range(0, (int)(range.Last - range.First + 1)).Select(i => (ulong)(range.First + i))];
            case ListNode { Items.Length: > 0 } list when list.Items.All(i => i is WholeNode { Value: >= 0 }):
                var seeds = list.Items.Select(i => (ulong)((WholeNode)i).Value).ToArray();
                return seeds.Distinct().Count() == seeds.Length
                    ? seeds
                    : throw new PassbandException(ErrorKind.Format, ExperimentFile.At(file.Where, list.Line), "a seed that is listed twice", "each seed once");
            case var other:
                throw ExperimentFile.Wrong(file.Where, other, "seeds", Expected);
        }
    }

    private static (long First, long Last)? Range(string text)
    {
        var ends = text.Split("..", 2);
        return long.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && long.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last) && first <= last
                ? (first, last)
                : null;
    }

    private static ExperimentRun Run(ExperimentFile file, Group group, ulong seed)
    {
        var seedName = string.Create(CultureInfo.InvariantCulture, $"seed{seed}");
        var name = Join(group.Name, seedName);
        if (name.Length > RunNames.Longest)
            throw new PassbandException(ErrorKind.Format, file.Where, $"the run {Printable.Name(name)} with a name of {name.Length} letters", $"at most {RunNames.Longest}", "Use variants instead of so many axes.");
        if (!group.Values.Keys.Any(s => s.Name == "data"))
            throw new PassbandException(ErrorKind.Format, ExperimentFile.At(file.Where, Math.Max(1, group.Line)), $"no data for {name}", "data in [settings] or in each variant, e.g. data = \"lines\"");
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var (setting, value) in group.Values.OrderBy(v => Setting.All.IndexOf(v.Key)))
            {
                json.WritePropertyName(setting.JsonName);
                Setting.Write(json, value);
            }
            json.WriteEndObject();
        }
        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        var settings = TrainSettingsJson.Read(document.RootElement, $"{file.Where}, run {name}") with { Seed = seed, Threads = 1 };
        return new ExperimentRun(name, group.Name.Length > 0 ? group.Name : file.Name, settings, group.Values);
    }

    private static string Join(string first, string second) => first.Length == 0 ? second : second.Length == 0 ? first : $"{first}-{second}";

    private static PassbandException TooMany(ExperimentFile file, long count) =>
        new(ErrorKind.Format, file.Where, $"{count:N0} runs", $"at most {MostRuns:N0}");

    private sealed record Group(string Name, int Line, ImmutableDictionary<Setting, DocumentNode> Values);
}
