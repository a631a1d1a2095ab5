using Passband.Explanations;
using Passband.Kernels;
using Passband.Measures;
using Passband.Naming;
using Passband.Tests.Kernels;

namespace Passband.Tests.Explanations;

public class KernelNamerTests
{
    private static readonly ExplainOptions Why = ExplainOptions.Default with { Why = true };

    private static KernelNameShares? Of(BankShape shape, IEnumerable<double> weights, ConvOperator op = ConvOperator.Conv2d) =>
        Nets.Explain(Nets.Layer(shape, weights, InputSpace.Features, op), Why).Summary.KernelNames;

    /// <summary>Half edges, a quarter averages, an eighth noise and an eighth dead, in an order in which neighbors differ.</summary>
    private static List<Plane> Known(int count) =>
    [
        .. Enumerable.Range(0, count).Select(i => (i % 8) switch
        {
            0 or 2 or 4 or 6 => Plane.Gabor(7, 17 * i % 180, 0.08, 90, 1.3, 1.5).Scale(1 + i % 3),
            1 or 5 => Plane.Gaussian(7, 1 + 0.1 * (i % 5)),
            3 => Plane.Noise(7, 7, (ulong)i + 1),
            _ => Plane.Noise(7, 7, (ulong)i + 1).Scale(1e-3),
        }),
    ];

    [Fact]
    public void Every_kernel_gets_the_name_that_it_gets_as_a_filter_of_one_channel()
    {
        var planes = Known(64);
        var filters = Nets.Explain(Nets.Gray([.. planes])).Filters!.Value;

        var names = Of(BankShape.Plane(8, 8, 7, 7), planes.SelectMany(p => p.Values))!;

        Assert.Equal((64L, 64), (names.Total, names.Named));
        // A dead filter has less than 1 % of the largest norm, a dead kernel less than 1 % of the largest weight: these are both.
        Assert.Equal(
            filters.GroupBy(f => f.Name).Select(g => new Share(g.Key, g.Count() / 64.0)).OrderByDescending(s => s.Value).ThenBy(s => s.Key, StringComparer.Ordinal), names.Names);
        Assert.Equal(
            new Dictionary<string, double> { ["edge"] = 0.5, ["smoothing"] = 0.25, ["dead"] = 0.125, ["noise"] = 0.125 }, names.Names.ToDictionary(s => s.Key, s => s.Value));
        // Of the 56 that are not dead.
        Assert.InRange(names.Pi0!.Value, 0, 16 / 56.0);
    }

    [Fact]
    public void A_sample_has_the_shares_of_the_layer_within_its_standard_error()
    {
        var planes = Known(64 * 50);
        var names = Of(BankShape.Plane(64, 50, 7, 7), planes.SelectMany(p => p.Values))!;
        var shares = names.Names.ToDictionary(s => s.Key, s => s.Value);

        Assert.Equal((3200L, KernelNamer.Most), (names.Total, names.Named));
        // Golden-section steps spread more evenly than random ones; three of their standard errors: 3 % of a half, 2 % of an eighth.
        Assert.Equal(0.5, shares["edge"], 0.09);
        Assert.Equal(0.25, shares["smoothing"], 0.08);
        Assert.Equal(0.125, shares["dead"], 0.06);
        Assert.Equal(1, shares.Values.Sum(), 1e-12);
        Assert.Equal(shares.Values.OrderDescending(), names.Names.Select(s => s.Value));
    }

    [Theory]
    [InlineData(1, 3, 3)]
    [InlineData(1, 7, 7)]
    [InlineData(1, 1, 5)]
    [InlineData(1, 9, 1)]
    [InlineData(1, 3, 15)]
    [InlineData(1, 18, 18)]
    [InlineData(1, 1, 200)]
    [InlineData(6, 1, 1)]
    public void Noise_is_called_noise(int depth, int height, int width)
    {
        var shape = new BankShape(8, 8, depth, height, width, depth > 1 ? 3 : 2);
        var names = Of(shape, Plane.Noise(1, 64 * shape.Taps, 5).Values, depth > 1 ? ConvOperator.Conv3d : ConvOperator.Conv2d)!;

        // At q ≤ 0.05 one in twenty such layers has any other name at all; this seed is none of them.
        Assert.Equal([new Share(KernelName.Noise, 1)], names.Names);
        Assert.InRange(names.Pi0!.Value, 0.6, 1);
    }

    [Fact]
    public void Kernels_over_time_are_named_frame_by_frame()
    {
        var edge = Plane.Gabor(7, 0, 0.08, 90, 1.3, 1.5);
        var blob = Plane.Gaussian(7, 1.2);
        // [filter, channel, frame, row, column]: in each kernel two frames of three are edges.
        var weights = Enumerable.Range(0, 2 * 4).SelectMany(_ => new[] { edge, blob, edge.Negate() }).SelectMany(p => p.Values);

        var names = Of(new BankShape(2, 4, 3, 7, 7, 3), weights, ConvOperator.Conv3d)!;

        Assert.Equal((24L, 24), (names.Total, names.Named));
        Assert.Equal(["edge", "smoothing"], names.Names.Select(s => s.Key));
        Assert.Equal(2 / 3.0, names.Names[0].Value, 1e-12);
    }

    [Fact]
    public void A_layer_of_zeros_is_dead()
    {
        var names = Of(BankShape.Plane(3, 4, 3, 3), new double[108])!;

        Assert.Equal([new Share(KernelName.Dead, 1)], names.Names);
        Assert.Null(names.Pi0);
    }

    [Fact]
    public void The_only_kernel_that_is_not_dead_is_judged_alone_as_a_filter_is()
    {
        var planes = new[] { Plane.Gaussian(7, 1.2), Plane.Noise(7, 7, 1).Scale(1e-4), Plane.Noise(7, 7, 2).Scale(1e-4) };

        Assert.Equal(["dead", "smoothing"], Of(BankShape.Plane(1, 3, 7, 7), planes.SelectMany(p => p.Values))!.Names.Select(s => s.Key));
    }

    [Fact]
    public void Single_taps_very_large_kernels_and_described_filters_have_no_names_of_kernels()
    {
        Assert.Null(Of(BankShape.Plane(4, 4, 1, 1), Plane.Noise(4, 4, 1).Values));
        Assert.Null(Of(BankShape.Plane(1, 1, 33, 32), Plane.Noise(33, 32, 1).Values));
        Assert.Null(Of(BankShape.Plane(4, 1, 3, 3), Plane.Noise(4, 9, 1).Values, ConvOperator.Depthwise));
        Assert.Null(Nets.Explain(Nets.Layer(BankShape.Plane(4, 4, 3, 3), Plane.Noise(16, 9, 1).Values, InputSpace.Features)).Summary.KernelNames);
        Assert.Null(Nets.Explain(Nets.Layer(BankShape.Plane(4, 4, 3, 3), Plane.Noise(16, 9, 1).Values, InputSpace.Features), Why with { All = true }).Summary.KernelNames);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    public void Threads_change_nothing(int threads)
    {
        var net = Nets.Of(
            [.. Enumerable.Range(0, 4).Select(i => Nets.Layer(BankShape.Plane(12, 40, 3, 3), Plane.Noise(480, 9, (ulong)i).Values, InputSpace.Features, name: $"l{i}"))]);
        string Text(int count) => Documents.Text(Explainer.Explain(net, Why with { Threads = count }, cancellation: TestContext.Current.CancellationToken));

        Assert.Equal(Text(1), Text(threads));
    }

    [Fact]
    public void Named_kernels_count_as_progress_and_can_be_interrupted()
    {
        var net = Nets.Of(
            Nets.Gray(Plane.Noise(5, 5, 1), Plane.Noise(5, 5, 2)), Nets.Layer(BankShape.Plane(20, 20, 3, 3), Plane.Noise(400, 9, 1).Values, InputSpace.Features),
            Nets.Layer(BankShape.Plane(4, 4, 1, 1), Plane.Noise(4, 4, 1).Values, InputSpace.Features));
        var reports = new List<ExplainProgress>();
        Explainer.Explain(net, Why with { Threads = 1 }, new Listener(reports.Add), TestContext.Current.CancellationToken);

        Assert.Equal(Enumerable.Range(1, 2 + KernelNamer.Most).Select(i => (long)i), reports.Select(r => r.Done));
        Assert.All(reports, r => Assert.Equal(2 + KernelNamer.Most, r.Total));

        using var source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var listener = new Listener(r => source.CancelAfter(r.Done < 10 ? Timeout.Infinite : 0));
        Assert.ThrowsAny<OperationCanceledException>(() => Explainer.Explain(
            Nets.Of([.. Enumerable.Repeat(net.Layers[1], 200)]), Why with { Threads = 2 }, listener, source.Token));
    }

    private sealed class Listener(Action<ExplainProgress> report) : IProgress<ExplainProgress>
    {
        public void Report(ExplainProgress value) => report(value);
    }
}
