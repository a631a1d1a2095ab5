namespace Passband.Measures;

/// <summary>Angles in degrees, counter-clockwise as seen on screen: 0 right, 90 up.</summary>
public static class Angles
{
    /// <summary>An axis (a direction without a sign) in [0, 180).</summary>
    public static double Axial(double degrees) => Wrap(degrees, 180);

    /// <summary>A direction in [0, 360).</summary>
    public static double Full(double degrees) => Wrap(degrees, 360);

    /// <summary>How far two axes are apart, 0 to 90 degrees.</summary>
    public static double AxialDistance(double a, double b)
    {
        var difference = Axial(a - b);
        return Math.Min(difference, 180 - difference);
    }

    /// <summary>How far two directions are apart, 0 to 180 degrees.</summary>
    public static double Distance(double a, double b)
    {
        var difference = Full(a - b);
        return Math.Min(difference, 360 - difference);
    }

    private static double Wrap(double degrees, double period)
    {
        var wrapped = degrees - period * Math.Floor(degrees / period);
        // Rounding can turn a tiny negative angle into the whole period.
        return wrapped >= period ? 0 : wrapped;
    }
}
