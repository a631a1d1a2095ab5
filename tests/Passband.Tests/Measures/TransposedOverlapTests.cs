using Passband.Kernels;
using Passband.Measures;
using Passband.Tests.Kernels;

namespace Passband.Tests.Measures;

public class TransposedOverlapTests
{
    private static KernelBank Ones(int height, int width) => new(BankShape.Plane(1, 1, height, width), Enumerable.Repeat(1f, height * width).ToArray());

    [Fact]
    public void Three_taps_at_stride_two_overlap_unevenly()
    {
        var overlap = TransposedOverlap.Of(Ones(3, 3), Extent.Square(2), Extent.One)!;
        Assert.Equal([[2, 1], [2, 1]], overlap.Taps);
        Assert.False(overlap.IsEven);
        // 4, 2, 2 and 1 taps: mean 9/4, variance 25/4 − 81/16.
        Assert.Equal(Math.Sqrt(25.0 / 4 - 81.0 / 16) / (9.0 / 4), overlap.TapRipple, 1e-12);
        Assert.Equal(overlap.TapRipple, overlap.Ripple!.Value, 1e-12);
        Assert.Equal([4, 2, 2, 1], overlap.Gains);
    }

    [Fact]
    public void Four_taps_at_stride_two_overlap_evenly_but_their_weights_may_ripple_all_the_same()
    {
        var even = TransposedOverlap.Of(Ones(4, 4), Extent.Square(2), Extent.One)!;
        Assert.Equal((true, 0.0, 0.0), (even.IsEven, even.TapRipple, even.Ripple!.Value));
        // Rows that alternate between 1 and 3: phases of 4 and 12, deviation 4 from a mean of 8.
        var alternating = new KernelBank(BankShape.Plane(1, 1, 4, 4), Enumerable.Range(0, 16).Select(i => i / 4 % 2 == 0 ? 1f : 3f).ToArray());
        var uneven = TransposedOverlap.Of(alternating, Extent.Square(2), Extent.One)!;
        Assert.Equal((true, 0.5), (uneven.IsEven, uneven.Ripple!.Value));
    }

    [Theory]
    [InlineData(3, 3, 2, 2, 1, 1)]
    [InlineData(4, 5, 2, 3, 1, 1)]
    [InlineData(3, 4, 2, 2, 2, 3)]
    [InlineData(2, 2, 4, 4, 1, 1)]
    public void The_ripple_is_that_of_a_constant_that_runs_through_the_layer(int height, int width, int strideY, int strideX, int dilationY, int dilationX)
    {
        var plane = Plane.Noise(height, width, 4);
        var bank = new KernelBank(BankShape.Plane(1, 1, height, width), plane.Values.Select(v => (float)v).ToArray());

        var overlap = TransposedOverlap.Of(bank, new Extent(1, strideY, strideX), new Extent(1, dilationY, dilationX))!;

        // By brute force: every input of 1 spreads its taps over the output; far from the border the output repeats with the stride.
        const int Side = 24;
        var output = new double[200, 200];
        for (var i = 0; i < Side * Side; i++)
        {
            for (var tap = 0; tap < plane.Values.Length; tap++)
                output[i / Side * strideY + tap / width * dilationY, i % Side * strideX + tap % width * dilationX] += bank.Weights[tap];
        }
        var period = Enumerable.Range(0, strideY * strideX).Select(i => output[12 * strideY + i / strideX, 12 * strideX + i % strideX]).ToArray();
        var mean = period.Average();
        var expected = Math.Sqrt(period.Average(v => (v - mean) * (v - mean))) / Math.Abs(mean);
        // Sums of a few doubles, divided by a mean that cancels to a tenth of them.
        Assert.Equal(expected, overlap.Ripple!.Value, 1e-9 * (1 + expected));
        Assert.All(overlap.Gains.Zip(period), p => Assert.Equal(Math.Abs(p.Second), p.First, 1e-9));
    }

    [Theory]
    [InlineData(3, 2)]
    [InlineData(4, 2)]
    [InlineData(5, 3)]
    public void Random_weights_ripple_by_the_root_of_the_phases_less_one(int side, int stride)
    {
        var bank = new KernelBank(BankShape.Plane(200, 100, side, side), Plane.Noise(20_000, side * side, 9).Values.Select(v => (float)v).ToArray());
        var overlap = TransposedOverlap.Of(bank, Extent.Square(stride), Extent.One)!;
        Assert.Equal(Math.Sqrt(stride * stride - 1), overlap.NoiseRipple, 1e-12);
        // The mean of 20,000 squares has a standard error of 1 %, its root of half a percent.
        Assert.Equal(overlap.NoiseRipple, overlap.Ripple!.Value, 0.02 * overlap.NoiseRipple);
    }

    [Fact]
    public void Dilation_that_shares_a_factor_with_the_stride_leaves_outputs_without_any_tap()
    {
        var overlap = TransposedOverlap.Of(new KernelBank(BankShape.Line(1, 1, 4), new float[] { 1, 1, 1, 1 }), new Extent(1, 1, 2), new Extent(1, 1, 2))!;
        Assert.Equal([[4, 0]], overlap.Taps);
        Assert.Equal(1, overlap.Ripple!.Value, 1e-12);
    }

    [Fact]
    public void A_layer_that_stops_constants_has_no_ripple_and_one_without_stride_no_phases()
    {
        var odd = new KernelBank(BankShape.Line(1, 1, 2), new float[] { 1, -1 });
        Assert.Null(TransposedOverlap.Of(odd, new Extent(1, 1, 2), Extent.One)!.Ripple);
        Assert.Null(TransposedOverlap.Of(odd, Extent.One, Extent.One));
    }
}
