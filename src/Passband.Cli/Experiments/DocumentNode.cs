using System.Collections.Immutable;
using System.Globalization;
using Passband.Kernels;

namespace Passband.Cli.Experiments;

/// <summary>A value of a file, TOML or JSON, with the line that it stands on, so that messages can say where.</summary>
/// <param name="Line">From 1; 0 for what does not stand in the file.</param>
internal abstract record DocumentNode(int Line)
{
    /// <summary>What it is, for messages, e.g. <c>the text "a"</c>; printable.</summary>
    public abstract string Words { get; }
}

internal sealed record TextNode(string Value, int Line) : DocumentNode(Line)
{
    public override string Words => $"the text \"{Printable.Name(Value)}\"";
}

internal sealed record WholeNode(long Value, int Line) : DocumentNode(Line)
{
    public override string Words => string.Create(CultureInfo.InvariantCulture, $"the number {Value}");
}

internal sealed record RealNode(double Value, int Line) : DocumentNode(Line)
{
    public override string Words => string.Create(CultureInfo.InvariantCulture, $"the number {Value}");
}

internal sealed record FlagNode(bool Value, int Line) : DocumentNode(Line)
{
    public override string Words => Value ? "true" : "false";
}

internal sealed record ListNode(ImmutableArray<DocumentNode> Items, int Line) : DocumentNode(Line)
{
    public override string Words => "a list";
}

/// <summary>A value that no experiment can have: a date, or null.</summary>
internal sealed record OtherNode(string What, int Line) : DocumentNode(Line)
{
    public override string Words => What;
}

/// <summary>Keys and values in the file's order; no key occurs twice.</summary>
internal sealed record TableNode(ImmutableArray<TableEntry> Entries, int Line) : DocumentNode(Line)
{
    public override string Words => "a table";

    public DocumentNode? this[string key] => Entries.FirstOrDefault(e => e.Key == key)?.Value;
}

/// <param name="Key">Not trusted.</param>
/// <param name="Line">The key's, from 1.</param>
/// <param name="Value">Its value.</param>
internal sealed record TableEntry(string Key, int Line, DocumentNode Value);
