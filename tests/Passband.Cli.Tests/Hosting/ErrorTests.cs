using System.Text.RegularExpressions;

namespace Passband.Cli.Tests.Hosting;

public class ErrorTests
{
    [Theory]
    [InlineData("explain", "--bogus")]
    [InlineData("frobnicate")]
    [InlineData("explain", "--layer")]
    [InlineData("explain", "--filter", "two")]
    [InlineData("explain", "--filter", "-1")]
    [InlineData("explain", "--channels", "cmyk")]
    [InlineData("explain", "a.onnx", "b.onnx")]
    [InlineData("explain", "-o", "report.pdf")]
    [InlineData("explain", "-o", "report")]
    [InlineData("explain", "--csv", "table.txt")]
    [InlineData("explain", "--json", "--csv", "-")]
    [InlineData("layers")]
    [InlineData("sheet", "model.onnx", "-o", "a.png")]
    [InlineData("sheet", "model.onnx", "--layer", "0", "-o", "a.jpg")]
    [InlineData("sheet", "model.onnx", "--layer", "0", "-o", "a.png", "--scale", "huge")]
    [InlineData("sheet", "model.onnx", "--layer", "0", "-o", "a.png", "--cell", "0")]
    [InlineData("check")]
    [InlineData("check", "a.onnx", "--bogus")]
    [InlineData("check", "a.onnx", "b.onnx", "--bogus")]
    [InlineData("check", "a.onnx", "--max-dead", "5")]
    [InlineData("check", "a.onnx", "--max-dead", "-0.1")]
    [InlineData("check", "a.onnx", "--max-noise", "NaN")]
    [InlineData("check", "a.onnx", "--max-non-finite", "off")]
    [InlineData("check", "a.onnx", "--max-non-finite", "5%")]
    [InlineData("check", "a.onnx", "--junit", "a.txt")]
    [InlineData("check", "a.onnx", "--sarif", "a.xml")]
    [InlineData("check", "a.onnx", "--json", "--junit", "-")]
    [InlineData("check", "a.onnx", "--sarif", "-", "--junit", "-")]
    [InlineData("check", "-", "-")]
    public void Wrong_usage_is_one_line_and_code_2(params string[] args) => AssertOneLine(2, ToolRun.Of(args));

    [Fact]
    public void A_missing_file_is_code_3() => AssertOneLine(3, ToolRun.Of("layers", "no-such-model.onnx"));

    [Fact]
    public void An_unknown_format_is_code_4()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["a.onnx"], "not a model at all");

        AssertOneLine(4, ToolRun.Of("explain", folder["a.onnx"]));
    }

    [Fact]
    public void An_empty_file_is_code_4()
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder["a.npy"], []);

        AssertOneLine(4, ToolRun.Of("explain", folder["a.npy"]));
    }

    [Fact]
    public void A_missing_sample_is_code_5_and_says_how_to_go_on()
    {
        var result = ToolRun.Of("explain");

        AssertOneLine(5, result);
        Assert.Contains("passband explain MODEL", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("explain", "--layer", "7")]
    [InlineData("explain", "--layer", "0", "--filter", "99")]
    [InlineData("sheet", "--layer", "nope", "-o", "-")]
    [InlineData("check", "--layer", "nope")]
    public void What_the_model_does_not_have_is_code_2(string command, params string[] rest)
    {
        using var folder = new TempFolder();

        AssertOneLine(2, ToolRun.Of([command, folder.Model(), .. rest]));
    }

    [Fact]
    public void An_interruption_is_code_130()
    {
        using var folder = new TempFolder();
        var result = new ToolRun { Cancellation = new CancellationToken(canceled: true) }.Run("explain", folder.Model(), "-o", folder["a.json"]);

        AssertOneLine(130, result);
        Assert.Equal(["model.npy"], folder.Files);
    }

    [Fact]
    public void The_known_endings_are_named()
    {
        var result = ToolRun.Of("explain", "-o", "report.pdf");

        Assert.Contains("'.pdf'; expected one of .html, .htm, .json, .csv, .md", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tool_without_its_page_is_code_5_and_says_how_to_get_it()
    {
        using var folder = new TempFolder();
        var result = new ToolRun { Page = null }.Run("explain", folder.Model(), "-o", folder["report.html"]);

        AssertOneLine(5, result);
        Assert.Contains("Node 20", result.Error, StringComparison.Ordinal);
        Assert.Equal(["model.npy"], folder.Files);
    }

    [Theory]
    [InlineData("--debug", null)]
    [InlineData("--json", "1")]
    public void Debugging_shows_where_it_happened(string option, string? variable)
    {
        var variables = new Dictionary<string, string>();
        if (variable is not null)
            variables["PASSBAND_DEBUG"] = variable;
        var result = new ToolRun { Variables = variables }.Run("layers", "no-such-model.onnx", option);

        Assert.Equal(3, result.Code);
        Assert.Contains("   at Passband.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_defect_is_one_line_that_asks_for_a_report()
    {
        using var error = new StringWriter();
        using var host = new ToolRun { Variables = [] }.Host(Stream.Null, new Unwritable(), error);

        var code = Cli.Hosting.Tool.Run(["--help"], host);

        AssertOneLine(70, new ToolResult(code, [], error.ToString()));
        Assert.Contains("report", error.ToString(), StringComparison.Ordinal);
    }

    private static void AssertOneLine(int code, ToolResult result)
    {
        Assert.Equal(code, result.Code);
        Assert.Equal("", result.Output);
        Assert.Matches(new Regex(@"\Apassband: [^\n]+\n\z"), result.Error.ReplaceLineEndings("\n"));
    }

    /// <summary>Fails as nothing that is foreseen fails.</summary>
    private sealed class Unwritable : MemoryStream
    {
        private bool _failed;

        public override void Write(ReadOnlySpan<byte> buffer) => Fail();

        public override void Write(byte[] buffer, int offset, int count) => Fail();

        /// <summary>Once is enough; the second time is the cleaning up.</summary>
        private void Fail()
        {
            if (_failed)
                return;
            _failed = true;
            throw new InvalidOperationException("foreseen by nobody");
        }
    }
}
