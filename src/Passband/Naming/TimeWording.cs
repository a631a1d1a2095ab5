using System.Globalization;
using Passband.Measures;

namespace Passband.Naming;

/// <summary>Says what a filter does over time.</summary>
internal static class TimeWording
{
    /// <summary>From this share of energy on, one product of space and time is the filter: the rest is 10 dB below it.</summary>
    public const double Separable = 0.9;

    /// <summary>What time adds to a phrase; empty for a single frame.</summary>
    /// <param name="band">Which frequencies over time pass.</param>
    /// <param name="split">The filter as a product of space and time.</param>
    /// <param name="motion">The motion that it prefers; null where that is not told from noise.</param>
    public static string Of(Band band, SpaceTimeSplit split, Motion? motion)
    {
        if (split.Temporal.Length == 1)
            return "";
        var text = $", over time {band.Kind}{Where(band)}";
        if (motion is { } preferred)
            text += $", motion toward {(int)Math.Round(preferred.Direction) % 360}° at {Number(preferred.Speed)} px per frame (selectivity {Number(preferred.Selectivity)})";
        return split.Separability < Separable ? $"{text}, {Number(100 * split.Separability, "0")} % separable" : text;
    }

    private static string Where(Band band) => band.Kind switch
    {
        PassbandKind.Lowpass when band.Upper is { } upper => $" (−3 dB at {Number(upper)} cycles per frame)",
        PassbandKind.Highpass when band.Lower is { } lower => $" (−3 dB at {Number(lower)} cycles per frame)",
        PassbandKind.Bandpass => $" (peak at {Number(band.Peak)} cycles per frame)",
        _ => "",
    };

    private static string Number(double value, string format = "0.00") => value.ToString(format, CultureInfo.InvariantCulture);
}
