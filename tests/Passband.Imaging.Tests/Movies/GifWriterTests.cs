using CsCheck;
using Passband.Imaging.Movies;

namespace Passband.Imaging.Tests.Movies;

public class GifWriterTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(255)]
    [InlineData(256)]
    public void Pictures_of_up_to_256_colors_come_back_exactly(int colors)
    {
        var (width, height) = (97, 61);
        var first = MoviePictures.Colored(width, height, colors, 1);
        var second = MoviePictures.With(first, MoviePictures.Colored(width, height, colors, 2), width, 11, 7, 80, 50);
        var third = MoviePictures.With(second, MoviePictures.Colored(width, height, colors, 3), width, 96, 60, 1, 1);
        var pictures = new[] { (first, 100), (second, 250), (third, 2000) };

        var movie = MoviePictures.Write(s => new GifWriter(s, width, height), pictures);
        var read = MoviePictures.Read(movie, out var readWidth, out var readHeight);

        Assert.Equal((width, height), (readWidth, readHeight));
        var kept = pictures.Where((p, i) => i == 0 || !p.Item1.AsSpan().SequenceEqual(pictures[i - 1].Item1)).ToArray();
        Assert.Equal(kept.Select(p => p.Item1), read.Select(p => p.Rgba));
    }

    [Fact]
    public void Any_pictures_come_back_within_what_their_palette_allows() => (
        from width in Gen.Int[1, 40]
        from height in Gen.Int[1, 40]
        from colors in Gen.Int[1, Math.Min(256, width * height)]
        from x in Gen.Int[0, width - 1]
        from y in Gen.Int[0, height - 1]
        from boxWidth in Gen.Int[1, width - x]
        from boxHeight in Gen.Int[1, height - y]
        from seed in Gen.ULong
        select (width, height, colors, x, y, boxWidth, boxHeight, seed)).Sample(c =>
    {
        var first = MoviePictures.Colored(c.width, c.height, c.colors, c.seed);
        var second = MoviePictures.With(first, MoviePictures.Colored(c.width, c.height, c.colors, c.seed + 1), c.width, c.x, c.y, c.boxWidth, c.boxHeight);
        var read = MoviePictures.Read(MoviePictures.Write(s => new GifWriter(s, c.width, c.height), (first, 100), (second, 100)), out _, out _);

        Assert.Equal(first, read[0].Rgba);
        Assert.Equal(second, read[^1].Rgba);
    }, iter: 200);

    [Fact]
    public void A_picture_that_does_not_change_prolongs_the_one_before()
    {
        var picture = MoviePictures.Colored(20, 10, 9, 1);
        var other = MoviePictures.Colored(20, 10, 9, 2);

        var read = MoviePictures.Read(MoviePictures.Write(s => new GifWriter(s, 20, 10), (picture, 100), (picture, 150), (other, 3000)), out _, out _);

        Assert.Equal([250, 3000], read.Select(p => p.Milliseconds));
    }

    [Fact]
    public void Long_runs_and_noise_fill_the_table_of_codes_and_come_back()
    {
        const int side = 300;
        var flat = new byte[side * side * 4];
        flat.AsSpan().Fill(255);
        var noise = MoviePictures.Colored(side, side, 256, 5);

        var read = MoviePictures.Read(MoviePictures.Write(s => new GifWriter(s, side, side), (flat, 100), (noise, 100), (flat, 100)), out _, out _);

        Assert.Equal([flat, noise, flat], read.Select(p => p.Rgba));
    }

    [Fact]
    public void Of_too_many_colors_each_is_shown_by_a_near_one()
    {
        // A thousand reds to blues of the kernels' color map and ten thousand pixels.
        var rgba = new byte[100 * 100 * 4];
        for (var i = 0; i < 10_000; i++)
        {
            var color = DivergingMap.At(i / 5000.0 - 1);
            (rgba[4 * i], rgba[4 * i + 1], rgba[4 * i + 2], rgba[4 * i + 3]) = (color.R, color.G, color.B, 255);
        }

        var read = MoviePictures.Read(MoviePictures.Write(s => new GifWriter(s, 100, 100), (rgba, 100)), out _, out _);

        Assert.InRange(Worst(rgba, read[0].Rgba), 1, 3);
    }

    [Fact]
    public void Small_changes_are_left_out_and_never_add_up()
    {
        const int tolerance = 3;
        var pictures = Enumerable.Range(0, 40).Select(i => (Gray(100 + i), 100)).ToArray();

        var read = MoviePictures.Read(MoviePictures.Write(s => new GifWriter(s, 8, 8, tolerance), pictures), out _, out _);

        Assert.Equal(40 / (tolerance + 1), read.Count);
        Assert.Equal(4000, read.Sum(p => p.Milliseconds));
        foreach (var (i, (picture, _)) in pictures.Index())
            Assert.InRange(Worst(picture, read[i / (tolerance + 1)].Rgba), 0, tolerance);

        static byte[] Gray(int level) => [.. Enumerable.Repeat(new[] { (byte)level, (byte)level, (byte)level, (byte)255 }, 64).SelectMany(p => p)];
    }

    [Fact]
    public void A_picture_of_another_size_is_refused()
    {
        var writer = new GifWriter(Stream.Null, 8, 8);

        Assert.Throws<ArgumentException>(() => writer.Add(new byte[8 * 7 * 4], TimeSpan.FromSeconds(1)));
    }

    private static int Worst(byte[] a, byte[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max();
}
