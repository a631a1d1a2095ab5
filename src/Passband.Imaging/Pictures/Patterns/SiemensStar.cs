namespace Passband.Imaging.Pictures.Patterns;

/// <summary>A Siemens star: spokes of equal angle, white ones centered on multiples of 360°/spokes from the right, in a circle that touches the sides.</summary>
internal static class SiemensStar
{
    /// <summary>
    /// The star. At a radius of r pixels its square wave has spokes/(2πr) cycles per pixel along the circle. Each pixel is the exact mean of the wave over one pixel's
    /// length of arc, so that the middle, where a pixel holds whole cycles, fades to gray; the rim is blended with the gray around over one pixel.
    /// </summary>
    public static Plane Draw(int size, int spokes)
    {
        var center = (size - 1) / 2.0;
        var radius = size / 2.0;
        return PlaneOf.Function(size, (x, y) =>
        {
            var r = Math.Sqrt((x - center) * (x - center) + (y - center) * (y - center));
            var inside = Math.Clamp(radius - r, 0, 1);
            if (inside == 0 || r == 0)
                return 0.5;
            var cycles = spokes * Math.Atan2(center - y, x - center) / (2 * Math.PI);
            var width = spokes / (2 * Math.PI * r);
            return 0.5 + inside * (Mean(cycles, width) - 0.5);
        });
    }

    /// <summary>The mean over a window of a square wave of period 1 that is 1 for a half period about each whole number and 0 between.</summary>
    internal static double Mean(double middle, double width) => (Integral(middle + width / 2) - Integral(middle - width / 2)) / width;

    private static double Integral(double t)
    {
        var whole = Math.Floor(t + 0.25);
        return 0.5 * whole + Math.Min(t + 0.25 - whole, 0.5);
    }
}
