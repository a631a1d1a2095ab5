using Passband.Imaging.Pictures;

namespace Passband.Imaging.Filtering;

/// <summary>Planes made smaller to be looked at.</summary>
public static class Thumbnail
{
    /// <summary>The width and height of a plane brought to a longest side, its proportions kept to the pixel.</summary>
    public static (int Width, int Height) SizeOf(int width, int height, int longest)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(longest, 1);
        var factor = (double)longest / Math.Max(width, height);
        return (Math.Max(1, (int)Math.Round(width * factor)), Math.Max(1, (int)Math.Round(height * factor)));
    }

    /// <summary>
    /// Of every block of samples that becomes a pixel, the one of largest magnitude with its sign: a mean would cancel what a bandpass or a derivative answers,
    /// whose neighbors differ in sign. Where the plane is smaller than asked, samples are repeated.
    /// </summary>
    /// <param name="plane">Signed samples.</param>
    /// <param name="width">Pixels in a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    public static Plane Strongest(Plane plane, int width, int height) => Reduce(plane, width, height, block =>
    {
        var strongest = 0f;
        for (var y = block.Y; y < block.Bottom; y++)
        {
            foreach (var sample in plane.Row(y)[block.X..block.Right])
            {
                if (Math.Abs(sample) > Math.Abs(strongest))
                    strongest = sample;
            }
        }
        return strongest;
    });

    /// <summary>The mean of every block of samples that becomes a pixel, for pictures. Where the plane is smaller than asked, samples are repeated.</summary>
    /// <inheritdoc cref="Strongest"/>
    public static Plane Mean(Plane plane, int width, int height) => Reduce(plane, width, height, block =>
    {
        var sum = 0.0;
        for (var y = block.Y; y < block.Bottom; y++)
        {
            foreach (var sample in plane.Row(y)[block.X..block.Right])
                sum += sample;
        }
        return (float)(sum / ((long)block.Width * block.Height));
    });

    private static Plane Reduce(Plane plane, int width, int height, Func<Box, float> summary)
    {
        ArgumentNullException.ThrowIfNull(plane);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        var samples = new float[checked(width * height)];
        for (var y = 0; y < height; y++)
        {
            var (top, rows) = Block(y, height, plane.Height);
            for (var x = 0; x < width; x++)
            {
                var (left, columns) = Block(x, width, plane.Width);
                samples[y * width + x] = summary(new Box(left, top, columns, rows));
            }
        }
        return new Plane(width, height, samples);
    }

    /// <summary>The samples of one pixel: blocks lie side by side and leave none out.</summary>
    private static (int First, int Count) Block(int pixel, int pixels, int samples)
    {
        var first = (int)((long)pixel * samples / pixels);
        return (first, Math.Max(1, (int)((pixel + 1L) * samples / pixels) - first));
    }
}
