using Passband.Cli.Output;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Passband.Cli.Terminal;

/// <summary>
/// A table on a terminal: text columns wrap so that the lines fit, and where room is scarce a column that says the same in every row becomes a line
/// below the table.
/// </summary>
internal static class TerminalTable
{
    /// <summary>From this width on headers stand on one line and every measurement has a column of its own.</summary>
    public const int Wide = 116;

    /// <summary>The first columns say which row it is; they stay even when there is nothing to tell apart.</summary>
    private const int IdentifyingColumns = 2;

    public static void Write(TableData data, IAnsiConsole console)
    {
        var width = console.Profile.Width;
        var uniform = width < Wide && data.Rows.Length > 1
            ? Enumerable.Range(0, data.Columns.Length).Where(i => i >= IdentifyingColumns && data.Rows.All(r => r[i] == data.Rows[0][i])).ToList()
            : [];
        var kept = Enumerable.Range(0, data.Columns.Length).Except(uniform).ToList();
        var table = Empty(kept.Select(i => data.Columns[i]), width);
        foreach (var row in data.Rows)
            table.AddRow(kept.Select(IRenderable (i) => new Text(row[i])));
        console.Write(table);
        if (uniform.Count > 0)
        {
            var same = uniform.Select(i => $"{data.Columns[i].Header} {data.Rows[0][i]}");
            console.Write(new Text($"The same in every row: {string.Join(", ", same)}.\n", new Style(decoration: Decoration.Dim)));
        }
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
}
