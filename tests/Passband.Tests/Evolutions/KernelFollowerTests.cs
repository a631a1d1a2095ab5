using Passband.Evolutions;
using Passband.Kernels;

namespace Passband.Tests.Evolutions;

public class KernelFollowerTests
{
    private static readonly EvolutionOptions OneThread = new() { Threads = 1 };

    [Fact]
    public void Followed_one_by_one_kernels_live_as_in_the_whole_series()
    {
        var follower = new KernelFollower();
        var followed = KnownSeries.Lives.Select(c => follower.Add(c, TestContext.Current.CancellationToken)).ToList();
        var whole = KernelEvolution.Of(KnownSeries.Lives, cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(
            whole.Events.Where(e => e.Kind != KernelEventKind.Stopped).Select(e => (e.Moment, e.Filter, e.Kind)),
            followed.SelectMany(m => m.Events).Where(e => e.Kind is not (KernelEventKind.Stopped or KernelEventKind.Moved)).Select(e => (e.Moment, e.Filter, e.Kind)));
        Assert.Equal(whole.Moments.Select(m => m with { CosineToLast = null, Names = [] }), followed.Select(m => m.Summary with { Names = [] }));
        Assert.Equal(whole.Filters.Select(f => f.Moments[4] with { CosineToLast = null }), followed[4].Filters);
    }

    [Fact]
    public void A_kernel_that_stays_still_is_told_once_with_the_moment_since_when()
    {
        var follower = new KernelFollower();
        var told = KnownSeries.Lives.Select(c => follower.Add(c, TestContext.Current.CancellationToken)).SelectMany(m => m.Events.Select(e => (Now: m.Moment, Event: e)))
            .Where(e => e.Event.Kind == KernelEventKind.Stopped).ToList();

        // Two later moments bear the first out at moment 2. Two bear out the other at moment 8, when it has been still for 200 of 800 steps.
        Assert.Equal([(2, 12, 0), (8, 13, 6)], told.Select(t => (t.Now, t.Event.Filter, t.Event.Moment)));
    }

    [Fact]
    public void A_kernel_that_moves_again_is_told()
    {
        var follower = new KernelFollower(OneThread);
        double[] angles = [0, 0, 0, 0, 30, 30];
        var events = angles.Select((a, m) => follower.Add(KnownSeries.At(m, m, KnownSeries.Gabor(a)), TestContext.Current.CancellationToken)).SelectMany(m => m.Events).ToList();

        Assert.Equal([(KernelEventKind.Stopped, 0), (KernelEventKind.Moved, 4)], events.Select(e => (e.Kind, e.Moment)));
    }

    [Fact]
    public void Slow_drift_is_not_stillness_however_often_checkpoints_are_saved()
    {
        var follower = new KernelFollower(OneThread);
        // A quarter turn over a hundred moments: neighbors are alike, no twenty of them are.
        var events = Enumerable.Range(0, 100).SelectMany(m => follower.Add(KnownSeries.At(m, m, KnownSeries.Gabor(0.9 * m)), TestContext.Current.CancellationToken).Events
            .Where(e => e.Kind == KernelEventKind.Stopped).Select(e => (Now: m, e.Moment))).ToList();

        Assert.DoesNotContain(events, e => e.Now > 20);
    }

    [Fact]
    public void A_checkpoint_that_does_not_fit_counts_as_not_given()
    {
        var follower = new KernelFollower(OneThread);
        follower.Add(KnownSeries.At(0, 0, KnownSeries.Gabor(0)), TestContext.Current.CancellationToken);

        Assert.Throws<PassbandException>(() => follower.Add(KnownSeries.At(1, 1, [.. KnownSeries.Gabor(0), .. KnownSeries.Gabor(1)]), TestContext.Current.CancellationToken));
        Assert.Throws<OperationCanceledException>(() => follower.Add(KnownSeries.At(1, 1, KnownSeries.Gabor(0)), new CancellationToken(canceled: true)));
        Assert.Equal(1, follower.Add(KnownSeries.At(2, 2, KnownSeries.Gabor(0)), TestContext.Current.CancellationToken).Moment);
    }
}
