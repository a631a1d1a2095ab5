using System.Text;
using Passband.Kernels;

namespace Passband.Cli.Output;

/// <summary>Makes text from files safe inside Markdown: it is shown as it stands and starts no link, no picture, no HTML and no new cell.</summary>
internal static class MarkdownText
{
    private const string Special = "\\`*_{}[]()#+-.!|<>~&$@:";

    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in Printable.Line(text))
        {
            if (Special.Contains(c, StringComparison.Ordinal))
                escaped.Append('\\');
            escaped.Append(c);
        }
        return escaped.ToString();
    }

    /// <summary>
    /// Our own sentences, which may quote names: only what could start something foreign is escaped, so that the source stays readable.
    /// </summary>
    public static string Sentence(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in Printable.Line(text))
        {
            if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '<' or '>' or '~' or '&' or '$' or '@' or '!' or '#')
                escaped.Append('\\');
            escaped.Append(c);
        }
        return escaped.ToString();
    }

    public static void Table(TableData table, TextWriter output)
    {
        output.WriteLine($"| {string.Join(" | ", table.Columns.Select(c => c.Header))} |");
        output.WriteLine($"| {string.Join(" | ", table.Columns.Select(c => c.Right ? "---:" : "---"))} |");
        foreach (var row in table.Rows)
            output.WriteLine($"| {string.Join(" | ", row.Select(Sentence))} |");
    }
}
