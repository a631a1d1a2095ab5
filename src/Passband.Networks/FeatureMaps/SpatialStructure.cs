using System.Collections.Immutable;
using System.Globalization;

namespace Passband.Networks.FeatureMaps;

/// <summary>Which chance a map's structure is held against.</summary>
public enum ChanceKind
{
    /// <summary>The same layer on the same pictures with their pixels permuted, all channels of a pixel together: what the filter alone makes of neighbors.</summary>
    ShuffledPixels,

    /// <summary>The same pictures through the same layer with its weights redrawn from one normal distribution of mean 0 and the layer's own root mean square: what any filter shows.</summary>
    RedrawnWeights,
}

/// <summary>On which side of chance a map lies.</summary>
public enum ChanceSide
{
    /// <summary>On neither: it cannot be told from chance, or not be compared.</summary>
    Within,

    /// <summary>Neighboring values are more alike than chance makes them: a larger Moran's I, more power at low frequencies.</summary>
    Smoother,

    /// <summary>Neighboring values are less alike than chance makes them: a smaller Moran's I, more power at high frequencies.</summary>
    Sharper,
}

/// <summary>Spatial autocorrelation of a map against one kind of chance.</summary>
/// <param name="Moran">The map's Moran's I; null for a constant map.</param>
/// <param name="Mean">Mean of Moran's I over the draws; null when no draw gave a number.</param>
/// <param name="Deviation">Its standard deviation over the draws (n − 1); null below two draws.</param>
/// <param name="RankP">Twice the smaller of the two ranks (1 + draws at least as large, or at most as large) / (1 + draws), at most 1; null for a constant map.</param>
/// <param name="PooledP">The same among the standardized draws of all maps of the layer (docs/features.md); null like <paramref name="RankP"/>.</param>
/// <param name="Q">q-value of Benjamini and Hochberg (1995) of <paramref name="PooledP"/> within the layer; null like it.</param>
public sealed record MapAgainstChance(double? Moran, double? Mean, double? Deviation, double? RankP, double? PooledP, double? Q)
{
    /// <summary>The share of false discoveries among maps that are said to differ from chance.</summary>
    public const double LargestQ = 0.05;

    /// <summary>On which side of this chance the map lies, where q ≤ 0.05.</summary>
    public ChanceSide Side => !(Q <= LargestQ) ? ChanceSide.Within : Moran >= Mean ? ChanceSide.Smoother : ChanceSide.Sharper;
}

/// <summary>How the maps of a layer compare with one kind of chance.</summary>
/// <param name="Kind">Which chance.</param>
/// <param name="Draws">Draws that were made.</param>
/// <param name="Maps">Each map's comparison.</param>
public sealed record LayerAgainstChance(ChanceKind Kind, int Draws, ImmutableArray<MapAgainstChance> Maps)
{
    /// <summary>What the words of <see cref="Sentence"/> mean.</summary>
    public const string Meaning = "Smoother: neighboring values are more alike (larger Moran's I, lower frequencies); sharper: less alike (higher frequencies).";

    /// <summary>Maps that could be compared: those that are not constant.</summary>
    public int Compared => Maps.Count(m => m.Q is not null);

    /// <summary>Maps that are smoother than chance.</summary>
    public int Smoother => Maps.Count(m => m.Side == ChanceSide.Smoother);

    /// <summary>Maps that are sharper than chance.</summary>
    public int Sharper => Maps.Count(m => m.Side == ChanceSide.Sharper);

    /// <summary>Whether the draws can tell any map from chance, even if all of them lay beyond every draw. One or two are not pooled.</summary>
    public bool IsTelling => 2.0 / (1 + (Draws > 2 ? Draws * Compared : Draws)) <= MapAgainstChance.LargestQ;

    /// <summary>The finding as a sentence.</summary>
    public string Sentence
    {
        get
        {
            if (Compared == 0)
                return "No map varies, so none can be held against chance.";
            var chance = Kind == ChanceKind.ShuffledPixels ? "the same filters on the pictures with their pixels shuffled" : "filters with redrawn weights on the same pictures";
            var found = Compared > 1 ? string.Create(CultureInfo.InvariantCulture, $"Of {Compared} maps, {Smoother} are smoother and {Sharper} sharper than those of {chance}")
                : Smoother == 1 ? $"The one map that varies is smoother than those of {chance}"
                : Sharper == 1 ? $"The one map that varies is sharper than those of {chance}"
                : $"The one map that varies is neither smoother nor sharper than those of {chance}";
            return string.Create(CultureInfo.InvariantCulture, $"{found} (two-sided q ≤ {MapAgainstChance.LargestQ}, {Draws} draw{(Draws == 1 ? "" : "s")}{(IsTelling ? "" : ", too few to tell any")}).");
        }
    }
}
