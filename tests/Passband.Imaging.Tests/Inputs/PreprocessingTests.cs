using System.Collections.Frozen;
using System.Text;
using Passband.Graphs;
using Passband.Imaging.Inputs;
using Passband.Imaging.Pictures;
using Passband.Kernels;

namespace Passband.Imaging.Tests.Inputs;

/// <summary>Who says what of the preprocessing, and who wins.</summary>
public class PreprocessingTests
{
    [Fact]
    public void The_first_source_that_speaks_of_a_setting_wins_and_is_named()
    {
        var plan = PreprocessingPlan.Of(
            new PreprocessingPart { Source = "--mean", Mean = [0.1] }, PreprocessingPreset.Find("imagenet").Part, new PreprocessingPart { Source = "file", Std = [9], Channels = InputChannels.Bgr });

        Assert.Equal("--mean", Source(plan, "mean"));
        Assert.Equal("preset imagenet", Source(plan, "std"));
        Assert.Equal("preset imagenet", Source(plan, "channels"));
        Assert.Equal("default", Source(plan, "light"));
        Assert.Equal([0.1], plan.Preprocessing.Mean);
        Assert.Equal([0.229, 0.224, 0.225], plan.Preprocessing.Std);
    }

    [Fact]
    public void A_configuration_of_Hugging_Face_for_a_vision_transformer()
    {
        var part = Parse("""{"do_normalize": true, "do_resize": true, "image_mean": [0.5, 0.5, 0.5], "image_std": [0.5, 0.5, 0.5], "resample": 2, "size": 224, "image_processor_type": "ViTImageProcessor"}""");

        Assert.Equal((new PixelSize(224, 224), InputFit.Resize, ResizeFilter.Bilinear, 1.0), (part.Size, part.Fit, part.Filter, part.Scale));
        Assert.Equal("preprocessor_config.json", part.Source);
    }

    [Fact]
    public void A_configuration_of_Hugging_Face_that_crops()
    {
        var part = Parse("""
            {"crop_size": {"height": 224, "width": 224}, "do_center_crop": true, "do_normalize": true, "do_rescale": true, "do_resize": true,
             "image_mean": [0.48145466, 0.4578275, 0.40821073], "image_std": [0.26862954, 0.26130258, 0.27577711], "resample": 3, "rescale_factor": 0.00392156862745098, "size": {"shortest_edge": 256}}
            """);

        Assert.Equal((new PixelSize(224, 224), InputFit.Crop, 256, ResizeFilter.Bicubic), (part.Size, part.Fit, part.ShorterSide, part.Filter));
        Assert.Equal(1, part.Scale!.Value, 1e-12);
    }

    [Fact]
    public void What_Hugging_Face_switches_off_is_off()
    {
        var part = Parse("""{"do_rescale": false, "do_normalize": false, "do_resize": false, "size": {"height": 3, "width": 4}, "image_mean": [1, 2, 3], "do_flip_channel_order": true}""");

        Assert.Equal((255.0, null, InputChannels.Bgr), (part.Scale, part.Size, part.Channels));
        Assert.Equal([0.0], part.Mean!.Value);
    }

    [Fact]
    public void A_document_of_our_own()
    {
        var part = Parse("""{"schema": "passband.preprocessing/1", "preset": "imagenet", "channels": "bgr", "light": "linear", "size": [320, 240], "fit": "pad", "filter": "lanczos", "std": 2}""");

        Assert.Equal((InputChannels.Bgr, Transfer.Linear, new PixelSize(320, 240), InputFit.Pad, ResizeFilter.Lanczos), (part.Channels, part.Light, part.Size, part.Fit, part.Filter));
        Assert.Equal([2.0], part.Std!.Value);
        Assert.Equal([0.485, 0.456, 0.406], part.Mean!.Value);
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("{")]
    [InlineData("""{"schema": "other/1"}""")]
    [InlineData("""{"schema": "passband.preprocessing/1", "colour": "rgb"}""")]
    [InlineData("""{"schema": "passband.preprocessing/1", "size": [1.5, 2]}""")]
    [InlineData("""{"image_mean": ["a"]}""")]
    [InlineData("""{"size": {"shortest_edge": 800, "longest_edge": 1333}}""")]
    [InlineData("""{"resample": 99}""")]
    [InlineData("""{"do_resize": "yes"}""")]
    public void What_cannot_be_done_is_refused(string json) => Assert.Equal(ErrorKind.Format, Assert.Throws<PassbandException>(() => Parse(json)).Kind);

    [Theory]
    [InlineData("NominalRange_0_255", 255, 0, 1)]
    [InlineData("Normalized_0_1", 1, 0, 1)]
    [InlineData("Normalized_1_1", 1, 0.5, 0.5)]
    [InlineData("NominalRange_16_235", 219, -16, 1)]
    public void Metadata_of_ONNX_give_range_order_and_light(string range, double scale, double mean, double std)
    {
        var graph = GraphOf(new GraphInput("x", [1, 3, 4, 4])) with
        {
            Metadata = new Dictionary<string, string> { ["Image.NominalPixelRange"] = range, ["Image.BitmapPixelFormat"] = "Bgr8", ["Image.ColorSpaceGamma"] = "Linear" }.ToFrozenDictionary(),
        };

        var part = NetworkInput.FromMetadata(graph);

        Assert.Equal((scale, mean, std, InputChannels.Bgr, Transfer.Linear), (part.Scale, part.Mean!.Value[0], part.Std!.Value[0], part.Channels, part.Light));
    }

    [Fact]
    public void A_fixed_input_is_resized_to_and_nothing_else_is_let_through()
    {
        var input = NetworkInput.Find(GraphOf(new GraphInput("x", [1, 32, 48, 3])), "net");
        Assert.True(input.ChannelsLast);
        var demand = NetworkInput.Demand(input);
        Assert.Equal(new PixelSize(48, 32), demand.Size);
        NetworkInput.Check(PreprocessingPlan.Of(demand), input, "net");

        var error = Assert.Throws<PassbandException>(() => NetworkInput.Check(PreprocessingPlan.Of(new PreprocessingPart { Source = "--size", Size = new PixelSize(9, 9) }, demand), input, "net"));
        Assert.Contains("--size", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sound_many_channels_and_two_pictures_are_refused()
    {
        Assert.Contains("sound", Refusal(new GraphInput("x", [1, 16_000])), StringComparison.Ordinal);
        Assert.Contains("4 channels", Refusal(new GraphInput("x", [1, 4, 8, 8])), StringComparison.Ordinal);
        Assert.Contains("a single input", Refusal(new GraphInput("x", [1, 3, 8, 8]), new GraphInput("y", [1, 3, 8, 8])), StringComparison.Ordinal);
        Assert.Contains("1 channel", Assert.Throws<PassbandException>(() => NetworkInput.Check(
            PreprocessingPlan.Of(PreprocessingPreset.Find("imagenet").Part), new GraphInput("x", [1, 1, null, null]), "net")).Message, StringComparison.Ordinal);

        static string Refusal(params GraphInput[] inputs) => Assert.Throws<PassbandException>(() => NetworkInput.Find(GraphOf(inputs), "net")).Message;
    }

    [Theory]
    [InlineData("mean")]
    [InlineData("std")]
    [InlineData("scale")]
    public void Numbers_that_fit_no_picture_are_refused(string name)
    {
        var part = new PreprocessingPart { Source = "test", Mean = name == "mean" ? [1, 2] : null, Std = name == "std" ? [0] : null, Scale = name == "scale" ? 0 : null };

        Assert.Contains(name, Assert.Throws<PassbandException>(() => PreprocessingPlan.Of(part)).Message, StringComparison.Ordinal);
    }

    private static string Source(PreprocessingPlan plan, string name) => plan.Settings.Single(s => s.Name == name).Source;

    private static PreprocessingPart Parse(string json) => PreprocessingFile.Parse(Encoding.UTF8.GetBytes(json), "somewhere/preprocessor_config.json");

    private static Graph GraphOf(params GraphInput[] inputs) => new() { Inputs = [.. inputs], Outputs = [], Nodes = [], Constants = FrozenDictionary<string, Tensor>.Empty };
}
