namespace Passband.Measures;

/// <summary>
/// Moran's I at lag 1: how much horizontal and vertical neighbors resemble each other. 1 would be perfectly smooth, about −1/(n − 1) is what
/// independent weights give, −1 a checkerboard. Source: Moran, Biometrika 37 (1950).
/// </summary>
internal static class SpatialAutocorrelation
{
    /// <summary>Moran's I of one plane; null when it is constant or has no neighbors.</summary>
    public static double? Of(ReadOnlySpan<double> plane, FilterShape shape)
    {
        var (height, width) = (shape.Height, shape.Width);
        var pairs = height * (width - 1) + (height - 1) * width;
        if (pairs == 0)
            return null;
        var mean = 0.0;
        var energy = 0.0;
        foreach (var weight in plane)
        {
            mean += weight / plane.Length;
            energy += weight * weight;
        }
        var (variance, products) = (0.0, 0.0);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var deviation = plane[y * width + x] - mean;
                variance += deviation * deviation;
                if (x + 1 < width)
                    products += deviation * (plane[y * width + x + 1] - mean);
                if (y + 1 < height)
                    products += deviation * (plane[(y + 1) * width + x] - mean);
            }
        }
        // A constant plane leaves only rounding errors to correlate.
        return variance > 1e-20 * energy ? plane.Length * products / (pairs * variance) : null;
    }

    /// <summary>Moran's I of a map of any size, each sample read from memory once; null when it is constant, not finite, or has no neighbors.</summary>
    /// <param name="map">height × width samples, row by row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Samples in a row.</param>
    public static double? Of(ReadOnlySpan<float> map, int height, int width)
    {
        var pairs = (double)height * (width - 1) + (height - 1.0) * width;
        if (pairs <= 0)
            return null;
        var (sum, energy) = (0.0, 0.0);
        foreach (var sample in map)
        {
            sum += sample;
            energy += (double)sample * sample;
        }
        var mean = sum / map.Length;
        var (variance, products) = (0.0, 0.0);
        for (var y = 0; y < height; y++)
        {
            var row = map.Slice(y * width, width);
            var below = y + 1 < height ? map.Slice((y + 1) * width, width) : [];
            var left = 0.0;
            for (var x = 0; x < row.Length; x++)
            {
                var deviation = row[x] - mean;
                variance += deviation * deviation;
                products += deviation * left;
                if (x < below.Length)
                    products += deviation * (below[x] - mean);
                left = deviation;
            }
        }
        return variance > 1e-12 * energy && double.IsFinite(variance) ? map.Length * products / (pairs * variance) : null;
    }
}
