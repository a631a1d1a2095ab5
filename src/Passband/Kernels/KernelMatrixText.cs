using System.Collections.Immutable;
using System.Globalization;

namespace Passband.Kernels;

/// <summary>
/// A kernel written as text: <c>1 0 -1; 2 0 -2; 1 0 -1</c>, <c>[[1, 0, -1], [2, 0, -2], [1, 0, -1]]</c>, or a file of comma- or tab-separated values with one row
/// a line. Numbers have a decimal point and may be fractions such as 1/9; lines that begin with # are skipped.
/// </summary>
public static class KernelMatrixText
{
    private const string Remedy = "Write rows like 1 0 -1; 2 0 -2; 1 0 -1.";

    /// <summary>The kernel of a text.</summary>
    /// <param name="text">Rows of numbers.</param>
    /// <param name="name">What to call it, also in errors: the file's name, or "kernel".</param>
    /// <exception cref="PassbandException">Rows differ in length, an entry is no finite number, or there are none or too many.</exception>
    public static KernelMatrix Parse(string text, string name = "kernel")
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(name);
        var rows = Rows(text, name);
        if (rows.Count == 0)
            throw Error(name, "no numbers", "at least one weight");
        var weights = ImmutableArray.CreateBuilder<double>();
        var width = 0;
        for (var row = 0; row < rows.Count; row++)
        {
            var entries = Entries(rows[row]);
            if (row == 0)
                width = entries.Length;
            if (entries.Length != width)
                throw Error(name, $"{Count(entries.Length)} in row {row + 1}", $"{width}, as in row 1");
            if ((long)rows.Count * width > KernelMatrix.MaxTaps)
                throw Error(name, $"{rows.Count} rows of {Count(width)}", $"at most {KernelMatrix.MaxTaps} entries in all");
            for (var column = 0; column < width; column++)
                weights.Add(Number(entries[column], $"row {row + 1}, column {column + 1}", name));
        }
        return new KernelMatrix(rows.Count, width, weights.ToImmutable(), name);
    }

    private static List<string> Rows(string text, string name)
    {
        var trimmed = text.Trim().TrimStart('\uFEFF');
        if (trimmed.StartsWith('['))
            return BracketedRows(trimmed, name);
        var lines = trimmed.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(l => !l.StartsWith('#')).ToList();
        if (lines.Count == 1)
            return [.. lines[0].Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        var rows = lines.ConvertAll(l => l.TrimEnd(';').TrimEnd());
        // Some programs separate values by semicolons and write decimal commas: to guess would be to give wrong weights.
        if (rows.FindIndex(r => r.Contains(';', StringComparison.Ordinal)) is var row and >= 0)
            throw Error(name, $"a semicolon within line {row + 1}", "one row a line, with numbers separated by commas, tabs or spaces");
        return rows;
    }

    private static List<string> BracketedRows(string text, string name)
    {
        if (!text.EndsWith(']'))
            throw Error(name, "a bracket that is not closed", "[[1, 0, -1], [2, 0, -2], [1, 0, -1]]");
        var inner = text[1..^1].Trim();
        if (!inner.StartsWith('['))
            return Rows(inner, name);
        var rows = new List<string>();
        foreach (var piece in inner.Split(']', StringSplitOptions.TrimEntries))
        {
            if (piece.Length == 0)
                continue;
            var begin = piece.TrimStart(',', ' ', '\n', '\r', '\t');
            if (!begin.StartsWith('[') || begin.LastIndexOf('[') > 0 || !inner.EndsWith(']'))
                throw Error(name, $"\"{Printable.Name(piece)}\"", "rows in brackets of their own, as in [[1, 0, -1], [2, 0, -2], [1, 0, -1]]");
            rows.Add(begin[1..].ReplaceLineEndings(" ").Trim());
        }
        return rows;
    }

    private static string[] Entries(string row) =>
        row.Contains(',', StringComparison.Ordinal) ? row.Split(',', StringSplitOptions.TrimEntries) : row.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static double Number(string entry, string place, string name)
    {
        var slash = entry.IndexOf('/', StringComparison.Ordinal);
        var value = slash < 0 ? Plain(entry) : Plain(entry[..slash]) / Plain(entry[(slash + 1)..]);
        if (value is null || !float.IsFinite((float)value))
            throw Error(name, $"\"{Printable.Name(entry)}\" in {place}", "a finite number with a decimal point, as 0.25, -1e-3 or 1/9");
        return value.Value;
    }

    private static double? Plain(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static string Count(int entries) => $"{entries} {(entries == 1 ? "entry" : "entries")}";

    private static PassbandException Error(string name, string found, string expected) => new(ErrorKind.Request, Printable.Name(name), found, expected, Remedy);
}
