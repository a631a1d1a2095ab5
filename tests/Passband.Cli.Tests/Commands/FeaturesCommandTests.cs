using System.Text;
using System.Text.Json;
using Passband.Imaging.Pictures;

namespace Passband.Cli.Tests.Commands;

public class FeaturesCommandTests
{
    private const string Picture = "test:zone-plate(16,0.4)";

    [Fact]
    public void The_table_states_the_finding_and_the_sources_go_to_standard_error()
    {
        using var folder = new TempFolder();
        var result = ToolRun.Of("features", Network(folder), Picture, "--layer", "conv", "--preset", "-1..1");

        Assert.Equal(0, result.Code);
        Assert.Contains("after the activation (Relu): 2 maps of 16×16", result.Output, StringComparison.Ordinal);
        Assert.Contains("sharper than those of the same filters on the pictures with their pixels shuffled (two-sided q ≤ 0.05, 40 draws).", result.Output, StringComparison.Ordinal);
        Assert.Contains("mean: 0.5 (preset -1..1)", result.Error, StringComparison.Ordinal);
        Assert.Contains("size: 16×16 (the network's input)", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_array_holds_what_the_layer_computes()
    {
        using var folder = new TempFolder();
        var picture = TestPicture.Make(Picture).Planes[0];

        Assert.Equal(0, ToolRun.Of("features", Network(folder), Picture, "--layer", "0", "--stage", "before", "--filter", "0", "--null", "0", "-o", folder["maps.npy"]).Code);

        var file = File.ReadAllBytes(folder["maps.npy"]);
        Assert.Contains("'shape': (1, 1, 16, 16)", Encoding.ASCII.GetString(file, 0, 128), StringComparison.Ordinal);
        var values = file[^1024..].Chunk(4).Select(b => BitConverter.ToSingle(b)).ToArray();
        var expected = 0f;
        for (var row = 4; row <= 6; row++)
            expected += picture[8, row] - picture[6, row];
        Assert.Equal(expected, values[5 * 16 + 7], 1e-5f);
    }

    [Fact]
    public void The_document_holds_both_stages_and_both_kinds_of_chance()
    {
        using var folder = new TempFolder();
        using var document = JsonDocument.Parse(ToolRun.Of("features", Network(folder), Picture, Picture, "--layer", "0", "--stage", "both", "--null", "9", "--seed", "5", "--json").Output);
        var root = document.RootElement;
        var stages = root.GetProperty("stages").EnumerateArray().ToArray();

        Assert.Equal("passband.features/1", root.GetProperty("schema").GetString());
        Assert.Equal(["before", "after"], stages.Select(s => s.GetProperty("stage").GetString()));
        Assert.Equal([2, 2, 16, 16], stages[0].GetProperty("shape").EnumerateArray().Select(v => v.GetInt32()));
        Assert.Equal(["shuffled", "redrawn"], stages[1].GetProperty("chances").EnumerateArray().Select(c => c.GetProperty("kind").GetString()));
        Assert.Equal(9, stages[0].GetProperty("chances")[0].GetProperty("draws").GetInt32());
        Assert.InRange(stages[0].GetProperty("maps")[0].GetProperty("shuffled").GetProperty("p").GetDouble(), 0.1, 1);
        Assert.True(stages[1].GetProperty("maps")[0].GetProperty("min").GetDouble() >= 0);
    }

    [Fact]
    public void The_same_seed_gives_the_same_document()
    {
        using var folder = new TempFolder();
        string[] command = ["features", Network(folder), Picture, "--layer", "0", "--null", "5", "--seed", "3", "--json"];

        Assert.Equal(ToolRun.Of(command).Output, ToolRun.Of(command).Output);
    }

    [Fact]
    public void A_value_has_no_weights_to_redraw()
    {
        using var folder = new TempFolder();
        using var document = JsonDocument.Parse(ToolRun.Of("features", Network(folder), Picture, "--value", "a", "--null", "5", "--json").Output);
        var stage = document.RootElement.GetProperty("stages")[0];

        Assert.Equal(("value", "a"), (stage.GetProperty("stage").GetString(), stage.GetProperty("value").GetString()));
        Assert.Equal("shuffled", Assert.Single(stage.GetProperty("chances").EnumerateArray()).GetProperty("kind").GetString());
        Assert.Equal(JsonValueKind.Null, stage.GetProperty("maps")[0].GetProperty("redrawn").ValueKind);
    }

    [Fact]
    public void A_sheet_goes_to_a_file_or_to_standard_output_alike()
    {
        using var folder = new TempFolder();
        string[] command = ["features", Network(folder), Picture, "--layer", "0", "--stage", "both", "--columns", "2", "--cell", "48", "--scale", "each", "--dark", "--null", "0"];

        Assert.Equal(0, ToolRun.Of([.. command, "-o", folder["s.png"]]).Code);
        Assert.Equal(File.ReadAllBytes(folder["s.png"]), ToolRun.Of([.. command, "-o", "-"]).Bytes);
    }

    [Fact]
    public void Preprocessing_is_found_beside_the_model()
    {
        using var folder = new TempFolder();
        var network = Network(folder);
        File.WriteAllText(network + ".preprocessing.json", """{"schema": "passband.preprocessing/1", "channels": "gray", "scale": 255, "fit": "pad"}""");

        var error = ToolRun.Of("features", network, "test:zone-plate(32,0.4)", "--layer", "0", "--null", "0", "--fit", "crop").Error;

        Assert.Contains("scale: 255 (net.onnx.preprocessing.json)", error, StringComparison.Ordinal);
        Assert.Contains("fit: crop (--fit)", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(2, "--layer", "0", "--value", "a")]
    [InlineData(2, "--layer", "7")]
    [InlineData(2, "--value", "none")]
    [InlineData(2, "--value", "a", "--stage", "after")]
    [InlineData(2, "--layer", "0", "--filter", "2")]
    [InlineData(2, "--layer", "0", "--stage", "between")]
    [InlineData(2, "--layer", "0", "--size", "20x20")]
    [InlineData(2, "--layer", "0", "--preset", "unheard-of")]
    [InlineData(2, "--layer", "0", "--channels", "rgb")]
    [InlineData(2, "--layer", "0", "--mean", "1,2")]
    [InlineData(2, "--layer", "0", "-o", "maps.bmp")]
    [InlineData(2, "--layer", "0", "-o", "-", "--json")]
    [InlineData(3, "--layer", "0", "--preprocessing", "no such file.json")]
    public void What_does_not_fit_is_refused_in_one_line(int code, params string[] options)
    {
        using var folder = new TempFolder();
        var result = ToolRun.Of(["features", Network(folder), Picture, .. options]);

        Assert.Equal((code, ""), (result.Code, result.Output));
        Assert.StartsWith("passband: ", Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_interrupted_run_leaves_no_file()
    {
        using var folder = new TempFolder();
        var network = Network(folder);

        var result = new ToolRun { Cancellation = new CancellationToken(canceled: true) }.Run("features", network, Picture, "--layer", "0", "-o", folder["s.png"]);

        Assert.Equal(130, result.Code);
        Assert.Equal(["net.onnx"], folder.Files);
    }

    private static string Network(TempFolder folder)
    {
        File.WriteAllBytes(folder["net.onnx"], TestNetwork.Onnx());
        return folder["net.onnx"];
    }
}
