using Passband.Datasets;
using Passband.Kernels;

namespace Passband.Tests.Datasets;

public sealed class GeneratedDataTests
{
    public static TheoryData<GeneratedKind> Kinds => [.. Enum.GetValues<GeneratedKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_picture_depends_on_the_seed_of_the_set_its_index_and_the_draw_alone(GeneratedKind kind)
    {
        var options = new GeneratedOptions { Count = 40, HeldOut = 10 };
        var (first, again, other) = (GeneratedData.Make(kind, options).Training, GeneratedData.Make(kind, options).Training, GeneratedData.Make(kind, options with { Seed = 2 }).Training);
        var pictures = new float[40][];

        Parallel.For(0, 40, i => pictures[39 - i] = first.Picture(39 - i, 7));

        for (var i = 0; i < 40; i++)
            Assert.Equal(pictures[i], again.Picture(i, 7));
        Assert.NotEqual(pictures[3], first.Picture(3, 8));
        Assert.NotEqual(pictures[3], first.Picture(3 + first.Classes.Length, 7));
        Assert.NotEqual(pictures[3], other.Picture(3, 7));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Held_out_pictures_are_the_same_whatever_the_draw_and_training_never_shows_one(GeneratedKind kind)
    {
        var split = GeneratedData.Make(kind, new GeneratedOptions { Count = 200, HeldOut = 100 });

        Assert.Equal(split.HeldOut.Picture(5), split.HeldOut.Picture(5, 99));
        var training = Enumerable.Range(0, 200).SelectMany(i => new[] { split.Training.Picture(i), split.Training.Picture(i, 1) }).Select(Key).ToHashSet();
        Assert.Equal(400, training.Count);
        Assert.DoesNotContain(Enumerable.Range(0, 100).Select(i => Key(split.HeldOut.Picture(i))), training.Contains);

        static string Key(float[] pixels) => string.Join(' ', pixels.Take(64));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Classes_are_as_frequent_as_can_be_and_samples_lie_between_black_and_white(GeneratedKind kind)
    {
        var options = new GeneratedOptions { Count = 203, HeldOut = 101, Size = 19, Noise = 0.3 };
        var split = GeneratedData.Make(kind, options);

        foreach (var (data, count) in new[] { (split.Training, 203), (split.HeldOut, 101) })
        {
            Assert.Equal(count, data.Count);
            Assert.Equal(new PictureShape(kind == GeneratedKind.Colors ? 3 : 1, 19, 19), data.Shape);
            var counts = Enumerable.Range(0, count).CountBy(data.Label).Select(c => c.Value).ToArray();
            Assert.Equal(data.Classes.Length, counts.Length);
            Assert.InRange(counts.Max() - counts.Min(), 0, 1);
            Assert.All(Enumerable.Range(0, 20), i => Assert.All(data.Picture(i), sample => Assert.InRange(sample, 0, 1)));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Neither_mean_nor_contrast_tells_the_class(GeneratedKind kind)
    {
        var data = GeneratedData.Make(kind, new GeneratedOptions { Count = 4000 }).Training;
        // Of colors, the gray that they are seen as without color.
        var brightness = Enumerable.Range(0, data.Classes.Length).Select(c => data.OfClass(c).Select(Gray).Select(p => PictureContrast.Of(p)).ToArray()).ToArray();

        for (var c = 1; c < brightness.Length; c++)
        {
            // Of up to 7 comparisons with 5 sets each, one in a thousand sets of tests would show more than 4 standard errors by chance; seeds are fixed.
            Assert.InRange(Drawing.Distance([.. brightness[0].Select(b => b.Mean)], [.. brightness[c].Select(b => b.Mean)]), 0, 4);
            Assert.InRange(Drawing.Distance([.. brightness[0].Select(b => b.Deviation)], [.. brightness[c].Select(b => b.Deviation)]), 0, 4);
        }

        float[] Gray(float[] pixels)
        {
            if (data.Shape.Channels == 1)
                return pixels;
            var area = pixels.Length / 3;
            return [.. Enumerable.Range(0, area).Select(i => 0.299f * pixels[i] + 0.587f * pixels[area + i] + 0.114f * pixels[2 * area + i])];
        }
    }

    [Fact]
    public void Names_lead_to_their_kinds()
    {
        Assert.Equal(["lines", "gratings", "blobs", "colors", "textures"], GeneratedData.Names);
        Assert.All(Enum.GetValues<GeneratedKind>(), k => Assert.Equal(k, GeneratedData.KindOf(GeneratedData.NameOf(k))));
        Assert.Equal(GeneratedKind.Lines, GeneratedData.KindOf("Lines"));
        Assert.Null(GeneratedData.KindOf("line"));
    }

    public static TheoryData<GeneratedOptions, string> Unfit => new()
    {
        { new() { Size = 7 }, "its size: 7; expected 8 to 256 pixels" },
        { new() { Size = 257 }, "its size: 257" },
        { new() { Count = 0 }, "its count of training pictures: 0" },
        { new() { HeldOut = -1 }, "its count of held-out pictures: -1" },
        { new() { Noise = double.NaN }, "its noise: NaN" },
        { new() { Angles = [30] }, "its angles: 1; expected 2 to 36" },
        { new() { Angles = [0, double.NaN] }, "its angle: NaN" },
        { new() { Angles = [0, double.PositiveInfinity] }, "its angle: NaN" },
        { new() { Angles = [178, 1] }, "3° apart; expected classes at least 1° and more than twice the jitter (3°) apart" },
        { new() { Angles = [30, 210] }, "0° apart" },
        { new() { AngleJitter = -1 }, "its jitter of angles: -1" },
        { new() { MinContrast = 0 }, "its lowest contrast: 0" },
        { new() { MinContrast = 0.2, MaxContrast = 0.1 }, "its highest contrast: 0.1" },
        { new() { Lines = new() { MinCount = 0 } }, "its fewest lines: 0" },
        { new() { Lines = new() { MaxCount = 17 } }, "its most lines: 17" },
        { new() { Lines = new() { MinWidth = 5 } }, "its widest line: 4" },
        { new() { Lines = new() { MaxWidth = 17 } }, "its widest line: 17" },
        { new() { Lines = new() { Spread = 2 } }, "its spread: 2" },
    };

    [Theory]
    [MemberData(nameof(Unfit))]
    public void Options_that_do_not_fit_are_refused(GeneratedOptions options, string message)
    {
        var error = Assert.Throws<PassbandException>(() => GeneratedData.Make(GeneratedKind.Lines, options));

        Assert.Equal(ErrorKind.Request, error.Kind);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_that_does_not_exist_or_fit_is_refused()
    {
        var data = GeneratedData.Make(GeneratedKind.Lines).Training;

        Assert.Throws<ArgumentOutOfRangeException>(() => data.Label(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Draw(data.Count, 0, new float[1024]));
        Assert.Throws<ArgumentException>(() => data.Draw(0, 0, new float[1023]));
    }
}
