using Passband.Kernels;

namespace Passband.Datasets;

/// <summary>
/// Two parts, one of them of the hue that is the class, the other gray: a disk on a ground or the two sides of a straight edge, either way round. How light each part is (luma, ITU-R
/// BT.601: 0.299, 0.587, 0.114) and how far the colored one is from gray are drawn without regard to the hue, so that a picture without its color does not tell the class.
/// </summary>
internal sealed class ColorPictures(GeneratedOptions options, bool heldOut)
    : GeneratedPictures(GeneratedKind.Colors, options, heldOut, 3, ["red", "yellow", "green", "blue"], (0.1, 0.1))
{
    private const double DarkestLuma = 0.35, LightestLuma = 0.65, WeakestChroma = 0.1, StrongestChroma = 0.3;

    /// <summary>How red, green and blue differ from a gray of the same luma, for one step of chroma: unit vectors without luma.</summary>
    private static readonly (double Red, double Green, double Blue)[] Hues = [Hue(1, 0, 0), Hue(1, 1, 0), Hue(0, 1, 0), Hue(0, 0, 1)];

    private protected override void Paint(int label, ref GaussianRandom random, Span<float> pixels)
    {
        var (ground, part) = (Between(ref random, DarkestLuma, LightestLuma), Between(ref random, DarkestLuma, LightestLuma));
        var chroma = Between(ref random, WeakestChroma, StrongestChroma);
        var disk = Toss(ref random);
        var coloredGround = Toss(ref random);
        var (sin, cos) = Math.SinCos(2 * Math.PI * random.NextUniform());
        var middle = (Size - 1) / 2.0;
        // A disk of a random radius near the middle, or an edge that passes near it.
        var (centerX, centerY) = (middle + Between(ref random, -0.25, 0.25) * Size, middle + Between(ref random, -0.25, 0.25) * Size);
        var radius = Between(ref random, 0.15, 0.4) * Size;
        var area = Size * Size;
        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
            {
                var (dx, dy) = (x - centerX, y - centerY);
                var inside = disk ? radius - Math.Sqrt(dx * dx + dy * dy) : dx * cos + dy * sin;
                var cover = Math.Clamp(inside + 0.5, 0, 1);
                var luma = ground + cover * (part - ground);
                var color = chroma * (coloredGround ? 1 - cover : cover);
                var at = y * Size + x;
                pixels[at] = (float)(luma + color * Hues[label].Red);
                pixels[area + at] = (float)(luma + color * Hues[label].Green);
                pixels[2 * area + at] = (float)(luma + color * Hues[label].Blue);
            }
        }
    }

    private static (double Red, double Green, double Blue) Hue(double red, double green, double blue)
    {
        var luma = 0.299 * red + 0.587 * green + 0.114 * blue;
        var (r, g, b) = (red - luma, green - luma, blue - luma);
        var length = Math.Sqrt(r * r + g * g + b * b);
        return (r / length, g / length, b / length);
    }
}
