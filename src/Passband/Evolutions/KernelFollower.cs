using System.Collections.Immutable;
using Passband.Kernels;

namespace Passband.Evolutions;

/// <summary>What a new checkpoint of a training that still goes on has brought.</summary>
/// <param name="Moment">Its position in the series, from 0.</param>
/// <param name="Summary">The layer by now.</param>
/// <param name="Filters">Every filter by now.</param>
/// <param name="Events">
/// What happened since the checkpoint before, in the order of filters. Of a filter that stopped changing, the moment is the one since which it is still; whether something lasts is not
/// known yet, and said to be true.
/// </param>
public sealed record FollowedMoment(int Moment, KernelMoment Summary, ImmutableArray<FilterMoment> Filters, ImmutableArray<KernelEvent> Events);

/// <summary>
/// Measures checkpoints as they come. Only the last one is kept, and for each filter the weights since which it is still, so that a training may be followed for as long as it takes.
/// </summary>
/// <param name="options">What to follow; null for the defaults.</param>
public sealed class KernelFollower(EvolutionOptions? options = null)
{
    /// <summary>
    /// A filter that has been still for less than this share of the training so far may only be slow, as neighbors are alike where checkpoints are saved often.
    /// </summary>
    public const double StillShare = 0.2;

    private readonly EvolutionOptions _options = options ?? EvolutionOptions.Default;
    private MeasuredMoment? _first;
    private MeasuredMoment? _last;
    private Anchor[] _anchors = [];
    private int _moments;

    /// <summary>Measures the next checkpoint.</summary>
    /// <param name="checkpoint">A later one of the same training.</param>
    /// <param name="cancellation">Stops the work; the checkpoint then counts as not given.</param>
    /// <exception cref="PassbandException">It has no such layer, or another shape of it than the first, or weights that are not finite; it then counts as not given.</exception>
    public FollowedMoment Add(Checkpoint checkpoint, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        var layer = _first is null
            ? FollowedLayer.Choose(checkpoint.Net, checkpoint.Name, _options.Layer)
            : FollowedLayer.Same(checkpoint.Net, checkpoint.Name, _first.Layer, _first.Checkpoint);
        var now = MeasuredMoment.Of(checkpoint, layer, _options, _options.Threads, cancellation);
        var before = _last;
        var events = before is null ? Begin(now) : Events(now, before);
        _first ??= now;
        _last = now;
        return new FollowedMoment(
            _moments++, EvolutionBuilder.Moment(now, before, null), [.. Enumerable.Range(0, now.Filters.Length).Select(f => EvolutionBuilder.FilterAt(now, before, null, f))], events);
    }

    private ImmutableArray<KernelEvent> Begin(MeasuredMoment now)
    {
        _anchors = [.. Enumerable.Range(0, now.Filters.Length).Select(f => new Anchor(now.Layer.Bank.Filter(f).ToArray(), 0, now.Step, Told: false))];
        return [];
    }

    private ImmutableArray<KernelEvent> Events(MeasuredMoment now, MeasuredMoment before)
    {
        var events = ImmutableArray.CreateBuilder<KernelEvent>();
        for (var f = 0; f < now.Filters.Length; f++)
        {
            foreach (var kind in StateEvents.Between(before.StateOf(f), now.StateOf(f)))
                events.Add(new KernelEvent(kind, f, _moments, Lasting: true));
            if (Stillness(now, f) is { } still)
                events.Add(still);
        }
        return events.ToImmutable();
    }

    private KernelEvent? Stillness(MeasuredMoment now, int filter)
    {
        var anchor = _anchors[filter];
        var weights = now.Layer.Bank.Filter(filter);
        var dead = now.StateOf(filter) == FilterState.Dead;
        if (dead || !(WeightDistance.Relative(weights, anchor.Weights) <= KernelEvolution.StillWithin))
        {
            _anchors[filter] = new Anchor(weights.ToArray(), _moments, now.Step, Told: false);
            return anchor.Told && !dead ? new KernelEvent(KernelEventKind.Moved, filter, _moments, Lasting: true) : null;
        }
        if (anchor.Told || _moments - anchor.Moment < KernelEvolution.StillFor || !IsLong(anchor, now.Step))
            return null;
        _anchors[filter] = anchor with { Told = true };
        return new KernelEvent(KernelEventKind.Stopped, filter, anchor.Moment, Lasting: true);
    }

    private bool IsLong(Anchor anchor, long? step) => step is { } now && anchor.Step is { } since && _first!.Step is { } start
        ? now - since >= StillShare * (now - start)
        : _moments - anchor.Moment >= StillShare * _moments;

    private sealed record Anchor(float[] Weights, int Moment, long? Step, bool Told);
}
