using Passband.Explanations;
using Passband.Kernels;
using Passband.Naming;
using Passband.Tests.Kernels;

namespace Passband.Tests.Explanations;

public class ExplainerTests
{
    private static readonly ConvLayer First = Nets.Layer(BankShape.Plane(6, 3, 5, 5), Plane.Noise(18, 25, 1).Values, InputSpace.Rgb, name: "first") with { Stride = Extent.Square(2) };
    private static readonly ConvLayer Deep = Nets.Layer(BankShape.Plane(8, 6, 3, 3), Plane.Noise(48, 9, 2).Values, InputSpace.Features, name: "deep");
    private static readonly ConvLayer Depthwise = Nets.Layer(BankShape.Plane(5, 1, 3, 3), Plane.Noise(5, 9, 3).Values, InputSpace.Features, ConvOperator.Depthwise, "depthwise") with { Groups = 5 };
    private static readonly ConvLayer Mix = Nets.Layer(BankShape.Plane(4, 5, 1, 1), Plane.Noise(4, 5, 4).Values, InputSpace.Features, name: "mix");

    private static ConvNet Network => Nets.Of(First, Deep, Depthwise, Mix);

    private static NetworkExplanation Explain(ConvNet net, ExplainOptions? options = null) =>
        Explainer.Explain(net, options, cancellation: TestContext.Current.CancellationToken);

    [Fact]
    public void Results_do_not_depend_on_the_number_of_threads()
    {
        var options = ExplainOptions.Default with { All = true };
        Assert.Equal(Documents.Text(Explain(Network, options with { Threads = 1 })), Documents.Text(Explain(Network, options with { Threads = 2 })));
    }

    [Fact]
    public void Filters_are_listed_where_the_picture_is_seen_and_where_kernels_stand_alone()
    {
        var layers = Explain(Network).Layers;
        Assert.Equal([true, false, true, false], layers.Select(l => l.Filters is not null));
        Assert.Null(layers[1].Summary.Names);
        Assert.Null(layers[1].Summary.Pi0);
        Assert.NotNull(layers[1].Summary.VarianceEntropy);
        Assert.All(Explain(Network, ExplainOptions.Default with { All = true }).Layers, l => Assert.NotNull(l.Filters));
    }

    [Fact]
    public void Progress_counts_every_filter_to_the_total()
    {
        var reports = new List<ExplainProgress>();
        Explainer.Explain(Network, ExplainOptions.Default with { Threads = 1 }, new Listener(reports.Add), TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Range(1, 11).Select(i => (long)i), reports.Select(r => r.Done));
        Assert.All(reports, r => Assert.Equal(11, r.Total));
        Assert.Equal(["first", "depthwise"], reports.Select(r => r.Layer).Distinct());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Cancellation_stops_the_work(int threads)
    {
        using var source = new CancellationTokenSource();
        // The first finished filter asks to stop.
        var progress = new Listener(_ => source.Cancel());
        Assert.ThrowsAny<OperationCanceledException>(() => Explainer.Explain(Network, ExplainOptions.Default with { Threads = threads }, progress, source.Token));
    }

    [Theory]
    [InlineData("nowhere", null)]
    [InlineData("4", null)]
    [InlineData("first", 6)]
    [InlineData("first", -1)]
    [InlineData(null, 500)]
    public void A_layer_or_filter_that_is_not_there_is_a_request_error(string? layer, int? filter)
    {
        var error = Assert.Throws<PassbandException>(() => Explain(Network, ExplainOptions.Default with { Layer = layer, Filter = filter }));
        Assert.Equal(ErrorKind.Request, error.Kind);
    }

    [Fact]
    public void One_filter_of_one_layer_is_judged_within_its_layer()
    {
        var all = Explain(Network).Layers[0].Filters!.Value[3];
        var one = Explain(Network, ExplainOptions.Default with { Layer = "0", Filter = 3 }).Layers.Single();
        Assert.Equal(Documents.Text(all), Documents.Text(one.Filters!.Value.Single()));
        Assert.Equal("first:3", all.Address);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Weights_that_are_not_finite_are_a_format_error_that_names_the_layer(float weight)
    {
        var values = Plane.Noise(2, 9, 1).Values;
        values[4] = weight;
        var net = Nets.Of(Nets.Layer(BankShape.Plane(2, 1, 3, 3), values, InputSpace.Gray, name: "broken"));

        var error = Assert.Throws<PassbandException>(() => Explain(net));

        Assert.Equal(ErrorKind.Format, error.Kind);
        Assert.Contains("layer broken: 1 of 18 weights", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_layer_of_zeros_is_dead_throughout()
    {
        var layer = Explain(Nets.Of(Nets.Layer(BankShape.Plane(3, 3, 5, 5), new double[225], InputSpace.Rgb))).Layers[0];
        Assert.Equal(1, layer.Summary.Dead);
        Assert.Equal(1, layer.Summary.Sparsity);
        Assert.Null(layer.Summary.Orthogonality);
        Assert.Null(layer.Summary.Bands);
        Assert.Null(layer.Summary.VarianceEntropy);
        Assert.All(layer.Filters!.Value, f => Assert.Equal(KernelName.Dead, f.Name));
        Assert.All(layer.Filters!.Value, f => Assert.Null(f.Fit));
    }

    [Fact]
    public void A_weak_filter_beside_strong_ones_is_dead()
    {
        var box = Plane.Parse("1 1 1/1 1 1/1 1 1");
        var filters = Nets.Explain(Nets.Gray(box, box.Scale(0.011), box.Scale(0.009))).Filters!.Value;
        Assert.Equal([false, false, true], filters.Select(f => f.Name == KernelName.Dead));
        Assert.Equal("dead: 0.9 % of the norm of the layer's strongest filter", filters[2].Words);
        Assert.Equal(0.081, filters[2].Gain.Dc, 1e-6);
    }

    [Fact]
    public void Single_taps_are_described_without_what_they_cannot_have()
    {
        var filter = Explain(Network, ExplainOptions.Default with { Layer = "mix" }).Layers[0].Filters!.Value[0];
        Assert.Equal("mixes 5 channels, one tap each", filter.Words);
        Assert.Equal("allpass", filter.Passband!.Kind);
        Assert.Null(filter.Orientation);
        Assert.Null(filter.Fit);
        var layer = Explain(Network).Layers[3].Summary;
        Assert.Null(layer.Bands);
        Assert.Null(layer.VarianceEntropy);
        Assert.InRange(layer.EffectiveRank!.Value, 1, 4);
    }

    [Fact]
    public void A_1x1_layer_that_sees_the_picture_has_colors()
    {
        var filter = Nets.Describe(Nets.Channels(InputSpace.Rgb, Plane.Parse("1"), Plane.Parse("-1"), Plane.Parse("0")));
        Assert.Equal(("identity", "opponent", "red–green", "single"), (filter.Name, filter.Color!.Kind, filter.Color.Axis, filter.Color.Opponency));
    }

    [Fact]
    public void Kernels_in_three_dimensions_are_described_as_space_and_time()
    {
        var layer = Nets.Layer(new BankShape(4, 3, 3, 3, 3, 3), Plane.Noise(12, 27, 1).Values, InputSpace.Picture, ConvOperator.Conv3d);
        var explained = Explain(Nets.Of(layer));
        Assert.All(explained.Layers[0].Filters!.Value, f => Assert.NotNull(f.Time));
        Assert.Null(explained.Layers[0].Summary.Bands);
        Assert.Equal([4, 3, 3, 3, 3], explained.Layers[0].Shape);
        Assert.Contains(explained.Model.Assumptions, a => a.StartsWith("3-D kernels are taken as space and time", StringComparison.Ordinal));
    }

    [Fact]
    public void Kernels_over_very_many_frames_are_summarized_only()
    {
        var layer = Nets.Layer(new BankShape(2, 1, 40, 3, 3, 3), Plane.Noise(2, 360, 1).Values, InputSpace.Gray, ConvOperator.Conv3d);
        Assert.Null(Explain(Nets.Of(layer)).Layers[0].Filters);
    }

    [Fact]
    public void Strides_bring_aliasing_and_their_lack_none()
    {
        var layers = Explain(Network).Layers;
        Assert.All(layers[0].Filters!.Value, f => Assert.InRange(f.Aliasing!.White, 0, 1));
        Assert.NotNull(layers[0].Summary.Aliasing);
        Assert.All(layers[2].Filters!.Value, f => Assert.Null(f.Aliasing));
        Assert.Null(layers[2].Summary.Aliasing);
    }

    [Fact]
    public void Duplicates_and_negative_twins_are_flagged()
    {
        var (a, b) = (Plane.Noise(5, 5, 1), Plane.Noise(5, 5, 2));
        var layer = Nets.Explain(Nets.Gray(a, b, a.Scale(2), b.Negate()));
        Assert.Equal(["duplicate of conv:2"], layer.Filters!.Value[0].Flags);
        Assert.Equal(["twin of conv:3"], layer.Filters.Value[1].Flags);
        Assert.Equal((0.5, 0.5), (layer.Summary.Duplicates!.Value, layer.Summary.Twins!.Value));
    }

    [Fact]
    public void The_assumed_color_order_is_said()
    {
        var net = Nets.Of(First with { Input = InputSpace.Picture });
        Assert.Equal("channels: rgb (default)", Explain(net).Model.Assumptions[0]);
        Assert.Equal("channels: bgr (as asked)", Explain(net, ExplainOptions.Default with { Channels = ChannelOrder.Bgr }).Model.Assumptions[0]);
        Assert.Equal("channels: bgr (from the file)", Explain(Nets.Of(First with { Input = InputSpace.Bgr })).Model.Assumptions[0]);
    }

    [Fact]
    public void A_network_without_convolutions_says_so() => Assert.Contains("no convolution", Explain(Nets.Of()).Verdict.Single(), StringComparison.Ordinal);

    [Fact]
    public void The_verdict_counts_what_it_names()
    {
        var edge = Plane.Parse("-1 0 1/-2 0 2/-1 0 1");
        var net = Nets.Of(Nets.Gray(edge, edge.Rotate(), edge.Negate(), Plane.Parse("1 2 1/2 4 2/1 2 1")));
        Assert.Equal("Layer conv sees the picture with 4 filters of 3×3: 3 edges and 1 smoothing.", Explain(net).Verdict[0]);
    }

    private sealed class Listener(Action<ExplainProgress> report) : IProgress<ExplainProgress>
    {
        public void Report(ExplainProgress value) => report(value);
    }
}
