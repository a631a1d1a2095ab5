using System.Text.Json;

namespace Passband.Cli.Tests.Hosting;

public sealed class SampleFilesTests
{
    [Theory]
    [InlineData("explain", "sample:small")]
    [InlineData("explain", "sample:SMALL")]
    [InlineData("layers", "sample:small")]
    [InlineData("check", "sample:small", "sample:other")]
    [InlineData("sheet", "sample:small", "--layer", "0", "-o", "-")]
    [InlineData("filter", "test:zone-plate(32)", "--kernel", "sample:small#conv:1", "-o", "-")]
    [InlineData("features", "sample:small", "test:zone-plate(16)", "--layer", "0", "--null", "0", "--json")]
    public void Every_command_that_takes_a_model_takes_a_sample(string command, params string[] rest)
    {
        using var folder = new TempFolder();
        Samples(folder, "small", "other");
        var run = new ToolRun { BaseFolder = folder[""] };

        var result = run.Run([command, .. rest]);

        Assert.True(result.Code is 0 or 1, result.Error);
        Assert.NotEmpty(result.Bytes);
    }

    [Fact]
    public void A_sample_is_called_what_it_was_asked_for_as()
    {
        using var folder = new TempFolder();
        Samples(folder, "small");

        var result = new ToolRun { BaseFolder = folder[""] }.Run("explain", "sample:small", "--json");

        Assert.Equal("sample:small", JsonDocument.Parse(result.Output).RootElement.GetProperty("model").GetProperty("path").GetString());
    }

    [Theory]
    [InlineData("sample:missing")]
    [InlineData("sample:")]
    [InlineData("sample:../samples/small")]
    [InlineData("sample:small.onnx")]
    public void An_unknown_sample_is_code_2_and_lists_those_there_are(string model)
    {
        using var folder = new TempFolder();
        Samples(folder, "small", "other");

        var result = new ToolRun { BaseFolder = folder[""] }.Run("explain", model);

        Assert.Equal(2, result.Code);
        Assert.Contains("no such sample network; expected sample:other, sample:small", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tool_without_samples_is_code_5()
    {
        var result = ToolRun.Of("layers", "sample:lines");

        Assert.Equal(5, result.Code);
        Assert.Contains("not beside the tool", result.Error, StringComparison.Ordinal);
    }

    private static void Samples(TempFolder folder, params string[] names)
    {
        Directory.CreateDirectory(folder["samples"]);
        foreach (var name in names)
            File.WriteAllBytes(folder[$"samples/{name}.onnx"], TestNetwork.Onnx());
    }
}
