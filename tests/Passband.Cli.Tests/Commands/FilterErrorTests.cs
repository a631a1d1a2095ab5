using Passband.Imaging.Pictures;

namespace Passband.Cli.Tests.Commands;

/// <summary>What <c>passband filter</c> refuses, and odd input that it takes.</summary>
public class FilterErrorTests
{
    private const string Plate = "test:zone-plate(64)";

    [Theory]
    [InlineData("--kernel")]
    [InlineData("-o", "a.png")]
    [InlineData("--kernel", "sobel-x", "-o", "a.jpg")]
    [InlineData("--kernel", "sobel-x", "-o", "a.png", "--format", "npy")]
    [InlineData("--kernel", "sobel-x", "--json", "-o", "-")]
    [InlineData("--kernel", "sobel-x", "--json", "--border", "mirrors")]
    [InlineData("--kernel", "sobel-x", "--json", "--border", "reflect:1")]
    [InlineData("--kernel", "sobel-x", "--json", "--border", "network")]
    [InlineData("--kernel", "sobel-x", "--json", "--stride", "0")]
    [InlineData("--kernel", "sobel-x", "--json", "--stride", "network")]
    [InlineData("--kernel", "sobel-x", "--json", "--stride", "99999999999")]
    [InlineData("--kernel", "sobel-x", "--json", "--scale", "-1")]
    [InlineData("--kernel", "sobel-x", "--json", "--scale", "each")]
    [InlineData("--kernel", "sobel-x", "--json", "--cell", "64")]
    [InlineData("--kernel", "sobel-x", "--json", "--channels", "bgr")]
    [InlineData("--kernel", "sobel-x", "--json", "--on", "rgb")]
    [InlineData("--kernel", "sobel-x", "--json", "--preset", "nope")]
    [InlineData("--kernel", "sobel-x", "--json", "--preset", "imagenet")]
    [InlineData("--kernel", "sobel-x", "--json", "--all")]
    [InlineData("--kernel", "sobel-z", "--json")]
    [InlineData("--kernel", "gaussian", "--json")]
    [InlineData("--kernel", "gaussian(1e9)", "--json")]
    [InlineData("--kernel", "1 2; 3", "--json")]
    [InlineData("--kernel", "1 NaN", "--json")]
    [InlineData("--kernel", "", "--json")]
    [InlineData("--kernel", "box(65,65)", "--json", "--border", "valid")]
    public void Wrong_requests_are_one_line_and_code_2(params string[] rest) => AssertOneLine(2, ToolRun.Of(["filter", Plate, .. rest]));

    [Theory]
    [InlineData("no-such.csv")]
    [InlineData("no-such.onnx#conv1:17")]
    public void Files_that_are_missing_are_code_3(string kernel) => AssertOneLine(3, ToolRun.Of("filter", Plate, "--kernel", kernel, "--json"));

    [Theory]
    [InlineData("0")]
    [InlineData("nope:0")]
    [InlineData("0:99")]
    [InlineData("0:0:3")]
    [InlineData("0:-1")]
    [InlineData("")]
    public void Wrong_addresses_are_code_2(string address)
    {
        using var folder = new TempFolder();

        AssertOneLine(2, ToolRun.Of("filter", Plate, "--kernel", $"{folder.Model()}#{address}", "--json"));
    }

    [Fact]
    public void An_unknown_name_is_told_everything_that_was_tried()
    {
        var error = ToolRun.Of("filter", Plate, "--kernel", "sharpness", "--json").Error;

        foreach (var tried in new[] { "MODEL#LAYER:FILTER", ".csv", "sobel-x", "gaussian(sigma", "1 0 -1; 2 0 -2; 1 0 -1" })
            Assert.Contains(tried, error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_without_an_address_is_told_how_to_write_one()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["m.onnx"], "");

        Assert.Contains("m.onnx#LAYER:FILTER", ToolRun.Of("filter", Plate, "--kernel", folder["m.onnx"], "--json").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_may_have_a_number_sign_in_its_name()
    {
        using var folder = new TempFolder();

        Assert.Equal(0, ToolRun.Of("filter", Plate, "--kernel", $"{folder.Model("a#1.npy")}#0:1", "--json").Code);
    }

    [Fact]
    public void Bad_pictures_are_code_3_or_4()
    {
        using var folder = new TempFolder();
        using var png = new MemoryStream();
        PictureWriter.WritePng(TestPicture.Make("white-noise(64)"), png);
        File.WriteAllBytes(folder["cut.png"], png.ToArray()[..(int)(png.Length / 2)]);
        File.WriteAllText(folder["text.png"], "no picture");

        AssertOneLine(4, ToolRun.Of("filter", folder["cut.png"], "--kernel", "sobel-x", "--json"));
        AssertOneLine(4, ToolRun.Of("filter", folder["text.png"], "--kernel", "sobel-x", "--json"));
        AssertOneLine(3, ToolRun.Of("filter", folder["none.png"], "--kernel", "sobel-x", "--json"));
        AssertOneLine(4, ToolRun.Of("filter", "-", "--kernel", "sobel-x", "--json"));
        AssertOneLine(2, ToolRun.Of("filter", "test:nothing", "--kernel", "sobel-x", "--json"));
    }

    [Fact]
    public void Weights_that_are_not_finite_are_refused()
    {
        using var folder = new TempFolder();
        var bytes = TestModel.Npy();
        BitConverter.TryWriteBytes(bytes.AsSpan(bytes.Length - 4), float.NaN);
        File.WriteAllBytes(folder["nan.npy"], bytes);

        AssertOneLine(4, ToolRun.Of("filter", Plate, "--kernel", $"{folder["nan.npy"]}#0:0", "--json"));
        AssertOneLine(4, ToolRun.Of("filter", Plate, "--kernel", $"{folder["nan.npy"]}#0", "--all", "-o", folder["s.png"]));
    }

    [Fact]
    public void A_picture_of_one_pixel_goes_through_a_kernel_larger_than_itself()
    {
        using var folder = new TempFolder();
        using (var png = File.Create(folder["one.png"]))
            PictureWriter.WritePng(new Picture { Name = "one", Planes = [new Plane(1, 1, [1])] }, png);
        foreach (var border in new[] { "reflect", "mirror", "nearest", "wrap" })
        {
            Assert.Equal(0, ToolRun.Of("filter", folder["one.png"], "--kernel", "gaussian(3)", "--border", border, "-o", folder["r.npy"], "--force").Code);
            Assert.Equal(1, Npy.Read(folder["r.npy"]).Values[0], 1e-5f);
        }
        Assert.Equal(0, ToolRun.Of("filter", folder["one.png"], "--kernel", "sobel-x", "-o", folder["r.png"]).Code);
        Assert.Equal(0, ToolRun.Of("filter", folder["one.png"], "--kernel", $"{folder.Model()}#0", "--all", "-o", folder["s.png"]).Code);
        AssertOneLine(2, ToolRun.Of("filter", folder["one.png"], "--kernel", "sobel-x", "--border", "valid", "--json"));
    }

    [Fact]
    public void Names_from_files_cannot_write_on_the_terminal()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["e\u001b[31m.csv"], "1 0 -1");
        var result = ToolRun.Of("filter", Plate, "--kernel", folder["e\u001b[31m.csv"], "-o", folder["a.npy"]);

        Assert.Equal(0, result.Code);
        Assert.DoesNotContain('\u001b', result.Error);
    }

    private static void AssertOneLine(int code, ToolResult result)
    {
        Assert.True(code == result.Code, $"{result.Code}: {result.Error}");
        Assert.Equal("", result.Output);
        Assert.Single(result.Error.TrimEnd('\n').Split('\n'));
        Assert.StartsWith("passband: ", result.Error, StringComparison.Ordinal);
    }
}
