using Passband.Cli.Output;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Passband.Cli.Terminal;

/// <summary>
/// A table on a terminal: text columns wrap so that the lines fit, and where room is scarce a column that says the same in every row becomes a line
/// below the table, and columns that can be spared are left out.
/// </summary>
internal static class TerminalTable
{
    /// <summary>From this width on headers stand on one line and every measurement has a column of its own.</summary>
    public const int Wide = 116;

    /// <summary>The first columns say which row it is; they stay even when there is nothing to tell apart.</summary>
    private const int IdentifyingColumns = 2;

    /// <summary>Texts that wrap get at least this many characters a line, if columns can be spared for it.</summary>
    private const int ReadableWidth = 18;

    public static void Write(TableData data, IAnsiConsole console)
    {
        var width = console.Profile.Width;
        var kept = Enumerable.Range(0, data.Columns.Length).ToList();
        var uniform = Squeeze(kept, data, width, i => i >= IdentifyingColumns && data.Rows.Length > 1 && data.Rows.All(r => r[i] == data.Rows[0][i]));
        var left = Squeeze(kept, data, width, i => data.Columns[i].Expendable);
        var table = Empty(kept.Select(i => data.Columns[i]), width);
        foreach (var row in data.Rows)
            table.AddRow(kept.Select(IRenderable (i) => new Text(row[i])));
        console.Write(table);
        if (uniform.Count > 0)
            Note(console, $"The same in every row: {string.Join(", ", uniform.Select(i => $"{data.Columns[i].Header} {data.Rows[0][i]}"))}.");
        if (left.Count > 0)
            Note(console, $"Left out for want of room: {string.Join(", ", left.Select(i => data.Columns[i].Header))}.");
    }

    /// <summary>A table without rows. Its border already sets columns a space apart, so cells get no padding but one on the left.</summary>
    public static Table Empty(IEnumerable<Output.TableColumn> columns, int width)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in columns)
        {
            var header = width < Wide ? column.Narrow ?? column.Header : column.Header;
            table.AddColumn(new Spectre.Console.TableColumn(new Text(header, new Style(decoration: Decoration.Bold)))
            {
                Alignment = column.Right ? Justify.Right : Justify.Left,
                NoWrap = !column.Wraps,
                Padding = new Padding(1, 0, 0, 0),
            });
        }
        return table;
    }

    /// <summary>Takes columns out, from the right, as long as the table is too wide; returns those, from the left.</summary>
    private static List<int> Squeeze(List<int> kept, TableData data, int width, Func<int, bool> mayGo)
    {
        var gone = new List<int>();
        foreach (var i in kept.Where(mayGo).Reverse().ToList())
        {
            if (kept.Sum(k => ColumnWidth(data, k, width)) <= width)
                break;
            kept.Remove(i);
            gone.Insert(0, i);
        }
        return gone;
    }

    /// <summary>Characters that a column needs with the space beside it; of one that wraps, what it needs to be readable.</summary>
    private static int ColumnWidth(TableData data, int column, int width)
    {
        var header = width < Wide ? data.Columns[column].Narrow ?? data.Columns[column].Header : data.Columns[column].Header;
        var widest = data.Rows.Select(r => r[column].Length).Append(header.Split('\n').Max(l => l.Length)).Max();
        return 2 + (data.Columns[column].Wraps ? Math.Min(widest, ReadableWidth) : widest);
    }

    private static void Note(IAnsiConsole console, string text) => console.Write(new Text($"{text}\n", new Style(decoration: Decoration.Dim)));
}
