using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Passband.Cli.Training;
using Passband.Kernels;

namespace Passband.Cli.Experiments;

/// <summary>What a setting takes.</summary>
internal enum SettingKind
{
    Text,
    Word,
    Whole,
    Real,
    Flag,
    Texts,
    Reals,
}

/// <summary>A setting that an experiment's file can give: all that <see cref="TrainSettings"/> has, except what the experiment itself decides.</summary>
internal sealed class Setting
{
    /// <summary>Seeds are the experiment's own, and a run gets one thread, so that its results do not depend on how many are run side by side.</summary>
    private static readonly string[] Decided = [nameof(TrainSettings.Seed), nameof(TrainSettings.Threads)];

    private readonly ImmutableArray<string> _words;

    private Setting(PropertyInfo property)
    {
        Name = JsonNamingPolicy.KebabCaseLower.ConvertName(property.Name);
        JsonName = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        _words = type.IsEnum ? [.. Enum.GetNames(type).Select(JsonNamingPolicy.KebabCaseLower.ConvertName)] : [];
        Kind = type switch
        {
            { IsEnum: true } => SettingKind.Word,
            _ when type == typeof(string) => SettingKind.Text,
            _ when type == typeof(bool) => SettingKind.Flag,
            _ when type == typeof(double) => SettingKind.Real,
            _ when type == typeof(ImmutableArray<string>) => SettingKind.Texts,
            _ when type == typeof(ImmutableArray<double>) => SettingKind.Reals,
            _ => SettingKind.Whole,
        };
    }

    /// <summary>All of them, by the order of <see cref="TrainSettings"/>.</summary>
    public static ImmutableArray<Setting> All { get; } =
        [.. typeof(TrainSettings).GetProperties().Where(p => !Decided.Contains(p.Name)).Select(p => new Setting(p))];

    /// <summary>As the option of <c>passband train</c>, e.g. "weight-decay".</summary>
    public string Name { get; }

    /// <summary>As in run.json, e.g. "weightDecay".</summary>
    public string JsonName { get; }

    public SettingKind Kind { get; }

    /// <summary>What it takes, in words.</summary>
    public string Expected => Kind switch
    {
        SettingKind.Text => "a text",
        SettingKind.Word => string.Join(", ", _words.Select(w => $"\"{w}\"")),
        SettingKind.Whole => "a whole number",
        SettingKind.Real => "a number",
        SettingKind.Flag => "true or false",
        SettingKind.Texts => "a list of texts",
        _ => "a list of numbers",
    };

    /// <summary>Whether a list is one value of it.</summary>
    public bool IsList => Kind is SettingKind.Texts or SettingKind.Reals;

    /// <summary>By either of its names; null where there is none.</summary>
    public static Setting? Find(string key) => All.FirstOrDefault(s => s.Name == key || s.JsonName == key);

    /// <summary>Whether a node is one value of this setting.</summary>
    public bool Takes(DocumentNode node) => Kind switch
    {
        SettingKind.Text => node is TextNode,
        SettingKind.Word => node is TextNode text && _words.Contains(text.Value),
        SettingKind.Whole => node is WholeNode,
        SettingKind.Real => IsNumber(node),
        SettingKind.Flag => node is FlagNode,
        SettingKind.Texts => node is ListNode list && list.Items.All(i => i is TextNode),
        _ => node is ListNode numbers && numbers.Items.All(IsNumber),
    };

    /// <summary>The value that a word of the command line stands for; a list has commas between.</summary>
    /// <exception cref="PassbandException">The word is no such value.</exception>
    public DocumentNode Parse(string text)
    {
        DocumentNode? node = Kind switch
        {
            SettingKind.Text or SettingKind.Word => new TextNode(text, 0),
            SettingKind.Whole => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? new WholeNode(whole, 0) : null,
            SettingKind.Real => Real(text),
            SettingKind.Flag => text switch { "true" => new FlagNode(true, 0), "false" => new FlagNode(false, 0), _ => null },
            SettingKind.Texts => new ListNode([.. text.Split(',').Select(t => new TextNode(t.Trim(), 0))], 0),
            _ => text.Split(',').Select(Real).ToArray() is var numbers && Array.TrueForAll(numbers, n => n is not null) ? new ListNode([.. numbers!], 0) : null,
        };
        return node is not null && Takes(node)
            ? node
            : throw new PassbandException(ErrorKind.Request, $"--set {Name}", $"\"{Printable.Name(text)}\"", IsList ? $"{Expected} with commas between" : Expected);
    }

    /// <summary>Writes a value that it takes.</summary>
    public static void Write(Utf8JsonWriter json, DocumentNode node)
    {
        switch (node)
        {
            case TextNode text:
                json.WriteStringValue(text.Value);
                break;
            case WholeNode whole:
                json.WriteNumberValue(whole.Value);
                break;
            case RealNode real:
                json.WriteNumberValue(real.Value);
                break;
            case FlagNode flag:
                json.WriteBooleanValue(flag.Value);
                break;
            case ListNode list:
                json.WriteStartArray();
                foreach (var item in list.Items)
                    Write(json, item);
                json.WriteEndArray();
                break;
        }
    }

    /// <summary>A value in a few letters, for names and tables.</summary>
    public static string Text(DocumentNode node) => node switch
    {
        TextNode text => text.Value,
        WholeNode whole => whole.Value.ToString(CultureInfo.InvariantCulture),
        RealNode real => real.Value.ToString(CultureInfo.InvariantCulture),
        FlagNode flag => flag.Value ? "true" : "false",
        ListNode list => string.Join(' ', list.Items.Select(Text)),
        _ => "",
    };

    private static bool IsNumber(DocumentNode node) => node is WholeNode || node is RealNode real && double.IsFinite(real.Value);

    private static RealNode? Real(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real) ? new RealNode(real, 0) : null;
}
