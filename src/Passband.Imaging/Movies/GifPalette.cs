using System.Runtime.InteropServices;

namespace Passband.Imaging.Movies;

/// <summary>
/// The colors that a picture is drawn with where a file can hold only some of them. As many colors as there is room for are kept as they are; of more, the colors are split where their squared error
/// is largest (after Wu, "Efficient statistical computations for optimal color quantization", Graphics Gems II, 1991, on the colors themselves instead of a grid) and each part is shown as
/// its mean, which is then moved to where it serves best.
/// </summary>
internal sealed class GifPalette
{
    /// <summary>Colors that are told apart before they are split; a photograph with more is first rounded to six bits a channel.</summary>
    private const int MostCounted = 1 << 15;

    private const int Rounds = 3;

    private const uint SixBits = 0xFCFCFC;

    private readonly Dictionary<uint, byte> _entries = [];
    private readonly uint _mask;

    private GifPalette(Dictionary<uint, int> counts, int most)
    {
        _mask = counts.Count > MostCounted ? SixBits : 0xFFFFFF;
        var colors = counts.Count > MostCounted ? Rounded(counts) : [.. counts.Select(c => new Counted(c.Key, c.Value))];
        var parts = Split(colors, most);
        Colors = new Rgb[parts.Count];
        foreach (var (i, part) in parts.Index())
            Colors[i] = part.Mean;
        if (colors.Length > most)
            Refine(colors);
        foreach (var color in colors)
            _entries[color.Rgb] = (byte)Nearest(color);
    }

    /// <summary>The palette's colors, at least 1.</summary>
    public Rgb[] Colors { get; }

    /// <summary>Chooses the colors.</summary>
    /// <param name="counts">How often each color occurs; a color is its red, green and blue byte, red the lowest. At least one.</param>
    /// <param name="most">How many colors there is room for, 1 to 256.</param>
    public static GifPalette Of(Dictionary<uint, int> counts, int most) => new(counts, most);

    /// <summary>The entry that stands for a color that was counted.</summary>
    public byte this[uint color] => _entries[color & _mask];

    private static Counted[] Rounded(Dictionary<uint, int> counts)
    {
        var rounded = new Dictionary<uint, int>();
        foreach (var (color, count) in counts)
            CollectionsMarshal.GetValueRefOrAddDefault(rounded, color & SixBits, out _) += count;
        return [.. rounded.Select(c => new Counted(c.Key, c.Value))];
    }

    /// <summary>Moves each color of the palette to the mean of those that are nearest to it, a few times (Lloyd 1982).</summary>
    private void Refine(Counted[] colors)
    {
        var sums = new (double Weight, double R, double G, double B)[Colors.Length];
        for (var round = 0; round < Rounds; round++)
        {
            Array.Clear(sums);
            foreach (var color in colors)
            {
                ref var sum = ref sums[Nearest(color)];
                sum = (sum.Weight + color.Count, sum.R + (double)color.Count * color[0], sum.G + (double)color.Count * color[1], sum.B + (double)color.Count * color[2]);
            }
            for (var i = 0; i < sums.Length; i++)
            {
                if (sums[i] is { Weight: > 0 } sum)
                    Colors[i] = new Rgb((byte)Math.Round(sum.R / sum.Weight), (byte)Math.Round(sum.G / sum.Weight), (byte)Math.Round(sum.B / sum.Weight));
            }
        }
    }

    private int Nearest(Counted color)
    {
        var (best, least) = (0, int.MaxValue);
        var (r, g, b) = (color[0], color[1], color[2]);
        for (var i = 0; i < Colors.Length && least > 0; i++)
        {
            var (dr, dg, db) = (Colors[i].R - r, Colors[i].G - g, Colors[i].B - b);
            var distance = dr * dr + dg * dg + db * db;
            if (distance < least)
                (best, least) = (i, distance);
        }
        return best;
    }

    private static List<Part> Split(Counted[] colors, int most)
    {
        var parts = new List<Part> { Part.Of(colors, 0, colors.Length) };
        while (parts.Count < most)
        {
            var worst = 0;
            for (var i = 1; i < parts.Count; i++)
                worst = parts[i].Error > parts[worst].Error ? i : worst;
            var part = parts[worst];
            if (part.Length == 1 || part.Error <= 0)
                break;
            var middle = part.Start + Halve(colors.AsSpan(part.Start, part.Length), part);
            parts[worst] = Part.Of(colors, part.Start, middle - part.Start);
            parts.Add(Part.Of(colors, middle, part.Start + part.Length - middle));
        }
        return parts;
    }

    /// <summary>Puts the colors up to the mean along the axis of the largest error before the others; how many these are, from 1 to all but one.</summary>
    private static int Halve(Span<Counted> colors, Part part)
    {
        var axis = part.WorstAxis;
        var mean = part.MeanOf(axis);
        colors.Sort((a, b) => a[axis] != b[axis] ? a[axis].CompareTo(b[axis]) : a.Rgb.CompareTo(b.Rgb));
        var count = 0;
        while (colors[count][axis] <= mean)
            count++;
        return count;
    }

    private readonly record struct Counted(uint Rgb, int Count)
    {
        public int this[int axis] => (int)(Rgb >> (8 * axis)) & 0xFF;
    }

    /// <summary>Neighbors in the array of colors, with their weighted sums and squared errors by axis.</summary>
    private readonly record struct Part(int Start, int Length, double Weight, (double R, double G, double B) Sum, (double R, double G, double B) Errors)
    {
        public double Error => Errors.R + Errors.G + Errors.B;

        public int WorstAxis => Errors.G >= Errors.R && Errors.G >= Errors.B ? 1 : Errors.R >= Errors.B ? 0 : 2;

        /// <summary>A part of one color is that color exactly, as its sums are whole numbers far below 2⁵³.</summary>
        public Rgb Mean => new((byte)Math.Round(MeanOf(0)), (byte)Math.Round(MeanOf(1)), (byte)Math.Round(MeanOf(2)));

        public double MeanOf(int axis) => (axis == 0 ? Sum.R : axis == 1 ? Sum.G : Sum.B) / Weight;

        public static Part Of(Counted[] colors, int start, int length)
        {
            var (weight, r, g, b, rr, gg, bb) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
            foreach (var color in colors.AsSpan(start, length))
            {
                var (w, x, y, z) = ((double)color.Count, (double)color[0], (double)color[1], (double)color[2]);
                (weight, r, g, b) = (weight + w, r + w * x, g + w * y, b + w * z);
                (rr, gg, bb) = (rr + w * x * x, gg + w * y * y, bb + w * z * z);
            }
            return length == 1
                ? new Part(start, length, weight, (r, g, b), default)
                : new Part(start, length, weight, (r, g, b), (rr - r * r / weight, gg - g * g / weight, bb - b * b / weight));
        }
    }
}
