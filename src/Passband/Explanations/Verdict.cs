using System.Collections.Immutable;
using Passband.Kernels;
using Passband.Naming;
using static Passband.Explanations.Phrases;

namespace Passband.Explanations;

/// <summary>Two to five plain sentences about a network, each with the number behind it, and what cannot be concluded from them.</summary>
internal static class Verdict
{
    private const int MostSentences = 5;

    /// <summary>Angles of fewer filters than this say nothing about a preference: Rayleigh's test needs about ten.</summary>
    public const int FewestForPreference = 10;

    /// <summary>Directions are preferred where Rayleigh's test gives less: as for a name on its own, one false alarm in a hundred layers.</summary>
    public const double LargestPreferenceP = 0.01;

    /// <summary>Judges a network.</summary>
    /// <param name="net">The network.</param>
    /// <param name="layers">Its explained layers.</param>
    /// <param name="colorsAssumed">Whether the order of a picture's channels is an assumption where the file does not tell it.</param>
    public static ImmutableArray<string> Of(ConvNet net, ImmutableArray<LayerDescription> layers, bool colorsAssumed)
    {
        if (net.Layers.IsEmpty)
            return ["The file holds no convolution, so there are no kernels to explain."];
        var described = layers.Where(l => l.Filters is { IsEmpty: false }).ToList();
        var seeing = described.FindAll(l => l.Input != "features");
        if (described.Count == 0)
        {
            return layers.FirstOrDefault(l => l.Input != "features") is { } seen
                ? [$"{Printable.Name(seen.Name)} sees the picture over time; its 3-D kernels are summarized, not described one by one."]
                :
                [
                    "No convolution sees the picture or a signal directly.",
                    "A single kernel of a deeper layer has no meaning in the picture, so only statistics of the layers are given; --all describes every filter all the same.",
                ];
        }
        // A network may see its input in several places; the one with the most filters is spoken of at length, the others are named.
        var candidates = seeing.Count > 0 ? seeing : described;
        var main = candidates.MaxBy(l => l.Filters!.Value.Length)!;
        var assumed = colorsAssumed && net.Layers.Any(l => l.Index == main.Index && l.Input == InputSpace.Picture);
        return Sentences(main, candidates.FindAll(l => l != main), assumed);
    }

    private static ImmutableArray<string> Sentences(LayerDescription layer, List<LayerDescription> others, bool assumed)
    {
        var filters = layer.Filters!.Value;
        var sentences = new List<string> { Names(layer, filters, others) };
        var structured = filters.Where(f => f.Passband is not null && f.Name != KernelName.Noise).ToList();
        if (layer.Shape.Skip(2).Aggregate(1, (a, b) => a * b) > 1 && structured.Count > 0)
            sentences.Add(Bands(layer, structured));
        if (structured.Exists(f => f.Color is not null))
            sentences.Add(Colors(layer, structured, assumed));
        var evidence = sentences.Count;
        sentences.Add(VerdictEvidence.Found(layer, filters));
        if (layer.Summary.Aliasing is { } aliasing && layer.Summary.Folding is { } folding)
            sentences.Add(Stride(layer, filters, aliasing, folding));
        if (VerdictEvidence.Limits(layer, filters) is { } limits)
        {
            if (sentences.Count < MostSentences)
                sentences.Insert(evidence + 1, $"{char.ToUpperInvariant(limits[0])}{limits[1..]}.");
            else
                sentences[evidence] = $"{sentences[evidence][..^1]}; {limits}.";
        }
        return [.. sentences];
    }

    private static string Names(LayerDescription layer, ImmutableArray<FilterDescription> filters, List<LayerDescription> others)
    {
        var size = layer.Shape.Length > 3 ? string.Join('×', layer.Shape.Skip(2)) : $"{layer.Shape[^1]} taps";
        if (filters.Length == 1)
            return $"Filter {Printable.Name(filters[0].Address)} ({size}): {filters[0].Words}{Others(layer, others)}.";
        var sees = layer.Input switch
        {
            "features" => "works on feature maps",
            "signal" => "sees the signal",
            _ => "sees the picture",
        };
        return $"Layer {Printable.Name(layer.Name)} {sees} with {filters.Length} filters of {size}: {CountedNames(filters)}{Others(layer, others)}.";
    }

    private static string Others(LayerDescription main, List<LayerDescription> others)
    {
        const int MostNamed = 3;
        if (others.Count == 0)
            return "";
        var named = others.Take(MostNamed).Select(l => $"{Printable.Name(l.Name)} ({CountedNames(l.Filters!.Value)})").ToList();
        if (others.Count > MostNamed)
            named.Add($"{others.Count - MostNamed} more");
        return $"; {(main.Input == "features" ? "described as well" : "it is also seen by")}: {List(named)}";
    }

    /// <summary>The most frequent kind of passband with where it lies, and whether the filters are oriented.</summary>
    private static string Bands(LayerDescription layer, List<FilterDescription> structured)
    {
        var unit = layer.Input == "signal" ? "cycles per sample" : "cycles per pixel";
        var kind = structured.GroupBy(f => f.Passband!.Kind).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).First();
        var text = $"{OutOf(kind.Count(), structured.Count, "structured filter")} {kind.Key}";
        var (what, where) = kind.Key switch
        {
            "bandpass" => (kind.Count() == 1 ? "peak at" : "peaks at", kind.Select(f => (double?)f.Passband!.Peak)),
            "lowpass" => ("−3 dB at", kind.Select(f => f.Passband!.Upper)),
            "highpass" => ("−3 dB at", kind.Select(f => f.Passband!.Lower)),
            _ => ("", []),
        };
        var found = where.OfType<double>().Order().ToList();
        if (found.Count > 0)
            text += $" ({what} {Range(found, layer.Input == "signal" ? "0.0000" : "0.00")} {unit})";
        if (layer.Input == "signal" || structured.Count == 1)
            return text + ".";
        var oriented = structured.Count(f => f.Orientation is { Oriented: true });
        text += $", and {oriented} of {structured.Count} {(oriented == 1 ? "is" : "are")} oriented";
        if (layer.Summary.Orientation is { } orientation && oriented >= FewestForPreference)
        {
            text += orientation.P < LargestPreferenceP
                ? $", mostly across {Number(orientation.MeanWavevector, "0")}° (resultant {Number(orientation.Resultant)})"
                : $", with no preferred angle (Rayleigh p {Number(orientation.P)})";
        }
        return text + ".";
    }

    /// <summary>The colors of structured filters: of noise they say nothing.</summary>
    private static string Colors(LayerDescription layer, List<FilterDescription> filters, bool assumed)
    {
        var colors = filters.Where(f => f.Color is not null).Select(f => f.Color!.Kind).ToList();
        var counts = colors.GroupBy(c => c).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Count()} {g.Key}").ToList();
        var blobs = filters.Count(f => f.Name == KernelName.Smoothing && f.Color is { Kind: "opponent" or "colored" });
        var text = $"By color, {List(counts)}";
        var remarks = new List<string>();
        if (blobs > 0)
            remarks.Add($"{blobs} {(blobs == 1 ? "is a low-frequency color blob" : "are low-frequency color blobs")}");
        // Exchanging red and blue leaves gray what is gray and counts as they are, but renames the colors.
        var named = colors.Count(c => c is "opponent" or "colored");
        if (assumed && named > 0)
            remarks.Add($"the {(named == 1 ? "color" : "colors")} of {named} {(named == 1 ? "rests" : "rest")} on the assumption that the channels are {layer.Input.ToUpperInvariant()}");
        return remarks.Count == 0 ? text + "." : $"{text}; {List(remarks)}.";
    }

    /// <summary>At length only where filtering makes aliasing worse than the bare stride would (docs/decisions/0016).</summary>
    private static string Stride(LayerDescription layer, ImmutableArray<FilterDescription> filters, double aliasing, FoldingSummary folding)
    {
        var input = layer.Input == "signal" ? "of a 1/f² input" : "of natural pictures";
        var stride = $"stride of {string.Join('×', layer.Stride)}";
        var plain = $"{Percent(folding.Plain)} would be without any filter";
        if (filters.Length == 1)
        {
            var own = filters[0].Aliasing;
            return own is null
                ? $"The {stride} folds nothing back where nothing passes."
                : $"The {stride} aliases {Percent(own.Natural)} of its output power {input} ({plain}){(own.Beyond ? $", and its peak appears at {Number(own.Folded, "0.000")} cycles per input sample" : "")}.";
        }
        var worst = $"most in {Printable.Name(folding.Worst)} ({Percent(folding.WorstNatural)})";
        if (aliasing <= folding.Plain)
            return $"The {stride} aliases {Percent(aliasing)} of the output power {input} ({plain}), {worst}.";
        var beyond = filters.Count(f => f.Aliasing is { Beyond: true });
        var live = filters.Count(f => f.Aliasing is not null);
        var text = $"{Percent(aliasing)} of the output power {input} is aliased ({plain}), {worst}, and {(beyond == live ? "all" : $"{beyond} of")} {live} peaks lie beyond what it carries";
        // Narrow bands come back whole when they are folded.
        if (VerdictEvidence.IsSpectrogram(layer, filters))
            return $"The {stride} folds the passbands, as a spectrogram's does on purpose: {text}.";
        var enough = folding.Enough.All(s => s == 1) ? "only a stride of 1 would do" : $"a stride of {string.Join('×', folding.Enough)} would do";
        return $"The {stride} and the passbands disagree: {text}; {enough}.";
    }

    private static string CountedNames(ImmutableArray<FilterDescription> filters) =>
        List([.. filters.GroupBy(f => f.Name).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => Counted(g.Key, g.Count()))]);
}
