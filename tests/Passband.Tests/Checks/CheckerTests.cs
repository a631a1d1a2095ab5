using Passband.Checks;
using Passband.Explanations;
using Passband.Kernels;
using Passband.Tests.Kernels;

namespace Passband.Tests.Checks;

public class CheckerTests
{
    private static readonly CheckLimits Unlimited = new() { Dead = null, Pi0 = null };

    /// <summary>Something of everything: Gabors, noise, duplicates, dead filters; with a stride.</summary>
    private static ConvLayer Mixed(string name = "mixed") => Nets.Gray(
    [
        .. Enumerable.Range(0, 8).Select(i => Plane.Gabor(7, 20 * i, 0.2, 90, 1.5, 1.8)), .. Enumerable.Range(1, 8).Select(i => Plane.Noise(7, 7, (ulong)i)),
        Plane.Gabor(7, 0, 0.2, 90, 1.5, 1.8).Scale(2), Plane.Noise(7, 7, 1).Scale(0.5), Plane.Noise(7, 7, 9).Scale(1e-6), Plane.Noise(7, 7, 10).Scale(0),
    ]) with
    { Name = name, Stride = Extent.Square(2) };

    private static double Summary(LayerSummary summary, CheckKind kind) => kind switch
    {
        CheckKind.Dead => summary.Dead,
        CheckKind.Duplicates => summary.Duplicates!.Value,
        CheckKind.Noise => summary.Noise!.Value,
        CheckKind.Pi0 => summary.Pi0!.Value,
        _ => summary.Aliasing!.Value,
    };

    [Theory]
    [InlineData(CheckKind.Dead, 2)]
    [InlineData(CheckKind.Duplicates, 4)]
    [InlineData(CheckKind.Noise, 9)]
    [InlineData(CheckKind.Pi0, null)]
    [InlineData(CheckKind.Aliasing, null)]
    public void A_share_is_that_of_the_explanation_and_fails_only_above_its_limit(CheckKind kind, int? count)
    {
        var layer = Mixed();
        var value = Summary(Nets.Explain(layer).Summary, kind);
        Assert.InRange(value, 0.01, 0.99);

        var at = Assert.Single(Check(Unlimited.With(kind, value), layer).Checks, c => c.Kind == kind);
        var below = Assert.Single(Check(Unlimited.With(kind, double.BitDecrement(value)), layer).Checks, c => c.Kind == kind);

        Assert.Equal((CheckOutcome.Passed, CheckOutcome.Failed), (at.Outcome, below.Outcome));
        Assert.Equal((value, value), (at.Value, below.Value));
        Assert.Equal(count, below.Count);
        Assert.Empty(at.Filters);
        Assert.Equal(Math.Min(count ?? (kind == CheckKind.Aliasing ? Checker.MostFilters : 0), Checker.MostFilters), below.Filters.Length);
        Assert.Null(below.Reason);
    }

    [Fact]
    public void The_worst_filters_come_first()
    {
        var checks = Check(new CheckLimits { Dead = 0, Duplicates = 0, Noise = 0, Pi0 = 0, Aliasing = 0 }, Mixed()).Checks;
        var (dead, duplicates, noise, aliasing) = (Filters(CheckKind.Dead), Filters(CheckKind.Duplicates), Filters(CheckKind.Noise), Filters(CheckKind.Aliasing));

        Assert.Equal(["mixed:19", "mixed:18"], dead.Select(f => f.Address));
        Assert.Equal(0, dead[0].Value);
        Assert.Equal(
            [("mixed:0", "mixed:16"), ("mixed:16", "mixed:0"), ("mixed:17", "mixed:8"), ("mixed:8", "mixed:17")],
            duplicates.Select(f => (f.Address, f.Other!)).Order());
        Assert.Equal(noise.OrderByDescending(f => f.Value), noise);
        Assert.Equal(aliasing.OrderByDescending(f => f.Value), aliasing);
        Assert.Empty(Filters(CheckKind.Pi0));

        FilterFinding[] Filters(CheckKind kind) => [.. checks.Single(c => c.Kind == kind).Filters];
    }

    [Theory]
    [InlineData(3, CheckOutcome.Passed)]
    [InlineData(2, CheckOutcome.Failed)]
    [InlineData(0, CheckOutcome.Failed)]
    public void Non_finite_weights_are_counted_and_the_other_layers_checked_all_the_same(long limit, CheckOutcome outcome)
    {
        var broken = Nets.Gray(Plane.Parse("1 2/3 4"), new Plane(2, 2, [double.NaN, double.PositiveInfinity, 1, 1]), new Plane(2, 2, [1, 1, 1, double.NegativeInfinity]));
        var result = Check(new CheckLimits { NonFinite = limit, Duplicates = 0.5, Pi0 = 1 }, broken with { Name = "broken" }, Mixed());
        var checks = result.Checks.Where(c => c.Layer == "broken").ToList();

        Assert.Equal(outcome == CheckOutcome.Passed, result.Passed);
        Assert.Equal((outcome, 3, 12), (checks[0].Outcome, checks[0].Value, checks[0].Total));
        Assert.All(checks.Skip(1), c => Assert.Equal((CheckOutcome.NotChecked, null, "weights that are NaN or infinite"), (c.Outcome, c.Value, c.Reason)));
        if (outcome == CheckOutcome.Failed)
            Assert.Equal([("broken:1", 2.0), ("broken:2", 1.0)], checks[0].Filters.Select(f => (f.Address, f.Value)));
        Assert.All(result.Checks.Where(c => c.Layer == "mixed"), c => Assert.NotEqual(CheckOutcome.NotChecked, c.Outcome));
    }

    [Fact]
    public void What_cannot_be_measured_is_not_said_to_have_passed()
    {
        var tap = Nets.Layer(BankShape.Plane(3, 3, 1, 1), Enumerable.Range(1, 9).Select(i => (double)i), InputSpace.Rgb, name: "tap");
        var volume = Nets.Layer(new BankShape(2, 1, 40, 3, 3, 3), Plane.Noise(1, 720, 1).Values, InputSpace.Gray, ConvOperator.Conv3d, "volume");
        var inTime = Nets.Layer(new BankShape(2, 1, 1, 3, 3, 3), Plane.Noise(1, 18, 1).Values, InputSpace.Gray, ConvOperator.Conv3d, "in time") with { Stride = new Extent(2, 1, 1) };
        var deep = Nets.Layer(BankShape.Plane(2, 2, 3, 3), Plane.Noise(1, 36, 1).Values, InputSpace.Features, name: "deep") with { Stride = Extent.Square(2) };
        var depthwise = Nets.Layer(BankShape.Plane(16, 1, 3, 3), Plane.Noise(1, 144, 1).Values, InputSpace.Features, ConvOperator.Depthwise, "depthwise");
        var zeros = Nets.Gray(Plane.Parse("0 0/0 0")) with { Name = "zeros", Stride = Extent.Square(2) };
        var few = Nets.Gray([.. Enumerable.Range(1, 15).Select(i => Plane.Noise(3, 3, (ulong)i))]) with { Name = "few" };

        var checks = Check(new CheckLimits { Duplicates = 0, Noise = 0, Aliasing = 0 }, tap, volume, inTime, deep, depthwise, zeros, few).Checks;

        Assert.Equal("a single tap has no pattern to tell from noise", Reason("tap", CheckKind.Noise));
        Assert.Equal("a single tap has no pattern to tell from noise", Reason("tap", CheckKind.Pi0));
        Assert.Equal("kernels of so many frames are not described one by one", Reason("volume", CheckKind.Noise));
        Assert.Equal("strides along depth are not measured", Reason("in time", CheckKind.Aliasing));
        Assert.Equal("feature maps as input", Reason("deep", CheckKind.Noise));
        Assert.Equal("feature maps as input", Reason("deep", CheckKind.Aliasing));
        Assert.Equal("feature maps as input", Reason("depthwise", CheckKind.Pi0));
        Assert.Equal("all filters are dead", Reason("zeros", CheckKind.Noise));
        Assert.Equal("all filters are dead", Reason("zeros", CheckKind.Aliasing));
        Assert.Equal("fewer than 16 live filters to estimate from", Reason("few", CheckKind.Pi0));
        Assert.Null(Reason("depthwise", CheckKind.Noise));
        Assert.All(checks, c => Assert.Equal(c.Outcome == CheckOutcome.NotChecked, c.Value is null));
        Assert.All(checks.Where(c => c.Kind is CheckKind.NonFinite or CheckKind.Dead or CheckKind.Duplicates), c => Assert.NotNull(c.Value));

        string? Reason(string layer, CheckKind kind) => checks.Single(c => c.Layer == layer && c.Kind == kind).Reason;
    }

    [Fact]
    public void Layers_that_keep_every_sample_have_no_aliasing_to_check()
    {
        var limits = Unlimited with { Aliasing = 0 };
        var up = Mixed() with { Operator = ConvOperator.Transposed };

        Assert.DoesNotContain(Check(limits, Mixed() with { Stride = Extent.One }, up).Checks, c => c.Kind == CheckKind.Aliasing);
    }

    [Fact]
    public void A_file_without_a_graph_tells_no_strides()
    {
        var net = Nets.Of(Mixed() with { Stride = Extent.One }) with { HasGraph = false };
        var check = Checker.Check([net], Unlimited with { Aliasing = 0 }, cancellation: TestContext.Current.CancellationToken).Networks[0].Checks[^1];

        Assert.Equal((CheckKind.Aliasing, CheckOutcome.NotChecked, "the file does not tell strides"), (check.Kind, check.Outcome, check.Reason));
    }

    [Fact]
    public void Of_hundreds_of_filters_every_pair_is_compared()
    {
        var filters = Enumerable.Range(0, 300).Select(i => Plane.Noise(5, 5, (ulong)i)).ToList();
        filters[299] = filters[298].Scale(3);
        var layer = Nets.Gray(filters) with { Input = InputSpace.Features };

        Assert.Equal(2.0 / 300, Nets.Explain(layer).Summary.Duplicates!.Value, 1e-12);
        Assert.Equal(2, Check(Unlimited with { Duplicates = 0 }, layer).Checks[^1].Count);
    }

    [Fact]
    public void Without_a_limit_there_is_no_check_and_the_report_says_so()
    {
        var network = Check(CheckLimits.Default, Mixed());

        Assert.Equal([CheckKind.NonFinite, CheckKind.Dead, CheckKind.Pi0], network.Checks.Select(c => c.Kind));
        Assert.Equal([CheckKind.Duplicates, CheckKind.Noise, CheckKind.Aliasing], network.Unlimited);
    }

    [Fact]
    public void Layers_may_have_limits_of_their_own_and_later_ones_win()
    {
        var limits = new CheckLimits
        {
            Dead = 0,
            Layers = [CheckLimitsTests.Except("b*", (CheckKind.Dead, 0.2), (CheckKind.Noise, 1)), CheckLimitsTests.Except("b2", (CheckKind.Dead, null))],
        };
        var network = Check(limits, Mixed("a"), Mixed("b1"), Mixed("b2"));

        Assert.Equal(
            [("a", CheckOutcome.Failed, 0.0), ("b1", CheckOutcome.Passed, 0.2)],
            network.Checks.Where(c => c.Kind == CheckKind.Dead).Select(c => (c.Layer, c.Outcome, c.Limit)));
        Assert.Equal(["b1", "b2"], network.Checks.Where(c => c.Kind == CheckKind.Noise).Select(c => c.Layer));
        Assert.DoesNotContain(CheckKind.Noise, network.Unlimited);
    }

    [Fact]
    public void A_limit_for_a_layer_that_no_model_has_is_an_error_that_says_so()
    {
        var limits = new CheckLimits { Layers = [CheckLimitsTests.Except("conf1", (CheckKind.Dead, 0.1))] };

        var error = Assert.Throws<PassbandException>(() => Check(limits, Mixed("conv1")));
        Assert.Contains("no layer 'conf1' in net", error.Message, StringComparison.Ordinal);
        // One of several models having it is enough.
        Assert.Equal(2, Checker.Check([Nets.Of(Mixed()), Nets.Of(Mixed("conf1"))], limits, cancellation: TestContext.Current.CancellationToken).Networks.Length);
    }

    [Fact]
    public void One_layer_may_be_asked_for_and_is_judged_as_among_all()
    {
        var net = Nets.Of(Mixed("a"), Mixed("b"));
        var all = Checker.Check([net], CheckLimits.Default with { Layers = [CheckLimitsTests.Except("a", (CheckKind.Dead, 0))] }, cancellation: TestContext.Current.CancellationToken);
        var one = Checker.Check(
            [net], CheckLimits.Default with { Layers = [CheckLimitsTests.Except("a", (CheckKind.Dead, 0))] }, new CheckOptions { Layer = "b" },
            cancellation: TestContext.Current.CancellationToken);

        Assert.Equal((1, 2), (one.Networks[0].Layers, one.Networks[0].Model.Layers));
        Assert.Equal(all.Networks[0].Checks.Where(c => c.Layer == "b").Select(c => c.Words), one.Networks[0].Checks.Select(c => c.Words));
        Assert.Throws<PassbandException>(() => Checker.Check([net], options: new CheckOptions { Layer = "c" }, cancellation: TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_file_without_convolutions_does_not_pass_for_want_of_anything_to_check()
    {
        var error = Assert.Throws<PassbandException>(() => Check(CheckLimits.Default));

        Assert.Equal(ErrorKind.Request, error.Kind);
        Assert.Contains("nothing to check", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Threads_change_nothing()
    {
        var net = Nets.Of(Mixed("a"), Mixed("b"));
        var limits = new CheckLimits { Dead = 0, Duplicates = 0, Noise = 0, Pi0 = 0, Aliasing = 0 };
        string Text(int threads) => CheckJsonTests.Text(Checker.Check([net], limits, new CheckOptions { Threads = threads }, cancellation: TestContext.Current.CancellationToken));

        Assert.Equal(Text(1), Text(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Text(0));
    }

    [Fact]
    public void The_work_can_be_stopped() => Assert.Throws<OperationCanceledException>(() => Checker.Check([Nets.Of(Mixed())], cancellation: new CancellationToken(canceled: true)));

    [Fact]
    public void The_words_tell_a_value_from_its_limit()
    {
        Assert.Equal("1 of 3 filters is dead (33.33 %), limit 5 %", CheckWords.Of(CheckKind.Dead, 1 / 3.0, 0.05, 1, 3));
        Assert.Equal("2 of 9 weights are NaN or infinite, limit 0", CheckWords.Of(CheckKind.NonFinite, 2, 0, 2, 9));
        Assert.Equal("10.0001 % of the output's power is aliased, on average over 8 filters, limit 10 %", CheckWords.Of(CheckKind.Aliasing, 0.100001, 0.1, null, 8));
    }

    private static NetworkCheck Check(CheckLimits limits, params ConvLayer[] layers) =>
        Checker.Check([Nets.Of(layers)], limits, new CheckOptions { Threads = 1 }, cancellation: TestContext.Current.CancellationToken).Networks[0];
}
