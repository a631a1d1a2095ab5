using System.Collections.Immutable;

namespace Passband.Cli.Training;

/// <summary>At which steps a training is photographed and logged: densely at first, as kernels form early.</summary>
internal sealed class SnapshotPlan
{
    /// <summary>Snapshots at even distances; with those at powers of two before them, about fifty in all.</summary>
    private const int EvenSnapshots = 40;

    /// <summary>Lines of a log at even distances.</summary>
    private const int EvenLines = 200;

    private readonly int _interval;

    /// <param name="steps">Steps of the whole training, at least 1.</param>
    public SnapshotPlan(int steps)
    {
        Steps = steps;
        _interval = (steps + EvenLines - 1) / EvenLines;
        var distance = (steps + EvenSnapshots - 1) / EvenSnapshots;
        var snapshots = ImmutableSortedSet.CreateBuilder<int>();
        snapshots.Add(0);
        for (var step = 1; step < distance; step *= 2)
            snapshots.Add(step);
        for (var step = distance; step < steps; step += distance)
            snapshots.Add(step);
        snapshots.Add(steps);
        Snapshots = snapshots.ToImmutable();
    }

    /// <summary>Steps of the whole training.</summary>
    public int Steps { get; }

    /// <summary>Steps after which a snapshot is kept and held-out pictures are tested, the first of them 0 and the last of them all.</summary>
    public ImmutableSortedSet<int> Snapshots { get; }

    /// <summary>Whether a line is added to the log after that step.</summary>
    public bool IsLogged(int step) => step % _interval == 0 || Snapshots.Contains(step);
}
