using Passband.Imaging.Pictures;

namespace Passband.Cli.Filtering;

/// <summary>What the numbers of a result are like.</summary>
/// <param name="Minimum">The smallest.</param>
/// <param name="Maximum">The largest.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Deviation">Their standard deviation, of the whole and not of a sample.</param>
/// <param name="Rms">The root of the mean of their squares.</param>
internal sealed record FilterStatistics(double Minimum, double Maximum, double Mean, double Deviation, double Rms)
{
    /// <summary>The largest magnitude.</summary>
    public double Largest => Math.Max(Math.Abs(Minimum), Math.Abs(Maximum));

    public static FilterStatistics Of(IReadOnlyList<Plane> planes)
    {
        var (lowest, highest, sum, squares, count) = (double.PositiveInfinity, double.NegativeInfinity, 0.0, 0.0, 0L);
        foreach (var plane in planes)
        {
            foreach (double value in plane.Samples)
            {
                (lowest, highest) = (Math.Min(lowest, value), Math.Max(highest, value));
                (sum, squares) = (sum + value, squares + value * value);
            }
            count += plane.Samples.Length;
        }
        var mean = sum / count;
        // A second pass, because the difference of two large sums would lose the deviation of a nearly constant plane.
        var deviation = 0.0;
        foreach (var plane in planes)
        {
            foreach (double value in plane.Samples)
                deviation += (value - mean) * (value - mean);
        }
        return new FilterStatistics(lowest, highest, mean, Math.Sqrt(deviation / count), Math.Sqrt(squares / count));
    }
}
