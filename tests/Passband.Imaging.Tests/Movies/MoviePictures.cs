using Passband.Imaging.Movies;
using Passband.Kernels;
using SkiaSharp;

namespace Passband.Imaging.Tests.Movies;

/// <summary>Pictures to make movies of, and what Skia reads of a movie.</summary>
internal static class MoviePictures
{
    /// <summary>A picture with so many different colors, at most as many as pixels.</summary>
    public static byte[] Colored(int width, int height, int colors, ulong seed)
    {
        var random = new GaussianRandom(GaussianRandom.SeedOf(seed));
        var palette = Enumerable.Range(0, colors).Select(i => (uint)((uint)i * 0x9E3779B1 % 0x1000003 & 0xFFFFFF)).ToArray();
        var rgba = new byte[width * height * 4];
        for (var i = 0; i < width * height; i++)
        {
            var color = palette[i < colors ? i : (int)(random.NextBits() % (uint)colors)];
            (rgba[4 * i], rgba[4 * i + 1], rgba[4 * i + 2], rgba[4 * i + 3]) = ((byte)color, (byte)(color >> 8), (byte)(color >> 16), 255);
        }
        return rgba;
    }

    /// <summary>The picture with a rectangle of another one in it.</summary>
    public static byte[] With(byte[] rgba, byte[] other, int width, int x, int y, int boxWidth, int boxHeight)
    {
        var changed = (byte[])rgba.Clone();
        for (var row = y; row < y + boxHeight; row++)
            other.AsSpan((row * width + x) * 4, boxWidth * 4).CopyTo(changed.AsSpan((row * width + x) * 4));
        return changed;
    }

    public static byte[] Write(Func<Stream, IMovieWriter> create, params (byte[] Rgba, int Milliseconds)[] pictures)
    {
        using var stream = new MemoryStream();
        var writer = create(stream);
        foreach (var (rgba, milliseconds) in pictures)
            writer.Add(rgba, TimeSpan.FromMilliseconds(milliseconds));
        writer.Finish();
        return stream.ToArray();
    }

    /// <summary>Every picture of a movie with its duration in milliseconds, as Skia reads it.</summary>
    public static List<(byte[] Rgba, int Milliseconds)> Read(byte[] movie, out int width, out int height)
    {
        using var data = SKData.CreateCopy(movie);
        using var codec = SKCodec.Create(data) ?? throw new InvalidDataException("Skia does not know the file.");
        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        (width, height) = (info.Width, info.Height);
        Assert.Equal(-1, codec.RepetitionCount);
        var pictures = new List<(byte[], int)>();
        using var bitmap = new SKBitmap(info);
        for (var i = 0; i < codec.FrameCount; i++)
        {
            // Drawn over the picture before, which is still in the bitmap.
            var result = codec.GetPixels(info, bitmap.GetPixels(), new SKCodecOptions(i, i - 1));
            Assert.Equal(SKCodecResult.Success, result);
            pictures.Add((bitmap.GetPixelSpan().ToArray(), codec.FrameInfo[i].Duration));
        }
        return pictures;
    }
}
