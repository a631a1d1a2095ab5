using System.Globalization;
using Passband.Evolutions;
using Passband.Naming;

namespace Passband.Cli.Output;

/// <summary>What a series comes to, in a few sentences, each with its numbers.</summary>
internal static class EvolutionSentences
{
    public static IEnumerable<string> Of(KernelEvolution evolution)
    {
        var filters = evolution.Filters;
        var (first, last) = (evolution.Moments[0], evolution.Moments[^1]);
        var structured = filters.Count(f => IsStructured(f.Name));
        yield return $"In the end {structured} of {filters.Length} kernels are told from noise (all names: {EvolutionWords.Names(filters.Select(f => f.Name))}); "
            + $"at the first moment {filters.Count(f => IsStructured(f.Moments[0].Name))} were.";
        if (evolution.Moments.Length == 1)
            yield break;
        var formed = filters.Select(f => f.Formed).OfType<int>().Order().ToList();
        if (formed.Count > 0)
        {
            yield return $"Half of these have been told from noise since {At(evolution, formed[(formed.Count - 1) / 2])} or earlier, all since {At(evolution, formed[^1])}"
                + $"; {Count(filters.Count(f => f.Became is not null), "kernel has", "kernels have")} kept the last name from some moment before the last.";
        }
        if (Lasting(evolution, KernelEventKind.Died) is { } dead)
            yield return $"Died for good: {dead}.";
        if (Lasting(evolution, KernelEventKind.TurnedToNoise) is { } noise)
            yield return $"Turned to noise for good: {noise}.";
        if (first.VarianceEntropyRatio is { } before && last.VarianceEntropyRatio is { } after)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"The variance entropy went from {before:0.00} to {after:0.00} of what random weights give, the median R² from {Cells.Number(first.MedianR2, "0.00")} to {Cells.Number(last.MedianR2, "0.00")}.");
        }
        var still = filters.Count(f => f.Stopped is not null);
        yield return $"{Count(still, "kernel", "kernels")} of {filters.Length} stopped changing before the end: their weights stay within {EvolutionWords.Percent(KernelEvolution.StillWithin)} of the last ones.";
    }

    /// <summary>"kernels 3 and 5 at step 40; kernel 9 at step 200"; null when it happened to none, or not for good.</summary>
    private static string? Lasting(KernelEvolution evolution, KernelEventKind kind)
    {
        var events = evolution.Events.Where(e => e.Kind == kind && e.Lasting).ToList();
        return events.Count == 0
            ? null
            : string.Join("; ", events.GroupBy(e => e.Moment).Select(g => $"{EvolutionWords.Kernels([.. g.Select(e => e.Filter)])} at {At(evolution, g.Key)}"));
    }

    private static bool IsStructured(string name) => name is not (KernelName.Noise or KernelName.Dead);

    private static string At(KernelEvolution evolution, int moment) => EvolutionWords.Moment(evolution.Moments[moment]);

    private static string Count(int count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");
}
