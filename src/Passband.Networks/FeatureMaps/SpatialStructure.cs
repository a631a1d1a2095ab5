using System.Collections.Immutable;

namespace Passband.Networks.FeatureMaps;

/// <summary>Which chance a map's structure is held against.</summary>
public enum ChanceKind
{
    /// <summary>The same layer on the same pictures with their pixels permuted, all channels of a pixel together: structure that the filter alone makes.</summary>
    ShuffledPixels,

    /// <summary>The same pictures through the same layer with its weights redrawn from one normal distribution of mean 0 and the layer's own root mean square: structure that any filter shows.</summary>
    RedrawnWeights,
}

/// <summary>Spatial autocorrelation of a map against one kind of chance.</summary>
/// <param name="Mean">Mean of Moran's I over the draws; null when no draw gave a number.</param>
/// <param name="Deviation">Its standard deviation over the draws (n − 1); null below two draws.</param>
/// <param name="RankP">(1 + draws at least as large) / (1 + draws), one-sided; null for a constant map.</param>
/// <param name="PooledP">The rank among the standardized draws of all maps of the layer (docs/features.md); null like <paramref name="RankP"/>.</param>
/// <param name="Q">q-value of Benjamini and Hochberg (1995) of <paramref name="PooledP"/> within the layer; null like it.</param>
public sealed record MapAgainstChance(double? Mean, double? Deviation, double? RankP, double? PooledP, double? Q)
{
    /// <summary>The share of false discoveries among maps that are said to lie beyond chance.</summary>
    public const double LargestQ = 0.05;

    /// <summary>Whether the map's structure lies beyond this chance: q ≤ 0.05.</summary>
    public bool IsBeyond => Q <= LargestQ;
}

/// <summary>How the maps of a layer compare with one kind of chance.</summary>
/// <param name="Kind">Which chance.</param>
/// <param name="Draws">Draws that were made.</param>
/// <param name="Maps">Each map's comparison.</param>
public sealed record LayerAgainstChance(ChanceKind Kind, int Draws, ImmutableArray<MapAgainstChance> Maps)
{
    /// <summary>Maps that could be compared: those that are not constant.</summary>
    public int Compared => Maps.Count(m => m.Q is not null);

    /// <summary>Maps whose structure lies beyond chance.</summary>
    public int Beyond => Maps.Count(m => m.IsBeyond);

    /// <summary>The finding as a sentence.</summary>
    public string Sentence
    {
        get
        {
            var than = Kind == ChanceKind.ShuffledPixels
                ? "the same filters give on the pictures with their pixels shuffled"
                : "filters with redrawn weights give on the same pictures";
            if (Compared == 0)
                return "No map varies, so none can be held against chance.";
            var maps = Compared == 1 ? "The one map that varies has" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Beyond} of {Compared} maps have");
            return Compared == 1
                ? $"{maps} {(Beyond == 1 ? "more" : "no more")} spatial structure than {than} (q ≤ 0.05, {Draws} draws)."
                : $"{maps} more spatial structure than {than} (q ≤ 0.05, {Draws} draws).";
        }
    }
}
