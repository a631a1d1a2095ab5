namespace Passband.Imaging;

/// <summary>
/// Colors by perceived lightness, chroma and hue in Björn Ottosson's Oklab space (2020): equal steps look equally large, which steps in sRGB do not.
/// </summary>
internal static class OkLch
{
    /// <summary>The nearest sRGB color; channels out of gamut are clipped.</summary>
    /// <param name="lightness">0 black to 1 white.</param>
    /// <param name="chroma">0 gray; sRGB reaches about 0.3.</param>
    /// <param name="hueDegrees">About 29 red, 110 yellow, 142 green, 195 cyan, 264 blue.</param>
    public static Rgb ToRgb(double lightness, double chroma, double hueDegrees)
    {
        var (sin, cos) = Math.SinCos(hueDegrees * Math.PI / 180);
        var (a, b) = (chroma * cos, chroma * sin);
        var l = Cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
        var m = Cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
        var s = Cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
        return new Rgb(
            Encode(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
            Encode(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
            Encode(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s));
    }

    /// <summary>Oklab's lightness of an sRGB color.</summary>
    public static double Lightness(Rgb color)
    {
        var (r, g, b) = (Decode(color.R), Decode(color.G), Decode(color.B));
        var l = Math.Cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
        var m = Math.Cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
        var s = Math.Cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
        return 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s;
    }

    private static double Cube(double x) => x * x * x;

    private static byte Encode(double linear)
    {
        var value = linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.Pow(linear, 1 / 2.4) - 0.055;
        return (byte)Math.Round(255 * Math.Clamp(value, 0, 1));
    }

    private static double Decode(byte value)
    {
        var v = value / 255.0;
        return v <= 0.04045 ? v / 12.92 : Math.Pow((v + 0.055) / 1.055, 2.4);
    }
}
