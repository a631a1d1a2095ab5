namespace Passband.Networks.Engine;

/// <summary>The nodes that some values need, in execution order.</summary>
/// <param name="Values">Names of the values.</param>
/// <param name="Given">Names of values that are there already.</param>
/// <param name="Steps">The nodes.</param>
internal sealed record Demand(string[] Values, string[] Given, Step[] Steps)
{
    /// <summary>How often each value is read, being wanted included.</summary>
    public Dictionary<string, int> Readers { get; } = Steps.SelectMany(s => s.Reads).Concat(Values).GroupBy(n => n, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);

    /// <summary>Whether it was found that all of it can be computed.</summary>
    public bool IsChecked { get; set; }

    /// <summary>Whether it answers the same question, asked in the same order.</summary>
    public bool Is(IReadOnlyCollection<string> values, IReadOnlyCollection<string> given) => Values.SequenceEqual(values) && Given.SequenceEqual(given);
}
