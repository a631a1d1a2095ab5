using Passband.Graphs;
using Passband.Imaging.Inputs;
using Passband.Imaging.Pictures;
using Passband.Kernels;

namespace Passband.Imaging.Tests.Inputs;

public class InputPictureTests
{
    private static readonly GraphInput Input = new("x", [1, 3, null, null]);

    [Fact]
    public void The_recipe_of_ImageNet_is_that_of_Pillow_and_NumPy()
    {
        var golden = InputGolden.Read()["imagenet"]!;
        var samples = InputGolden.Floats(golden["planes"]!);
        var picture = new Picture { Name = "p", Planes = [.. samples.Chunk(12 * 17).Select(c => new Plane(17, 12, c))] };
        var plan = PreprocessingPlan.Of(
            new PreprocessingPart { Source = "test", Size = new PixelSize(6, 6), Fit = InputFit.Crop, ShorterSide = 8 }, PreprocessingPreset.Find("imagenet").Part);

        var tensor = InputPicture.Of([picture], plan.Preprocessing, Input);

        Assert.Equal([1, 3, 6, 6], tensor.Shape);
        var expected = InputGolden.Floats(golden["result"]!);
        Assert.All(tensor.ToFloats().Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 3e-6f));
    }

    [Theory]
    [InlineData("imagenet", (1 - 0.485) / 0.229, (0.5 - 0.456) / 0.224, -0.406 / 0.225)]
    [InlineData("caffe-bgr", 0 - 103.939, 127.5 - 116.779, 255 - 123.68)]
    [InlineData("0..1", 1, 0.5, 0)]
    [InlineData("-1..1", 1, 0, -1)]
    [InlineData("0..255", 255, 127.5, 0)]
    [InlineData("clip", (1 - 0.48145466) / 0.26862954, (0.5 - 0.4578275) / 0.26130258, -0.40821073 / 0.27577711)]
    [InlineData("inception", 1, 0, -1)]
    public void Presets_make_of_red_1_green_one_half_blue_0(string preset, double first, double second, double third)
    {
        var tensor = InputPicture.Of([Color(1, 0.5f, 0)], PreprocessingPlan.Of(PreprocessingPreset.Find(preset).Part).Preprocessing, Input);

        Assert.All(tensor.ToFloats().Zip((double[])[first, second, third]), pair => Assert.Equal(pair.Second, pair.First, 1e-5 * Math.Max(1, Math.Abs(pair.Second))));
    }

    [Fact]
    public void Channels_may_come_last_and_as_bytes()
    {
        var input = new GraphInput("x", [1, 1, 2, 3], ChannelsLast: true, Type: ElementType.UInt8);
        var picture = new Picture { Name = "p", Planes = [new Plane(2, 1, [1, 0]), new Plane(2, 1, [0.5f, 0]), new Plane(2, 1, [0, 1])] };

        var tensor = InputPicture.Of([picture], PreprocessingPlan.Of(NetworkInput.Demand(input)).Preprocessing, input);

        Assert.Equal([1, 1, 2, 3], tensor.Shape);
        Assert.Equal([255, 128, 0, 0, 0, 255], tensor.Bytes.ToArray());
    }

    [Fact]
    public void A_color_picture_becomes_luma_for_one_channel_and_a_gray_one_three_equal_channels()
    {
        var gray = InputPicture.Of([Color(1, 0, 0)], Preprocessing.Default with { Channels = InputChannels.Gray }, new GraphInput("x", [1, 1, null, null]));
        var color = InputPicture.Of([new Picture { Name = "g", Planes = [new Plane(1, 1, [0.25f])] }], Preprocessing.Default, Input);

        Assert.Equal(0.299f, gray.ToFloats()[0], 1e-6f);
        Assert.Equal([0.25f, 0.25f, 0.25f], color.ToFloats());
    }

    [Fact]
    public void Padding_adds_black_on_the_right_and_below()
    {
        var picture = new Picture { Name = "p", Planes = [new Plane(4, 2, [.. Enumerable.Repeat(1f, 8)])] };

        var plane = InputPicture.Prepare(picture, Preprocessing.Default with { Channels = InputChannels.Gray, Size = new PixelSize(2, 3), Fit = InputFit.Pad })[0];

        Assert.Equal([1, 1, 0, 0, 0, 0], plane.Samples.ToArray());
    }

    [Fact]
    public void A_multiple_rounds_to_the_nearest_and_never_to_nothing()
    {
        var picture = new Picture { Name = "p", Planes = [new Plane(50, 10, new float[500])] };

        var plane = InputPicture.Prepare(picture, Preprocessing.Default with { Channels = InputChannels.Gray, Multiple = 32 })[0];

        Assert.Equal((64, 32), (plane.Width, plane.Height));
    }

    [Fact]
    public void Pictures_of_two_sizes_are_no_batch()
    {
        var error = Assert.Throws<PassbandException>(() => InputPicture.Of(
            [Color(0, 0, 0), new Picture { Name = "wide", Planes = [new Plane(2, 1, new float[2])] }], Preprocessing.Default, Input));

        Assert.Contains("--size", error.Message, StringComparison.Ordinal);
    }

    private static Picture Color(float red, float green, float blue) =>
        new() { Name = "p", Planes = [new Plane(1, 1, [red]), new Plane(1, 1, [green]), new Plane(1, 1, [blue])] };
}
