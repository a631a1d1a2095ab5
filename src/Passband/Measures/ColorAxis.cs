namespace Passband.Measures;

/// <summary>The named axes of color space, and what a color direction (a unit vector in red, green, blue) is nearest to.</summary>
internal static class ColorAxis
{
    /// <summary>From here on up, luminance dominates: the filter is achromatic.</summary>
    public const double AchromaticLuminance = 0.75;

    /// <summary>Below this share of luminance, a direction with both signs compares colors: it is opponent.</summary>
    public const double OpponentLuminance = 0.25;

    /// <summary>Below this share of energy in one color direction there is no axis to name.</summary>
    public const double MulticolorRank1 = 0.6;

    /// <summary>
    /// The four axes of Rafegas and Vanrell 2018, and red–green, which lies halfway between red–cyan and green–magenta (30° from each) and is what vision
    /// science calls an opponent pair. The first color of each name is the positive end.
    /// </summary>
    private static readonly (string Name, double Red, double Green, double Blue)[] Axes =
    [
        ("black–white", 1, 1, 1), ("red–cyan", 2, -1, -1), ("green–magenta", -1, 2, -1), ("blue–yellow", -1, -1, 2), ("red–green", 1, -1, 0),
    ];

    /// <summary>Every 60° of the color circle, from red.</summary>
    private static readonly string[] Hues = ["red", "yellow", "green", "cyan", "blue", "magenta"];

    /// <summary>Share of the direction's energy along (1, 1, 1)/√3.</summary>
    public static double Luminance(double red, double green, double blue) => (red + green + blue) * (red + green + blue) / 3;

    /// <summary>"achromatic", "opponent", "colored" or "multicolor".</summary>
    public static string Kind(double red, double green, double blue, double rank1)
    {
        if (rank1 < MulticolorRank1)
            return "multicolor";
        var luminance = Luminance(red, green, blue);
        if (luminance >= AchromaticLuminance)
            return "achromatic";
        var bothSigns = Math.Min(red, Math.Min(green, blue)) < 0 && Math.Max(red, Math.Max(green, blue)) > 0;
        return bothSigns && luminance < OpponentLuminance ? "opponent" : "colored";
    }

    /// <summary>The nearest axis, its angle to the direction in degrees (0 to 90), and the sign that points the direction to the axis' positive end.</summary>
    public static (string Name, double Angle, int Sign) Nearest(double red, double green, double blue)
    {
        var best = (Name: "", Cosine: 0.0);
        foreach (var axis in Axes)
        {
            var length = Math.Sqrt(axis.Red * axis.Red + axis.Green * axis.Green + axis.Blue * axis.Blue);
            var cosine = (axis.Red * red + axis.Green * green + axis.Blue * blue) / length;
            // A rounding error must not decide between axes at equal angles: the first listed wins.
            if (Math.Abs(cosine) > Math.Abs(best.Cosine) + 1e-9)
                best = (axis.Name, cosine);
        }
        return (best.Name, Math.Acos(Math.Min(1, Math.Abs(best.Cosine))) * 180 / Math.PI, best.Cosine < 0 ? -1 : 1);
    }

    /// <summary>
    /// The color that is left of a direction without its luminance: "red", "yellow", "green", "cyan", "blue" or "magenta", whichever is nearest by its angle on the color
    /// circle. A direction without color is none of them; what comes out for gray is arbitrary.
    /// </summary>
    public static string Hue(double red, double green, double blue)
    {
        var sixths = (int)Math.Round(Math.Atan2(Math.Sqrt(3) * (green - blue), 2 * red - green - blue) * 3 / Math.PI);
        return Hues[(sixths + Hues.Length) % Hues.Length];
    }

    /// <summary>
    /// An SVD leaves the sign of a color direction open. It is chosen so that the direction points to the positive end of its nearest axis (white, red,
    /// green, blue): negating a filter then flips its profile and leaves its color.
    /// </summary>
    public static int PreferredSign(double red, double green, double blue) => Nearest(red, green, blue).Sign;
}
