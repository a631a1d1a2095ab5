using System.Text.Json;
using Passband.Cli.Commands;
using Passband.Imaging;
using Passband.Imaging.Pictures;
using SkiaSharp;

namespace Passband.Cli.Tests.Commands;

public class FilterCommandTests
{
    private const string Plate = "test:zone-plate(64)";

    [Theory]
    [InlineData("1 0 -1; 2 0 -2; 1 0 -1", "typed")]
    [InlineData("-1 0 1", "typed")]
    [InlineData("sobel-x", "textbook")]
    [InlineData("-log(2)", "textbook")]
    public void A_kernel_is_typed_or_named(string kernel, string origin)
    {
        using var document = Json(Plate, $"--kernel={kernel}");

        Assert.Equal(origin, document.RootElement.GetProperty("kernel").GetProperty("origin").GetString());
    }

    [Fact]
    public void The_examples_of_the_help_run()
    {
        using var folder = new TempFolder();
        using (var png = File.Create(folder["photo.jpg"]))
            PictureWriter.WritePng(TestPicture.Make("color-wheel(40)"), png);
        var hasSample = Directory.Exists(Path.Combine(AppContext.BaseDirectory, "sample"));
        foreach (var example in FilterCommand.Examples)
        {
            // Stand-ins for the reader's own files: a picture, told by its content, and a model with another address.
            var line = example.Replace("photo.jpg", folder["photo.jpg"], StringComparison.Ordinal).Replace("model.onnx#conv1:17", $"{folder.Model()}#0:1", StringComparison.Ordinal);
            if (!hasSample)
                line = line.Replace("sample#0", $"{folder.Model()}#0", StringComparison.Ordinal);
            string[] words = [.. line.Split('"').SelectMany((part, i) => i % 2 == 1 ? [part] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Skip(1)];
            words[^1] = folder[words[^1]];
            var result = new ToolRun { BaseFolder = AppContext.BaseDirectory }.Run(words);

            Assert.True(result.Code == 0, result.Error);
            using var picture = SKBitmap.Decode(words[^1]);
            Assert.NotNull(picture);
        }
    }

    [Fact]
    public void A_kernel_is_laid_over_the_picture_without_a_flip()
    {
        using var folder = new TempFolder();
        Assert.Equal(0, ToolRun.Of("filter", "test:impulse(9)", "--kernel", "1 2 3; 4 5 6; 7 8 9", "-o", folder["r.npy"]).Code);
        var result = Npy.Read(folder["r.npy"]);
        var impulse = Array.IndexOf(TestPicture.Make("impulse(9)").Planes[0].Samples.ToArray(), 1f);

        // What is right of and below the bright pixel sees it with the tap at the left and above.
        Assert.Equal(1, result.Values[impulse + 9 + 1]);
        Assert.Equal([6, 5, 4], result.Values[(impulse - 1)..(impulse + 2)]);
    }

    [Fact]
    public void Files_hold_kernels_as_text_and_as_arrays()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["k.csv"], "1,0,-1\n2,0,-2\n1,0,-1\n");
        Assert.Equal(0, ToolRun.Of("filter", "test:impulse(9)", "--kernel", "1 0 -1; 2 0 -2; 1 0 -1", "-o", folder["typed.npy"]).Code);
        Assert.Equal(0, ToolRun.Of("filter", "test:impulse(9)", "--kernel", folder["k.csv"], "-o", folder["file.npy"]).Code);

        Assert.Equal(File.ReadAllBytes(folder["typed.npy"]), File.ReadAllBytes(folder["file.npy"]));
    }

    [Fact]
    public void A_filter_of_three_channels_sums_over_the_colors_in_the_networks_order()
    {
        using var folder = new TempFolder();
        var model = folder.Model();
        string[] places = [$"{model}#0:2:0", $"{model}#0:2:1", $"{model}#0:2:2"];
        var whole = Run(folder, "test:color-wheel(32)", $"{model}#0:2").Values;
        var parts = places.Select(p => Run(folder, "test:color-wheel(32)", p).Values).ToArray();
        var turned = Run(folder, "test:color-wheel(32)", $"{model}#0:2", "--channels", "bgr").Values;

        for (var i = 0; i < whole.Length; i++)
            Assert.Equal(parts[0][i] + parts[1][i] + parts[2][i], whole[i], 1e-4f);
        Assert.NotEqual(whole, turned);
    }

    [Fact]
    public void A_gray_picture_is_what_each_channel_sees_and_that_is_said()
    {
        using var folder = new TempFolder();
        using var document = Json(Plate, "--kernel", $"{folder.Model()}#0:3");

        Assert.Contains("gray", Notes(document), StringComparison.Ordinal);
        Assert.Contains("bias", Notes(document), StringComparison.Ordinal);
        Assert.Equal(["gray", "gray", "gray"], document.RootElement.GetProperty("channels").EnumerateArray().Select(c => c.GetString()));
    }

    [Fact]
    public void One_plane_works_on_luma_unless_asked_for_the_colors()
    {
        using var folder = new TempFolder();
        var luma = Run(folder, "test:color-wheel(32)", "sobel-x");
        var colors = Run(folder, "test:color-wheel(32)", "sobel-x", "--on", "rgb");

        Assert.Equal([32, 32], luma.Shape);
        Assert.Equal([3, 32, 32], colors.Shape);
        for (var i = 0; i < luma.Values.Length; i++)
            Assert.Equal(0.299 * colors.Values[i] + 0.587 * colors.Values[1024 + i] + 0.114 * colors.Values[2048 + i], luma.Values[i], 1e-5);
    }

    [Theory]
    [InlineData("reflect", 64, 64)]
    [InlineData("mirror", 64, 64)]
    [InlineData("nearest", 64, 64)]
    [InlineData("wrap", 64, 64)]
    [InlineData("constant:0.5", 64, 64)]
    [InlineData("valid", 62, 62)]
    public void Borders_are_chosen_by_name(string border, int width, int height)
    {
        using var document = Json(Plate, "--kernel", "sobel-x", "--border", border);
        var result = document.RootElement.GetProperty("result");

        Assert.Equal((width, height), (result.GetProperty("width").GetInt32(), result.GetProperty("height").GetInt32()));
        Assert.StartsWith(border.Split(':')[0], document.RootElement.GetProperty("border").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Strides_and_dilations_go_down_and_across()
    {
        using var folder = new TempFolder();

        Assert.Equal([32, 16], Run(folder, Plate, "sobel-x", "--stride", "2,4").Shape);
        Assert.Equal([1, 1], Run(folder, Plate, "sobel-x", "--stride", "65536").Shape);
        Assert.Equal([60, 54], Run(folder, Plate, "sobel-x", "--dilation", "2,5", "--border", "valid").Shape);
    }

    [Fact]
    public void Samples_are_scaled_as_a_network_wants_them()
    {
        using var folder = new TempFolder();
        var plain = Run(folder, Plate, "identity").Values;
        var scaled = Run(folder, Plate, "identity", "--input-scale", "255", "--mean", "100", "--std", "2").Values;
        var preset = Run(folder, Plate, "identity", "--preset", "-1..1").Values;

        for (var i = 0; i < plain.Length; i++)
        {
            Assert.Equal((255 * plain[i] - 100) / 2, scaled[i], 1e-4);
            Assert.Equal(2 * plain[i] - 1, preset[i], 1e-6);
        }
    }

    [Fact]
    public void Linear_light_undoes_the_curve_of_a_file()
    {
        using var folder = new TempFolder();
        using (var png = File.Create(folder["gray.png"]))
            PictureWriter.WritePng(new Picture { Name = "half", Planes = [new Plane(4, 4, [.. Enumerable.Repeat(128 / 255f, 16)])] }, png);

        // IEC 61966-2-1: ((128/255 + 0.055)/1.055)^2.4.
        Assert.All(Run(folder, folder["gray.png"], "identity", "--linear").Values, v => Assert.Equal(0.2158605, v, 1e-6));
        Assert.All(Run(folder, folder["gray.png"], "identity").Values, v => Assert.Equal(128 / 255.0, v, 1e-6));
    }

    [Fact]
    public void Pictures_state_their_scale_and_plain_ones_are_the_result_alone()
    {
        using var folder = new TempFolder();
        Assert.Equal(0, ToolRun.Of("filter", Plate, "--kernel", "sobel-x", "-o", folder["a.png"]).Code);
        var plain = ToolRun.Of("filter", Plate, "--kernel", "sobel-x", "--plain", "--scale", "4", "-o", folder["b.png"]);
        using var legend = SKBitmap.Decode(folder["a.png"]);
        using var alone = SKBitmap.Decode(folder["b.png"]);

        Assert.True(legend.Height > 64 && legend.Width >= 64);
        Assert.Equal((64, 64), (alone.Width, alone.Height));
        Assert.Contains("−4.0 to red +4.0", plain.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("diverging", 64)]
    [InlineData("on-off", 136)]
    [InlineData("gray", 64)]
    [InlineData("mid-gray", 64)]
    public void Results_are_shown_in_several_ways(string show, int width)
    {
        using var picture = SKBitmap.Decode(ToolRun.Of("filter", Plate, "--kernel", "gaussian(1)", "--show", show, "--plain", "-o", "-").Bytes);

        Assert.Equal(width, picture.Width);
    }

    [Fact]
    public void Standard_output_takes_every_format_and_files_have_the_same_bytes()
    {
        using var folder = new TempFolder();
        foreach (var (format, file) in new[] { ("png", "a.png"), ("npy", "a.npy"), ("tiff", "a.tif") })
        {
            Assert.Equal(0, ToolRun.Of("filter", Plate, "--kernel", "sobel-x", "-o", folder[file]).Code);
            Assert.Equal(File.ReadAllBytes(folder[file]), ToolRun.Of("filter", Plate, "--kernel", "sobel-x", "-o", "-", "--format", format).Bytes);
        }
    }

    [Fact]
    public void The_picture_may_come_from_standard_input()
    {
        using var png = new MemoryStream();
        PictureWriter.WritePng(TestPicture.Make("step(16)"), png);
        var result = new ToolRun { Input = png.ToArray() }.Run("filter", "-", "--kernel", "sobel-x", "-o", "-", "--format", "npy");

        Assert.Equal([16, 16], Npy.Read(result.Bytes).Shape);
        Assert.Contains("standard input", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sentence_says_what_was_done()
    {
        using var folder = new TempFolder();
        var error = ToolRun.Of("filter", "test:color-wheel(32)", "--kernel", $"{folder.Model()}#0:0", "-o", folder["a.npy"]).Error;

        Assert.StartsWith("model:0 (edge: ", error, StringComparison.Ordinal);
        Assert.Contains("5×5 taps, on red, green and blue, summed of test:color-wheel(32), 32×32; border reflect, samples 0 to 1.", error, StringComparison.Ordinal);
    }

    [Fact]
    public void All_filters_make_a_sheet_an_array_or_a_document()
    {
        using var folder = new TempFolder();
        var spec = $"{folder.Model()}#0";
        var sheet = ToolRun.Of("filter", "test:color-wheel(32)", "--kernel", spec, "--all", "--scale", "each", "--cell", "64", "-o", folder["s.png"]);
        Assert.Equal(0, ToolRun.Of("filter", "test:color-wheel(32)", "--kernel", spec, "--all", "-o", folder["s.npy"]).Code);
        using var document = JsonDocument.Parse(ToolRun.Of("filter", "test:color-wheel(32)", "--kernel", spec, "--all", "--json").Output);
        var array = Npy.Read(folder["s.npy"]);

        Assert.Equal(0, sheet.Code);
        Assert.Contains("each at its own scale", sheet.Error, StringComparison.Ordinal);
        Assert.Equal([TestModel.Filters, 32, 32], array.Shape);
        Assert.Equal(Run(folder, "test:color-wheel(32)", $"{spec}:1").Values, array.Values[1024..2048]);
        Assert.Equal(["edge", "edge"], document.RootElement.GetProperty("filters").EnumerateArray().Take(2).Select(f => f.GetProperty("name").GetString()));
    }

    [Fact]
    public void Filters_of_feature_maps_are_never_silently_one_plane()
    {
        using var folder = new TempFolder();
        Assert.Equal(0, ToolRun.Of("synth", "edge", "--size", "5", "--count", "2", "--color", "random", "-o", folder["e.npy"]).Code);
        using var document = Json(Plate, "--kernel", $"{folder["e.npy"]}#0:1", "--channels", "gray");

        Assert.Contains("strongest spatial profile", Notes(document), StringComparison.Ordinal);
        Assert.Contains("3 input channels", Notes(document), StringComparison.Ordinal);
    }

    [Fact]
    public void Kernels_of_one_row_run_along_rows_or_columns()
    {
        using var folder = new TempFolder();
        var rows = Run(folder, "test:step(16)", "1 0 -1", "--along", "rows");
        var columns = Run(folder, "test:step(16)", "1 0 -1", "--along", "columns");

        Assert.Contains(rows.Values, v => v != 0);
        Assert.All(columns.Values, v => Assert.Equal(0, v));
        Assert.Equal(2, ToolRun.Of("filter", "test:step(16)", "--kernel", "sobel-x", "--along", "columns", "--json").Code);
    }

    [Fact]
    public void Terminals_that_show_pictures_show_the_result()
    {
        const string Kitty = "\e[6;20;10t\e]11;rgb:0000/0000/0000\e\\\e_Gi=31;OK\e\\\e[?62c";
        var run = new ToolRun { Terminal = true, Answering = new FakeTerminal(Kitty), Variables = new() { ["TERM"] = "xterm-kitty" } };
        var result = run.Run("filter", "test:zone-plate(2048)", "--kernel", "sobel-x");

        Assert.Equal(0, result.Code);
        Assert.Contains("\e_Ga=T", result.Output, StringComparison.Ordinal);
        Assert.Contains("Made smaller", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Terminals_with_colors_show_it_in_half_blocks_with_its_scale()
    {
        var run = new ToolRun { Terminal = true, Variables = new() { ["TERM"] = "xterm-256color", ["COLORTERM"] = "truecolor" } };
        var result = run.Run("filter", "test:step(64)", "--kernel", "sobel-x", "--graphics", "blocks");

        Assert.Equal(0, result.Code);
        // 54 rows of pixels: zero left and right of the edge, the strongest red on it.
        Assert.Equal(27, result.Output.Split('\n').Count(line => line.Contains('▀')));
        var (zero, red) = (DivergingMap.At(0), DivergingMap.At(1));
        Assert.Contains($"38;2;{zero.R};{zero.G};{zero.B}", result.Output, StringComparison.Ordinal);
        Assert.Contains($"38;2;{red.R};{red.G};{red.B}", result.Output, StringComparison.Ordinal);
        Assert.Contains("blue −4.0 to red +4.0", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "none")]
    [InlineData(false, "blocks")]
    public void Elsewhere_a_file_must_be_named(bool terminal, string graphics)
    {
        var result = new ToolRun { Terminal = terminal, Variables = new() { ["TERM"] = "xterm-256color" } }.Run("filter", Plate, "--kernel", "sobel-x", "--graphics", graphics);

        Assert.Equal((2, ""), (result.Code, result.Output));
        Assert.Contains("-o FILE", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_replaced_unasked_or_half_written()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["mine.png"], "mine");
        Assert.Equal(2, ToolRun.Of("filter", Plate, "--kernel", "sobel-x", "-o", folder["mine.png"]).Code);
        Assert.Equal("mine", File.ReadAllText(folder["mine.png"]));
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();

        Assert.Equal(130, new ToolRun { Cancellation = stopped.Token }.Run("filter", Plate, "--kernel", "sobel-x", "-o", folder["new.png"]).Code);
        Assert.Equal(130, new ToolRun { Cancellation = stopped.Token }.Run("filter", Plate, "--kernel", $"{folder.Model()}#0", "--all", "-o", folder["new.npy"]).Code);
        Assert.Equal(["mine.png", "model.npy"], folder.Files);
    }

    [Fact]
    public void A_terminal_is_spared_bytes()
    {
        var result = new ToolRun { Terminal = true }.Run("filter", Plate, "--kernel", "sobel-x", "-o", "-");

        Assert.Equal((2, ""), (result.Code, result.Output));
    }

    private static Npy Run(TempFolder folder, string image, string kernel, params string[] more)
    {
        var result = ToolRun.Of(["filter", image, "--kernel", kernel, .. more, "-o", folder["run.npy"], "--force"]);
        Assert.True(result.Code == 0, result.Error);
        return Npy.Read(folder["run.npy"]);
    }

    private static JsonDocument Json(string image, params string[] more)
    {
        var result = ToolRun.Of(["filter", image, .. more, "--json"]);
        Assert.Equal((0, ""), (result.Code, result.Error));
        return JsonDocument.Parse(result.Output);
    }

    private static string Notes(JsonDocument document) => string.Join('\n', document.RootElement.GetProperty("notes").EnumerateArray().Select(n => n.GetString()));
}
