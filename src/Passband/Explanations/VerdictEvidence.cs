using System.Collections.Immutable;
using Passband.Naming;
using Passband.Shapes;
using static Passband.Explanations.Phrases;

namespace Passband.Explanations;

/// <summary>How far the filters of a layer are told from noise, and what that does not prove.</summary>
internal static class VerdictEvidence
{
    /// <summary>Nine weights and fewer, which every shape fits well by chance.</summary>
    private const int MostTinyTaps = 9;

    /// <summary>A layer is told from noise as a whole at this combined p.</summary>
    private const double TogetherBelow = 0.01;

    /// <summary>What was found, as a sentence.</summary>
    public static string Found(LayerDescription layer, ImmutableArray<FilterDescription> filters)
    {
        var fits = filters.Where(f => f.Fit is not null).Select(f => f.Fit!.R2).Order().ToList();
        var dead = filters.Count(f => f.Name == KernelName.Dead);
        if (filters.Length == 1)
        {
            return fits.Count == 0
                ? dead == 1 ? "Nothing passes this layer." : "With a single tap there is no spatial pattern to tell from noise."
                : $"The closest textbook shape explains {Percent(fits[0])} of its spatial profile ({Probability(filters[0].Fit!.P)} against noise).";
        }
        if (dead == filters.Length)
            return $"Nothing passes this layer: all its {dead} filters are dead.";
        if (fits.Count == 0)
            return $"With a single tap there is no spatial pattern to tell from noise{Remarks(layer, filters, dead)}.";
        var told = filters.Count(f => f.Fit is not null && f.Name != KernelName.Noise);
        return $"{Told(layer, filters, told, fits.Count)}; the closest textbook shape explains {Percent(Median(fits))} of a filter's spatial profile in the median{Remarks(layer, filters, dead)}.";
    }

    /// <summary>What cannot be concluded, as a clause that can follow a semicolon; null where nothing was.</summary>
    public static string? Limits(LayerDescription layer, ImmutableArray<FilterDescription> filters)
    {
        var fitted = filters.Count(f => f.Fit is not null);
        var tiny = layer.Shape.Skip(2).Aggregate(1, (a, b) => a * b) <= MostTinyTaps;
        var size = layer.Shape.Length > 3 ? $"one {string.Join('×', layer.Shape.Skip(2))} kernel" : $"one kernel of {layer.Shape[^1]} taps";
        if (filters.Length == 1)
        {
            if (fitted == 0)
                return null;
            if (filters[0].Name == KernelName.Noise)
                return "that is what an untrained filter looks like, which does not prove that it is one";
            return tiny ? $"{size} proves little, whatever its name" : "of the quality of its network one filter says nothing";
        }
        if (fitted == 0)
            return null;
        var noise = filters.Count(f => f.Name == KernelName.Noise);
        if (4 * noise >= fitted)
        {
            return Together(filters) < TogetherBelow
                ? $"which of these {noise} filters learned something is open"
                : $"that is what untrained weights look like, which does not prove that these {noise} are";
        }
        if (IsSpectrogram(layer, filters))
            return $"whether these {fitted} filters were learned or computed, their weights do not tell";
        if (fitted < Verdict.FewestForPreference)
            return $"{fitted} filters are few, so that one is {Percent(1.0 / fitted)}{(tiny ? $", and {size} proves little" : "")}";
        const string Quality = "structure but not quality, since random labels give it, too (Chowers and Weiss 2023)";
        return tiny
            ? $"{size} proves little, but the layer as a whole, with an estimated share of noise of {Percent(layer.Summary.Pi0 ?? 1)}, proves {Quality}"
            : $"that proves {Quality}";
    }

    /// <summary>Whether most filters of a layer that sees a signal are waves in a window, as in a spectrogram.</summary>
    public static bool IsSpectrogram(LayerDescription layer, ImmutableArray<FilterDescription> filters) =>
        layer.Input == "signal" && 2 * filters.Count(f => f.Name is KernelName.Gabor or KernelName.Grating) > filters.Length;

    private static string Told(LayerDescription layer, ImmutableArray<FilterDescription> filters, int told, int fitted)
    {
        if (told == fitted)
            return $"All {fitted} live filters are told from noise (q ≤ {Number(FilterNamer.LargestQ)})";
        var together = Together(filters);
        if (told == 0)
        {
            return $"None of the {fitted} live filters is told from noise by itself"
                + (together < TogetherBelow ? $", though together they are ({Probability(together)})" : $", nor is the layer as a whole ({Probability(together)})");
        }
        var (rest, one) = (fitted - told, fitted - told == 1);
        var share = $"estimated share of noise {Percent(layer.Summary.Pi0 ?? 1)}";
        return $"{told} of {fitted} live filters {(told == 1 ? "is" : "are")} told from noise (q ≤ {Number(FilterNamer.LargestQ)}), "
            + (together < TogetherBelow && !one
                ? $"the other {rest} only together ({Probability(together)}; {share})"
                : $"and the other {rest} {(one ? "is" : "are")} consistent with it ({Probability(together)}{(one ? "" : " together")}; {share})");
    }

    /// <summary>
    /// Fisher's combined p of the filters that are not told from noise by themselves. Being those with the larger p-values they combine to a larger one: it errs on the side
    /// of noise. 1 where there are none.
    /// </summary>
    private static double Together(ImmutableArray<FilterDescription> filters) =>
        FalseDiscovery.Combined([.. filters.Where(f => f.Fit is not null && f.Name == KernelName.Noise).Select(f => f.Fit!.P)]) ?? 1;

    /// <summary>Dead filters in any case, duplicates and negative twins where there are any.</summary>
    private static string Remarks(LayerDescription layer, ImmutableArray<FilterDescription> filters, int dead)
    {
        var remarks = new List<string> { dead == 0 ? "none is dead" : $"{dead} {(dead == 1 ? "is" : "are")} dead" };
        Add(layer.Summary.Duplicates, "duplicates");
        Add(layer.Summary.Twins, "negative twins");
        return remarks.Count == 1 ? $", and {remarks[0]}" : $", {List(remarks)}";

        void Add(double? share, string what)
        {
            if (share > 0)
                remarks.Add($"{Number(share.Value * filters.Length, "0")} are {what} of another");
        }
    }
}
