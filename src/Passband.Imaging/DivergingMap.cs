namespace Passband.Imaging;

/// <summary>
/// Blue for negative, near-white for zero, red for positive. Both arms darken in equal perceived steps, so equal magnitudes look equally strong whatever
/// their sign, and blue against red stays apart in every common kind of color blindness. Zero, and only zero within 1/255, is <see cref="Zero"/>.
/// </summary>
public static class DivergingMap
{
    private const int Steps = 255;
    private const double ZeroLightness = 0.97;
    private const double EndLightness = 0.36;
    private const double Chroma = 0.145;
    private const double BlueHue = 256;
    private const double RedHue = 27;

    private static readonly Rgb[] Blues = Arm(BlueHue);
    private static readonly Rgb[] Reds = Arm(RedHue);

    /// <summary>The color of zero.</summary>
    public static Rgb Zero => Reds[0];

    /// <summary>The color of a value.</summary>
    /// <param name="value">−1 (bluest) to 1 (reddest); values beyond are clipped, NaN is shown as zero.</param>
    public static Rgb At(double value)
    {
        if (double.IsNaN(value))
            return Zero;
        var step = (int)Math.Round(Math.Min(Math.Abs(value), 1) * Steps);
        return value < 0 ? Blues[step] : Reds[step];
    }

    private static Rgb[] Arm(double hue)
    {
        var colors = new Rgb[Steps + 1];
        for (var i = 0; i <= Steps; i++)
        {
            var t = i / (double)Steps;
            // Chroma rises fast and then levels off: small weights show their sign early, and the dark end stays within sRGB.
            colors[i] = OkLch.ToRgb(ZeroLightness + (EndLightness - ZeroLightness) * t, Chroma * t * (2 - t), hue);
        }
        return colors;
    }
}
