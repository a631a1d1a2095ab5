using Passband.Explanations;
using Passband.Kernels;
using Passband.Tests.Kernels;
using Passband.Tests.Measures;

namespace Passband.Tests.Explanations;

public class DilatedLayerTests
{
    private static FilterDescription Describe(Plane plane, int dilationY, int dilationX, int stride = 1) =>
        Nets.Describe(Nets.Gray(plane) with { Dilation = new Extent(1, dilationY, dilationX), Stride = Extent.Square(stride) });

    [Fact]
    public void Numbers_of_the_response_are_those_of_the_kernel_with_its_zeros()
    {
        var plane = Plane.Gabor(7, 0, 0.22, 30, 1.6, 1.6);
        var (found, expected) = (Describe(plane, 2, 2, stride: 2), Nets.Describe(Nets.Gray(DilationTests.Stuff(plane, 2, 2)) with { Stride = Extent.Square(2) }));

        Assert.Equal(expected.Gain.Dc, found.Gain.Dc, 1e-9);
        // Either peak is found to about 10⁻⁶.
        Assert.Equal(expected.Gain.Peak, found.Gain.Peak, 1e-5);
        Assert.Equal(expected.Passband!.DcDb!.Value, found.Passband!.DcDb!.Value, 1e-4);
        Assert.Equal(expected.Aliasing!.White, found.Aliasing!.White, 5e-3);
        Assert.Equal(expected.Center!.Value[0], found.Center!.Value[0], 1e-9);
        Assert.Equal(expected.Sigma!.Value, found.Sigma!.Value, 1e-9);
        Assert.Equal(expected.Gain.Noise, found.Gain.Noise, 1e-9);
    }

    [Fact]
    public void A_dilated_average_passes_again_at_Nyquist()
    {
        var filter = Describe(Plane.Parse("1 1 1/1 1 1/1 1 1"), 2, 2);
        Assert.Equal("bandstop", filter.Passband!.Kind);
        Assert.Equal(0, filter.Passband.NyquistDb!.Value, 1e-9);
        // What its taps are is a matter of the taps.
        Assert.Equal(("smoothing", "smoothing: box of 3×3 taps, on every 2nd pixel"), (filter.Name, filter.Words));
    }

    [Fact]
    public void A_dilated_shape_has_its_lengths_and_frequencies_on_the_input_grid()
    {
        var plane = Plane.Gabor(11, 30, 0.2, 40, 2.2, 2.2);
        var (taps, dilated) = (Nets.Describe(plane), Describe(plane, 3, 3));
        Assert.Equal(("gabor", "gabor"), (taps.Name, dilated.Name));
        Assert.Equal("sample", dilated.Fit!.Unit);
        Assert.Equal(taps.Fit!.Parameters["frequency"] / 3, dilated.Fit.Parameters["frequency"], 1e-12);
        Assert.Equal(3 * taps.Fit.Parameters["sigma"], dilated.Fit.Parameters["sigma"], 1e-12);
        Assert.Equal(taps.Fit.Parameters["angle"], dilated.Fit.Parameters["angle"], 1e-12);
        Assert.Equal((taps.Fit.R2, taps.Fit.P), (dilated.Fit.R2, dilated.Fit.P));
        Assert.Equal(taps.Passband!.Peak / 3, dilated.Passband!.Peak, 1e-12);
        Assert.Equal(taps.Orientation! with { Bandwidth = null }, dilated.Orientation! with { Bandwidth = null });
        Assert.Equal(taps.Orientation!.Bandwidth!.Value, dilated.Orientation!.Bandwidth!.Value, 1e-9);
        Assert.Contains("0.07 cycles per pixel", dilated.Words, StringComparison.Ordinal);
        Assert.EndsWith(", on every 3rd pixel", dilated.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Unequal_dilation_turns_directions_and_leaves_the_fit_in_taps()
    {
        var plane = Plane.Gabor(11, 45, 0.2, 40, 2.2, 2.2);
        var (taps, dilated) = (Nets.Describe(plane), Describe(plane, 1, 2));
        Assert.Equal("tap", dilated.Fit!.Unit);
        Assert.Equal(taps.Fit!.Parameters["sigma"], dilated.Fit.Parameters["sigma"]);
        // Twice as slow along x as along y.
        var (sin, cos) = Math.SinCos(taps.Orientation!.Wavevector * Math.PI / 180);
        Assert.Equal(Math.Atan2(sin, cos / 2) * 180 / Math.PI, dilated.Orientation!.Wavevector, 1e-9);
        Assert.StartsWith("Gabor with stripes at 135° on the grid of taps, 0.20 cycles per tap", dilated.Words, StringComparison.Ordinal);
        Assert.EndsWith(", on every 2nd column", dilated.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("edge", "-1 0 1/-2 0 2/-1 0 1", "edge: brightness rising toward 0° on the grid of taps, ")]
    [InlineData("line", "-1 2 -1/-2 4 -2/-1 2 -1", "bright line at 90° on the grid of taps, ")]
    [InlineData("saddle", "1 0 -1/0 0 0/-1 0 1", " on the grid of taps, ")]
    public void Directions_on_unequal_taps_say_that_they_are_of_the_taps(string name, string plane, string expected)
    {
        var (equal, unequal) = (Describe(Plane.Parse(plane), 2, 2), Describe(Plane.Parse(plane), 1, 3));
        Assert.Equal((name, name), (equal.Name, unequal.Name));
        Assert.DoesNotContain("grid of taps", equal.Words, StringComparison.Ordinal);
        Assert.Contains(expected, unequal.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, 3, ", on every 2nd row and 3rd column")]
    [InlineData(4, 1, ", on every 4th row")]
    [InlineData(21, 21, ", on every 21st pixel")]
    [InlineData(12, 12, ", on every 12th pixel")]
    public void Words_say_where_the_taps_lie(int dilationY, int dilationX, string expected) =>
        Assert.EndsWith(expected, Describe(Plane.Parse("1 2 1/2 4 2/1 2 1"), dilationY, dilationX).Words, StringComparison.Ordinal);

    [Fact]
    public void A_dilated_signal_counts_samples()
    {
        var taps = Enumerable.Range(0, 25).Select(i => Math.Exp(-Math.Pow(i - 12, 2) / 32) * Math.Cos(2 * Math.PI * 0.2 * (i - 12))).ToArray();
        var filter = Nets.Describe(Nets.Signal(taps) with { Dilation = new Extent(1, 1, 8) });
        Assert.Equal(0.2 / 8, filter.Passband!.Peak, 1e-4);
        Assert.Equal("sample", filter.Fit!.Unit);
        Assert.EndsWith(", on every 8th sample", filter.Words, StringComparison.Ordinal);
        // The dilation of an axis that a kernel does not have means nothing.
        Assert.Equal("gabor", filter.Name);
    }

    [Fact]
    public void A_dilation_that_only_a_broken_file_claims_breaks_nothing()
    {
        var filter = Describe(Plane.Parse("1 2 1/2 4 2/1 2 1"), int.MaxValue, int.MaxValue, stride: int.MaxValue);
        Assert.Equal("smoothing", filter.Name);
        Assert.EndsWith(", on every 2147483647th pixel", filter.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(12)]
    public void Spread_layers_of_features_are_described_when_asked_for(int dilation)
    {
        var layer = Nets.Layer(BankShape.Plane(3, 16, 3, 3), Plane.Noise(48, 9, 2).Values, InputSpace.Features) with { Dilation = Extent.Square(dilation) };
        var filters = Nets.Explain(layer, ExplainOptions.Default with { All = true }).Filters!.Value;
        // Whatever passes the taps lies within half a cycle per tap.
        Assert.All(filters, f => Assert.InRange(f.Passband!.Peak, 0, Math.Sqrt(0.5) / dilation + 1e-9));
    }
}
