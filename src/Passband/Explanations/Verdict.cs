using System.Collections.Immutable;
using Passband.Kernels;
using Passband.Naming;
using static Passband.Explanations.Phrases;

namespace Passband.Explanations;

/// <summary>Two to five plain sentences about a network, each with the number behind it.</summary>
internal static class Verdict
{
    private const int MostSentences = 5;

    /// <summary>Angles of fewer filters than this say nothing about a preference: Rayleigh's test needs about ten.</summary>
    private const int FewestForPreference = 10;

    public static ImmutableArray<string> Of(ConvNet net, ImmutableArray<LayerDescription> layers)
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
        return [.. Sentences(main, candidates.FindAll(l => l != main)).Take(MostSentences)];
    }

    private static IEnumerable<string> Sentences(LayerDescription layer, List<LayerDescription> others)
    {
        var filters = layer.Filters!.Value;
        yield return Names(layer, filters);
        if (layer.Shape.Skip(2).Aggregate(1, (a, b) => a * b) > 1)
        {
            var structured = filters.Where(f => f.Passband is not null && f.Name != KernelName.Noise).ToList();
            if (structured.Count > 0)
                yield return Bands(layer, structured);
        }
        if (filters.Any(f => f.Color is not null))
            yield return Colors(filters);
        yield return Evidence(layer, filters);
        if (others.Count > 0)
            yield return Others(layer, others);
        if (layer.Summary.Aliasing is { } aliasing)
            yield return Aliasing(layer, filters, aliasing);
    }

    private static string Names(LayerDescription layer, ImmutableArray<FilterDescription> filters)
    {
        var size = layer.Shape.Length > 3 ? string.Join('×', layer.Shape.Skip(2)) : $"{layer.Shape[^1]} taps";
        if (filters.Length == 1)
            return $"Filter {Printable.Name(filters[0].Address)} ({size}): {filters[0].Words}.";
        var sees = layer.Input switch
        {
            "features" => "works on feature maps",
            "signal" => "sees the signal",
            _ => "sees the picture",
        };
        return $"Layer {Printable.Name(layer.Name)} {sees} with {filters.Length} filters of {size}: {CountedNames(filters)}.";
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
            text += orientation.P < 0.01
                ? $", mostly across {Number(orientation.MeanWavevector, "0")}° (resultant {Number(orientation.Resultant)})"
                : $", with no preferred angle (Rayleigh p {Number(orientation.P)})";
        }
        return text + ".";
    }

    private static string Colors(ImmutableArray<FilterDescription> filters)
    {
        var counts = filters.Where(f => f.Color is not null).GroupBy(f => f.Color!.Kind).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => $"{g.Count()} {g.Key}").ToList();
        var blobs = filters.Count(f => f.Name == KernelName.Smoothing && f.Color is { Kind: "opponent" or "colored" });
        var text = $"By color, {List(counts)}";
        if (blobs > 0)
            text += $"; {blobs} {(blobs == 1 ? "is a low-frequency color blob" : "are low-frequency color blobs")}";
        return text + ".";
    }

    private static string Evidence(LayerDescription layer, ImmutableArray<FilterDescription> filters)
    {
        var fits = filters.Where(f => f.Fit is not null).Select(f => f.Fit!.R2).Order().ToList();
        var dead = filters.Count(f => f.Name == KernelName.Dead);
        var noise = filters.Count(f => f.Name == KernelName.Noise);
        if (filters.Length == 1)
        {
            return fits.Count == 0
                ? dead == 1 ? "Nothing passes this layer." : "With a single tap there is no spatial pattern to tell from noise."
                : $"The closest textbook shape explains {Percent(fits[0])} of its energy (p {Probability(filters[0].Fit!.P)} against noise).";
        }
        if (dead == filters.Length)
            return "Nothing passes this layer: all its filters are dead.";
        var text = fits.Count == 0
            ? "With a single tap there is no spatial pattern to tell from noise"
            : $"The closest textbook shape explains {Percent(Median(fits))} of a filter's energy in the median; "
                + (noise == 0 ? "all live filters are told from noise" : $"{noise} {(noise == 1 ? "is" : "are")} not told from noise{Together(layer, filters.Length - dead, noise)}");
        return $"{text}, and {(dead == 0 ? "none is" : dead == 1 ? "1 is" : $"{dead} are")} dead.";
    }

    /// <summary>Where single filters prove little, what the layer proves as a whole.</summary>
    private static string Together(LayerDescription layer, int live, int noise)
    {
        if (layer.Summary.NoiseP is not { } p || 2 * noise < live)
            return "";
        return p < 0.01
            ? $" one by one, though together they are (p {Probability(p)})"
            : $", nor is the layer as a whole (p {Probability(p)})";
    }

    private static string Others(LayerDescription main, List<LayerDescription> others)
    {
        const int MostNamed = 3;
        var what = main.Input switch { "features" => "Described as well", "signal" => "The signal is also seen by", _ => "The picture is also seen by" };
        var named = others.Take(MostNamed).Select(l => $"{Printable.Name(l.Name)} ({CountedNames(l.Filters!.Value)})").ToList();
        if (others.Count > MostNamed)
            named.Add($"{others.Count - MostNamed} more");
        return $"{what}{(main.Input == "features" ? ":" : "")} {List(named)}.";
    }

    private static string Aliasing(LayerDescription layer, ImmutableArray<FilterDescription> filters, double aliasing)
    {
        var worst = filters.Where(f => f.Aliasing is not null).MaxBy(f => f.Aliasing!.Natural)!;
        var input = layer.Input == "signal" ? "a 1/f² input" : "natural pictures";
        var text = $"The stride of {string.Join('×', layer.Stride)} folds {Percent(aliasing)} of the output power back for {input}";
        return filters.Length == 1 ? text + "." : $"{text} on average, most in {Printable.Name(worst.Address)} ({Percent(worst.Aliasing!.Natural)}).";
    }

    private static string CountedNames(ImmutableArray<FilterDescription> filters) =>
        List([.. filters.GroupBy(f => f.Name).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => Counted(g.Key, g.Count()))]);
}
