namespace Passband.Evolutions;

/// <summary>The events that lie in the change of a filter's state from one moment to the next.</summary>
internal static class StateEvents
{
    /// <summary>All of one filter, in the order of moments.</summary>
    /// <param name="states">What it is at each moment.</param>
    /// <param name="filter">Its number.</param>
    public static IEnumerable<KernelEvent> Of(IReadOnlyList<FilterState> states, int filter)
    {
        for (var m = 1; m < states.Count; m++)
        {
            foreach (var kind in Between(states[m - 1], states[m]))
                yield return new KernelEvent(kind, filter, m, Enumerable.Range(m, states.Count - m).All(later => Holds(kind, states[later])));
        }
    }

    /// <summary>What happened between two moments; a dead filter that comes back structured was born and formed at once.</summary>
    public static IEnumerable<KernelEventKind> Between(FilterState before, FilterState now)
    {
        if (before == now)
            yield break;
        if (now == FilterState.Dead)
            yield return KernelEventKind.Died;
        if (before == FilterState.Dead)
            yield return KernelEventKind.Born;
        if (before == FilterState.Structured && now == FilterState.Noise)
            yield return KernelEventKind.TurnedToNoise;
        if (now == FilterState.Structured)
            yield return KernelEventKind.Formed;
    }

    private static bool Holds(KernelEventKind kind, FilterState state) => kind switch
    {
        KernelEventKind.Died => state == FilterState.Dead,
        KernelEventKind.Born => state != FilterState.Dead,
        KernelEventKind.TurnedToNoise => state == FilterState.Noise,
        _ => state == FilterState.Structured,
    };
}
