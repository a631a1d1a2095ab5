using System.Text;
using Passband.Kernels;

namespace Passband.Cli.Output;

/// <summary>Makes text from files safe inside Markdown: it is shown as it stands and starts no link, no picture, no HTML and no new cell.</summary>
internal static class MarkdownText
{
    /// <summary>Characters that may start something within a line; those that matter only at its beginning are kept away from there by the report.</summary>
    private const string Special = "\\`*_[]#!|<>~&$@";

    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        var line = Printable.Line(text);
        for (var i = 0; i < line.Length; i++)
        {
            if (Special.Contains(line[i], StringComparison.Ordinal) || StartsLink(line, i))
                escaped.Append('\\');
            escaped.Append(line[i]);
        }
        return escaped.ToString();
    }

    public static void Table(TableData table, TextWriter output)
    {
        output.WriteLine($"| {string.Join(" | ", table.Columns.Select(c => c.Header))} |");
        output.WriteLine($"| {string.Join(" | ", table.Columns.Select(c => c.Right ? "---:" : "---"))} |");
        foreach (var row in table.Rows)
            output.WriteLine($"| {string.Join(" | ", row.Select(Escape))} |");
    }

    /// <summary>Whether the character is the one without which an address is not turned into a link.</summary>
    private static bool StartsLink(string line, int i) =>
        (line[i] == ':' && line.AsSpan(i).StartsWith("://")) || (line[i] == '.' && line.AsSpan(0, i).EndsWith("www", StringComparison.OrdinalIgnoreCase));
}
