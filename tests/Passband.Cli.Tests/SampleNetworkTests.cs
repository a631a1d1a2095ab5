using System.Text.Json;

namespace Passband.Cli.Tests;

/// <summary>The networks of the repository's folder samples/, which the build copies beside the tool.</summary>
public sealed class SampleNetworkTests
{
    private const int MostBytes = 1_000_000;

    public static TheoryData<string> Names => [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "samples"), "*.onnx").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_sample_is_small_and_its_first_layer_sees_the_picture(string name)
    {
        var first = Explain(name).GetProperty("layers")[0];

        Assert.True(new FileInfo(Path.Combine(AppContext.BaseDirectory, "samples", name + ".onnx")).Length < MostBytes);
        Assert.Equal("conv1", first.GetProperty("name").GetString());
        Assert.Contains(first.GetProperty("input").GetString(), (string[])["gray", "rgb"]);
    }

    [Fact]
    public void The_kernels_that_lines_made_are_horizontal_and_vertical()
    {
        var filters = Explain("lines").GetProperty("layers")[0].GetProperty("filters").EnumerateArray().Where(f => f.GetProperty("name").GetString() is not ("dead" or "noise")).ToArray();

        var stripes = filters.Select(f => f.GetProperty("orientation").GetProperty("stripes").GetDouble()).ToArray();
        var (horizontal, vertical) = (stripes.Count(s => Math.Min(s, 180 - s) <= 10), stripes.Count(s => Math.Abs(s - 90) <= 10));
        Assert.True(horizontal > 0 && vertical > 0 && horizontal + vertical >= 0.8 * filters.Length, $"{horizontal} horizontal and {vertical} vertical of {filters.Length}");
    }

    private static JsonElement Explain(string name)
    {
        var result = new ToolRun { BaseFolder = AppContext.BaseDirectory }.Run("explain", $"sample:{name}", "--json");
        Assert.True(result.Code == 0, result.Error);
        return JsonDocument.Parse(result.Output).RootElement;
    }
}
