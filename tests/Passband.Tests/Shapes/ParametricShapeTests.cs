using Passband.Measures;
using Passband.Shapes;

namespace Passband.Tests.Shapes;

public class ParametricShapeTests
{
    private static readonly Dictionary<string, (ParametricShape Shape, double[] Parameters)> Cases = new()
    {
        ["Gaussian"] = (new GaussianShape(), [0.3, -0.6, 0.7, 0.2, 0.5, 0]),
        ["Edge"] = (new EdgeShape(), [0.3, -0.6, 2.1, 0.2, 0.5, 0]),
        ["Line"] = (new LineShape(), [0.3, -0.6, 1.1, 0.3, 0.6, 0]),
        ["Laplacian"] = (new LaplacianShape(), [0.3, -0.6, 0.4, 0.3, 0.35, 0]),
        ["Saddle"] = (new SaddleShape(), [0.3, -0.6, 0.4, 0.3, 0.35, 0]),
        ["Gabor"] = (new GaborShape(), [0.3, -0.6, 0.4, 0.6, 0.8, 0.23]),
        ["Grating"] = (new GratingShape(), [0.21, -0.13]),
        ["DifferenceOfGaussians"] = (new DifferenceOfGaussiansShape(), [0.3, -0.6, 0.1, 0.5]),
        ["Sharpening"] = (new SharpeningShape(), [0, 1, 0.4]),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_derivatives_equal_finite_differences(string name)
    {
        var (shape, parameters) = Cases[name];
        var filter = new FilterShape(1, 7, 5);
        var (work, other) = (new FitWorkspace(filter), new FitWorkspace(filter));
        double[] amplitudes = shape.ColumnCount == 2 ? [0.8, -0.5] : [0.8];
        shape.Evaluate(parameters, work);
        shape.Differentiate(parameters, amplitudes, work);
        // The tap of a sharpening kernel is never moved by a fit.
        for (var p = name == "Sharpening" ? 2 : 0; p < shape.ParameterCount; p++)
        {
            const double Step = 1e-5;
            var (above, below) = (Model(+Step), Model(-Step));
            for (var t = 0; t < filter.Taps; t++)
            {
                // Central differences err by Step²/6 of the third derivative: up to (2π·3 px)³, so 10⁻⁷ for the waves.
                Assert.Equal((above[t] - below[t]) / (2 * Step), work.Derivatives[p][t], 1e-6);
            }

            double[] Model(double step)
            {
                var moved = (double[])parameters.Clone();
                moved[p] += step;
                shape.Evaluate(moved, other);
                return [.. Enumerable.Range(0, filter.Taps).Select(t => amplitudes.Select((a, c) => a * other.Columns[c][t]).Sum())];
            }
        }
    }

    [Fact]
    public void Damped_normal_equations_are_solved()
    {
        double[] a = [4, 1, 0.5, 1, 3, 0.2, 0.5, 0.2, 2];
        double[] b = [1, -2, 0.5];
        var x = new double[3];

        Assert.True(SmallSystem.Solve(a, b, 0.1, 3, x));

        for (var i = 0; i < 3; i++)
        {
            var product = 0.1 * a[i * 4] * x[i];
            for (var j = 0; j < 3; j++)
                product += a[i * 3 + j] * x[j];
            // The solver adds 10⁻¹² of the largest diagonal element.
            Assert.Equal(b[i], product, 1e-10);
        }
        Assert.False(SmallSystem.Solve([1, 2, 2, 1], [1, 1], 0, 2, x));
    }
}
