using System.Collections.Immutable;

namespace Passband.Imaging.Pictures.Patterns;

/// <summary>
/// The hues of the HSV hexcone (Smith 1978) around a circle: red to the right, then counter-clockwise yellow 60°, green 120°, cyan 180°, blue 240°, magenta 300°. Saturation
/// is the distance to the middle in parts of the radius, value 1. Around it is middle gray, blended over the rim's one pixel.
/// </summary>
internal static class ColorWheel
{
    public static ImmutableArray<Plane> Draw(int size)
    {
        var center = (size - 1) / 2.0;
        var radius = size / 2.0;
        // Each primary is full for 60° to both sides of its own hue and falls to nothing over the next 60°.
        return [.. new[] { 0.0, 120, 240 }.Select(own => PlaneOf.Function(size, (x, y) =>
        {
            var r = Math.Sqrt((x - center) * (x - center) + (y - center) * (y - center));
            var hue = Math.Atan2(center - y, x - center) * 180 / Math.PI;
            var away = Math.Abs(Math.IEEERemainder(hue - own, 360));
            var pure = Math.Clamp(2 - away / 60, 0, 1);
            var color = 1 - Math.Min(r / radius, 1) * (1 - pure);
            return 0.5 + Math.Clamp(radius - r, 0, 1) * (color - 0.5);
        }))];
    }
}
