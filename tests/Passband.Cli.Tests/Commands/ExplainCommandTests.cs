using System.Text.Json;

namespace Passband.Cli.Tests.Commands;

public class ExplainCommandTests
{
    [Fact]
    public void Json_is_one_document_and_nothing_else()
    {
        using var folder = new TempFolder();
        var result = new ToolRun { Terminal = true, Variables = new() { ["COLORTERM"] = "truecolor" } }.Run("explain", folder.Model(), "--json");
        using var document = JsonDocument.Parse(result.Output);

        Assert.Equal("passband.explain/1", document.RootElement.GetProperty("schema").GetString());
        Assert.Equal(TestModel.Filters, document.RootElement.GetProperty("layers")[0].GetProperty("filters").GetArrayLength());
    }

    [Fact]
    public void Standard_input_is_a_model_like_any_other()
    {
        using var folder = new TempFolder();
        var piped = new ToolRun { Input = TestModel.Npy() }.Run("explain", "-", "--csv", "-");
        var opened = ToolRun.Of("explain", folder.Model("standard input.npy"), "--csv", "-");

        Assert.Equal(0, piped.Code);
        Assert.Equal(Numbers(opened.Output), Numbers(piped.Output));

        static string[] Numbers(string csv) => [.. csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(r => r[r.IndexOf("pass", StringComparison.Ordinal)..])];
    }

    [Theory]
    [InlineData("a.json", "{")]
    [InlineData("a.csv", "layer.index,layer.name,address,name,words,gain.dc")]
    [InlineData("a.MD", "# model.npy")]
    [InlineData("a.html", "<title>Passband: model.npy</title>")]
    [InlineData("a.HTM", "<title>Passband: model.npy</title>")]
    public void The_ending_decides_what_is_written(string name, string start)
    {
        using var folder = new TempFolder();
        var result = ToolRun.Of("explain", folder.Model(), "-o", folder[name]);

        Assert.Equal((0, "", ""), (result.Code, result.Output, result.Error));
        Assert.StartsWith(start, File.ReadAllText(folder[name]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_has_its_picture_beside_it_and_links_to_it()
    {
        using var folder = new TempFolder();
        ToolRun.Of("explain", folder.Model(), "-o", folder["report.md"]);

        var picture = Assert.Single(folder.Files, f => f.EndsWith(".png", StringComparison.Ordinal));
        Assert.StartsWith("report_", picture, StringComparison.Ordinal);
        Assert.Contains($"]({picture})", File.ReadAllText(folder["report.md"]), StringComparison.Ordinal);
        Assert.Equal("PNG"u8.ToArray(), File.ReadAllBytes(folder[picture])[1..4]);
    }

    [Fact]
    public void A_report_is_not_written_over_a_picture_that_was_there()
    {
        using var folder = new TempFolder();
        var model = folder.Model();
        ToolRun.Of("explain", model, "-o", folder["report.md"]);
        File.Delete(folder["report.md"]);

        var result = ToolRun.Of("explain", model, "-o", folder["report.md"]);

        Assert.Equal(2, result.Code);
        Assert.False(File.Exists(folder["report.md"]));
        Assert.Equal(0, ToolRun.Of("explain", model, "-o", folder["report.md"], "--force").Code);
    }

    [Fact]
    public void A_page_is_replaced_only_when_asked()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["report.html"], "mine");

        Assert.Equal(2, ToolRun.Of("explain", folder.Model(), "-o", folder["report.html"]).Code);
        Assert.Equal("mine", File.ReadAllText(folder["report.html"]));
        Assert.Equal(0, ToolRun.Of("explain", folder.Model(), "-o", folder["report.html"], "--force").Code);
        Assert.Equal(["model.npy", "report.html"], folder.Files);
    }

    [Fact]
    public void A_table_and_a_sheet_may_come_along_with_the_text()
    {
        using var folder = new TempFolder();
        var result = ToolRun.Of("explain", folder.Model(), "--csv", folder["t.csv"], "--sheet", folder["s.png"]);

        Assert.Contains("in words", result.Output, StringComparison.Ordinal);
        Assert.Equal(["model.npy", "s.png", "t.csv"], folder.Files);
    }

    [Fact]
    public void One_filter_may_be_asked_for()
    {
        using var folder = new TempFolder();
        var result = ToolRun.Of("explain", folder.Model(), "--layer", "0", "--filter", "2", "--csv", "-");
        var rows = result.Output.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(2, rows.Length);
        Assert.Contains(":2,", rows[1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_order_of_the_channels_changes_the_color()
    {
        using var folder = new TempFolder();
        var model = folder.Model();

        Assert.Contains("red–cyan", ToolRun.Of("explain", model, "--channels", "rgb").Output, StringComparison.Ordinal);
        Assert.DoesNotContain("red–cyan", ToolRun.Of("explain", model, "--channels", "bgr").Output, StringComparison.Ordinal);
    }
}
