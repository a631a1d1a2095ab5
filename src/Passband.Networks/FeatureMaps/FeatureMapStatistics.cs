using Passband.Measures;

namespace Passband.Networks.FeatureMaps;

/// <summary>What is measured of one map, over all pictures of a batch.</summary>
/// <param name="Min">Smallest value.</param>
/// <param name="Max">Largest value.</param>
/// <param name="Mean">Mean.</param>
/// <param name="Deviation">Standard deviation (n).</param>
/// <param name="Zeros">Share of values that are exactly 0.</param>
/// <param name="Positive">Share of values above 0.</param>
/// <param name="Moran">
/// Moran's I with the four nearest neighbors (rook), averaged over the pictures on which the map varies: 1 smooth, −1/(n − 1) independent, −1 a checkerboard. Null when it varies on
/// none. Source: Moran, Biometrika 37 (1950).
/// </param>
public sealed record FeatureMapStatistics(double Min, double Max, double Mean, double Deviation, double Zeros, double Positive, double? Moran)
{
    /// <summary>Measures one map.</summary>
    /// <param name="maps">The maps.</param>
    /// <param name="channel">Which of them.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such map.</exception>
    public static FeatureMapStatistics Of(FeatureMapBatch maps, int channel)
    {
        ArgumentNullException.ThrowIfNull(maps);
        var (min, max, sum, squares) = (double.PositiveInfinity, double.NegativeInfinity, 0.0, 0.0);
        var (zeros, positive, count) = (0L, 0L, 0L);
        for (var picture = 0; picture < maps.Pictures; picture++)
        {
            foreach (var value in maps.Map(picture, channel))
            {
                min = Math.Min(min, value);
                max = Math.Max(max, value);
                sum += value;
                zeros += value == 0 ? 1 : 0;
                positive += value > 0 ? 1 : 0;
                count++;
            }
        }
        var mean = sum / count;
        for (var picture = 0; picture < maps.Pictures; picture++)
        {
            foreach (var value in maps.Map(picture, channel))
                squares += (value - mean) * (value - mean);
        }
        return new FeatureMapStatistics(min, max, mean, Math.Sqrt(squares / count), (double)zeros / count, (double)positive / count, MoranOf(maps, channel));
    }

    /// <summary>Moran's I of one map, averaged over the pictures on which it varies.</summary>
    internal static double? MoranOf(FeatureMapBatch maps, int channel)
    {
        var (sum, count) = (0.0, 0);
        for (var picture = 0; picture < maps.Pictures; picture++)
        {
            if (SpatialAutocorrelation.Of(maps.Map(picture, channel), maps.Height, maps.Width) is not { } moran)
                continue;
            sum += moran;
            count++;
        }
        return count == 0 ? null : sum / count;
    }

    /// <summary>Moran's I of every map.</summary>
    internal static double?[] MoranOf(FeatureMapBatch maps)
    {
        var morans = new double?[maps.Channels];
        Parallel.For(0, maps.Channels, channel => morans[channel] = MoranOf(maps, channel));
        return morans;
    }
}
