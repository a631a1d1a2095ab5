using System.Collections.Immutable;
using System.Globalization;
using Passband.Explanations;
using Passband.Kernels;

namespace Passband.Cli.Report;

/// <summary>What of an explanation goes into one page: every layer's summary, and the filters that there is room for.</summary>
internal sealed record ReportContent
{
    /// <summary>
    /// The most filters of a page. Each takes about 4 kB with the shapes that were fitted to it: 2,048 make a page of 8 MB, which opened in 2.7 s on two busy cores. Of more
    /// pictures than that nobody sees more than their statistics.
    /// </summary>
    public const int MostFilters = 2048;

    /// <summary>The most weights, profiles and fitted patterns of a page, together; 11 MB as text. It limits large kernels and filters of many channels.</summary>
    public const int MostValues = 1 << 21;

    /// <summary>Layers that are named one by one in a note.</summary>
    private const int MostNamed = 3;

    /// <summary>The explanation without the filters that had no room.</summary>
    public required NetworkExplanation Explanation { get; init; }

    /// <summary>What was left out, one plain sentence each.</summary>
    public required ImmutableArray<string> Notes { get; init; }

    /// <summary>
    /// Chooses layers while there is room: first those that see the input, then the others, in the network's order. A layer is shown whole or by its summary; only
    /// the first one is cut when it alone is too large.
    /// </summary>
    public static ReportContent Of(NetworkExplanation explanation) => Of(explanation, MostFilters, MostValues);

    /// <inheritdoc cref="Of(NetworkExplanation)"/>
    public static ReportContent Of(NetworkExplanation explanation, int mostFilters, long mostValues)
    {
        var listed = explanation.Layers.Where(l => l.Filters is { IsEmpty: false }).OrderBy(l => l.Input == "features" ? 1 : 0).ToArray();
        var kept = new Dictionary<int, int>();
        var left = new List<LayerDescription>();
        foreach (var layer in listed)
        {
            var filters = layer.Filters!.Value;
            var fitting = 0;
            var (room, values) = (mostFilters, mostValues);
            while (fitting < filters.Length && room >= 1 && values >= Values(layer, filters[fitting]))
            {
                room--;
                values -= Values(layer, filters[fitting]);
                fitting++;
            }
            if (fitting < filters.Length && kept.Count > 0)
            {
                left.Add(layer);
                continue;
            }
            kept[layer.Index] = Math.Max(1, fitting);
            (mostFilters, mostValues) = (room, values);
        }
        return new ReportContent
        {
            Explanation = explanation with { Layers = [.. explanation.Layers.Select(l => l with { Filters = Kept(l, kept) })] },
            Notes = [.. Cut(listed, kept), .. Left(left)],
        };
    }

    /// <summary>Numbers that the page holds of one filter: its weights, the profile that was fitted, and the fitted patterns.</summary>
    private static long Values(LayerDescription layer, FilterDescription filter)
    {
        var weights = layer.Shape.Skip(1).Aggregate(1L, (product, side) => product * side);
        var taps = layer.Shape.Length > 3 ? (long)layer.Shape[^2] * layer.Shape[^1] : layer.Shape[^1];
        return weights + taps * (1 + (filter.Patterns?.Candidates.Length ?? 0));
    }

    private static ImmutableArray<FilterDescription>? Kept(LayerDescription layer, Dictionary<int, int> kept) =>
        layer.Filters is { } filters && kept.TryGetValue(layer.Index, out var count) ? filters[..Math.Min(count, filters.Length)] : null;

    private static IEnumerable<string> Cut(LayerDescription[] listed, Dictionary<int, int> kept) => listed
        .Where(l => kept.TryGetValue(l.Index, out var count) && count < l.Filters!.Value.Length)
        .Select(l => string.Create(
            CultureInfo.InvariantCulture,
            $"Layer {Printable.Name(l.Name)} has more filters than a page holds: of {l.Filters!.Value.Length:N0}, the first {kept[l.Index]:N0} are shown one by one; its summary is of all. `passband explain MODEL --layer {l.Index} --csv FILE` lists every one."));

    private static IEnumerable<string> Left(List<LayerDescription> left)
    {
        if (left.Count == 0)
            return [];
        var filters = left.Sum(l => l.Filters!.Value.Length);
        var example = left[0].Index;
        var names = string.Join(", ", left.Take(MostNamed).Select(l => Printable.Name(l.Name)));
        var layers = left.Count == 1 ? $"layer {names}" : $"{left.Count} layers ({names}{(left.Count > MostNamed ? ", …" : "")})";
        return
        [
            string.Create(
                CultureInfo.InvariantCulture,
                $"The {filters:N0} filters of {layers} are not in this page, only their summaries; `passband explain MODEL --layer {example} -o layer{example}.html` shows those of layer {example}."),
        ];
    }
}
