using System.Globalization;
using Passband.Kernels;

namespace Passband.Cli.Output;

/// <summary>Comma-separated values as RFC 4180 has them, with lines that end in CR LF.</summary>
internal sealed class CsvWriter(TextWriter output)
{
    private bool _startsLine = true;

    /// <summary>A text. One that a spreadsheet would run as a formula gets an apostrophe before it, because names come from files that nobody vouches for.</summary>
    public void Text(string? text)
    {
        text = Printable.Line(text ?? "");
        Cell(text.Length > 0 && text[0] is '=' or '+' or '-' or '@' ? $"'{text}" : text);
    }

    /// <summary>A number with six significant digits, as in the JSON document; nothing where there is none.</summary>
    public void Number(double? number) => Cell(number?.ToString("G6", CultureInfo.InvariantCulture) ?? "");

    /// <summary>A whole number with all its digits; nothing where there is none.</summary>
    public void Whole(long? number) => Cell(number?.ToString(CultureInfo.InvariantCulture) ?? "");

    public void Flag(bool? flag) => Cell(flag switch { true => "true", false => "false", null => "" });

    public void EndRow()
    {
        output.Write("\r\n");
        _startsLine = true;
    }

    private void Cell(string text)
    {
        if (!_startsLine)
            output.Write(',');
        _startsLine = false;
        output.Write(text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text);
    }
}
