using System.Collections.Immutable;
using Passband.Imaging.Movies;
using Passband.Kernels;
using SkiaSharp;

namespace Passband.Imaging.Tests.Movies;

public class EvolutionMovieTests
{
    [Theory]
    [InlineData(MovieFormat.Gif)]
    [InlineData(MovieFormat.Webp)]
    public void A_movie_of_sixteen_kernels_has_its_moments_and_is_small(MovieFormat format)
    {
        var content = SampleMovie.Of(16, moments: 80);
        var movie = Write(content, format, new MovieOptions { Hold = TimeSpan.FromSeconds(2) });
        var read = MoviePictures.Read(movie, out _, out _);

        Assert.Equal(60, read.Count);
        Assert.Equal(2000, read[^1].Milliseconds);
        Assert.All(read.SkipLast(1), p => Assert.Equal(120, p.Milliseconds));
        Assert.InRange(movie.Length, 100_000, 2_000_000);
    }

    [Fact]
    public void Kernels_stand_in_the_same_place_in_their_colors_of_one_scale()
    {
        var content = SampleMovie.Of(4, moments: 3, charts: false);
        using var frames = new EvolutionFrames(content, MovieOptions.Default);
        var largest = content.Moments.Max(m => KernelRaster.Largest(m.Layer.Bank.Weights));
        for (var i = 0; i < frames.Count; i++)
        {
            using var picture = Draw(frames, i);
            var layer = content.Moments[i].Layer;
            foreach (var tile in frames.Tiles)
            {
                var raster = KernelRaster.Plane(layer, tile.Tile.Filter, 0, largest);
                var zoom = tile.Planes[0].Width / 7;
                for (var y = 0; y < 7; y++)
                {
                    for (var x = 0; x < 7; x++)
                        Assert.Equal(raster[x, y], TestLayers.At(picture, tile.Planes[0].X + x * zoom + zoom / 2, tile.Planes[0].Y + y * zoom + zoom / 2));
                }
            }
        }
    }

    [Fact]
    public void Each_moment_at_its_own_scale_uses_the_strongest_color()
    {
        var content = SampleMovie.Of(4, moments: 3, charts: false);
        using var frames = new EvolutionFrames(content, new MovieOptions { Scale = MovieScale.Moment });
        for (var i = 0; i < frames.Count; i++)
        {
            using var picture = Draw(frames, i);
            var ends = new[] { DivergingMap.At(-1), DivergingMap.At(1) };
            Assert.Contains(frames.Tiles.SelectMany(t => Pixels(picture, t.Planes[0])), p => ends.Contains(p));
        }
    }

    [Theory]
    [InlineData(1, 1, 7)]
    [InlineData(16, 1, 7)]
    [InlineData(64, 3, 7)]
    [InlineData(96, 3, 11)]
    [InlineData(32, 32, 3)]
    [InlineData(3000, 3, 5)]
    public void Everything_fits_whatever_the_layer_and_what_is_left_out_is_counted(int filters, int channels, int size)
    {
        using var frames = new EvolutionFrames(SampleMovie.Of(filters, moments: 2, channels: channels, size: size), MovieOptions.Default);

        Assert.InRange(frames.Width, 600, 1200);
        Assert.InRange(frames.Height, 200, 1100);
        Assert.All(frames.Tiles.SelectMany(t => t.Planes), b => Assert.True(b.X >= 0 && b.Y >= 0 && b.Right <= frames.Width && b.Bottom <= frames.Height, $"{b}"));
        Assert.Equal(filters, frames.Tiles.Select(t => t.Tile.Filter).Distinct().Count() + frames.Wall.LeftOut);
    }

    [Theory]
    [InlineData(5, 60, new[] { 0, 1, 2, 3, 4 })]
    [InlineData(9, 3, new[] { 0, 4, 8 })]
    [InlineData(100, 2, new[] { 0, 99 })]
    public void The_first_and_the_last_moment_are_always_shown(int moments, int most, int[] expected)
    {
        var all = SampleMovie.Of(1, moments, lastStep: moments - 1, charts: false).Moments;

        Assert.Equal(expected.Select(i => (long)i), EvolutionFrames.Chosen(all, most).Select(m => m.Step));
    }

    [Fact]
    public void A_kernel_is_framed_in_the_color_of_what_it_became()
    {
        var content = SampleMovie.Of(4, moments: 30, charts: false);
        var turn = content.Turns[^1];
        var index = content.Moments.IndexOf(content.Moments.First(m => m.Step == turn.Step));
        using var frames = new EvolutionFrames(content, MovieOptions.Default);
        var box = frames.Tiles.First(t => t.Tile.Filter == turn.Filter).Planes[0];
        using var before = Draw(frames, index - 1);
        using var then = Draw(frames, index);

        Assert.Equal(NameColors.Of(turn.Name), TestLayers.At(then, box.X - 2, box.Y + box.Height / 2));
        Assert.NotEqual(NameColors.Of(turn.Name), TestLayers.At(before, box.X - 2, box.Y + box.Height / 2));
    }

    [Fact]
    public void Moments_that_do_not_belong_together_are_refused()
    {
        var content = SampleMovie.Of(4, moments: 3);
        var other = SampleMovie.Of(5, moments: 1).Moments[0] with { Step = 9999 };

        Assert.Equal(ErrorKind.Request, Refused(content with { Moments = [] }).Kind);
        Assert.Contains("rising", Refused(content with { Moments = [.. content.Moments.Reverse()] }).Message, StringComparison.Ordinal);
        Assert.Contains("5×1×7×7", Refused(content with { Moments = content.Moments.Add(other) }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_that_are_no_numbers_and_names_with_escapes_are_drawn_all_the_same()
    {
        var content = SampleMovie.Of(2, moments: 4);
        var loss = content.Charts[0];
        MoviePoint[] broken = [new(0, double.NaN), new(10, double.PositiveInfinity), new(20, 1), new(2000, -5)];
        content = content with
        {
            Title = "\u001b[31m\u202Eevil\n",
            Charts = [loss with { Curves = [new MovieCurve("\u0007", [.. broken]), new MovieCurve("empty", [])] }, new MovieChart("Nothing", MovieChartKind.Names, [])],
            Moments = [.. content.Moments.Select(m => m with { Kernels = [new MovieKernel("\u202E<b>", double.NaN)] })],
        };

        Assert.NotEmpty(MoviePictures.Read(Write(content, MovieFormat.Gif, MovieOptions.Default), out _, out _));
    }

    private static PassbandException Refused(MovieContent content) => Assert.Throws<PassbandException>(() => EvolutionMovie.Write(content, MovieFormat.Gif, Stream.Null));

    private static byte[] Write(MovieContent content, MovieFormat format, MovieOptions options)
    {
        using var stream = new MemoryStream();
        EvolutionMovie.Write(content, format, stream, options);
        return stream.ToArray();
    }

    private static SKBitmap Draw(EvolutionFrames frames, int index)
    {
        var bitmap = new SKBitmap(new SKImageInfo(frames.Width, frames.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        frames.Draw(index, bitmap);
        return bitmap;
    }

    private static IEnumerable<Rgb> Pixels(SKBitmap picture, Box box) =>
        from y in Enumerable.Range(box.Y, box.Height) from x in Enumerable.Range(box.X, box.Width) select TestLayers.At(picture, x, y);
}
