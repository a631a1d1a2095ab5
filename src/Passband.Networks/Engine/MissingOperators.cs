using Passband.Kernels;

namespace Passband.Networks.Engine;

/// <summary>Refuses to start what cannot be finished.</summary>
internal static class MissingOperators
{
    /// <summary>More names than a message can show.</summary>
    private const int Shown = 10;

    /// <summary>Refuses a run that needs operators which are not there.</summary>
    /// <param name="steps">The nodes to run.</param>
    /// <param name="network">What to call the network in messages.</param>
    /// <exception cref="PassbandException">Some are not there; the message names the first node and every such operator.</exception>
    public static void Refuse(IEnumerable<Step> steps, string network)
    {
        var missing = steps.SelectMany(All).Where(s => s.Operation is null).GroupBy(s => Name(s), StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).ToList();
        if (missing.Count == 0)
            return;
        var (first, count) = (missing[0].First(), missing[0].Count());
        var others = missing.Count == 1 ? "" : $", nor are {string.Join(", ", missing.Skip(1).Take(Shown).Select(g => g.Key))}{(missing.Count > Shown + 1 ? ", …" : "")}";
        throw new PassbandException(
            ErrorKind.Format, $"{network} → {NodeCall.Describe(first.Node)}",
            $"the operator {Name(first)} ({(count == 1 ? "one node" : $"{count} nodes")}) is not among those that Passband runs{others}",
            "operators of docs/operators.md",
            "Values that do not need it can be computed, and kernels can be explained and used as filters; to run all of it, export it with other operators.");
    }

    private static IEnumerable<Step> All(Step step) => step.Bodies.SelectMany(b => b.Steps).SelectMany(All).Prepend(step);

    private static string Name(Step step) => Printable.Name(step.Node.Domain.Length > 0 ? $"{step.Node.Domain}.{step.Node.Operator}" : step.Node.Operator);
}
