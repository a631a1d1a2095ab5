using Passband.Imaging.Pictures;

namespace Passband.Imaging.Inputs;

/// <summary>How samples between samples are found.</summary>
public enum ResizeFilter
{
    /// <summary>The nearest sample, of two as near the later one; nothing is averaged.</summary>
    Nearest,

    /// <summary>A triangle that spans a pixel to either side, widened when the picture shrinks so that nothing aliases: PIL's BILINEAR, torchvision's with antialias.</summary>
    Bilinear,

    /// <summary>Keys' cubic with a = −1/2, widened likewise: PIL's BICUBIC.</summary>
    Bicubic,

    /// <summary>The mean of the samples that fall into a result: PIL's BOX.</summary>
    Box,

    /// <summary>A sinc windowed by its own middle lobe, three lobes to either side, widened likewise: PIL's LANCZOS.</summary>
    Lanczos,
}

/// <summary>
/// Resizes planes as PIL does (Pillow's Resample.c): along rows, then along columns, each sample a weighted mean about the point that it comes from, weights made to sum to 1 where the
/// border cuts them off. Sums are of double precision and nothing is rounded to 8 bits in between, so results differ from those of a program that works on bytes by up to one level.
/// </summary>
public static class PictureResize
{
    /// <summary>A plane of another size.</summary>
    /// <param name="plane">The plane.</param>
    /// <param name="size">The new size, at least 1×1.</param>
    /// <param name="filter">How samples between samples are found.</param>
    public static Plane Of(Plane plane, PixelSize size, ResizeFilter filter = ResizeFilter.Bilinear)
    {
        ArgumentNullException.ThrowIfNull(plane);
        ArgumentOutOfRangeException.ThrowIfLessThan(size.Width, 1, nameof(size));
        ArgumentOutOfRangeException.ThrowIfLessThan(size.Height, 1, nameof(size));
        if (size.Width != plane.Width)
            plane = AlongRows(plane, Taps.Of(plane.Width, size.Width, filter));
        if (size.Height != plane.Height)
            plane = AlongColumns(plane, Taps.Of(plane.Height, size.Height, filter));
        return plane;
    }

    private static Plane AlongRows(Plane plane, Taps[] taps)
    {
        var samples = new float[checked(taps.Length * plane.Height)];
        Parallel.For(0, plane.Height, y =>
        {
            var row = plane.Row(y);
            for (var x = 0; x < taps.Length; x++)
            {
                var sum = 0.0;
                for (var i = 0; i < taps[x].Weights.Length; i++)
                    sum += taps[x].Weights[i] * row[taps[x].First + i];
                samples[y * taps.Length + x] = (float)sum;
            }
        });
        return new Plane(taps.Length, plane.Height, samples);
    }

    private static Plane AlongColumns(Plane plane, Taps[] taps)
    {
        var samples = new float[checked(taps.Length * plane.Width)];
        Parallel.For(0, taps.Length, y =>
        {
            var sums = new double[plane.Width];
            for (var i = 0; i < taps[y].Weights.Length; i++)
            {
                var row = plane.Row(taps[y].First + i);
                for (var x = 0; x < sums.Length; x++)
                    sums[x] += taps[y].Weights[i] * row[x];
            }
            for (var x = 0; x < sums.Length; x++)
                samples[y * plane.Width + x] = (float)sums[x];
        });
        return new Plane(plane.Width, taps.Length, samples);
    }

    /// <summary>The samples that one result is made of.</summary>
    private readonly record struct Taps(int First, double[] Weights)
    {
        private const int Lobes = 3;

        public static Taps[] Of(int from, int to, ResizeFilter filter)
        {
            var step = (double)from / to;
            if (filter == ResizeFilter.Nearest)
                return [.. Enumerable.Range(0, to).Select(i => new Taps((int)((2L * i + 1) * from / (2L * to)), [1]))];
            var stretch = Math.Max(step, 1);
            var support = stretch * filter switch { ResizeFilter.Box => 0.5, ResizeFilter.Bilinear => 1, ResizeFilter.Bicubic => 2, _ => Lobes };
            var all = new Taps[to];
            for (var i = 0; i < to; i++)
            {
                var center = (i + 0.5) * step;
                var first = Math.Max((int)(center - support + 0.5), 0);
                var end = Math.Min((int)(center + support + 0.5), from);
                var weights = new double[end - first];
                for (var k = 0; k < weights.Length; k++)
                    weights[k] = Weight((first + k - center + 0.5) / stretch, filter);
                var sum = weights.Sum();
                for (var k = 0; k < weights.Length; k++)
                    weights[k] /= sum;
                all[i] = new Taps(first, weights);
            }
            return all;
        }

        private static double Weight(double distance, ResizeFilter filter)
        {
            var x = Math.Abs(distance);
            return filter switch
            {
                ResizeFilter.Box => distance is > -0.5 and <= 0.5 ? 1 : 0,
                ResizeFilter.Bilinear => Math.Max(1 - x, 0),
                ResizeFilter.Bicubic => Cubic(x),
                _ => x < Lobes ? Sinc(x) * Sinc(x / Lobes) : 0,
            };
        }

        private static double Cubic(double x)
        {
            const double A = -0.5;
            if (x < 1)
                return ((A + 2) * x - (A + 3)) * x * x + 1;
            return x < 2 ? (((x - 5) * x + 8) * x - 4) * A : 0;
        }

        private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);
    }
}
