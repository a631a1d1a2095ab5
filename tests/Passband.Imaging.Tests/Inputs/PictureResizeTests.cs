using System.Text.Json.Nodes;
using Passband.Imaging.Inputs;
using Passband.Imaging.Pictures;

namespace Passband.Imaging.Tests.Inputs;

public class PictureResizeTests
{
    [Fact]
    public void It_is_what_Pillow_makes()
    {
        foreach (var one in InputGolden.Read()["resized"]!.AsArray())
        {
            var plane = new Plane(Whole(one!, "width"), Whole(one!, "height"), InputGolden.Floats(one!["plane"]!));
            var filter = Enum.Parse<ResizeFilter>(one["filter"]!.GetValue<string>(), ignoreCase: true);

            var resized = PictureResize.Of(plane, new PixelSize(Whole(one, "toWidth"), Whole(one, "toHeight")), filter);

            // Both sum in double precision and round to float twice, once for each direction.
            var expected = InputGolden.Floats(one["result"]!);
            for (var i = 0; i < expected.Length; i++)
                Assert.Equal(expected[i], resized.Samples[i], 3e-7f);
        }
    }

    [Theory]
    [InlineData(ResizeFilter.Nearest)]
    [InlineData(ResizeFilter.Box)]
    [InlineData(ResizeFilter.Bilinear)]
    [InlineData(ResizeFilter.Bicubic)]
    [InlineData(ResizeFilter.Lanczos)]
    public void A_constant_stays_what_it_is_up_to_the_border(ResizeFilter filter)
    {
        var plane = new Plane(9, 5, [.. Enumerable.Repeat(0.3f, 45)]);

        foreach (var size in (PixelSize[])[new(4, 11), new(1, 1), new(30, 2)])
            Assert.All(PictureResize.Of(plane, size, filter).Samples.ToArray(), s => Assert.Equal(0.3f, s, 1e-6f));
    }

    [Fact]
    public void Halving_by_a_box_is_the_mean_of_four()
    {
        var plane = new Plane(4, 2, [0, 1, 2, 3, 4, 5, 6, 7]);

        Assert.Equal([2.5f, 4.5f], PictureResize.Of(plane, new PixelSize(2, 1), ResizeFilter.Box).Samples.ToArray());
    }

    private static int Whole(JsonNode node, string name) => node[name]!.GetValue<int>();
}
