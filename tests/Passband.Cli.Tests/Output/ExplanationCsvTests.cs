using System.Text;
using Passband.Cli.Output;
using Passband.Explanations;

namespace Passband.Cli.Tests.Output;

public class ExplanationCsvTests
{
    [Fact]
    public void There_is_one_row_per_filter_under_one_header()
    {
        var rows = Rows(TestExplanation.Of(TestExplanation.Layer("conv1", "rgb", TestExplanation.Gabor(), TestExplanation.Dead()), TestExplanation.Layer("conv2", "features")));

        Assert.Equal(3, rows.Length);
        Assert.All(rows, r => Assert.Equal(rows[0].Count(c => c == ','), Unquoted(r).Count(c => c == ',')));
    }

    [Theory]
    [InlineData("address", "conv1:0")]
    [InlineData("gain.dc", "-0.05")]
    [InlineData("gain.peak", "1.05691")]
    [InlineData("passband.nyquistDb", "")]
    [InlineData("orientation.oriented", "true")]
    [InlineData("order.share1", "0.8")]
    [InlineData("center.y", "0.1")]
    [InlineData("color.direction.b", "0.36")]
    [InlineData("fit.parameters", "angle=128; sigma=3.5")]
    [InlineData("aliasing.white", "")]
    [InlineData("flags", "twin of conv1:7")]
    public void Columns_carry_the_names_of_the_document(string column, string value)
    {
        var rows = Rows(TestExplanation.Of(TestExplanation.Layer("conv1", "rgb", TestExplanation.Gabor() with { Words = "no comma" })));

        Assert.Equal(value, rows[1].Split(',')[Array.IndexOf(rows[0].Split(','), column)]);
    }

    [Fact]
    public void A_layer_named_like_a_formula_is_defused()
    {
        var rows = Rows(TestExplanation.Of(TestExplanation.Layer("=cmd|'/c calc'!A0", "rgb", TestExplanation.Dead("=cmd|'/c calc'!A0:0"))));

        Assert.StartsWith("0,'=cmd|'/c calc'!A0,'=cmd|'/c calc'!A0:0,dead,", rows[1], StringComparison.Ordinal);
    }

    private static string[] Rows(NetworkExplanation explanation)
    {
        using var stream = new MemoryStream();
        ExplanationCsv.Write(explanation, stream);
        return Encoding.UTF8.GetString(stream.ToArray()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
    }

    private static string Unquoted(string row) => string.Concat(row.Split('"').Where((_, i) => i % 2 == 0));
}
