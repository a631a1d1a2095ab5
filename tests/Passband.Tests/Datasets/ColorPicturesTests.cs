using Passband.Datasets;

namespace Passband.Tests.Datasets;

public sealed class ColorPicturesTests
{
    [Fact]
    public void A_part_of_every_picture_has_the_hue_of_its_class_and_the_rest_is_gray()
    {
        var data = GeneratedData.Make(GeneratedKind.Colors, new GeneratedOptions { Count = 200, Noise = 0 }).Training;

        Assert.Equal(["red", "yellow", "green", "blue"], data.Classes);
        for (var i = 0; i < 200; i++)
        {
            var (r, g, b) = MostColored(data.Picture(i));
            var seen = r > g && r > b && Math.Abs(g - b) < 1e-3 ? "red" : b > r && b > g && Math.Abs(r - g) < 1e-3 ? "blue"
                : g > r && g > b && Math.Abs(r - b) < 1e-3 ? "green" : Math.Abs(r - g) < 1e-3 && r > b ? "yellow" : $"{r} {g} {b}";
            Assert.Equal(data.Classes[data.Label(i)], seen);
        }
    }

    [Fact]
    public void Every_picture_has_gray_and_color()
    {
        var data = GeneratedData.Make(GeneratedKind.Colors, new GeneratedOptions { Count = 400, Noise = 0 }).Training;

        for (var i = 0; i < 400; i++)
        {
            var pixels = data.Picture(i);
            var gray = Enumerable.Range(0, 1024).Count(p => Math.Abs(pixels[p] - pixels[1024 + p]) + Math.Abs(pixels[p] - pixels[2048 + p]) < 1e-4);
            Assert.InRange(gray, 20, 1004);
        }
    }

    private static (float Red, float Green, float Blue) MostColored(float[] pixels)
    {
        var at = Enumerable.Range(0, 1024).MaxBy(p => Math.Abs(pixels[p] - pixels[1024 + p]) + Math.Abs(pixels[1024 + p] - pixels[2048 + p]));
        return (pixels[at], pixels[1024 + at], pixels[2048 + at]);
    }
}
