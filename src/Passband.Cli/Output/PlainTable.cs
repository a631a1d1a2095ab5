namespace Passband.Cli.Output;

/// <summary>A table for pipes and files: aligned columns two spaces apart, one line a row, never broken.</summary>
internal static class PlainTable
{
    public static void Write(TableData table, TextWriter output)
    {
        var widths = table.Columns.Select((column, i) => table.Rows.Select(r => r[i].Length).Append(column.Header.Length).Max()).ToArray();
        WriteRow(table, widths, [.. table.Columns.Select(c => c.Header)], output);
        foreach (var row in table.Rows)
            WriteRow(table, widths, row, output);
    }

    private static void WriteRow(TableData table, int[] widths, IReadOnlyList<string> cells, TextWriter output)
    {
        var padded = cells.Select((cell, i) => table.Columns[i].Right ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]));
        output.WriteLine(string.Join("  ", padded).TrimEnd());
    }
}
