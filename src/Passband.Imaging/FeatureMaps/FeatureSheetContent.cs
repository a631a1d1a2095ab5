using System.Collections.Immutable;
using Passband.Imaging.Pictures;

namespace Passband.Imaging.FeatureMaps;

/// <summary>One map on a sheet.</summary>
/// <param name="Map">Its values, in the network's own units.</param>
/// <param name="Label">What stands under it: number, and the filter's name where it has one. Shown as it is; text of a file must have gone through Printable.</param>
public sealed record FeatureTile(Plane Map, string Label);

/// <summary>Maps that share a heading and a scale: those of one picture at one stage.</summary>
/// <param name="Heading">What they are, e.g. "after Relu".</param>
/// <param name="Picture">The picture that they were made from, shown as the first tile; null for none.</param>
/// <param name="Tiles">The maps, all of one size.</param>
public sealed record FeatureSection(string Heading, Picture? Picture, ImmutableArray<FeatureTile> Tiles)
{
    /// <summary>Values beyond this share of all |v| are drawn in the strongest color, so that a single bright pixel does not make everything else pale.</summary>
    internal const double ScaleQuantile = 0.999;

    /// <summary>Whether any value is negative, so that zero must stand in the middle of the colors.</summary>
    public bool IsSigned { get; } = Tiles.Any(t => t.Map.Samples.ContainsAnyInRange(float.NegativeInfinity, -float.Epsilon));

    /// <summary>The |v| that is drawn in the strongest color: the 99.9th percentile over all maps, or over one.</summary>
    /// <param name="tiles">The maps; not constant zero, else the scale is 1.</param>
    internal static double ScaleOf(IEnumerable<FeatureTile> tiles)
    {
        var magnitudes = tiles.SelectMany(t => t.Map.Memory.ToArray()).Select(Math.Abs).Where(float.IsFinite).ToArray();
        if (magnitudes.Length == 0)
            return 1;
        Array.Sort(magnitudes);
        var scale = magnitudes[(int)Math.Round((magnitudes.Length - 1) * ScaleQuantile)];
        // Where nearly all is zero the percentile is zero as well.
        return scale > 0 ? scale : magnitudes[^1] > 0 ? magnitudes[^1] : 1;
    }
}

/// <summary>How a sheet of maps looks.</summary>
public sealed record FeatureSheetOptions
{
    /// <summary>The defaults.</summary>
    public static FeatureSheetOptions Default { get; } = new();

    /// <summary>Tiles in a row; null to choose.</summary>
    public int? Columns { get; init; }

    /// <summary>About how many pixels the longer side of a map takes; small maps are enlarged by whole factors, large ones averaged over whole blocks.</summary>
    public int Cell { get; init; } = 160;

    /// <summary>Whether each map has a scale of its own rather than that of its section.</summary>
    public bool OwnScale { get; init; }

    /// <summary>Light on dark rather than dark on light.</summary>
    public bool Dark { get; init; }

    /// <summary>The most maps that are drawn of a section; the sheet says how many it leaves out.</summary>
    public int MaxMaps { get; init; } = 256;
}
