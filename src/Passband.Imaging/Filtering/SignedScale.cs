using Passband.Imaging.Pictures;

namespace Passband.Imaging.Filtering;

/// <summary>The number that stands at the end of a color map.</summary>
/// <param name="Value">Above 0; 1 where every number is zero.</param>
/// <param name="Reason">Where it comes from, in words.</param>
internal readonly record struct SignedScale(double Value, string Reason)
{
    /// <summary>The scale for a plane. Numbers that are not finite do not count.</summary>
    public static SignedScale Of(Plane plane, SignedPictureOptions options)
    {
        if (options.Scale is { } given)
            return new SignedScale(given, "as given");
        if (options.View == SignedView.Gray)
            return new SignedScale(1, "the range of pictures");
        var (value, reason) = options.Percentile is { } percentile && percentile < 100
            ? (Percentile(plane, percentile), FormattableString.Invariant($"percentile {percentile} of |value|"))
            : (Largest(plane), "the largest |value|");
        return value > 0 ? new SignedScale(value, reason) : new SignedScale(1, options.Percentile is null ? "every value is 0" : $"{reason} is 0");
    }

    private static double Largest(Plane plane)
    {
        var largest = 0f;
        foreach (var value in plane.Samples)
        {
            if (float.IsFinite(value))
                largest = Math.Max(largest, Math.Abs(value));
        }
        return largest;
    }

    /// <summary>The smallest magnitude that at least so many percent do not exceed (nearest rank).</summary>
    private static double Percentile(Plane plane, double percentile)
    {
        var magnitudes = new float[plane.Samples.Length];
        var count = 0;
        foreach (var value in plane.Samples)
        {
            if (float.IsFinite(value))
                magnitudes[count++] = Math.Abs(value);
        }
        if (count == 0)
            return 0;
        Array.Sort(magnitudes, 0, count);
        return magnitudes[Math.Clamp((int)Math.Ceiling(percentile / 100 * count) - 1, 0, count - 1)];
    }
}
