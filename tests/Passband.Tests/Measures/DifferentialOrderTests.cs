using Passband.Measures;
using Passband.Tests.Kernels;

namespace Passband.Tests.Measures;

public class DifferentialOrderTests
{
    private static DifferentialOrder Of(Plane plane) => DifferentialOrder.Of(plane.Values, new DerivativeBank(plane.Shape));

    [Theory]
    [InlineData(3, 3)]
    [InlineData(2, 2)]
    [InlineData(5, 7)]
    [InlineData(1, 9)]
    [InlineData(9, 9)]
    public void The_functions_of_an_order_are_orthonormal_at_each_place(int height, int width)
    {
        foreach (var place in new DerivativeBank(new FilterShape(1, height, width)).Places)
        {
            var count = place.FunctionOrders.Length;
            var taps = height * width;
            for (var i = 0; i < count; i++)
            {
                for (var j = 0; j <= i; j++)
                {
                    if (place.FunctionOrders[i] != place.FunctionOrders[j])
                        continue;
                    var product = 0.0;
                    for (var t = 0; t < taps; t++)
                        product += place.Functions[i * taps + t] * place.Functions[j * taps + t];
                    // Functions whose independent part is down to a thousandth are kept, which costs three of the sixteen digits, twice.
                    Assert.Equal(i == j ? 1 : 0, product, 1e-9);
                }
            }
        }
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 0, 1)]
    [InlineData(0, 1, 1)]
    [InlineData(1, 1, 2)]
    [InlineData(2, 0, 2)]
    [InlineData(2, 1, 3)]
    [InlineData(3, 0, 3)]
    public void A_derivative_of_a_Gaussian_holds_all_its_energy_in_its_order(int alongX, int alongY, int order)
    {
        static double Hermite(int n, double x) => n switch { 0 => 1, 1 => x, 2 => x * x - 1, _ => x * x * x - 3 * x };
        // A scale of the bank itself (0.5·√2³), so that only the sampling is left between the kernel and the function.
        var sigma = 0.5 * Math.Pow(2, 1.5);
        var found = Of(Plane.Sample(11, 11, (x, y) => Hermite(alongX, x / sigma) * Hermite(alongY, y / sigma) * Math.Exp(-(x * x + y * y) / (2 * sigma * sigma))));

        Assert.Equal(order, found.Dominant);
        Assert.InRange(found.Shares[order], 0.99, 1 + 1e-9);
        Assert.InRange(found.Shares.Sum(), 0.99, 1 + 1e-9);
    }

    [Fact]
    public void Shares_of_any_kernel_add_up_to_one_at_most()
    {
        var random = new Random(1);
        for (var i = 0; i < 50; i++)
        {
            var shares = Of(Plane.Sample(5, 5, (_, _) => random.NextDouble() - 0.5)).Shares;

            Assert.All(shares, s => Assert.InRange(s, 0, 1 + 1e-9));
            Assert.InRange(shares.Sum(), 0, 1 + 1e-9);
        }
    }

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(45, 1, 0)]
    [InlineData(20, 1, 0)]
    public void The_Hessian_of_a_line_is_one_and_zero_whatever_its_angle(double angle, double first, double second)
    {
        var (sin, cos) = Math.SinCos(angle * Math.PI / 180);
        var found = Of(Plane.Sample(11, 11, (x, y) => (Math.Pow(x * cos - y * sin, 2) / 2 - 1) * Math.Exp(-(x * x + y * y) / 4)));

        // σ = √2 is a scale of the bank.
        Assert.Equal(2, found.Dominant);
        Assert.Equal(first, found.Hessian!.Value.First, 1e-6);
        Assert.Equal(second, found.Hessian.Value.Second, 1e-3);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(37)]
    [InlineData(135)]
    [InlineData(250)]
    public void A_first_derivative_points_where_brightness_must_rise(double angle)
    {
        var (sin, cos) = Math.SinCos(angle * Math.PI / 180);
        var found = Of(Plane.Sample(7, 7, (x, y) => (x * cos - y * sin) * Math.Exp(-(x * x + y * y) / 2)));

        Assert.Equal(1, found.Dominant);
        // Löwdin's functions treat x and y alike, so that the direction is exact but for rounding.
        Assert.Equal(angle, found.Direction!.Value, 1e-6);
        Assert.Null(found.Hessian);
        Assert.Null(found.DcLeakDb);
    }

    [Fact]
    public void The_Hessian_tells_a_Laplacian_from_a_saddle_by_its_second_eigenvalue()
    {
        var laplacian = Of(Plane.Parse("0 -1 0/-1 4 -1/0 -1 0"));
        var saddle = Of(Plane.Sample(7, 7, (x, y) => x * y * Math.Exp(-(x * x + y * y) / 2)));
        var negated = Of(Plane.Parse("0 1 0/1 -4 1/0 1 0"));

        Assert.Equal((2, 2, 2), (laplacian.Dominant, saddle.Dominant, negated.Dominant));
        // A bright spot curves down along both axes.
        Assert.Equal((-1, -1), (laplacian.Hessian!.Value.First, Math.Round(laplacian.Hessian.Value.Second, 6)));
        Assert.Equal((1, 1), (negated.Hessian!.Value.First, Math.Round(negated.Hessian.Value.Second, 6)));
        Assert.Equal((1, -1), (saddle.Hessian!.Value.First, Math.Round(saddle.Hessian.Value.Second, 6)));
    }

    [Fact]
    public void A_box_leaks_all_of_its_dc_and_an_uneven_difference_a_tenth()
    {
        Assert.Equal(0, Of(Plane.Parse("1 1 1/1 1 1/1 1 1")).DcLeakDb!.Value, 1e-9);
        Assert.Equal(-20, Of(Plane.Parse("-9 11 0")).DcLeakDb!.Value, 1e-9);
    }
}
