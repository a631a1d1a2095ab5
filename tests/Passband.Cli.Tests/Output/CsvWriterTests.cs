using CsCheck;
using Passband.Cli.Output;

namespace Passband.Cli.Tests.Output;

public class CsvWriterTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"a\"", "\"say \"\"a\"\"\"")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Texts_are_quoted_where_they_must_be(string? text, string cell) => Assert.Equal(cell, Written(csv => csv.Text(text)));

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+cmd", "'+cmd")]
    [InlineData("-conv", "'-conv")]
    [InlineData("@sum", "'@sum")]
    [InlineData("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"")]
    public void A_text_is_never_a_formula(string text, string cell) => Assert.Equal(cell, Written(csv => csv.Text(text)));

    [Fact]
    public void No_text_starts_a_formula_or_a_line_of_its_own() => Gen.String.Sample(text =>
    {
        var cell = Written(csv => csv.Text(text));
        if (cell.StartsWith('"'))
            cell = cell[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal);
        return !cell.Contains('\n', StringComparison.Ordinal) && (cell.Length == 0 || !"=+-@\t\r".Contains(cell[0], StringComparison.Ordinal));
    });

    [Theory]
    [InlineData(-0.5, "-0.5")]
    [InlineData(1.0569123, "1.05691")]
    [InlineData(1e-9, "1E-09")]
    [InlineData(null, "")]
    public void Numbers_stay_numbers_in_every_country(double? number, string cell) => Assert.Equal(cell, Written(csv => csv.Number(number)));

    [Fact]
    public void Cells_are_parted_by_commas_and_rows_by_line_ends() =>
        Assert.Equal("a,1\r\n,true\r\n", Written(csv =>
        {
            csv.Text("a");
            csv.Number(1);
            csv.EndRow();
            csv.Text("");
            csv.Flag(true);
            csv.EndRow();
        }));

    private static string Written(Action<CsvWriter> write)
    {
        using var output = new StringWriter();
        write(new CsvWriter(output));
        return output.ToString();
    }
}
