namespace Passband.Imaging.Pictures.Patterns;

/// <summary>Pictures of one line of arithmetic.</summary>
internal static class Simple
{
    /// <summary>Straight growth from 0 at the pixel that lies farthest back from a direction (degrees counter-clockwise from the right) to 1 at the farthest forward.</summary>
    public static Plane Ramp(int size, double direction)
    {
        var (dx, dy) = PlaneOf.Direction(direction);
        var center = (size - 1) / 2.0;
        var length = (size - 1) * (Math.Abs(dx) + Math.Abs(dy));
        return PlaneOf.Function(size, (x, y) => Math.Clamp(0.5 + ((x - center) * dx + (y - center) * dy) / length, 0, 1));
    }

    /// <summary>1 at column and row size/2 (rounded down), 0 elsewhere.</summary>
    public static Plane Impulse(int size) => PlaneOf.Function(size, (x, y) => x == size / 2 && y == size / 2 ? 1 : 0);

    /// <summary>½ + ½·contrast·cos(2πf·s + phase), with s the distance in pixels from the picture's middle along the wavevector.</summary>
    /// <param name="size">Pixels on a side.</param>
    /// <param name="frequency">Cycles per pixel, 0 to 0.5.</param>
    /// <param name="wavevector">The direction across the stripes, degrees counter-clockwise from the right.</param>
    /// <param name="phase">Degrees; 0 puts a crest through the middle.</param>
    /// <param name="contrast">Michelson's contrast, 0 to 1.</param>
    public static Plane Grating(int size, double frequency, double wavevector, double phase, double contrast)
    {
        var (dx, dy) = PlaneOf.Direction(wavevector);
        var center = (size - 1) / 2.0;
        return PlaneOf.Function(size, (x, y) =>
            0.5 + 0.5 * contrast * Math.Cos(2 * Math.PI * frequency * ((x - center) * dx + (y - center) * dy) + phase * Math.PI / 180));
    }
}
