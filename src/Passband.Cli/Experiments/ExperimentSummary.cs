using System.Collections.Immutable;
using Passband.Cli.Output;
using Passband.Measures;

namespace Passband.Cli.Experiments;

/// <summary>A figure over the seeds of a group.</summary>
internal sealed record Spread(double Mean, double Min, double Max, int Count)
{
    /// <summary>Null where there is no value.</summary>
    public static Spread? Of(IEnumerable<double?> values)
    {
        var numbers = values.OfType<double>().ToArray();
        return numbers.Length == 0 ? null : new Spread(numbers.Average(), numbers.Min(), numbers.Max(), numbers.Length);
    }
}

/// <summary>Runs that differ by nothing but the seed.</summary>
internal sealed record GroupSummary
{
    public required string Name { get; init; }

    public required ImmutableArray<ResultRow> Rows { get; init; }

    /// <summary>Every number of the results' table, over the seeds, by the column's name; null where no run has it.</summary>
    public required ImmutableArray<(string Name, Spread? Spread)> Figures { get; init; }

    /// <summary>Correlation of energy profiles between every two seeds.</summary>
    public required Spread? BetweenSeeds { get; init; }

    /// <summary>Correlation of the energy profile of each run with that of the weights that it began with.</summary>
    public required Spread? WithUntrained { get; init; }

    public Spread? this[string figure] => Figures.FirstOrDefault(f => f.Name == figure).Spread;

    public int Finished => Rows.Count(r => r.Record.State == RunState.Finished);

    public int Failed => Rows.Count(r => r.Record.State == RunState.Failed);
}

/// <summary>A set over its seeds, and how much its groups' first layers let pass the same.</summary>
internal sealed record ExperimentSummary
{
    public required Experiment Experiment { get; init; }

    public required ImmutableArray<GroupSummary> Groups { get; init; }

    /// <summary>Correlation of energy profiles between runs of two groups, where kernels are of one size; the first group stands before the second.</summary>
    public required ImmutableArray<(string First, string Second, Spread Spread)> BetweenGroups { get; init; }

    public IEnumerable<ResultRow> Failures => Groups.SelectMany(g => g.Rows).Where(r => r.Record.State == RunState.Failed);

    public int Finished => Groups.Sum(g => g.Finished);

    /// <summary>Pairs of groups are given for no more than this many, whose table can still be read.</summary>
    public const int MostComparedGroups = 20;

    public static ExperimentSummary Of(Experiment experiment, ImmutableArray<ResultRow> rows)
    {
        var columns = ExperimentTables.Results(experiment).SkipWhile(c => c.Name != "state").Where(c => c.AsReal is not null).ToList();
        var groups = rows.GroupBy(r => r.Run.Group).Select(g => Group(g.Key, [.. g], columns)).ToImmutableArray();
        var pairs = groups.Length > MostComparedGroups
            ? []
            : groups.SelectMany((first, i) => groups.Skip(i + 1).Select(second => (First: first.Name, Second: second.Name, Spread: Between(first, second))));
        return new ExperimentSummary
        {
            Experiment = experiment,
            Groups = groups,
            BetweenGroups = [.. pairs.Where(p => p.Spread is not null).Select(p => (p.First, p.Second, p.Spread!))],
        };
    }

    private static GroupSummary Group(string name, ImmutableArray<ResultRow> rows, List<FileColumn<ResultRow>> columns) => new()
    {
        Name = name,
        Rows = rows,
        Figures = [.. columns.Select(c => (c.Name, Spread.Of(rows.Select(c.AsReal!))))],
        BetweenSeeds = Spread.Of(rows.SelectMany((first, i) => rows.Skip(i + 1).Select(second => Correlation(first, second)))),
        WithUntrained = Spread.Of(rows.Select(r => r.Figures?.Energy is { Untrained: { } untrained } energy
            ? new EnergyProfile(energy.Shares).Correlation(new EnergyProfile(untrained))
            : null)),
    };

    private static Spread? Between(GroupSummary first, GroupSummary second) =>
        Spread.Of(first.Rows.SelectMany(a => second.Rows.Select(b => Correlation(a, b))));

    private static double? Correlation(ResultRow first, ResultRow second) =>
        first.Figures?.Energy is { } a && second.Figures?.Energy is { } b && a.Shares.Length == b.Shares.Length
            ? new EnergyProfile(a.Shares).Correlation(new EnergyProfile(b.Shares))
            : null;
}
