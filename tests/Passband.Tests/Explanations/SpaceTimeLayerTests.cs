using Passband.Explanations;
using Passband.Kernels;
using Passband.Measures;
using Passband.Shapes;
using Passband.Tests.Kernels;
using Passband.Tests.Measures;

namespace Passband.Tests.Explanations;

public class SpaceTimeLayerTests
{
    private static ConvLayer Layer(int frames, int side, int channels, params double[][] filters) => Nets.Layer(
        new BankShape(filters.Length, channels, frames, side, side, 3), filters.SelectMany(f => f), channels == 3 ? InputSpace.Rgb : InputSpace.Gray, ConvOperator.Conv3d, "video");

    private static double[] Product(double[] time, Plane space) => [.. time.SelectMany(t => space.Scale(t).Values)];

    [Fact]
    public void A_product_of_a_gabor_and_a_temporal_derivative_is_both()
    {
        var gabor = Plane.Gabor(9, 40, 0.2, 30, 1.9, 1.9);
        var filter = Nets.Describe(Layer(3, 9, 1, Product([-1, 0, 1], gabor)));
        var still = Nets.Describe(gabor);

        Assert.Equal(still.Name, filter.Name);
        Assert.Equal(still.Fit!.Parameters["frequency"], filter.Fit!.Parameters["frequency"], 1e-4);
        Assert.Equal(still.Passband!.Kind, filter.Passband!.Kind);
        var time = filter.Time!;
        // Single precision.
        Assert.Equal(1, time.Separability, 1e-6);
        Assert.Equal("bandpass", time.Kind);
        // |H| of [−1 0 1] is 2·|sin 2πω|.
        Assert.Equal(0.25, time.Peak, 1e-3);
        // A rounding error or nothing at all.
        Assert.InRange(time.DcDb ?? -300, -300, -100);
        Assert.Equal(0, time.Motion!.Selectivity, 1e-5);
        Assert.EndsWith(", over time bandpass (peak at 0.25 cycles per frame)", filter.Words, StringComparison.Ordinal);
        // The largest response is the product's: that of the Gabor, times 2.
        Assert.Equal(2 * still.Gain.Peak, filter.Gain.Peak, 1e-3);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(120)]
    public void A_drifting_gabor_is_not_separable_and_prefers_its_own_way(double wavevector)
    {
        var filter = Nets.Describe(Layer(7, 9, 1, SpaceTimeTests.Drifting(7, wavevector, 0.2, 0.15)));
        Assert.Equal("gabor", filter.Name);
        Assert.InRange(filter.Time!.Separability, 0.4, 0.8);
        var motion = filter.Time.Motion!;
        Assert.InRange(Angles.Distance(wavevector, motion.Direction), 0, 3);
        Assert.InRange(motion.P, 0, 0.01);
        Assert.Equal(0.15 / 0.2, motion.Speed, 0.1);
        Assert.Contains($", motion toward {Math.Round(motion.Direction) % 360}° at ", filter.Words, StringComparison.Ordinal);
        Assert.EndsWith(" % separable", filter.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void An_average_over_time_of_a_color_is_lowpass_in_both()
    {
        var box = Plane.Parse("1 2 1/2 4 2/1 2 1");
        double[] filter = [.. Product([1, 2, 1], box), .. Product([-1, -2, -1], box), .. Product([0, 0, 0], box)];
        var found = Nets.Describe(Layer(3, 3, 3, filter));
        Assert.Equal(("smoothing", "lowpass", "lowpass", "red–green"), (found.Name, found.Passband!.Kind, found.Time!.Kind, found.Color!.Axis));
        Assert.Null(found.Time.Motion);
        Assert.Equal([0.408, 0.816, 0.408], found.Time.Profile.Select(v => Math.Round(v, 3)));
    }

    [Fact]
    public void Blue_first_colors_and_motion_are_read_in_the_files_order()
    {
        double[] Colored(params double[] channels) => [.. channels.SelectMany(c => SpaceTimeTests.Drifting(5, 0, 0.2, 0.15).Select(v => c * v))];
        var rgb = Nets.Describe(Layer(5, 9, 3, Colored(1, 0.2, -0.5)));
        var bgr = Nets.Describe(Layer(5, 9, 3, Colored(-0.5, 0.2, 1)) with { Input = InputSpace.Bgr });
        Assert.Equal((rgb.Name, rgb.Words), (bgr.Name, bgr.Words));
        // The same sums in another order.
        Assert.All(rgb.Color!.Direction.Zip(bgr.Color!.Direction), p => Assert.Equal(p.First, p.Second, 1e-12));
        Assert.Equal(rgb.Time!.Motion!.Selectivity, bgr.Time!.Motion!.Selectivity, 1e-12);
        Assert.InRange(rgb.Time.Motion.Selectivity, 0.6, 1);
    }

    [Fact]
    public void Dilation_over_time_slows_frequencies()
    {
        var layer = Layer(3, 3, 1, Product([-1, 0, 1], Plane.Parse("1 2 1/2 4 2/1 2 1")));
        Assert.Equal(0.125, Nets.Describe(layer with { Dilation = new Extent(2, 1, 1) }).Time!.Peak, 1e-3);
    }

    [Fact]
    public void Few_filters_of_noise_are_named_and_few_are_said_to_move()
    {
        const int Filters = 400;
        var layer = Layer(3, 5, 1, [.. Enumerable.Range(0, Filters).Select(i => NoiseNull.Draw(new FilterShape(3, 5, 5), 5, i))]);
        var filters = Nets.Explain(layer).Filters!.Value;
        // p of the spatial part is that of noise of one channel: 1 % expected, four standard errors of it allowed.
        Assert.InRange(filters.Count(f => f.Fit!.P <= 0.01), 0, Filters * 0.01 + 4 * Math.Sqrt(Filters * 0.01));
        Assert.InRange(filters.Count(f => f.Fit!.P <= 0.5), Filters * 0.5 - 4 * Math.Sqrt(Filters * 0.25), Filters * 0.5 + 4 * Math.Sqrt(Filters * 0.25));
        // Motion is measured at the peak of the strongest product, which favors no side, so the test errs on the safe side.
        Assert.InRange(filters.Count(f => f.Time!.Motion?.P <= 0.01), 0, Filters * 0.01 + 4 * Math.Sqrt(Filters * 0.01));
        Assert.DoesNotContain(filters, f => f.Name == "noise" && f.Words.Contains("motion", StringComparison.Ordinal));
    }

    [Fact]
    public void The_layer_sums_up_space_and_time()
    {
        var gabor = Plane.Gabor(9, 40, 0.2, 30, 1.9, 1.9);
        var layer = Layer(7, 9, 1, SpaceTimeTests.Drifting(7, 0, 0.2, 0.15), SpaceTimeTests.Drifting(7, 90, 0.2, 0.15), Product([1, 2, 4, 5, 4, 2, 1], gabor));
        var explained = Nets.Explain(layer);
        Assert.Contains("Over its 7 frames, ", explained.Verdict[1], StringComparison.Ordinal);
        Assert.Contains("and 2 of 3 structured ones prefer motion to one side (p ≤ 0.01).", explained.Verdict[1], StringComparison.Ordinal);
        Assert.Equal(21, explained.Summary.Kernels!.Sampled);
    }

    [Fact]
    public void A_kernel_of_one_pixel_is_all_time()
    {
        var layer = Nets.Layer(new BankShape(1, 1, 5, 1, 1, 3), [1, -2, 3, -2, 1], InputSpace.Gray, ConvOperator.Conv3d);
        var filter = Nets.Describe(layer);
        Assert.Equal(("identity", "highpass", 0.5), (filter.Name, filter.Time!.Kind, Math.Round(filter.Time.Peak, 6)));
        Assert.Null(filter.Fit);
    }

    [Fact]
    public void Deep_kernels_over_time_are_summarized_unless_asked_for()
    {
        var layer = Nets.Layer(new BankShape(4, 6, 3, 3, 3, 3), Plane.Noise(24, 27, 1).Values, InputSpace.Features, ConvOperator.Conv3d);
        Assert.Null(Nets.Explain(layer).Filters);
        Assert.All(Nets.Explain(layer, ExplainOptions.Default with { All = true }).Filters!.Value, f => Assert.NotNull(f.Time));
    }
}
