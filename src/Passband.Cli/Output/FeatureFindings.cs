using System.Collections.Immutable;
using Passband.Graphs;
using Passband.Imaging.Inputs;
using Passband.Imaging.Pictures;
using Passband.Kernels;
using Passband.Networks.FeatureMaps;

namespace Passband.Cli.Output;

/// <summary>The maps at one stage with what was measured of them.</summary>
/// <param name="Maps">The maps.</param>
/// <param name="Activation">Operators of the activation; null for none.</param>
/// <param name="Statistics">What was measured of each map.</param>
/// <param name="Chances">Comparisons with chance; empty when none was asked for.</param>
internal sealed record FeatureStage(
    FeatureMapBatch Maps, string? Activation, ImmutableArray<FeatureMapStatistics> Statistics, ImmutableArray<LayerAgainstChance> Chances)
{
    public static FeatureStage Of(FeatureMapBatch maps, string? activation, ImmutableArray<LayerAgainstChance> chances)
    {
        var statistics = new FeatureMapStatistics[maps.Channels];
        Parallel.For(0, maps.Channels, channel => statistics[channel] = FeatureMapStatistics.Of(maps, channel));
        return new FeatureStage(maps, activation, [.. statistics], chances);
    }

    /// <summary>At which point the maps were taken, in words.</summary>
    public string Words => Maps.Stage switch
    {
        LayerStage.Before => Activation is null ? "response (no activation follows)" : $"before the activation ({Printable.Name(Activation)})",
        LayerStage.After => $"after the activation ({Printable.Name(Activation ?? "")})",
        _ => $"value {Printable.Name(Maps.Name)}",
    };

    public MapAgainstChance? Against(ChanceKind kind, int channel) => Chances.FirstOrDefault(c => c.Kind == kind)?.Maps[channel];
}

/// <summary>All that a run of <c>passband features</c> found.</summary>
internal sealed record FeatureFindings
{
    public required string Model { get; init; }

    /// <summary>The layer; null when a value was named.</summary>
    public required ConvLayer? Layer { get; init; }

    public required ImmutableArray<Picture> Pictures { get; init; }

    public required PreprocessingPlan Plan { get; init; }

    /// <summary>What the network was fed in the first run.</summary>
    public required Tensor Input { get; init; }

    public required ImmutableArray<FeatureStage> Stages { get; init; }

    /// <summary>Names of the filters; empty where they have none.</summary>
    public required ImmutableArray<string> Names { get; init; }

    public required int Draws { get; init; }

    public required ulong Seed { get; init; }

    /// <summary>Numbers of the maps to show.</summary>
    public required ImmutableArray<int> Shown { get; init; }

    /// <summary>Layer or value, in words.</summary>
    public string Place => Layer is { } layer ? $"layer {layer.Index} {Printable.Name(layer.Name)}" : $"value {Printable.Name(Stages[0].Maps.Name)}";

    /// <summary>A filter's name; null where it has none.</summary>
    public string? NameOf(int channel) => channel < Names.Length ? Names[channel] : null;
}
