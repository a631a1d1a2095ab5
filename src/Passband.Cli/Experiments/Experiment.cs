using System.Collections.Immutable;
using Passband.Cli.Training;

namespace Passband.Cli.Experiments;

/// <summary>A set of trainings.</summary>
internal sealed record Experiment
{
    /// <summary>What it is called; letters, digits, dots, hyphens and underscores.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for; not trusted.</summary>
    public required string Description { get; init; }

    /// <summary>Its runs, those of a group together, by seed.</summary>
    public required ImmutableArray<ExperimentRun> Runs { get; init; }

    /// <summary>The settings that are not the same in all runs.</summary>
    public required ImmutableArray<Setting> Varying { get; init; }

    /// <summary>The names of its groups, in their order.</summary>
    public ImmutableArray<string> Groups => [.. Runs.Select(r => r.Group).Distinct()];
}

/// <summary>One training of a set.</summary>
/// <param name="Name">Unique within the set, and fit to be a folder's name: the group and the seed.</param>
/// <param name="Group">What all runs have in common that differ by nothing but the seed, e.g. "control-kernels16".</param>
/// <param name="Settings">What to train, the seed included.</param>
/// <param name="Values">What the file and the command line give, by setting.</param>
internal sealed record ExperimentRun(string Name, string Group, TrainSettings Settings, ImmutableDictionary<Setting, DocumentNode> Values);

/// <summary>What the command line changes in an experiment's file: <c>--set NAME=VALUE</c>.</summary>
/// <param name="Name">A variable, a setting, or "seeds".</param>
/// <param name="Value">As it was typed.</param>
internal sealed record Override(string Name, string Value);
