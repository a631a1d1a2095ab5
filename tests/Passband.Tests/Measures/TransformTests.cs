using System.Numerics;
using CsCheck;
using Passband.Measures;
using Plane = Passband.Tests.Kernels.Plane;

namespace Passband.Tests.Measures;

public class TransformTests
{
    public static TheoryData<int, int, int> Shapes()
    {
        var shapes = new TheoryData<int, int, int>();
        for (var height = 1; height <= 16; height += height < 4 ? 1 : 3)
        {
            for (var width = 1; width <= 16; width += width < 4 ? 1 : 4)
                shapes.Add(height == width ? 3 : 1, height, width);
        }
        foreach (var length in (int[])[17, 47, 48, 49, 64, 100, 512])
        {
            shapes.Add(2, 1, length);
            shapes.Add(1, length, 1);
        }
        return shapes;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_fast_transform_equals_the_defining_sum(int channels, int height, int width)
    {
        var shape = new FilterShape(channels, height, width);
        var filter = Plane.Noise(channels * height, width, 7).Values;
        var transform = new Transform(shape);
        var (fast, plain) = (new double[transform.GridLength], new double[transform.GridLength]);

        transform.Power(filter, fast);
        transform.PowerReference(filter, plain);

        // Sums of at most 512 terms of order 1: rounding stays below 512·√512·2⁻⁵² of the energy, a few times 10⁻¹².
        var scale = filter.Sum(Math.Abs) * filter.Sum(Math.Abs);
        for (var i = 0; i < fast.Length; i++)
            Assert.True(Math.Abs(fast[i] - plain[i]) <= 1e-12 * scale, $"point {i}: {fast[i]} against {plain[i]}");
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_mean_power_is_the_energy(int channels, int height, int width)
    {
        var filter = Plane.Noise(channels * height, width, 11).Values;
        var transform = new Transform(new FilterShape(channels, height, width));
        var power = new double[transform.GridLength];
        transform.Power(filter, power);

        var sum = 0.0;
        for (var i = 0; i < power.Length; i++)
            sum += power[i] * transform.Weight(i % transform.HalfColumns);

        var energy = filter.Sum(k => k * k);
        // Parseval's theorem is exact; what is left is rounding over some thousand additions.
        Assert.Equal(1, sum / (transform.Rows * transform.Columns) / energy, 1e-11);
    }

    [Fact]
    public void The_transform_at_one_frequency_equals_the_fast_one_of_numpy()
    {
        var golden = Golden.Read("measures.json")["dtft"]!;
        var (height, width, grid) = (golden.Whole("height"), golden.Whole("width"), golden.Whole("grid"));
        var (plane, real, imaginary) = (golden.Numbers("plane"), golden.Numbers("real"), golden.Numbers("imaginary"));
        for (var i = 0; i < grid * grid; i++)
        {
            var h = Dtft.At(plane, height, width, i % grid / (double)grid, i / grid / (double)grid);
            Assert.Equal(real[i], h.Real, 1e-12);
            Assert.Equal(imaginary[i], h.Imaginary, 1e-12);
        }
    }

    [Fact]
    public void A_shift_turns_the_phase_and_leaves_the_power() => Gen.Select(Gen.Double[-0.5, 0.5], Gen.Double[-0.5, 0.5], Gen.Int[0, 3], Gen.Int[0, 3], Gen.ULong).Sample(
        (u, v, dx, dy, seed) =>
        {
            var small = Plane.Noise(4, 5, seed);
            var shifted = new double[8 * 9];
            for (var i = 0; i < small.Values.Length; i++)
                shifted[(i / 5 + dy) * 9 + i % 5 + dx] = small.Values[i];

            var before = Dtft.At(small.Values, 4, 5, u, v);
            var after = Dtft.At(shifted, 8, 9, u, v);

            Assert.True(Complex.Abs(after - before * Complex.Exp(-2 * Math.PI * Complex.ImaginaryOne * (u * dx + v * dy))) < 1e-12);
            Assert.Equal(Dtft.Power(small.Values, small.Shape, u, v), Dtft.Power(shifted, new FilterShape(1, 8, 9), u, v), 1e-11);
        }, iter: 200);

    [Fact]
    public void The_peak_is_found_to_much_better_than_the_grid() => Gen.Select(Gen.Double[0.1, 0.4], Gen.Double[-0.4, 0.4], Gen.Double[0, 6.28]).Sample((u, v, phase) =>
    {
        // A long wave's own images stay 10⁻⁴ c/px away from its peak: the window of σ 3 px leaves e^(−2π²σ²(2f)²) of them.
        var plane = Plane.Sample(25, 25, (x, y) => Math.Exp(-(x * x + y * y) / 18) * Math.Cos(2 * Math.PI * (u * x + v * y) - phase));
        var peak = new Spectrum(plane.Values, plane.Shape, new Transform(plane.Shape)).Peak;
        var turned = peak.U < 0 ? -1 : 1;
        Assert.Equal(u, turned * peak.U, 2e-4);
        Assert.Equal(v, turned * peak.V, 2e-4);
    }, iter: 20);

    [Fact]
    public void The_peak_of_a_turned_kernel_is_as_high()
    {
        var transform = new Transform(new FilterShape(1, 7, 7));
        for (var seed = 0UL; seed < 1000; seed++)
        {
            // Among so many some peak just beyond Nyquist of one axis, where the grid holds one of two mirror images.
            var plane = Plane.Noise(7, 7, seed);
            var (upright, turned) = (Peak(plane), Peak(plane.Rotate()));
            // The climb stops some 10⁻⁵ below the top; a peak missed beside Nyquist is lower by several 10⁻³.
            Assert.Equal(1, upright / turned, 1e-3);
        }

        double Peak(Plane plane) => new Spectrum(plane.Values, plane.Shape, transform).Peak.Power;
    }
}
