using Passband.Imaging;

namespace Passband.Cli.Terminal.Graphics;

/// <summary>
/// The color registers of a sixel picture. Sixels give each channel in percent; pictures that use no more such colors than there are registers keep all of
/// them, others get the means of boxes split at their mean along the channel of the largest variance, and each color goes to the nearest.
/// </summary>
internal sealed class SixelPalette
{
    /// <summary>One of so many registers is kept for the commonest colors as they are: surroundings, text and zero must not take a tint.</summary>
    private const int RegistersPerKept = 16;

    private readonly Dictionary<Percent, int> _registers = [];

    private SixelPalette(Percent[] colors) => Colors = colors;

    /// <summary>A color with each channel from 0 to 100.</summary>
    internal readonly record struct Percent(int R, int G, int B)
    {
        public static Percent Of(Rgb color) => new(Rounded(color.R), Rounded(color.G), Rounded(color.B));

        public int Channel(int channel) => channel switch { 0 => R, 1 => G, _ => B };

        public int Distance(Percent other)
        {
            var (r, g, b) = (R - other.R, G - other.G, B - other.B);
            return r * r + g * g + b * b;
        }

        private static int Rounded(byte value) => (value * 100 + 127) / 255;
    }

    private readonly record struct Counted(Percent Color, int Count);

    /// <summary>Colors that share a register so far, with the largest sum of squared deviations of a channel.</summary>
    private sealed record Box(Counted[] Colors, double Variance, int Channel)
    {
        public static Box Of(Counted[] colors) => Enumerable.Range(0, 3).Select(channel =>
        {
            var mean = Mean(colors, channel);
            return new Box(colors, colors.Sum(c => c.Count * (c.Color.Channel(channel) - mean) * (c.Color.Channel(channel) - mean)), channel);
        }).MaxBy(b => b.Variance)!;
    }

    /// <summary>The color of each register.</summary>
    public IReadOnlyList<Percent> Colors { get; }

    /// <summary>The register of a color that was counted.</summary>
    public int this[Rgb color] => _registers[Percent.Of(color)];

    /// <summary>Chooses the registers.</summary>
    /// <param name="colors">The picture's opaque pixels.</param>
    /// <param name="registers">The most registers, at least 3.</param>
    /// <param name="first">The color of register 0 whether it occurs or not; null for any.</param>
    public static SixelPalette Of(IEnumerable<Rgb> colors, int registers, Rgb? first)
    {
        var counts = new Dictionary<Percent, int>();
        foreach (var color in colors)
        {
            var percent = Percent.Of(color);
            counts[percent] = counts.GetValueOrDefault(percent) + 1;
        }
        var all = counts.Select(c => new Counted(c.Key, c.Value)).OrderByDescending(c => c.Count)
            .ThenBy(c => c.Color.R).ThenBy(c => c.Color.G).ThenBy(c => c.Color.B).ToArray();
        Percent[] fixedColors = first is { } color0 ? [Percent.Of(color0)] : [];
        var left = registers - fixedColors.Length;
        var palette = new SixelPalette([.. fixedColors, .. all.Length <= left ? all.Select(c => c.Color) : Reduced(all, left)]);
        foreach (var color in all)
            palette._registers[color.Color] = palette.Nearest(color.Color);
        return palette;
    }

    private static Percent[] Reduced(Counted[] all, int registers)
    {
        var kept = registers / RegistersPerKept;
        var boxes = new List<Box> { Box.Of(all[kept..]) };
        while (boxes.Count < registers - kept)
        {
            var widest = boxes.MaxBy(b => b.Variance)!;
            if (widest.Variance == 0)
                break;
            var mean = Mean(widest.Colors, widest.Channel);
            boxes.Remove(widest);
            boxes.Add(Box.Of([.. widest.Colors.Where(c => c.Color.Channel(widest.Channel) <= mean)]));
            boxes.Add(Box.Of([.. widest.Colors.Where(c => c.Color.Channel(widest.Channel) > mean)]));
        }
        return [.. all.Take(kept).Select(c => c.Color), .. boxes.Select(b => new Percent(Whole(b.Colors, 0), Whole(b.Colors, 1), Whole(b.Colors, 2)))];
    }

    private static int Whole(Counted[] box, int channel) => (int)Math.Round(Mean(box, channel));

    private static double Mean(Counted[] box, int channel) => box.Sum(c => (double)c.Count * c.Color.Channel(channel)) / box.Sum(c => (double)c.Count);

    private int Nearest(Percent color)
    {
        var best = 0;
        for (var i = 1; i < Colors.Count; i++)
        {
            if (color.Distance(Colors[i]) < color.Distance(Colors[best]))
                best = i;
        }
        return best;
    }
}
