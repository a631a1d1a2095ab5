using Passband.Kernels;
using Tomlyn;
using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace Passband.Cli.Experiments;

/// <summary>TOML as nodes. Keys with dots and tables within tables are refused: no experiment needs them.</summary>
internal static class TomlNodes
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="PassbandException">The text is no TOML; the message names the line.</exception>
    public static TableNode Read(string text, string name)
    {
        DocumentSyntax document;
        try
        {
            document = SyntaxParser.Parse(text, name, validate: true);
        }
        catch (TomlException e)
        {
            throw new PassbandException(ErrorKind.Format, Printable.Name(name), $"no TOML ({e.Message.TrimEnd('.')})", null, null, e);
        }
        if (document.Diagnostics.FirstOrDefault(d => d.Kind == DiagnosticMessageKind.Error) is { } problem)
            throw new PassbandException(ErrorKind.Format, $"{Printable.Name(name)}, line {Line(problem.Span)}", $"no TOML ({Short(problem.Message)})");
        var entries = new List<TableEntry>();
        AddValues(document.KeyValues, entries, name);
        foreach (var table in document.Tables)
        {
            var key = Key(table.Name, name, table.Span);
            var inner = new List<TableEntry>();
            AddValues(table.Items.OfType<KeyValueSyntax>(), inner, name);
            var node = new TableNode([.. inner], Line(table.Span));
            if (table is TableSyntax)
            {
                entries.Add(new TableEntry(key, node.Line, node));
                continue;
            }
            var at = entries.FindIndex(e => e.Key == key);
            if (at < 0)
                entries.Add(new TableEntry(key, node.Line, new ListNode([node], node.Line)));
            else if (entries[at].Value is ListNode list)
                entries[at] = entries[at] with { Value = list with { Items = list.Items.Add(node) } };
        }
        return new TableNode([.. entries], 1);
    }

    private static void AddValues(IEnumerable<KeyValueSyntax> values, List<TableEntry> entries, string name)
    {
        foreach (var value in values)
            entries.Add(new TableEntry(Key(value.Key, name, value.Span), Line(value.Span), Node(value.Value, Line(value.Span), name)));
    }

    private static DocumentNode Node(ValueSyntax? value, int line, string name) => value switch
    {
        StringValueSyntax text => new TextNode(text.Value ?? "", line),
        IntegerValueSyntax whole => new WholeNode(whole.Value, line),
        FloatValueSyntax real => new RealNode(real.Value, line),
        BooleanValueSyntax flag => new FlagNode(flag.Value, line),
        ArraySyntax array => new ListNode([.. array.Items.Select(i => Node(i.Value, i.Value is null ? line : Line(i.Value.Span), name))], line),
        InlineTableSyntax table => Inline(table, line, name),
        _ => new OtherNode("a date", line),
    };

    private static TableNode Inline(InlineTableSyntax table, int line, string name)
    {
        var entries = new List<TableEntry>();
        AddValues(table.Items.Select(i => i.KeyValue).OfType<KeyValueSyntax>(), entries, name);
        return new TableNode([.. entries], line);
    }

    private static string Key(KeySyntax? key, string name, SourceSpan span)
    {
        if (key is { DotKeys.ChildrenCount: > 0 })
            throw new PassbandException(ErrorKind.Format, $"{Printable.Name(name)}, line {Line(span)}", $"the key {Printable.Name(key.ToString().Trim())} with a dot", "keys without", null);
        return key?.Key switch
        {
            BareKeySyntax bare => bare.Key?.Text ?? "",
            StringValueSyntax text => text.Value ?? "",
            _ => "",
        };
    }

    private static int Line(SourceSpan span) => span.Start.Line + 1;

    /// <summary>Messages quote what they are about, which can be the whole table.</summary>
    private static string Short(string message) => Printable.Name(message.Split('\n', '\r', '␤')[0].TrimEnd('.'));
}
