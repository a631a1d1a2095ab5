using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Passband.Explanations;

namespace Passband.Checks;

/// <summary>What exceeded which limit: the document of <c>passband check --json</c>.</summary>
public sealed record CheckReport
{
    /// <summary>Name and version of the document.</summary>
    public const string SchemaName = "passband.check/1";

    /// <summary>Always <see cref="SchemaName"/>.</summary>
    public string Schema { get; init; } = SchemaName;

    /// <summary>Whether no limit was exceeded in any network. What was not checked does not count.</summary>
    public bool Passed => Networks.All(n => n.Passed);

    /// <summary>The networks, in the caller's order.</summary>
    public required ImmutableArray<NetworkCheck> Networks { get; init; }
}

/// <summary>One network held against its limits.</summary>
public sealed record NetworkCheck
{
    /// <summary>The file; counts are of the whole network.</summary>
    public required ModelDescription Model { get; init; }

    /// <summary>Whether no limit was exceeded.</summary>
    public bool Passed => Checks.All(c => c.Outcome != CheckOutcome.Failed);

    /// <summary>Layers that were looked at.</summary>
    public required int Layers { get; init; }

    /// <summary>Kinds that no layer has a limit for, so nothing is said of them.</summary>
    public required ImmutableArray<CheckKind> Unlimited { get; init; }

    /// <summary>
    /// A check for each layer and each limit it has, by layer. Where there is nothing to check (a layer that keeps every sample aliases nothing) there is no entry.
    /// </summary>
    public required ImmutableArray<LayerCheck> Checks { get; init; }
}

/// <summary>One layer held against one limit.</summary>
public sealed record LayerCheck
{
    /// <summary>Position of the layer among the convolutions, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The layer's name in the file; not trusted.</summary>
    public required string Layer { get; init; }

    /// <summary>What was checked.</summary>
    [JsonPropertyName("check")]
    public required CheckKind Kind { get; init; }

    /// <summary>How it ended.</summary>
    public required CheckOutcome Outcome { get; init; }

    /// <summary>What was found, in the limit's unit: a share from 0 to 1, or a number of weights; null where nothing could be measured.</summary>
    public required double? Value { get; init; }

    /// <summary>The largest value that passes.</summary>
    public required double Limit { get; init; }

    /// <summary>Filters (or weights) that <see cref="Value"/> counts; null where it counts none (π₀ and aliasing).</summary>
    public required long? Count { get; init; }

    /// <summary>Filters (or weights) that could have been counted; null where nothing could be measured.</summary>
    public required long? Total { get; init; }

    /// <summary>Why nothing could be measured; null where something was.</summary>
    public required string? Reason { get; init; }

    /// <summary>The finding in words, without the layer's name, e.g. "14 of 32 filters are dead (44 %), limit 10 %".</summary>
    public required string Words { get; init; }

    /// <summary>The worst filters of a failed check, worst first, at most <see cref="Checker.MostFilters"/>; empty for the others.</summary>
    public required ImmutableArray<FilterFinding> Filters { get; init; }
}

/// <summary>A filter's part in a failed check.</summary>
/// <param name="Address">Where the filter is, e.g. "conv1:17"; not trusted.</param>
/// <param name="Value">
/// Its own number: for non-finite weights how many, for dead filters the norm over that of the layer's strongest, for duplicates the cosine, for noise the
/// p-value, for aliasing the share of its output power.
/// </param>
/// <param name="Other">For duplicates the address of the filter it resembles most; else null.</param>
public sealed record FilterFinding(string Address, double Value, string? Other);
