using System.Globalization;
using Passband.Evolutions;
using Passband.Kernels;

namespace Passband.Cli.Output;

/// <summary>Words for what happens to kernels over a training.</summary>
internal static class EvolutionWords
{
    /// <summary>"step 120", or the file's name where the step is not known.</summary>
    public static string Moment(KernelMoment moment) =>
        moment.Step is { } step ? string.Create(CultureInfo.InvariantCulture, $"step {step}") : Printable.Name(moment.Checkpoint);

    /// <summary>"gabor 8, edge 4, noise 2", the commonest first.</summary>
    public static string Names(IEnumerable<string> names) =>
        string.Join(", ", names.CountBy(n => n).OrderByDescending(n => n.Value).ThenBy(n => n.Key, StringComparer.Ordinal).Select(n => $"{n.Key} {n.Value}"));

    /// <summary>"gabor, stripes at 45°, 0.19 cycles per sample".</summary>
    public static string Filter(FilterMoment filter)
    {
        var words = filter.Name;
        if (filter.Stripes is { } stripes)
            words += string.Create(CultureInfo.InvariantCulture, $", stripes at {Math.Round(stripes) % 180:0}°");
        return filter.Peak is { } peak ? string.Create(CultureInfo.InvariantCulture, $"{words}, {peak:0.00} cycles per sample") : words;
    }

    /// <summary>What happened, after "kernel 3" or "kernels 3, 5".</summary>
    public static string Event(KernelEventKind kind) => kind switch
    {
        KernelEventKind.Died => "died",
        KernelEventKind.Born => "came to life",
        KernelEventKind.TurnedToNoise => "turned to noise",
        KernelEventKind.Formed => "formed",
        KernelEventKind.Stopped => "stopped changing",
        _ => "changed again",
    };

    /// <summary>A share in percent, with at most one decimal below 10 %.</summary>
    public static string Percent(double share) => $"{(100 * share).ToString(share < 0.0995 ? "0.#" : "0", CultureInfo.InvariantCulture)} %";

    /// <summary>"kernel 3", "kernels 3, 5 and 7".</summary>
    public static string Kernels(IReadOnlyList<int> filters)
    {
        var numbers = filters.Select(f => f.ToString(CultureInfo.InvariantCulture)).ToList();
        return numbers.Count == 1 ? $"kernel {numbers[0]}" : $"kernels {string.Join(", ", numbers.Take(numbers.Count - 1))} and {numbers[^1]}";
    }
}
