using Passband.Imaging.Pictures.Patterns;

namespace Passband.Imaging.Pictures;

/// <summary>
/// A zone plate: ½ + ½ cos(π·F·r²/R), with r the distance to the middle in pixels and R = size/2 the radius of its circle. The phase is 2π·F·r²/(2R), so that the local
/// frequency, its derivative along the radius, is F·r/R cycles per pixel: none in the middle, F at the circle. It points along the radius. Outside the circle, where the
/// frequency would pass F, all samples are ½.
/// </summary>
public sealed record ZonePlate
{
    /// <summary>Describes a zone plate.</summary>
    /// <param name="size">Pixels on a side, at least 8.</param>
    /// <param name="maxFrequency">The frequency at the circle in cycles per pixel, above 0 to 0.5; no more, so that nothing is aliased.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public ZonePlate(int size, double maxFrequency = 0.5)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 8);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxFrequency);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxFrequency, 0.5);
        (Size, MaxFrequency) = (size, maxFrequency);
    }

    /// <summary>Pixels on a side.</summary>
    public int Size { get; }

    /// <summary>The frequency at the circle, in cycles per pixel.</summary>
    public double MaxFrequency { get; }

    /// <summary>The circle's radius in pixels.</summary>
    public double Radius => Size / 2.0;

    /// <summary>Where the middle is, in pixels from the center of the upper left one, in x and y alike: between pixels when the size is even.</summary>
    public double Center => (Size - 1) / 2.0;

    /// <summary>The local frequency at a place in cycles per pixel; 0 outside the circle, where nothing oscillates.</summary>
    /// <param name="x">Pixels to the right.</param>
    /// <param name="y">Pixels downward.</param>
    public double FrequencyAt(double x, double y)
    {
        var r = Math.Sqrt((x - Center) * (x - Center) + (y - Center) * (y - Center));
        return r <= Radius ? MaxFrequency * r / Radius : 0;
    }

    /// <summary>How far from the middle a frequency lies, in pixels.</summary>
    /// <param name="frequency">0 to <see cref="MaxFrequency"/>, in cycles per pixel.</param>
    /// <exception cref="ArgumentOutOfRangeException">The frequency is not in the picture.</exception>
    public double RadiusOf(double frequency)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frequency);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(frequency, MaxFrequency);
        return Radius * frequency / MaxFrequency;
    }

    /// <summary>The wavevector at a place: degrees counter-clockwise from the right as seen on screen, 0 to 180.</summary>
    /// <param name="x">Pixels to the right.</param>
    /// <param name="y">Pixels downward.</param>
    public double WavevectorAt(double x, double y)
    {
        var degrees = Math.Atan2(Center - y, x - Center) * 180 / Math.PI;
        return (degrees + 360) % 180;
    }

    /// <summary>The plane, [size, size].</summary>
    public Plane Draw() => PlaneOf.Function(Size, (x, y) =>
    {
        var square = (x - Center) * (x - Center) + (y - Center) * (y - Center);
        return square <= Radius * Radius ? 0.5 + 0.5 * Math.Cos(Math.PI * MaxFrequency * square / Radius) : 0.5;
    });
}
