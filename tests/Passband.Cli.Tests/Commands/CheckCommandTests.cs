using System.Text.Json;
using System.Xml.Linq;

namespace Passband.Cli.Tests.Commands;

public class CheckCommandTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(0, "--max-dead", "25%")]
    [InlineData(1, "--max-dead", "0.2499")]
    [InlineData(0, "--max-duplicates", "50%")]
    [InlineData(1, "--max-duplicates", "49.9 %")]
    [InlineData(0, "--max-dead", "0.1", "--layer", "fine")]
    [InlineData(1, "--max-dead", "0.1", "--layer", "mixed")]
    public void The_exit_code_tells_whether_a_limit_was_exceeded(int code, params string[] options)
    {
        using var folder = new TempFolder();
        var result = ToolRun.Of(["check", Model(folder), .. options]);

        Assert.Equal((code, ""), (result.Code, result.Error));
    }

    [Fact]
    public void A_line_for_each_exceeded_limit_and_one_that_sums_up()
    {
        using var folder = new TempFolder();
        var model = Model(folder);
        var lines = Lines(ToolRun.Of("check", model, "--max-dead", "5%", "--max-duplicates", "10%"));

        Assert.Equal(3, lines.Length);
        Assert.Equal($"{model}: mixed: 1 of 4 filters is dead (25 %), limit 5 %; worst mixed:3", lines[0]);
        // Each of two duplicates resembles the other; one says it.
        Assert.Equal($"{model}: mixed: 2 of 4 filters are duplicates (50 %), limit 10 %; worst mixed:0 like :1 (cosine 1.000)", lines[1]);
        Assert.Equal(
            $"{model}: failed 2 of 6 checks of 2 layers; not checked: pure noise (π₀) of 1 layer (fewer than 16 live filters to estimate from), "
                + "pure noise (π₀) of 1 layer (feature maps as input); no limit on filters like noise, aliasing",
            lines[2]);
    }

    [Fact]
    public void When_all_is_fine_one_line_says_what_was_checked_and_the_largest_found()
    {
        using var folder = new TempFolder();
        var model = Model(folder);
        var line = Assert.Single(Lines(ToolRun.Of("check", model, "--max-duplicates", "off")));

        Assert.StartsWith($"{model}: passed 4 checks of 2 layers; largest: non-finite weights 0, dead filters 25 % in mixed; ", line, StringComparison.Ordinal);
        Assert.EndsWith("no limit on duplicate filters, filters like noise, aliasing", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_that_are_not_finite_fail_the_check_and_are_no_format_error()
    {
        using var folder = new TempFolder();
        var model = Model(folder, ("broken", TestSafeTensors.Broken), ("mixed", TestSafeTensors.Mixed));
        var result = ToolRun.Of("check", model, "--max-dead", "0");

        Assert.Equal(4, ToolRun.Of("explain", model).Code);
        Assert.Equal(1, result.Code);
        Assert.Contains("broken: 4 of 18 weights are NaN or infinite, limit 0; worst broken:0 (3), :1 (1)\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("mixed: 1 of 4 filters is dead", result.Output, StringComparison.Ordinal);
        Assert.Equal(0, ToolRun.Of("check", model, "--max-non-finite", "4").Code);
        Assert.Equal(1, ToolRun.Of("check", model, "--max-non-finite", "3").Code);
    }

    [Fact]
    public void Options_win_over_the_file_in_every_layer()
    {
        using var folder = new TempFolder();
        var model = Model(folder);
        File.WriteAllText(folder["limits.json"], "{ \"dead\": 1, \"duplicates\": 1, \"layers\": { \"mi*\": { \"dead\": 0.2, \"duplicates\": 0.4 } } }");

        var lines = Lines(ToolRun.Of("check", model, "--limits", folder["limits.json"], "--max-dead", "30%"));

        Assert.Contains("duplicates (50 %), limit 40 %", lines[0], StringComparison.Ordinal);
        Assert.Equal(2, lines.Length);
    }

    [Theory]
    [InlineData("{ \"ded\": 0.1 }", 2, "unknown key 'ded'")]
    [InlineData("{ \"layers\": { \"mixt\": { \"dead\": 0.1 } } }", 2, "no layer 'mixt'")]
    [InlineData("no JSON", 2, "not JSON")]
    [InlineData(null, 3, "no such file")]
    public void What_is_wrong_with_the_file_is_one_line(string? json, int code, string expected)
    {
        using var folder = new TempFolder();
        if (json is not null)
            File.WriteAllText(folder["limits.json"], json);
        var result = ToolRun.Of("check", Model(folder), "--limits", folder["limits.json"], "--junit", folder["a.xml"]);

        Assert.Equal((code, ""), (result.Code, result.Output));
        Assert.Contains(expected, Assert.Single(result.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.False(File.Exists(folder["a.xml"]));
    }

    [Fact]
    public void Several_models_are_one_report_and_one_failure_is_enough()
    {
        using var folder = new TempFolder();
        var (a, b) = (Model(folder), folder.Model());
        string[] options = ["--max-dead", "10%"];

        Assert.Equal("failed: 1 of 2 models", Lines(ToolRun.Of(["check", a, b, .. options]))[^1]);
        Assert.Equal("passed: all 2 models", Lines(ToolRun.Of("check", a, b))[^1]);
        using var document = JsonDocument.Parse(ToolRun.Of(["check", b, a, .. options, "--json"]).Output);
        var networks = document.RootElement.GetProperty("networks").EnumerateArray().ToList();
        Assert.Equal([(b, true), (a, false)], networks.Select(n => (n.GetProperty("model").GetProperty("path").GetString(), n.GetProperty("passed").GetBoolean())));
    }

    [Fact]
    public void A_model_that_cannot_be_read_ends_it_before_anything_is_written()
    {
        using var folder = new TempFolder();
        var result = ToolRun.Of("check", Model(folder), "no-such-model.onnx", "--sarif", folder["a.sarif"]);

        Assert.Equal((3, ""), (result.Code, result.Output));
        Assert.False(File.Exists(folder["a.sarif"]));
    }

    [Fact]
    public void Standard_input_is_a_model_and_standard_output_takes_any_of_the_documents()
    {
        ToolResult Run(params string[] options) => new ToolRun { Input = TestModel.Npy() }.Run(["check", "-", .. options]);

        Assert.StartsWith("standard input: passed ", Run().Output, StringComparison.Ordinal);
        Assert.Equal("passband.check/1", JsonDocument.Parse(Run("--json").Output).RootElement.GetProperty("schema").GetString());
        Assert.Equal("testsuites", XDocument.Parse(Run("--junit", "-").Output).Root!.Name.LocalName);
        Assert.Equal("2.1.0", JsonDocument.Parse(Run("--sarif", "-").Output).RootElement.GetProperty("version").GetString());
    }

    [Fact]
    public void Files_come_along_with_the_text_and_are_not_written_over_unasked()
    {
        using var folder = new TempFolder();
        string[] args = ["check", Model(folder), "--junit", folder["a.xml"], "--sarif", folder["a.sarif"]];
        var first = ToolRun.Of(args);

        Assert.Equal(0, first.Code);
        Assert.Contains("passed", first.Output, StringComparison.Ordinal);
        Assert.Equal(["a.sarif", "a.xml", "model.safetensors"], folder.Files);
        Assert.Equal(2, ToolRun.Of(args).Code);
        Assert.Equal(0, ToolRun.Of([.. args, "--force"]).Code);
    }

    [Fact]
    public void A_failed_check_leaves_whole_files_too()
    {
        using var folder = new TempFolder();
        var result = ToolRun.Of("check", Model(folder), "--max-dead", "0", "--junit", folder["a.xml"]);

        Assert.Equal(1, result.Code);
        Assert.Equal("1", XDocument.Load(folder["a.xml"]).Root!.Attribute("failures")!.Value);
    }

    [Fact]
    public void An_interruption_is_code_130_and_leaves_nothing()
    {
        using var folder = new TempFolder();
        var result = new ToolRun { Cancellation = new CancellationToken(canceled: true) }.Run("check", folder.Model(), "--junit", folder["a.xml"]);

        Assert.Equal((130, ""), (result.Code, result.Output));
        Assert.Equal(["model.npy"], folder.Files);
    }

    [Fact]
    public void A_terminal_gets_colors_unless_they_are_not_wanted_and_a_pipe_never()
    {
        using var folder = new TempFolder();
        string[] args = ["check", Model(folder), "--max-dead", "0"];
        var terminal = new ToolRun { Terminal = true, Width = 500, Variables = new() { ["TERM"] = "xterm-256color" } };
        var colored = terminal.Run(args).Output;
        var plain = (terminal with { Variables = new() { ["TERM"] = "xterm-256color", ["NO_COLOR"] = "1" } }).Run(args).Output;
        var piped = ToolRun.Of(args).Output;

        Assert.Contains("\u001b[1;", colored, StringComparison.Ordinal);
        // NO_COLOR is about color: bold may stay.
        Assert.DoesNotMatch("\u001b\\[[0-9;]*[34][0-9]", plain);
        Assert.DoesNotContain("\u001b", piped, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_from_the_file_do_not_reach_the_terminal_as_they_are()
    {
        using var folder = new TempFolder();
        var model = Model(folder, ("evil\u001b[2J\r\n\u202Ename", TestSafeTensors.Mixed));
        var result = ToolRun.Of("check", model, "--max-dead", "0");

        Assert.Equal(2, Lines(result).Length);
        Assert.DoesNotContain("\u001b", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u202E", result.Output, StringComparison.Ordinal);
    }

    private static string Model(TempFolder folder, params (string Name, float[] Weights)[] layers)
    {
        if (layers.Length == 0)
            layers = [("mixed", TestSafeTensors.Mixed), ("fine", TestSafeTensors.Mixed[..9])];
        File.WriteAllBytes(folder["model.safetensors"], TestSafeTensors.Of(layers));
        return folder["model.safetensors"];
    }

    private static string[] Lines(ToolResult result) => result.Output.TrimEnd('\n').Split('\n');
}
