using System.Collections.Immutable;
using Passband.Explanations;
using Passband.Kernels;
using Passband.Naming;

namespace Passband.Evolutions;

/// <summary>Puts measured moments together to what became of each filter.</summary>
internal static class EvolutionBuilder
{
    public static KernelEvolution Build(ImmutableArray<MeasuredMoment> moments)
    {
        var first = moments[0];
        var tracks = Enumerable.Range(0, first.Filters.Length).Select(f => Track(moments, f)).ToImmutableArray();
        return new KernelEvolution
        {
            Layer = first.Layer.Name,
            Index = first.Layer.Index,
            Operator = first.Description.Operator,
            Shape = first.Description.Shape,
            Input = first.Description.Input,
            Moments = [.. moments.Select((m, i) => Moment(m, i > 0 ? moments[i - 1] : null, moments[^1]))],
            Filters = tracks,
            Events =
            [
                .. tracks.SelectMany(t => StateEvents.Of([.. moments.Select(m => m.StateOf(t.Filter))], t.Filter))
                    .Concat(tracks.Where(t => t.Stopped is not null).Select(t => new KernelEvent(KernelEventKind.Stopped, t.Filter, t.Stopped!.Value, Lasting: true)))
                    .OrderBy(e => e.Moment).ThenBy(e => e.Filter).ThenBy(e => e.Kind),
            ],
            Layers = [.. moments.Select(m => m.Layer)],
        };
    }

    /// <summary>The layer at one moment.</summary>
    /// <param name="moment">The moment.</param>
    /// <param name="before">The one before; null at the first.</param>
    /// <param name="last">The last of the series; null while it is not known.</param>
    public static KernelMoment Moment(MeasuredMoment moment, MeasuredMoment? before, MeasuredMoment? last)
    {
        var (summary, bank) = (moment.Description.Summary, moment.Layer.Bank);
        return new KernelMoment
        {
            Checkpoint = moment.Checkpoint,
            Step = moment.Step,
            Names = summary.Names ?? [],
            Dead = summary.Dead,
            Noise = summary.Noise ?? 0,
            Pi0 = summary.Pi0,
            MedianR2 = Median(moment.Filters.Select(f => f.Fit?.R2)),
            MedianPeak = Median(moment.Filters.Select(f => f.Passband?.Peak)),
            VarianceEntropyRatio = summary.VarianceEntropyRatio,
            Duplicates = Count(summary.Duplicates, moment.Filters.Length),
            Twins = Count(summary.Twins, moment.Filters.Length),
            Bands = summary.Bands,
            Orientation = summary.Orientation,
            Change = before is null ? null : WeightDistance.Relative(bank.Weights, before.Layer.Bank.Weights),
            CosineToLast = last is null ? null : WeightDistance.Cosine(bank.Weights, last.Layer.Bank.Weights),
        };
    }

    private static FilterTrack Track(ImmutableArray<MeasuredMoment> moments, int filter)
    {
        var last = moments[^1];
        var name = last.Filters[filter].Name;
        return new FilterTrack
        {
            Address = new KernelAddress(moments[0].Layer.Name, filter).ToString(),
            Filter = filter,
            Name = name,
            Became = name == KernelName.Noise ? null : Since(moments, m => m.Filters[filter].Name == name) is { } became && became < moments.Length - 1 ? became : null,
            Formed = Since(moments, m => m.StateOf(filter) == FilterState.Structured),
            Stopped = last.StateOf(filter) == FilterState.Dead ? null : Stopped(moments, filter),
            Moments = [.. moments.Select((m, i) => FilterAt(m, i > 0 ? moments[i - 1] : null, moments[^1], filter))],
        };
    }

    /// <summary>One filter at one moment; see <see cref="Moment"/>.</summary>
    public static FilterMoment FilterAt(MeasuredMoment moment, MeasuredMoment? before, MeasuredMoment? last, int filter)
    {
        var description = moment.Filters[filter];
        var weights = moment.Layer.Bank.Filter(filter);
        var strongest = moment.Norms.Max();
        return new FilterMoment(
            description.Name, description.Fit?.R2, description.Fit?.Q, description.Passband?.Peak,
            description.Orientation is { Oriented: true } orientation ? orientation.Stripes : null,
            strongest > 0 ? moment.Norms[filter] / strongest : 0,
            before is null ? null : WeightDistance.Relative(weights, before.Layer.Bank.Filter(filter)),
            last is null ? null : WeightDistance.Cosine(weights, last.Layer.Bank.Filter(filter)));
    }

    private static int? Stopped(ImmutableArray<MeasuredMoment> moments, int filter)
    {
        var last = moments[^1].Layer.Bank.Filter(filter).ToArray();
        var since = Since(moments, m => WeightDistance.Relative(m.Layer.Bank.Filter(filter), last) <= KernelEvolution.StillWithin);
        return since is { } still && still + KernelEvolution.StillFor < moments.Length ? still : null;
    }

    /// <summary>The first moment from which something holds until the last; null when it does not hold then.</summary>
    private static int? Since(ImmutableArray<MeasuredMoment> moments, Func<MeasuredMoment, bool> holds)
    {
        var since = moments.Length;
        while (since > 0 && holds(moments[since - 1]))
            since--;
        return since < moments.Length ? since : null;
    }

    private static double? Median(IEnumerable<double?> values)
    {
        var sorted = values.OfType<double>().Order().ToList();
        return sorted.Count > 0 ? Phrases.Median(sorted) : null;
    }

    private static int? Count(double? share, int filters) => share is { } value ? (int)Math.Round(value * filters) : null;
}
