using System.Collections.Immutable;

namespace Passband.Datasets;

/// <summary>Mean and spread of what a network is trained on, for the normalization of its input.</summary>
/// <param name="Mean">The mean of each channel, 0 black to 1 white.</param>
/// <param name="Deviation">The standard deviation of each channel about its mean, over all pixels of all pictures; 0 where all are alike.</param>
public sealed record PictureStatistics(ImmutableArray<double> Mean, ImmutableArray<double> Deviation)
{
    private const int MostPictures = 2000;

    /// <summary>
    /// The statistics of a set over 2,000 pictures spread evenly over it, or all if it has fewer, drawn with seed 0. The same set gives the same numbers.
    /// </summary>
    /// <param name="data">The set, as a rule its training pictures.</param>
    public static PictureStatistics Of(PictureData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var count = Math.Min(data.Count, MostPictures);
        var shape = data.Shape;
        var area = shape.Height * shape.Width;
        var pixels = new float[shape.Count];
        var (means, squares) = (new double[shape.Channels], new double[shape.Channels]);
        for (var i = 0; i < count; i++)
        {
            data.Draw((int)((long)i * data.Count / count), 0, pixels);
            for (var channel = 0; channel < shape.Channels; channel++)
            {
                var (mean, deviation) = PictureContrast.Of(pixels.AsSpan(channel * area, area));
                means[channel] += mean / count;
                squares[channel] += (mean * mean + deviation * deviation) / count;
            }
        }
        return new PictureStatistics([.. means], [.. squares.Select((s, c) => Math.Sqrt(Math.Max(s - means[c] * means[c], 0)))]);
    }
}
