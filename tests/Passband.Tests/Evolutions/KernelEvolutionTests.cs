using System.Text;
using Passband.Evolutions;
using Passband.Kernels;
using Passband.Naming;

namespace Passband.Tests.Evolutions;

public class KernelEvolutionTests
{
    private static readonly Lazy<KernelEvolution> Lives = new(() => KernelEvolution.Of(KnownSeries.Lives));

    private static readonly EvolutionOptions OneThread = new() { Threads = 1 };

    private static readonly EvolutionOptions ThreeThreads = new() { Threads = 3 };

    [Fact]
    public void A_kernel_is_told_from_noise_when_a_pattern_appears_in_it()
    {
        var tracks = Lives.Value.Filters;

        Assert.All(KnownSeries.FormedAt.Index(), f => Assert.NotNull(tracks[f.Index].Formed));
        Assert.All(KnownSeries.FormedAt.Index(), f => Assert.True(tracks[f.Index].Formed <= f.Item, $"{tracks[f.Index].Address} formed at {tracks[f.Index].Formed}, not by {f.Item}"));
        // Of noise that is looked at just before, one in twenty may look structured by chance: three or more of eight have a chance below 1 %.
        Assert.InRange(KnownSeries.FormedAt.Index().Count(f => tracks[f.Index].Formed == f.Item), 6, 8);
    }

    [Fact]
    public void A_kernel_became_what_it_is_no_sooner_than_the_pattern_was_there()
    {
        var tracks = Lives.Value.Filters;

        Assert.All(KnownSeries.FormedAt.Index(), f => Assert.Equal(KernelName.Gabor, tracks[f.Index].Name));
        Assert.All(KnownSeries.FormedAt.Index(), f => Assert.True(tracks[f.Index].Became is { } became && became >= f.Item && became < KnownSeries.Moments - 1));
        Assert.All(KnownSeries.AlwaysNoise, f => Assert.Null(tracks[f].Became));
    }

    [Fact]
    public void A_pattern_that_grows_is_found_between_nothing_and_nearly_all_of_the_kernel()
    {
        var tracks = Of(KnownSeries.Growth, OneThread).Filters;

        // At moment 8 the pattern is 94 % of the energy, at moment 2 it is 6 %: no fit to 49 taps can tell that from noise.
        Assert.All(tracks, t => Assert.InRange(t.Formed ?? int.MaxValue, 0, 8));
        Assert.InRange(tracks.Count(t => t.Formed > 2), 6, 8);
        Assert.All(tracks, t => Assert.Equal(KernelName.Gabor, t.Name));
        Assert.All(tracks, t => Assert.Equal(t.Filter * 22.5 + 90, t.Moments[^1].Stripes!.Value + (t.Filter * 22.5 + 90 >= 180 ? 180 : 0), 1.0));
    }

    [Fact]
    public void Kernels_die_come_to_life_and_turn_to_noise_when_they_do()
    {
        var events = Lives.Value.Events;

        Assert.Equal(KnownSeries.DiedAt.Select(d => new KernelEvent(KernelEventKind.Died, d.Filter, d.Moment, Lasting: true)), events.Where(e => e.Kind == KernelEventKind.Died).OrderBy(e => e.Filter));
        Assert.Equal(new KernelEvent(KernelEventKind.Born, KnownSeries.BornAt.Filter, KnownSeries.BornAt.Moment, Lasting: true), Assert.Single(events, e => e.Kind == KernelEventKind.Born));
        Assert.Contains(new KernelEvent(KernelEventKind.Formed, KnownSeries.BornAt.Filter, KnownSeries.BornAt.Moment, Lasting: true), events);
        Assert.Contains(events, e => (e.Kind, e.Filter, e.Moment) == (KernelEventKind.TurnedToNoise, KnownSeries.TurnedToNoiseAt.Filter, KnownSeries.TurnedToNoiseAt.Moment));
        Assert.All(KnownSeries.DiedAt, d => Assert.Equal((null, (int?)d.Moment, KernelName.Dead), (Lives.Value.Filters[d.Filter].Formed, Lives.Value.Filters[d.Filter].Became, Lives.Value.Filters[d.Filter].Name)));
    }

    [Fact]
    public void A_kernel_has_stopped_from_the_moment_on_from_which_its_weights_stay()
    {
        var tracks = Lives.Value.Filters;

        Assert.All(KnownSeries.StoppedAt, s => Assert.Equal(s.Moment, tracks[s.Filter].Stopped));
        // The noise in all others is drawn anew at each moment, a tenth of the norm at least.
        Assert.Equal(KnownSeries.StoppedAt.Select(s => s.Filter), tracks.Where(t => t.Stopped is not null).Select(t => t.Filter));
    }

    [Fact]
    public void Two_moments_alone_do_not_show_that_a_kernel_stopped_or_will_keep_its_name()
    {
        var two = Of([KnownSeries.At(0, 0, KnownSeries.Noise(0, 0)), KnownSeries.At(1, 1, KnownSeries.Gabor(0))], OneThread);
        var still = Of([KnownSeries.At(0, 0, KnownSeries.Gabor(0)), KnownSeries.At(1, 1, KnownSeries.Gabor(0))], OneThread);

        Assert.Equal((null, (int?)1, null), (two.Filters[0].Became, two.Filters[0].Formed, two.Filters[0].Stopped));
        Assert.Equal(((int?)0, (int?)0, null), (still.Filters[0].Became, still.Filters[0].Formed, still.Filters[0].Stopped));
    }

    [Fact]
    public void Change_and_cosine_are_those_of_the_weights()
    {
        var (a, b) = (KnownSeries.Gabor(0), KnownSeries.Noise(1, 1));
        double[] first = [.. a, .. b];
        // The first filter a tenth stronger, the second reversed.
        double[] second = [.. a.Select(w => 1.1 * w), .. b.Select(w => -w)];

        var evolution = Of([KnownSeries.At(0, null, first), KnownSeries.At(1, null, second)], OneThread);

        Assert.Equal(Math.Sqrt((0.01 + 4) / 2), evolution.Moments[1].Change!.Value, 1e-6);
        Assert.Equal((1.1 - 1) / Math.Sqrt(2 * (1.21 + 1)), evolution.Moments[0].CosineToLast!.Value, 1e-6);
        Assert.Equal([0.1, 2], evolution.Filters.Select(f => f.Moments[1].Change!.Value), (x, y) => Math.Abs(x - y) < 1e-6);
        Assert.Equal([1, -1], evolution.Filters.Select(f => f.Moments[0].CosineToLast!.Value), (x, y) => Math.Abs(x - y) < 1e-6);
        Assert.Equal([1, 1 / 1.1], evolution.Filters.Select(f => f.Moments[1].Norm), (x, y) => Math.Abs(x - y) < 1e-6);
        Assert.Null(evolution.Moments[0].Change);
    }

    [Fact]
    public void A_kernel_of_zeros_has_no_change_and_no_cosine()
    {
        double[] weights = [.. KnownSeries.Gabor(0), .. new double[49]];
        var filter = Of([KnownSeries.At(0, 0, weights), KnownSeries.At(1, 1, weights)], OneThread).Filters[1];

        Assert.Equal((KernelName.Dead, null, null, 0.0), (filter.Name, filter.Moments[1].Change, filter.Moments[1].CosineToLast, filter.Moments[1].Norm));
        Assert.Null(filter.Stopped);
    }

    [Fact]
    public void Results_do_not_depend_on_the_number_of_threads()
    {
        Checkpoint[] five = [.. KnownSeries.Growth.Where((_, m) => m % 2 == 0).Take(5)];

        Assert.Equal(Text(Of(five, OneThread)), Text(Of(five, ThreeThreads)));
        // More threads than moments: the rest works within a moment.
        Assert.Equal(
            Text(Of([KnownSeries.Growth[9]], OneThread)), Text(Of([KnownSeries.Growth[9]], ThreeThreads)));
    }

    [Fact]
    public void The_layer_that_sees_the_picture_is_followed_unless_another_is_asked_for()
    {
        var first = KnownSeries.At(0, 0, KnownSeries.Gabor(0)).Net.Layers[0];
        var deep = first with { Name = "deep", Input = InputSpace.Features };
        var net = Kernels.Nets.Of(deep, first);
        Checkpoint[] series = [new("a", 1, net)];

        Assert.Equal(("conv1", 1), Followed(null));
        Assert.Equal(("deep", 0), Followed("deep"));
        Assert.Equal(("deep", 0), Followed("0"));
        Assert.Contains("no layer 'x'", Assert.Throws<PassbandException>(() => Followed("x")).Message, StringComparison.Ordinal);

        (string, int) Followed(string? layer)
        {
            var evolution = Of(series, OneThread with { Layer = layer });
            return (evolution.Layer, evolution.Index);
        }
    }

    [Fact]
    public void A_checkpoint_of_another_network_is_named_with_both_shapes()
    {
        Checkpoint[] series = [KnownSeries.At(0, 0, KnownSeries.Gabor(0)), KnownSeries.At(1, 1, [.. KnownSeries.Gabor(0), .. KnownSeries.Gabor(1)])];

        var error = Assert.Throws<PassbandException>(() => Of(series, OneThread));

        Assert.Equal("ckpt_1.npy → conv1: a layer of 2×1×7×7; expected 1×1×7×7, as in ckpt_0.npy. Leave out the files of other networks, or choose another layer.", error.Message);
    }

    [Fact]
    public void A_layer_that_was_renamed_is_found_at_its_place()
    {
        Checkpoint[] series = [KnownSeries.At(0, 0, KnownSeries.Gabor(0), "conv2d"), KnownSeries.At(1, 1, KnownSeries.Gabor(0), "conv2d_1")];

        Assert.Equal(1.0, Of(series, OneThread).Moments[0].CosineToLast!.Value, 1e-12);
    }

    [Fact]
    public void Weights_that_are_not_finite_are_told_with_their_file()
    {
        var broken = KnownSeries.Gabor(0);
        broken[3] = double.NaN;
        Checkpoint[] series = [KnownSeries.At(0, 0, KnownSeries.Gabor(0)), KnownSeries.At(1, 1, broken), KnownSeries.At(2, 2, broken)];

        Assert.StartsWith("ckpt_1.npy: layer conv1: 1 of 49 weights are NaN", Assert.Throws<PassbandException>(() => Of(series, ThreeThreads)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_ends_at_one_and_a_canceled_measurement_stops()
    {
        var shares = new List<double>();
        KernelEvolution.Of(KnownSeries.Growth.Take(3).ToList(), OneThread, new Listener(shares.Add), TestContext.Current.CancellationToken);

        Assert.Equal([1 / 3.0, 2 / 3.0, 1], shares);
        Assert.Throws<OperationCanceledException>(() => KernelEvolution.Of(KnownSeries.Growth, OneThread, null, new CancellationToken(canceled: true)));
    }

    private static KernelEvolution Of(IReadOnlyList<Checkpoint> series, EvolutionOptions options) => KernelEvolution.Of(series, options, cancellation: TestContext.Current.CancellationToken);

    private static string Text(KernelEvolution evolution)
    {
        using var stream = new MemoryStream();
        EvolutionJson.Write(evolution, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private sealed class Listener(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
