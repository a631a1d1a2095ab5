using System.Collections.Immutable;
using Passband.Evolutions;

namespace Passband.Imaging.Movies;

/// <summary>Makes the content of a movie from measured checkpoints and the log of their training.</summary>
public static class EvolutionContent
{
    /// <summary>
    /// Every moment of the evolution, charts of loss, accuracy, names and structure as far as they are known, and when each kernel became what it is at the end.
    /// </summary>
    /// <param name="evolution">The measured kernels. Where a moment has no step, moments are counted instead, from 0.</param>
    /// <param name="title">What was trained, one line; not trusted.</param>
    /// <param name="log">The training's log; empty where there is none.</param>
    public static MovieContent Of(KernelEvolution evolution, string title, ImmutableArray<TrainingLogLine> log = default)
    {
        ArgumentNullException.ThrowIfNull(evolution);
        log = log.IsDefault ? [] : log;
        var counted = evolution.Moments.Any(m => m.Step is null);
        var steps = evolution.Moments.Select((m, i) => counted ? i : m.Step!.Value).ToImmutableArray();
        return new MovieContent
        {
            Title = title,
            Moments =
            [
                .. evolution.Layers.Select((layer, i) => new MovieMoment(steps[i], layer, [.. evolution.Filters.Select(f => Kernel(f.Moments[i]))])
                {
                    Epoch = counted ? null : Epoch(log, steps[i]),
                }),
            ],
            Charts = [.. Training(counted ? [] : log).Append(Names(evolution, steps)).Append(Structure(evolution, steps)).Where(c => c.Curves.Any(curve => curve.Points.Length > 0))],
            Turns =
            [
                .. evolution.Filters.Where(f => f.Became is not null).Select(f => new MovieTurn(f.Filter, steps[f.Became!.Value], f.Name)).OrderBy(t => t.Step).ThenBy(t => t.Filter),
            ],
        };
    }

    /// <summary>Charts of loss and accuracy, each without the curves of which nothing was measured.</summary>
    /// <param name="log">The training's log.</param>
    public static ImmutableArray<MovieChart> Training(ImmutableArray<TrainingLogLine> log)
    {
        MovieChart[] charts =
        [
            new("Loss", MovieChartKind.Amounts, Curves(("train", l => l.Loss), ("held-out", l => l.HeldOutLoss))),
            new("Accuracy", MovieChartKind.Shares, Curves(("train", l => l.Accuracy), ("held-out", l => l.HeldOutAccuracy))),
        ];
        return [.. charts.Where(c => c.Curves.Length > 0)];

        ImmutableArray<MovieCurve> Curves(params ReadOnlySpan<(string Name, Func<TrainingLogLine, double?> Value)> curves)
        {
            var made = ImmutableArray.CreateBuilder<MovieCurve>();
            foreach (var (name, value) in curves)
            {
                if (Points(log.Select(l => ((long)l.Step, value(l)))) is { IsEmpty: false } points)
                    made.Add(new MovieCurve(name, points));
            }
            return made.ToImmutable();
        }
    }

    private static MovieKernel Kernel(FilterMoment moment) => new(moment.Name, moment.R2, moment.Peak);

    private static MovieChart Names(KernelEvolution evolution, ImmutableArray<long> steps)
    {
        var names = evolution.Moments.SelectMany(m => m.Names).Select(n => n.Key).Distinct().OrderBy(NameColors.Rank).ThenBy(n => n, StringComparer.Ordinal);
        return new MovieChart("Names", MovieChartKind.Names,
            [.. names.Select(name => new MovieCurve(name, [.. evolution.Moments.Select((m, i) => new MoviePoint(steps[i], m.Names.Where(n => n.Key == name).Sum(n => n.Value)))]))]);
    }

    private static MovieChart Structure(KernelEvolution evolution, ImmutableArray<long> steps) => new("Structure", MovieChartKind.Ratios,
    [
        new("median R²", Points(evolution.Moments.Select((m, i) => (steps[i], m.MedianR2)))),
        new("entropy ratio", Points(evolution.Moments.Select((m, i) => (steps[i], m.VarianceEntropyRatio)))),
    ]);

    private static ImmutableArray<MoviePoint> Points(IEnumerable<(long Step, double? Value)> values) =>
        [.. values.Where(v => v.Value is not null).Select(v => new MoviePoint(v.Step, v.Value!.Value)).DistinctBy(p => p.Step).OrderBy(p => p.Step)];

    /// <summary>Steps and epochs go together, so that one line tells all.</summary>
    private static double? Epoch(ImmutableArray<TrainingLogLine> log, long step) =>
        log.LastOrDefault(l => l.Step > 0) is { Step: > 0 } line ? line.Epoch / line.Step * step : null;
}
