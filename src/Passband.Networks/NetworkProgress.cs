namespace Passband.Networks;

/// <summary>How far a run is.</summary>
/// <param name="Done">Operators that have run.</param>
/// <param name="All">Operators to run.</param>
/// <param name="Node">The name of the one that ran last; not trusted, escape it wherever it is shown.</param>
public readonly record struct NetworkProgress(int Done, int All, string Node);
