using Passband.Measures;
using Passband.Shapes;

namespace Passband.Tests.Shapes;

public class WindowedShapeSpeedTests
{
    private static readonly double[] Amplitudes = [1.3, -0.7];

    public static TheoryData<string, int, int> Cases()
    {
        var cases = new TheoryData<string, int, int>();
        foreach (var shape in (string[])["Gaussian", "Edge", "Line", "LaplacianOfGaussian", "Saddle", "Gabor"])
        {
            cases.Add(shape, 1, 5);
            cases.Add(shape, 3, 3);
            cases.Add(shape, 4, 4);
            cases.Add(shape, 7, 7);
        }
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Derivatives_four_taps_at_a_time_equal_those_tap_by_tap(string name, int height, int width)
    {
        var shape = Formula(name);
        double[] p = [0.2, height == 1 ? 0 : -0.3, 0.7, 0.1, 0.4, 0.17];
        var (fast, plain) = (new FitWorkspace(new FilterShape(1, height, width)), new FitWorkspace(new FilterShape(1, height, width)));
        shape.Evaluate(p, fast);
        shape.Differentiate(p, Amplitudes, fast);
        shape.Evaluate(p, plain);
        shape.DifferentiateReference(p, Amplitudes, plain);
        for (var parameter = 0; parameter < p.Length; parameter++)
            SpeedAssert.Equal(plain.Derivatives[parameter], fast.Derivatives[parameter], 1e-14);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Derivatives_are_the_slopes_of_the_patterns(string name, int height, int width)
    {
        const double Step = 1e-6;
        var shape = Formula(name);
        double[] p = [0.2, height == 1 ? 0 : -0.3, 0.7, 0.1, 0.4, 0.17];
        var (work, other) = (new FitWorkspace(new FilterShape(1, height, width)), new FitWorkspace(new FilterShape(1, height, width)));
        shape.Evaluate(p, work);
        shape.Differentiate(p, Amplitudes, work);
        for (var parameter = 0; parameter < p.Length; parameter++)
        {
            var slope = new double[height * width];
            foreach (var side in (int[])[-1, 1])
            {
                var moved = (double[])p.Clone();
                moved[parameter] += side * Step;
                shape.Evaluate(moved, other);
                for (var tap = 0; tap < slope.Length; tap++)
                {
                    for (var c = 0; c < shape.ColumnCount; c++)
                        slope[tap] += side * Amplitudes[c] * other.Columns[c][tap] / (2 * Step);
                }
            }
            SpeedAssert.Equal(slope, work.Derivatives[parameter], 1e-7);
        }
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(3, 3)]
    [InlineData(7, 7)]
    public void A_difference_of_Gaussians_four_taps_at_a_time_equals_the_plain_one(int height, int width)
    {
        var shape = new DifferenceOfGaussiansShape();
        double[] p = [0.2, -0.1, 0.1, 0.6];
        var (fast, plain) = (new FitWorkspace(new FilterShape(1, height, width)), new FitWorkspace(new FilterShape(1, height, width)));
        shape.Evaluate(p, fast);
        shape.Differentiate(p, Amplitudes, fast);
        DifferenceOfGaussiansShape.Reference(p, Amplitudes, plain);
        for (var column = 0; column < shape.ColumnCount; column++)
            SpeedAssert.Equal(plain.Columns[column], fast.Columns[column], 1e-14);
        for (var parameter = 0; parameter < p.Length; parameter++)
            SpeedAssert.Equal(plain.Derivatives[parameter], fast.Derivatives[parameter], 1e-14);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(49)]
    public void Sums_of_products_equal_those_one_by_one(int length)
    {
        var vectors = Enumerable.Range(0, 5).Select(i => NoiseNull.Draw(new FilterShape(1, 1, length), 3, i)).ToArray();
        double Plain(int other) => vectors[0].Zip(vectors[other], (a, b) => a * b).Sum();
        var products = Lanes.Dot(vectors[0], vectors[1], vectors[2], vectors[3], vectors[4]);
        for (var other = 1; other < 5; other++)
        {
            Assert.Equal(Plain(other), products[other - 1], 1e-12);
            Assert.Equal(Plain(other), Lanes.Dot(vectors[0], vectors[other]), 1e-12);
        }
        var difference = (double[])vectors[0].Clone();
        Lanes.Subtract(difference, 0.3, vectors[1]);
        SpeedAssert.Equal([.. vectors[0].Zip(vectors[1], (a, b) => a - 0.3 * b)], difference, 1e-15);
    }

    private static WindowedShape Formula(string name) => name switch
    {
        "Gaussian" => new GaussianShape(),
        "Edge" => new EdgeShape(),
        "Line" => new LineShape(),
        "LaplacianOfGaussian" => new LaplacianShape(),
        "Saddle" => new SaddleShape(),
        _ => new GaborShape(),
    };
}

/// <summary>Compares arrays of numbers up to rounding.</summary>
internal static class SpeedAssert
{
    public static void Equal(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], tolerance * Math.Max(1, Math.Abs(expected[i])));
    }
}
