using System.Globalization;
using Passband.Datasets;

namespace Passband.Tests.Datasets;

public sealed class LinePicturesTests
{
    [Theory]
    [InlineData("0 90")]
    [InlineData("30 120")]
    [InlineData("10 45 100 170")]
    public void Lines_run_the_way_of_their_class(string classes)
    {
        var angles = classes.Split(' ').Select(a => double.Parse(a, CultureInfo.InvariantCulture)).ToArray();
        var data = GeneratedData.Make(GeneratedKind.Lines, new GeneratedOptions { Angles = [.. angles], Count = 400, Noise = 0 }).Training;

        var errors = Enumerable.Range(0, 400).Select(i => Drawing.Apart(Drawing.StripesAngle(data.Picture(i), 32), angles[data.Label(i)])).ToArray();

        // The jitter is 3°, and 1.5° in the mean; the estimate strays further where a line just touches a corner, at the worst 8° in a twin of this test in NumPy.
        Assert.All(errors, e => Assert.InRange(e, 0, 10));
        Assert.InRange(errors.Average(), 0, 2.2);
    }

    [Fact]
    public void The_classes_of_the_default_are_horizontal_and_vertical()
    {
        Assert.Equal(["horizontal", "vertical"], GeneratedData.Make(GeneratedKind.Lines).Training.Classes);
        Assert.Equal(["30°", "120°"], GeneratedData.Make(GeneratedKind.Lines, new() { Angles = [-150, 120] }).Training.Classes);
    }

    [Fact]
    public void Vertical_lines_are_horizontal_ones_with_rows_and_columns_exchanged()
    {
        GeneratedOptions options = new() { Noise = 0, Angles = [0, 90], AngleJitter = 0, Count = 50 };
        var upright = GeneratedData.Make(GeneratedKind.Lines, options).Training;
        var exchanged = GeneratedData.Make(GeneratedKind.Lines, options with { Angles = [90, 0] }).Training;

        for (var i = 0; i < 50; i++)
        {
            var (picture, other) = (upright.Picture(i), exchanged.Picture(i));
            for (var at = 0; at < picture.Length; at++)
                Assert.Equal(picture[at], other[at % 32 * 32 + at / 32], 5e-6);
        }
    }

    [Fact]
    public void The_mean_picture_of_a_class_shows_nothing()
    {
        // A picture that is told from its class by the mean of pixels would need no kernel that sees orientation.
        var data = GeneratedData.Make(GeneratedKind.Lines, new GeneratedOptions { Count = 4000 }).Training;
        var means = new double[2][];
        for (var c = 0; c < 2; c++)
        {
            means[c] = new double[1024];
            foreach (var picture in data.OfClass(c))
            {
                for (var i = 0; i < 1024; i++)
                    means[c][i] += picture[i] / 2000;
            }
        }

        // A sample strays by less than 0.12 (contrast and noise), the mean of 2,000 by less than 0.0027; lines cover whole rows and columns, so that rows stray as one.
        Assert.All(means, m => Assert.All(m, v => Assert.InRange(v, 0.5 - 5 * 0.0027, 0.5 + 5 * 0.0027)));
    }

    [Fact]
    public void An_upright_line_covers_the_pixels_that_its_width_says()
    {
        GeneratedOptions options = new()
        {
            Noise = 0,
            AngleJitter = 0,
            Count = 64,
            MinContrast = 0.1,
            MaxContrast = 0.1,
            Lines = new LineOptions { MaxCount = 1, MinWidth = 3, MaxWidth = 3 },
        };
        var data = GeneratedData.Make(GeneratedKind.Lines, options).Training;

        for (var i = 0; i < 64; i += 2)
        {
            var column = Enumerable.Range(0, 32).Select(y => (double)data.Picture(i)[y * 32]).ToArray();
            var ground = column.GroupBy(v => Math.Round(v, 5)).MaxBy(g => g.Count())!.Key;
            var peak = column.MaxBy(v => Math.Abs(v - ground)) - ground;
            Assert.Equal(3, column.Sum(v => (v - ground) / peak), 0.01);
        }
    }

    [Fact]
    public void Lines_are_as_often_light_as_dark()
    {
        var data = GeneratedData.Make(GeneratedKind.Lines, new GeneratedOptions { Count = 2000, Lines = new LineOptions { MaxCount = 1 } }).Training;

        var light = Enumerable.Range(0, 2000).Count(i => Skewness(data.Picture(i)) > 0);

        // Five standard deviations of 2,000 tosses.
        Assert.InRange(light, 888, 1112);

        static double Skewness(float[] pixels) => pixels.Sum(p => Math.Pow(p - 0.5, 3));
    }
}
