using System.Globalization;
using Passband.Measures;

namespace Passband.Naming;

/// <summary>Says what a layer of single taps does with the colors of a picture.</summary>
internal static class ColorMatrixWording
{
    /// <summary>A direction with less of the energy than this is dropped: it is 20 dB below the whole.</summary>
    private const double Dropped = 0.01;

    /// <summary>Gains closer than this ratio (0.4 dB) are equal: their directions are then any three at right angles, and no axis of them means anything.</summary>
    private const double EqualGains = 0.95;

    /// <summary>A direction this near to an axis (degrees) is called by its name alone: no more than a fifth of its length lies elsewhere.</summary>
    private const double SameDirection = 12;

    /// <summary>The smallest weight of a brightness over its largest: blue has 0.09 of green in the standard for ultra-high definition (Rec. 2020), the least of all.</summary>
    private const double SmallestOfBrightness = 0.05;

    /// <summary>The phrase.</summary>
    /// <param name="matrix">The decomposition.</param>
    /// <param name="outputs">Channels that the layer makes.</param>
    public static string Of(ColorMatrix matrix, int outputs)
    {
        var kept = Enumerable.Range(0, 3).Where(i => matrix.Share(i) >= Dropped).ToList();
        if (kept.Count == 1)
            return Single(matrix);
        if (matrix.SingularValues[2] >= EqualGains * matrix.SingularValues[0])
        {
            return matrix.Determinant switch
            {
                1 => "a rotation of color space: all directions keep their length",
                -1 => "a rotation of color space with a mirror (as exchanging two channels is): all directions keep their length",
                _ => $"keeps all colors alike, spread over {outputs} channels",
            };
        }
        var parts = kept.ConvertAll(i => $"{Axis(matrix, i)} ({Number(100 * matrix.Share(i))} %)");
        var text = $"{string.Join(", ", parts.SkipLast(1))} and {parts[^1]}";
        return kept.Count == 2 ? $"{text}; drops {Axis(matrix, 2)}" : text;
    }

    /// <summary>One direction is left: a brightness weighs all three colors with one sign.</summary>
    private static string Single(ColorMatrix matrix)
    {
        var direction = matrix.Directions[0];
        if (direction.Min() < SmallestOfBrightness * direction.Max())
            return $"keeps one color direction: {Axis(matrix, 0)}";
        var weights = direction.Select(v => (v / direction.Sum()).ToString("0.00", CultureInfo.InvariantCulture));
        return $"drops color: only brightness is left (red, green and blue weigh {string.Join(", ", weights)})";
    }

    private static string Axis(ColorMatrix matrix, int direction)
    {
        var (name, angle, _) = ColorAxis.Nearest(matrix.Directions[direction][0], matrix.Directions[direction][1], matrix.Directions[direction][2]);
        var axis = name == "black–white" ? "luminance" : name;
        return angle <= SameDirection ? axis : $"near {axis}, {Number(angle)}° off";
    }

    private static string Number(double value) => value.ToString("0", CultureInfo.InvariantCulture);
}
