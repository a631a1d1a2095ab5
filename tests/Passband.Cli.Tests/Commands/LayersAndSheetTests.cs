using System.Text.Json;

namespace Passband.Cli.Tests.Commands;

public class LayersAndSheetTests
{
    [Fact]
    public void Layers_are_a_table_for_people()
    {
        using var folder = new TempFolder();
        var output = ToolRun.Of("layers", folder.Model()).Output;

        Assert.Contains("4×3×5×5", output, StringComparison.Ordinal);
        Assert.Contains("Assumptions", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Layers_are_a_document_for_programs_and_what_the_file_does_not_tell_is_null()
    {
        using var folder = new TempFolder();
        using var document = JsonDocument.Parse(ToolRun.Of("layers", folder.Model(), "--json").Output);
        var layer = document.RootElement.GetProperty("layers")[0];

        Assert.Equal("passband.layers/1", document.RootElement.GetProperty("schema").GetString());
        Assert.Equal([4, 3, 5, 5], layer.GetProperty("shape").EnumerateArray().Select(v => v.GetInt32()));
        Assert.Equal(JsonValueKind.Null, layer.GetProperty("stride").ValueKind);
        Assert.Equal("picture", layer.GetProperty("input").GetString());
    }

    [Fact]
    public void A_sheet_goes_to_a_file_or_to_standard_output_alike()
    {
        using var folder = new TempFolder();
        var model = folder.Model();
        string[] look = ["--layer", "0", "--response", "--labels", "--scale", "each", "--columns", "2", "--cell", "40", "--dark"];

        Assert.Equal(0, ToolRun.Of(["sheet", model, .. look, "-o", folder["s.png"]]).Code);
        Assert.Equal(File.ReadAllBytes(folder["s.png"]), ToolRun.Of(["sheet", model, .. look, "-o", "-"]).Bytes);
    }

    [Fact]
    public void A_sheet_is_not_written_over_another()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["s.png"], "mine");

        Assert.Equal(2, ToolRun.Of("sheet", folder.Model(), "--layer", "0", "-o", folder["s.png"]).Code);
        Assert.Equal("mine", File.ReadAllText(folder["s.png"]));
    }

    [Fact]
    public void A_terminal_is_spared_the_bytes_of_a_picture()
    {
        using var folder = new TempFolder();
        var result = new ToolRun { Terminal = true }.Run("sheet", folder.Model(), "--layer", "0", "-o", "-");

        Assert.Equal((2, ""), (result.Code, result.Output));
    }
}
