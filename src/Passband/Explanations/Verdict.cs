using System.Collections.Immutable;
using System.Globalization;
using Passband.Kernels;
using Passband.Naming;

namespace Passband.Explanations;

/// <summary>Two to five plain sentences about a network, each with the number behind it.</summary>
internal static class Verdict
{
    public static ImmutableArray<string> Of(ConvNet net, ImmutableArray<LayerDescription> layers)
    {
        if (net.Layers.IsEmpty)
            return ["The file holds no convolution, so there are no kernels to explain."];
        var described = layers.Where(l => l.Filters is not null && l.Summary.Names is not null).ToList();
        var first = described.Find(l => l.Input != "features") ?? (described.Count > 0 ? described[0] : null);
        return first is null
            ? ["None of the layers sees the picture or a signal, and a single kernel of a deeper layer has no meaning in the picture: only layer statistics are given."]
            : [.. Sentences(first)];
    }

    private static IEnumerable<string> Sentences(LayerDescription layer)
    {
        yield return Names(layer);
        var structured = layer.Filters!.Value.Where(f => f.Passband is not null && f.Name is not KernelName.Noise).ToList();
        if (structured.Count > 0 && layer.Shape[^1] * (layer.Shape.Length > 3 ? layer.Shape[^2] : 1) > 1)
            yield return Bands(layer, structured);
        if (layer.Summary.Colors is { } colors)
            yield return Colors(layer, colors);
        yield return Noise(layer);
        if (layer.Summary.Aliasing is { } aliasing)
            yield return Aliasing(layer, aliasing);
    }

    private static string Names(LayerDescription layer)
    {
        var filters = layer.Filters!.Value;
        var sees = layer.Input switch
        {
            "features" => "works on feature maps",
            "signal" => "sees the signal",
            _ => "sees the picture",
        };
        var size = string.Join('×', layer.Shape.Skip(2));
        if (filters.Length == 1)
            return $"Filter {filters[0].Address} ({size}): {filters[0].Words}.";
        var counts = filters.GroupBy(f => f.Name).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => $"{g.Count()} {Plural(g.Key, g.Count())}");
        return $"Layer {Printable.Name(layer.Name)} {sees} with {filters.Length} filters of {size}: {Join([.. counts])}.";
    }

    private static string Bands(LayerDescription layer, List<FilterDescription> structured)
    {
        var unit = layer.Input == "signal" ? "cycles per sample" : "cycles per pixel";
        var kinds = structured.GroupBy(f => f.Passband!.Kind).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).ToList();
        var main = kinds[0];
        var peaks = main.Select(f => f.Passband!.Peak).Order().ToList();
        var oriented = structured.Count(f => f.Orientation is { Oriented: true });
        var text = $"{Capital(Of(main.Count(), structured.Count, "structured filters"))} {(main.Count() == 1 ? "is" : "are")} {main.Key}";
        if (peaks[^1] > 0)
            text += $" (peaks at {Number(peaks[0])} to {Number(peaks[^1])} {unit}, median {Number(Median(peaks))})";
        if (layer.Input != "signal")
            text += $", and {oriented} of {structured.Count} {(oriented == 1 ? "is" : "are")} oriented";
        if (layer.Summary.Orientation is { } orientation && oriented >= 8)
        {
            text += orientation.P < 0.01
                ? $", mostly across {Number(orientation.MeanWavevector, "0")}° (resultant {Number(orientation.Resultant)})"
                : $", with no preferred angle (Rayleigh p {Number(orientation.P)})";
        }
        return text + ".";
    }

    private static string Colors(LayerDescription layer, ImmutableArray<Share> colors)
    {
        var filters = layer.Filters!.Value;
        var counts = colors.Select(c => $"{(int)Math.Round(c.Value * filters.Length)} {c.Key}").ToList();
        var blobs = filters.Count(f => f.Name == KernelName.Smoothing && f.Color is { Kind: "opponent" or "colored" });
        var text = $"By color, {Join(counts)}";
        if (blobs > 0)
            text += $"; {blobs} {(blobs == 1 ? "is a low-frequency color blob" : "are low-frequency color blobs")}";
        return text + ".";
    }

    private static string Noise(LayerDescription layer)
    {
        var filters = layer.Filters!.Value;
        var fits = filters.Where(f => f.Fit is not null).Select(f => f.Fit!.R2).Order().ToList();
        var noise = filters.Count(f => f.Name == KernelName.Noise);
        var dead = (int)Math.Round(layer.Summary.Dead * layer.Shape[0]);
        var text = fits.Count == 0
            ? "With a single tap there is no spatial pattern to tell from noise"
            : $"The closest textbook shape explains {Number(100 * Median(fits), "0")} % of a filter's energy in the median; {(noise == 0 ? "all are" : Count(noise) + " not")} told from noise";
        return $"{text}, and {Count(dead)} dead.";
    }

    private static string Aliasing(LayerDescription layer, double aliasing)
    {
        var worst = layer.Filters!.Value.Where(f => f.Aliasing is not null).MaxBy(f => f.Aliasing!.Natural)!;
        return $"Stride {string.Join('×', layer.Stride)} folds {Number(100 * aliasing, "0.#")} % of the output power back for natural pictures on average, most in "
            + $"{Printable.Name(worst.Address)} ({Number(100 * worst.Aliasing!.Natural, "0")} %).";
    }

    private static string Of(int part, int whole, string what) => part == whole ? $"all {whole} {what}" : $"{part} of the {whole} {what}";

    private static string Count(int number) => number == 0 ? "none is" : number == 1 ? "1 is" : $"{number} are";

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Plural(string name, int count) => count == 1 || name is KernelName.Smoothing or KernelName.Sharpening or KernelName.Dead
        or KernelName.Mixed or KernelName.Noise or KernelName.CenterSurround
        ? name
        : name == KernelName.Identity ? "identities" : name + "s";

    private static string Join(List<string> parts) => parts.Count switch
    {
        1 => parts[0],
        2 => $"{parts[0]} and {parts[1]}",
        _ => $"{string.Join(", ", parts.SkipLast(1))} and {parts[^1]}",
    };

    private static double Median(List<double> sorted) =>
        sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : 0.5 * (sorted[sorted.Count / 2 - 1] + sorted[sorted.Count / 2]);

    private static string Number(double value, string format = "0.00") => value.ToString(format, CultureInfo.InvariantCulture);
}
