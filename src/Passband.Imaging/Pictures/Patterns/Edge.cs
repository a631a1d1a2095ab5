namespace Passband.Imaging.Pictures.Patterns;

/// <summary>Straight edges through the middle, each pixel the exact share of it that is bright.</summary>
internal static class Edge
{
    /// <summary>An edge whose bright side lies toward a direction.</summary>
    /// <param name="size">Pixels on a side.</param>
    /// <param name="direction">Where brightness increases, in degrees counter-clockwise from the right.</param>
    /// <param name="contrast">Michelson's contrast about a mean of one half: dark is (1 − contrast)/2, bright (1 + contrast)/2.</param>
    public static Plane Draw(int size, double direction, double contrast)
    {
        var (dx, dy) = PlaneOf.Direction(direction);
        var center = (size - 1) / 2.0;
        return PlaneOf.Function(size, (x, y) => 0.5 + contrast * (Coverage((x - center) * dx + (y - center) * dy, Math.Abs(dx), Math.Abs(dy)) - 0.5));
    }

    /// <summary>Black to the left, white from column size/2 (rounded down) on.</summary>
    public static Plane Step(int size) => PlaneOf.Function(size, (x, _) => x < size / 2 ? 0 : 1);

    /// <summary>
    /// The share of a unit pixel on the bright side of a line: the distance of points of the square to the line is distributed as the sum of two uniform variables of widths
    /// <paramref name="a"/> and <paramref name="b"/>, whose distribution function this is.
    /// </summary>
    /// <param name="distance">From the line to the pixel's center, positive on the bright side.</param>
    /// <param name="a">|cos| of the line's normal.</param>
    /// <param name="b">|sin| of it.</param>
    internal static double Coverage(double distance, double a, double b)
    {
        // Where one width vanishes, the quotient below would lose all digits.
        if (Math.Min(a, b) < 1e-6)
            return Math.Clamp(distance / Math.Max(a, b) + 0.5, 0, 1);
        double Ramp(double t) => t > 0 ? t * t : 0;
        var area = Ramp(distance + (a + b) / 2) - Ramp(distance + (a - b) / 2) - Ramp(distance + (b - a) / 2) + Ramp(distance - (a + b) / 2);
        return Math.Clamp(area / (2 * a * b), 0, 1);
    }
}
