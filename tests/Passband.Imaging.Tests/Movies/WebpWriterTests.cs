using CsCheck;
using Passband.Imaging.Movies;

namespace Passband.Imaging.Tests.Movies;

public class WebpWriterTests
{
    [Fact]
    public void Any_pictures_come_back_exactly() => (
        from width in Gen.Int[1, 60]
        from height in Gen.Int[1, 60]
        from colors in Gen.Int[1, width * height]
        from x in Gen.Int[0, width - 1]
        from y in Gen.Int[0, height - 1]
        from boxWidth in Gen.Int[1, width - x]
        from boxHeight in Gen.Int[1, height - y]
        from seed in Gen.ULong
        select (width, height, colors, x, y, boxWidth, boxHeight, seed)).Sample(c =>
    {
        var first = MoviePictures.Colored(c.width, c.height, c.colors, c.seed);
        var second = MoviePictures.With(first, MoviePictures.Colored(c.width, c.height, c.colors, c.seed + 1), c.width, c.x, c.y, c.boxWidth, c.boxHeight);
        var read = MoviePictures.Read(MoviePictures.Write(s => new WebpWriter(s, c.width, c.height), (first, 100), (second, 100)), out var width, out var height);

        Assert.Equal((c.width, c.height), (width, height));
        Assert.Equal(first, read[0].Rgba);
        Assert.Equal(second, read[^1].Rgba);
    }, iter: 300);

    [Fact]
    public void Flat_ramps_and_noise_come_back_exactly()
    {
        const int side = 300;
        var flat = new byte[side * side * 4];
        flat.AsSpan().Fill(255);
        var ramp = (byte[])flat.Clone();
        for (var i = 0; i < side * side; i++)
            (ramp[4 * i], ramp[4 * i + 1], ramp[4 * i + 2]) = ((byte)(i % side), (byte)(i / side), (byte)(i / 7));
        var noise = MoviePictures.Colored(side, side, side * side, 5);

        var read = MoviePictures.Read(MoviePictures.Write(s => new WebpWriter(s, side, side), (flat, 100), (ramp, 100), (noise, 100), (flat, 100)), out _, out _);

        Assert.Equal([flat, ramp, noise, flat], read.Select(p => p.Rgba));
    }

    [Fact]
    public void Rare_colors_among_frequent_ones_need_no_code_that_is_too_long()
    {
        // Fibonacci numbers as counts make the deepest Huffman tree: 24 colors that would take 23 bits.
        var reds = new List<byte>();
        for (var (count, next, color) = (1, 1, 0); color < 24; (count, next, color) = (next, count + next, color + 1))
            reds.AddRange(Enumerable.Repeat((byte)(10 * color), count));
        var random = new Random(1);
        var shuffled = reds.OrderBy(_ => random.Next()).ToArray();
        const int width = 400;
        var height = shuffled.Length / width;
        var rgba = new byte[width * height * 4];
        for (var i = 0; i < width * height; i++)
            (rgba[4 * i], rgba[4 * i + 3]) = (shuffled[i], 255);

        Assert.Equal(rgba, MoviePictures.Read(MoviePictures.Write(s => new WebpWriter(s, width, height), (rgba, 100)), out _, out _).Single().Rgba);
    }

    [Fact]
    public void A_picture_that_does_not_change_prolongs_the_one_before()
    {
        var picture = MoviePictures.Colored(20, 10, 9, 1);
        var other = MoviePictures.Colored(20, 10, 9, 2);

        var read = MoviePictures.Read(MoviePictures.Write(s => new WebpWriter(s, 20, 10), (picture, 100), (picture, 150), (other, 3000)), out _, out _);

        Assert.Equal([250, 3000], read.Select(p => p.Milliseconds));
    }
}
