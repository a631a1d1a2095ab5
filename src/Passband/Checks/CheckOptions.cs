namespace Passband.Checks;

/// <summary>What to check.</summary>
public sealed record CheckOptions
{
    /// <summary>Everything.</summary>
    public static CheckOptions Default { get; } = new();

    /// <summary>Only this layer of each network, by name or index; null for all.</summary>
    public string? Layer { get; init; }

    /// <summary>Threads to use, 1 or more; results do not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
