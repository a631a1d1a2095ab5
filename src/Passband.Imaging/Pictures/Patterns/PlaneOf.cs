namespace Passband.Imaging.Pictures.Patterns;

/// <summary>Planes from formulas.</summary>
internal static class PlaneOf
{
    /// <summary>A square plane of a function of the pixel's place: x to the right, y downward.</summary>
    public static Plane Function(int size, Func<int, int, double> value)
    {
        var samples = new float[size * size];
        // Each sample stands alone, so the result does not depend on who computes it.
        Parallel.For(0, size, y =>
        {
            for (var x = 0; x < size; x++)
                samples[y * size + x] = (float)value(x, y);
        });
        return new Plane(size, size, samples);
    }

    /// <summary>A direction as a step on the screen: degrees counter-clockwise from the right; y runs downward. Multiples of 90° are exact.</summary>
    public static (double X, double Y) Direction(double degrees) => (degrees % 360) switch
    {
        0 => (1, 0),
        90 => (0, -1),
        180 => (-1, 0),
        270 => (0, 1),
        var other => (Math.Cos(other * Math.PI / 180), -Math.Sin(other * Math.PI / 180)),
    };
}
