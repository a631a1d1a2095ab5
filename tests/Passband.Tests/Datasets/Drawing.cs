using Passband.Datasets;

namespace Passband.Tests.Datasets;

/// <summary>Draws pictures and measures them in ways that the sets themselves do not use.</summary>
internal static class Drawing
{
    public static float[] Picture(this PictureData data, int index, ulong seed = 0)
    {
        var pixels = new float[data.Shape.Count];
        data.Draw(index, seed, pixels);
        return pixels;
    }

    /// <summary>Pictures of a class.</summary>
    public static IEnumerable<float[]> OfClass(this PictureData data, int label) =>
        Enumerable.Range(0, data.Count).Where(i => data.Label(i) == label).Select(i => data.Picture(i));

    /// <summary>
    /// Which way the stripes of a picture run, in degrees counterclockwise as seen on the screen, by its structure tensor (Bigün and Granlund 1987): across the direction in
    /// which squared differences are largest, of the picture smoothed by binomial weights, as differences of neighbors see fine detail turned toward the grid.
    /// </summary>
    public static double StripesAngle(float[] pixels, int size)
    {
        double xx = 0, xy = 0, yy = 0;
        pixels = Smoothed(pixels, size);
        for (var y = 3; y < size - 3; y++)
        {
            for (var x = 3; x < size - 3; x++)
            {
                var right = pixels[y * size + x + 1] - pixels[y * size + x - 1];
                var down = pixels[(y + 1) * size + x] - pixels[(y - 1) * size + x];
                xx += right * right;
                xy += right * down;
                yy += down * down;
            }
        }
        var gradient = 0.5 * Math.Atan2(2 * xy, xx - yy) * 180 / Math.PI;
        return (90 - gradient + 360) % 180;
    }

    private static float[] Smoothed(float[] pixels, int size)
    {
        float[] weights = [1 / 16f, 4 / 16f, 6 / 16f, 4 / 16f, 1 / 16f];
        var smoothed = new float[pixels.Length];
        for (var y = 2; y < size - 2; y++)
        {
            for (var x = 2; x < size - 2; x++)
            {
                for (var i = 0; i < 25; i++)
                    smoothed[y * size + x] += weights[i / 5] * weights[i % 5] * pixels[(y + i / 5 - 2) * size + x + i % 5 - 2];
            }
        }
        return smoothed;
    }

    public static double Apart(double a, double b)
    {
        var apart = Math.Abs(a - b) % 180;
        return Math.Min(apart, 180 - apart);
    }

    public static (double Mean, double Deviation) Moments(IReadOnlyCollection<double> values)
    {
        var mean = values.Average();
        return (mean, Math.Sqrt(values.Average(v => (v - mean) * (v - mean))));
    }

    /// <summary>How far two means are apart, in standard errors of their difference.</summary>
    public static double Distance(IReadOnlyCollection<double> a, IReadOnlyCollection<double> b)
    {
        var (first, second) = (Moments(a), Moments(b));
        var error = Math.Sqrt(first.Deviation * first.Deviation / a.Count + second.Deviation * second.Deviation / b.Count);
        return Math.Abs(first.Mean - second.Mean) / Math.Max(error, 1e-7);
    }
}
