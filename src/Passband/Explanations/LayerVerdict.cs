using System.Collections.Immutable;
using System.Globalization;
using MathNet.Numerics;
using Passband.Kernels;
using Passband.Measures;
using Passband.Naming;
using Passband.Shapes;
using static Passband.Explanations.Phrases;

namespace Passband.Explanations;

/// <summary>One to four plain sentences about a layer, each with the numbers behind it; the last says what cannot be concluded.</summary>
internal static class LayerVerdict
{
    private const int MostSentences = 4;

    /// <summary>A share of kernels beyond noise is spoken of when chance alone gives as many once in a thousand layers: a network has dozens, each with several statistics.</summary>
    private const double LargestChance = 0.001;

    /// <summary>Fewer kernels than this are all beyond the 95th percentile by chance more often than that.</summary>
    private const int FewestKernels = 3;

    /// <summary>The verdict on a layer whose filters, where they are described at all, are all listed.</summary>
    public static ImmutableArray<string> Of(ConvLayer layer, LayerDescription description, NoiseNullTable nulls)
    {
        if (description.Summary.Dead >= 1)
            return ["Nothing passes this layer: all its weights are zero."];
        List<string> sentences =
        [
            .. SamplingVerdict.Of(layer, description.Summary), .. Described(description), .. Mixing(description), .. Kernels(description.Summary), .. Together(description),
        ];
        return [.. sentences.Take(MostSentences - 1), Limit(layer, description, nulls)];
    }

    /// <summary>What the filters are called and, where they see more than one moment, what they do over time.</summary>
    private static IEnumerable<string> Described(LayerDescription layer)
    {
        if (layer.Filters is not { } filters || layer.Summary.EffectiveRank is not null)
            yield break;
        yield return filters.Length == 1
            ? $"Its one filter: {filters[0].Words}."
            : $"{filters.Length} filters{(layer.Operator == "depthwise" ? ", each on one channel alone" : "")}: {Names(filters)}.";
        var structured = filters.Where(f => f.Time is not null && f.Name != KernelName.Noise).ToList();
        if (structured.Count > 0 && filters.Length > 1 && layer.Shape[2] > 1)
            yield return OverTime(layer, structured);
    }

    private static string Names(ImmutableArray<FilterDescription> filters)
    {
        var groups = filters.GroupBy(f => f.Name).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).ToList();
        return groups.Count == 1 ? $"all {Plural(groups[0].Key)}" : List(groups.ConvertAll(g => Counted(g.Key, g.Count())));
    }

    private static string OverTime(LayerDescription layer, List<FilterDescription> filters)
    {
        var kinds = List([.. filters.GroupBy(f => f.Time!.Kind).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => $"{g.Count()} {g.Key}")]);
        var separable = filters.Select(f => f.Time!.Separability).Order().ToList();
        var moving = filters.Count(f => f.Time!.Motion?.P <= FilterNamer.LargestP);
        return $"Over its {layer.Shape[2]} frames, {kinds}; one product of space and time holds {Percent(Median(separable))} of a filter's energy in the median, and "
            + $"{moving} of {filters.Count} structured ones prefer motion to one side (p ≤ {Number(FilterNamer.LargestP)}).";
    }

    private static IEnumerable<string> Mixing(LayerDescription layer)
    {
        if (layer.Summary is not { Mixing: { } mixing, EffectiveRank: { } effective })
            yield break;
        if (layer.Shape[1] == 1 && layer.Operator == "depthwise")
        {
            yield return $"Scales each of its {mixing.Inputs} channels by itself: one tap, nothing mixed.";
            yield break;
        }
        if (mixing.Color is { } color)
            yield return $"Mixes the picture's 3 colors into {mixing.Outputs} {(mixing.Outputs == 1 ? "channel" : "channels")}: {color.Words}.";
        var side = Math.Min(mixing.Inputs, mixing.Outputs);
        if (side == 1)
            yield break;
        var text = $"Mixes {mixing.Inputs} channels into {mixing.Outputs} at effective rank {Number(effective, "0.0")} of {side} (random weights: {Number(mixing.NoiseRank, "0.0")})";
        yield return mixing is { Rank: { } rank, Rank90: { } rank90 }
            ? $"{text}; {rank90} {(rank90 == 1 ? "direction holds" : "directions hold")} 90 % of the energy, and the numerical rank is {rank}."
            : $"{text}.";
    }

    /// <summary>Whether the single kernels are told from random ones, and in what.</summary>
    private static IEnumerable<string> Kernels(LayerSummary summary)
    {
        if (summary.Kernels is not { Sampled: >= FewestKernels } kernels || kernels.Statistics.IsEmpty)
            yield break;
        List<(double Share, string Words)> found = [];
        foreach (var statistic in kernels.Statistics)
        {
            var (above, below) = Words(statistic.Name);
            if (statistic.Above is { } share && IsMore(share, kernels.Sampled))
                found.Add((share, above));
            if (below is not null && IsMore(statistic.Below, kernels.Sampled))
                found.Add((statistic.Below, below));
        }
        var of = kernels.Total > KernelSample.Most ? $"{Count(kernels.Sampled)} kernels sampled from {Count(kernels.Total)}" : $"{Count(kernels.Sampled)} kernels";
        if (found.Count > 0)
        {
            yield return $"Of {of}, {List(found.ConvertAll(f => $"{Percent(f.Share)} {f.Words}"))} than 95 % of random ones (5 % expected).";
            yield break;
        }
        var nothing = kernels.Statistics.Where(s => s.Above is not null).Select(s => $"{Percent(s.Above!.Value)} {Words(s.Name).Above}").ToList();
        var numbers = nothing.Count > 0 ? $": {List(nothing)} than 95 % of random ones (5 % expected)" : "";
        yield return $"One by one, {of} are not told from random weights{numbers}.";
    }

    /// <summary>Whether the kernels of a layer vary together in fewer ways than random ones do: 3×3 kernels that prove nothing one by one may prove it so.</summary>
    private static IEnumerable<string> Together(LayerDescription layer)
    {
        if (layer.Filters is not null || layer.Summary is not { VarianceEntropyP: { } p, VarianceEntropy: { } entropy, VarianceEntropyRatio: { } ratio })
            yield break;
        // Kernels that are all one pattern have no entropy, and no ratio from which that of random weights could be read.
        var random = ratio > 0 ? $", random weights {Number(entropy / ratio, "0.000")}" : "";
        var numbers = $"variance entropy {Number(entropy, "0.000")}{random}, {Probability(p)}";
        yield return p <= LargestChance ? $"Together they vary in fewer ways than random ones ({numbers})." : $"Together they vary in as many ways as random ones ({numbers}).";
    }

    /// <summary>Whether chance seldom puts so large a share of kernels beyond a percentile that 5 % of noise exceed: the tail of the binomial distribution.</summary>
    private static bool IsMore(double share, int kernels)
    {
        var beyond = Math.Round(share * kernels);
        return beyond > 0 && SpecialFunctions.BetaRegularized(beyond, kernels - beyond + 1, 0.05) <= LargestChance;
    }

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A kernel beyond noise in a statistic, as it stands before "than 95 % of random ones"; null where noise below it means nothing.</summary>
    private static (string Above, string? Below) Words(string statistic) => statistic switch
    {
        KernelSummarizer.Moran => ("are smoother", "are rougher"),
        KernelSummarizer.Coherence => ("are more oriented", null),
        KernelSummarizer.DcShare => ("pass DC more", "stop DC more"),
        KernelSummarizer.Entropy => ("spread over more frequencies", "gather at fewer frequencies"),
        _ => ($"have a higher {statistic}", $"have a lower {statistic}"),
    };

    private static string Limit(ConvLayer layer, LayerDescription description, NoiseNullTable nulls)
    {
        var shape = layer.Bank.Shape;
        if (shape.Taps == 1)
        {
            return layer.SeesInput || layer.Operator == ConvOperator.Depthwise
                ? "One tap passes all frequencies alike: of space this layer says nothing."
                : "What the channels that it mixes stand for cannot be told from its weights.";
        }
        if (!layer.SeesInput && layer.Operator != ConvOperator.Depthwise)
            return "No single kernel of it has a meaning in the network's input; what a filter does there is found by running the network.";
        var fits = description.Filters?.Where(f => f.Fit is not null).Select(f => f.Fit!.R2).Order().ToList() ?? [];
        if (fits.Count == 0 || nulls.For(new FilterShape(shape.Channels, shape.Height, shape.Width)) is not { } noise)
            return "Of the shapes of its filters nothing can be said from so few taps.";
        var text = $"The closest shapes explain {Percent(Median(fits))} of a filter's spatial profile in the median; random weights of that size reach {Percent(noise.R2.Quantile(0.5))}";
        var unclear = description.Filters!.Value.Count(f => f.Name == KernelName.Noise);
        if (unclear > 0)
        {
            return description.Filters.Value.Length == 1
                ? $"{text}, and by its shape it is not told from them, which does not prove it untrained."
                : $"{text}, and by their shape {unclear} of {description.Filters.Value.Length} {(unclear == 1 ? "is" : "are")} not told from them, which does not prove {(unclear == 1 ? "it" : "them")} untrained.";
        }
        return layer.SeesInput ? $"{text}." : $"{text}. What the channels stand for cannot be told from these weights.";
    }
}
