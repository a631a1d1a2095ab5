using System.Collections.Immutable;

namespace Passband.Explanations;

/// <summary>Everything that is said of a network: the document of <c>passband explain --json</c>.</summary>
public sealed record NetworkExplanation
{
    /// <summary>Name and version of the document.</summary>
    public const string SchemaName = "passband.explain/1";

    /// <summary>Always <see cref="SchemaName"/>.</summary>
    public string Schema { get; init; } = SchemaName;

    /// <summary>The file.</summary>
    public required ModelDescription Model { get; init; }

    /// <summary>Two to five plain sentences, each with its number.</summary>
    public required ImmutableArray<string> Verdict { get; init; }

    /// <summary>The layers, in the network's order.</summary>
    public required ImmutableArray<LayerDescription> Layers { get; init; }
}

/// <summary>The file that was explained.</summary>
/// <param name="Path">Its name as the caller gave it.</param>
/// <param name="Format">The format it was read as.</param>
/// <param name="Sha256">Hash of the main file, lowercase hexadecimal.</param>
/// <param name="Layers">Convolutions in the network.</param>
/// <param name="Filters">Filters in all of them.</param>
/// <param name="Kernels">Kernels in all of them.</param>
/// <param name="Assumptions">What had to be assumed.</param>
public sealed record ModelDescription(
    string Path, string Format, string? Sha256, int Layers, long Filters, long Kernels, ImmutableArray<string> Assumptions);
