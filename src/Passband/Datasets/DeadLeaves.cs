using Passband.Kernels;

namespace Passband.Datasets;

/// <summary>
/// Dead leaves: opaque disks of random gray that fall on one another, their radii by a power law of exponent −3, which makes the picture look alike at all scales (Lee, Mumford and Huang
/// 2001, "Occlusion models for natural images: a statistical study of a scale-invariant dead leaves model"). What is seen when they have fallen forever; drawn from the top down,
/// which is the same and ends when everything is covered.
/// </summary>
internal static class DeadLeaves
{
    /// <summary>Pixels are averages over squares of so many points a side.</summary>
    private const int Oversampling = 2;

    /// <summary>
    /// A picture that goes on at the opposite side when it ends: [side, side] samples, uniform in 0 to 1 but for the averages along edges.
    /// </summary>
    /// <param name="side">Rows, and pixels in a row.</param>
    /// <param name="smallest">The smallest radius in pixels.</param>
    /// <param name="largest">The largest radius in pixels; at most half the side.</param>
    /// <param name="random">Where it comes from.</param>
    public static float[] Make(int side, double smallest, double largest, ref GaussianRandom random)
    {
        var fine = side * Oversampling;
        var points = new float[fine * fine];
        Array.Fill(points, float.NaN);
        var bare = points.Length;
        var (from, to) = (smallest * Oversampling, largest * Oversampling);
        // The inverse of the cumulative distribution of r⁻³ between two radii.
        var (most, least) = (1 / (from * from), 1 / (to * to));
        while (bare > 0)
        {
            var radius = 1 / Math.Sqrt(most - random.NextUniform() * (most - least));
            var (x, y) = (random.NextUniform() * fine, random.NextUniform() * fine);
            bare -= Lay(points, fine, x, y, radius, (float)random.NextUniform());
        }
        return Shrink(points, side);
    }

    /// <summary>Puts a disk below all that are there, and tells how many points it was the first to cover.</summary>
    private static int Lay(float[] points, int side, double centerX, double centerY, double radius, float gray)
    {
        var covered = 0;
        for (var y = (int)Math.Ceiling(centerY - radius); y <= centerY + radius; y++)
        {
            var reach = Math.Sqrt(Math.Max(radius * radius - (y - centerY) * (y - centerY), 0));
            var row = points.AsSpan((y % side + side) % side * side, side);
            for (var x = (int)Math.Ceiling(centerX - reach); x <= centerX + reach; x++)
            {
                ref var point = ref row[x < 0 ? x + side : x >= side ? x - side : x];
                if (!float.IsNaN(point))
                    continue;
                point = gray;
                covered++;
            }
        }
        return covered;
    }

    private static float[] Shrink(float[] points, int side)
    {
        var fine = side * Oversampling;
        var samples = new float[side * side];
        for (var y = 0; y < fine; y++)
        {
            for (var x = 0; x < fine; x++)
                samples[y / Oversampling * side + x / Oversampling] += points[y * fine + x] / (Oversampling * Oversampling);
        }
        return samples;
    }
}
