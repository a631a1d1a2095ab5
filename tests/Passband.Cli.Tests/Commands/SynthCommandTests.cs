using System.Text.Json;
using Passband.Kernels;
using Passband.Models;

namespace Passband.Cli.Tests.Commands;

public class SynthCommandTests
{
    [Theory]
    [InlineData("identity", "identity")]
    [InlineData("smoothing", "smoothing", "--sigma", "1.2", "--sigma-along", "1.6")]
    [InlineData("box", "smoothing", "--box", "3x5")]
    [InlineData("edge", "edge", "--angle", "-60", "--sigma", "1.1")]
    [InlineData("first-derivative", "edge", "--sigma", "0.8", "--offset", "-0.25,0.5")]
    [InlineData("line", "line", "--sigma", "1", "--polarity", "off")]
    [InlineData("center-surround", "center-surround", "--sigma", "1")]
    [InlineData("difference-of-gaussians", "center-surround", "--sigma", "0.9", "--surround-sigma", "1.8", "--strength", "1")]
    [InlineData("saddle", "saddle", "--sigma", "1.2", "--angle", "20")]
    [InlineData("sharpening", "sharpening", "--strength", "2", "--sigma", "1")]
    [InlineData("gabor", "gabor", "--frequency", "0.3", "--sigma", "1.6", "--phase", "90")]
    [InlineData("grating", "grating", "--frequency", "0.35")]
    public void What_is_made_without_noise_is_explained_as_what_it_is(string shape, string name, params string[] parameters)
    {
        using var folder = new TempFolder();
        var made = ToolRun.Of(["synth", shape, .. parameters, "--count", "3", "-o", folder["k.npy"], "--truth", folder["k.json"]]);
        Assert.Equal((0, "", ""), (made.Code, made.Output, made.Error));

        using var truth = JsonDocument.Parse(File.ReadAllText(folder["k.json"]));
        using var explained = JsonDocument.Parse(ToolRun.Of("explain", folder["k.npy"], "--json").Output);
        var (answers, found) = (Filters(truth.RootElement), Filters(explained.RootElement.GetProperty("layers")[0]));

        Assert.Equal(Enumerable.Repeat(name, 3), answers.Select(f => Text(f, "name")));
        Assert.Equal(Enumerable.Repeat(name, 3), found.Select(f => Text(f, "name")));
        Assert.Equal(found.Select(f => Text(f, "address")), answers.Select(f => Text(f, "address")));
    }

    [Theory]
    [InlineData("k.npy", "edge", "k")]
    [InlineData("k.NPZ", "edge", "conv1")]
    [InlineData("k.safetensors", "edge", "conv1")]
    [InlineData("k.safetensors", "edge", "conv1", "--color", "red-cyan")]
    [InlineData("k.npy", "edge", "k", "--color", "random", "--snr", "10", "--int8")]
    [InlineData("k.npy", "edge", "k", "--size", "1x9")]
    [InlineData("k.npy", "edge", "k", "--size", "3x9", "--count", "1")]
    [InlineData("k.npy", "edge", "k", "--size", "2×2")]
    [InlineData("k.safetensors", "edge", "conv1", "--size", "9x1")]
    [InlineData("k.safetensors", "noise", "conv1", "--color", "random", "--distribution", "glorot", "--size", "3x9", "--count", "3")]
    public void Every_format_is_read_as_it_was_made(string file, string shape, string layerName, params string[] options)
    {
        using var folder = new TempFolder();
        string[] few = options.Contains("--count") ? [] : ["--count", "2"];
        var made = ToolRun.Of(["synth", shape, .. few, .. options, "-o", folder[file], "--json"]);
        Assert.Equal((0, ""), (made.Code, made.Error));

        using var truth = JsonDocument.Parse(made.Output);
        var layer = Assert.Single(ModelFile.Open(folder[file], null, TestContext.Current.CancellationToken).Layers);
        var stated = truth.RootElement.GetProperty("layer").GetProperty("shape").EnumerateArray().Select(v => v.GetInt32()).ToArray();

        Assert.Equal((layerName, layerName), (layer.Name, Text(truth.RootElement.GetProperty("layer"), "name")));
        Assert.Equal((stated[0], stated[1], stated[^1]), (layer.Bank.Shape.Filters, layer.Bank.Shape.Channels, layer.Bank.Shape.Width));
        Assert.Equal(stated[0], Filters(truth.RootElement).Length);
        Assert.True(layer.SeesInput);
    }

    [Fact]
    public void All_formats_hold_the_same_weights_and_safetensors_say_the_order_of_colors()
    {
        using var folder = new TempFolder();
        var layers = new List<ConvLayer>();
        foreach (var file in (string[])["a.npy", "a.npz", "a.safetensors"])
        {
            ToolRun.Of("synth", "gabor", "--count", "2", "--color", "blue-yellow", "--snr", "20", "-o", folder[file]);
            layers.Add(Assert.Single(ModelFile.Open(folder[file], null, TestContext.Current.CancellationToken).Layers));
        }

        Assert.All(layers, l => Assert.Equal(layers[0].Bank.Weights.ToArray(), l.Bank.Weights.ToArray()));
        Assert.Equal(InputSpace.Rgb, layers[2].Input);
    }

    [Fact]
    public void Standard_output_feeds_an_explanation()
    {
        var array = ToolRun.Of("synth", "edge", "--size", "7", "--count", "3", "-o", "-");
        Assert.Equal((0, ""), (array.Code, array.Error));

        using var explained = JsonDocument.Parse(new ToolRun { Input = array.Bytes }.Run("explain", "-", "--json").Output);

        Assert.Equal(["edge", "edge", "edge"], Filters(explained.RootElement.GetProperty("layers")[0]).Select(f => Text(f, "name")));
    }

    [Fact]
    public void Answers_state_what_was_asked_for()
    {
        using var folder = new TempFolder();
        var output = ToolRun.Of(
            "synth", "gabor", "--size", "9x11", "--count", "2", "--seed", "18446744073709551615", "--angle", "200", "--phase", "30", "--frequency", "0.25", "--sigma", "2", "--sigma-along", "2.5",
            "--offset", "0.25,-0.5", "--color", "1,-0.5,-0.5", "--snr", "12.5", "--int8", "-o", folder["a.npy"], "--json").Output;
        using var truth = JsonDocument.Parse(output);
        var (root, filter) = (truth.RootElement, Filters(truth.RootElement)[1]);

        Assert.Equal("passband.synth/1", Text(root, "schema"));
        Assert.Equal((ulong.MaxValue, 12.5, "int8"), (root.GetProperty("seed").GetUInt64(), root.GetProperty("snrDb").GetDouble(), Text(root, "quantization")));
        Assert.Equal(JsonValueKind.Null, root.GetProperty("distribution").ValueKind);
        Assert.Equal(("a:1", "gabor"), (Text(filter, "address"), Text(filter, "shape")));
        Assert.Equal("gabor", filter.GetProperty("names")[0].GetString());
        // An axis is stated below 180°, where the phase has the other sign.
        Assert.Equal(
            [("x", 0.25), ("y", -0.5), ("angle", 20), ("sigma", 2), ("sigmaAlong", 2.5), ("frequency", 0.25), ("phase", -30), ("amplitude", 1)],
            filter.GetProperty("parameters").EnumerateObject().Select(p => (p.Name, p.Value.GetDouble())));
        Assert.Equal("red–cyan", Text(filter.GetProperty("color"), "axis"));
    }

    [Fact]
    public void Noise_has_no_shape_and_its_own_distribution()
    {
        using var folder = new TempFolder();
        using var truth = JsonDocument.Parse(ToolRun.Of("synth", "noise", "--distribution", "he", "--size", "3", "-o", folder["n.npy"], "--json").Output);

        Assert.Equal("he", Text(truth.RootElement, "distribution"));
        Assert.All(Filters(truth.RootElement), f => Assert.Equal(("noise", JsonValueKind.Null, JsonValueKind.Null), (Text(f, "name"), f.GetProperty("shape").ValueKind, f.GetProperty("parameters").ValueKind)));
    }

    [Fact]
    public void Answers_go_to_a_file_or_to_standard_output_alike()
    {
        using var folder = new TempFolder();
        var printed = ToolRun.Of("synth", "line", "--count", "2", "-o", folder["a.npy"], "--json", "--truth", folder["a.json"]);

        Assert.Equal(printed.Output, File.ReadAllText(folder["a.json"]));
        Assert.Equal(printed.Output, ToolRun.Of("synth", "line", "--count", "2", "-o", folder["a.npy"], "--force", "--truth", "-").Output);
        Assert.Equal(["a.json", "a.npy"], folder.Files);
    }

    [Theory]
    [InlineData("k.npy")]
    [InlineData("k.json")]
    public void Nothing_is_written_where_a_file_would_be_replaced(string existing)
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder[existing], "mine");
        var result = ToolRun.Of("synth", "edge", "-o", folder["k.npy"], "--truth", folder["k.json"]);

        Assert.Equal(2, result.Code);
        Assert.Equal([existing], folder.Files);
        Assert.Equal("mine", File.ReadAllText(folder[existing]));
    }

    [Theory]
    [InlineData("no shape 'edges'", "edges")]
    [InlineData("unknown option '--bogus'", "--bogus")]
    [InlineData("--size takes a side", "edge", "--size", "7x")]
    [InlineData("--size takes a side", "edge", "--size", "0")]
    [InlineData("--count takes a whole number from 1", "edge", "--count", "0")]
    [InlineData("--seed takes a whole number", "edge", "--seed", "-1")]
    [InlineData("--angle takes a number", "edge", "--angle", "north")]
    [InlineData("--snr takes a number", "edge", "--snr", "inf")]
    [InlineData("--offset takes two numbers", "edge", "--offset", "1")]
    [InlineData("--polarity takes on or off", "line", "--polarity", "bright")]
    [InlineData("--color takes an axis", "edge", "--color", "cyan-red")]
    [InlineData("--distribution takes", "noise", "--distribution", "cauchy")]
    [InlineData("--distribution: given for a shape", "edge", "--distribution", "he")]
    [InlineData("a color for noise", "noise", "--color", "red")]
    [InlineData("frequency, which first-derivative does not have", "edge", "--frequency", "0.2")]
    [InlineData("parameters of a shape, for pure noise", "noise", "--sigma", "2")]
    [InlineData("gabor in 3×3 taps", "gabor", "--size", "3")]
    [InlineData("an array of 3×3×3×9", "edge", "--size", "3x9", "--color", "random", "--count", "3")]
    public void What_cannot_be_made_is_wrong_usage(string problem, params string[] args)
    {
        using var folder = new TempFolder();
        var result = ToolRun.Of(["synth", .. args, "-o", folder["k.npy"]]);

        Assert.Equal((2, ""), (result.Code, result.Output));
        Assert.Contains(problem, result.Error, StringComparison.Ordinal);
        Assert.Empty(folder.Files);
    }

    [Theory]
    [InlineData("Required argument", "-o", "k.npy")]
    [InlineData("'--output' is required", "edge")]
    [InlineData("more than one document", "edge", "-o", "-", "--json")]
    [InlineData("more than one document", "edge", "-o", "k.npy", "--json", "--truth", "-")]
    [InlineData("the ending '.bin'", "edge", "-o", "k.bin")]
    [InlineData("the ending '.txt'", "edge", "-o", "-", "--truth", "k.txt")]
    public void Outputs_must_be_clear(string problem, params string[] args)
    {
        var result = ToolRun.Of(["synth", .. args]);

        Assert.Equal((2, ""), (result.Code, result.Output));
        Assert.Contains(problem, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_terminal_is_spared_the_bytes_of_an_array()
    {
        var result = new ToolRun { Terminal = true }.Run("synth", "edge", "-o", "-");

        Assert.Equal((2, ""), (result.Code, result.Output));
        Assert.Contains("cannot show an array", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_interrupted_run_leaves_nothing()
    {
        using var folder = new TempFolder();
        var result = new ToolRun { Cancellation = new CancellationToken(canceled: true) }.Run("synth", "edge", "-o", folder["k.npy"], "--truth", folder["k.json"]);

        Assert.Equal(130, result.Code);
        Assert.Empty(folder.Files);
    }

    private static JsonElement[] Filters(JsonElement layer) => [.. layer.GetProperty("filters").EnumerateArray()];

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
