namespace Passband.Imaging;

/// <summary>From dark violet for 0 over green to light yellow for 1, in equal steps of perceived lightness: for magnitudes such as |H|.</summary>
public static class SequentialMap
{
    private const int Steps = 255;

    private static readonly Rgb[] Colors = [.. Enumerable.Range(0, Steps + 1).Select(i => Color(i / (double)Steps))];

    /// <summary>The color of a value from 0 to 1; values beyond are clipped, NaN is shown as 0.</summary>
    public static Rgb At(double value) => Colors[double.IsNaN(value) ? 0 : (int)Math.Round(Math.Clamp(value, 0, 1) * Steps)];

    private static Rgb Color(double t) => OkLch.ToRgb(0.23 + 0.71 * t, 0.10 + 0.06 * t, 305 - 200 * t);
}
