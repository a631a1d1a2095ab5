using Passband.Cli.Hosting;
using Passband.Cli.Output;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Passband.Cli.Terminal;

/// <summary>A table on a terminal: text columns wrap so that the lines fit.</summary>
internal static class TerminalTable
{
    public static void Write(TableData data, ToolHost host) => TerminalConsole.Create(host, ColorDepths.Of(host)).Write(From(data));

    public static Table From(TableData data)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in data.Columns)
            table.AddColumn(Column(column));
        foreach (var row in data.Rows)
            table.AddRow(row.Select(IRenderable (cell) => new Text(cell)));
        return table;
    }

    public static Spectre.Console.TableColumn Column(Output.TableColumn column) => new(new Text(column.Header, new Style(decoration: Decoration.Bold)))
    {
        Alignment = column.Right ? Justify.Right : Justify.Left,
        NoWrap = !column.Wraps,
    };
}
