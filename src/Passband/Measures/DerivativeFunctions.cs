using System.Numerics.Tensors;

namespace Passband.Measures;

/// <summary>The derivatives of one Gaussian on a kernel's grid, up to sign and scale: He_m(x/σ)·He_n(y/σ)·e^(−r²/2σ²) with m + n the order.</summary>
internal sealed class DerivativeFunctions
{
    private readonly FilterShape _shape;
    private readonly double[][] _alongX;
    private readonly double[][] _alongY;

    /// <param name="shape">The kernel's size.</param>
    /// <param name="sigma">Scale, in samples.</param>
    /// <param name="centerX">Center, samples right of the middle.</param>
    /// <param name="centerY">Center, samples below the middle.</param>
    public DerivativeFunctions(FilterShape shape, double sigma, double centerX, double centerY)
    {
        _shape = shape;
        _alongX = Line(shape.Width, sigma, centerX);
        _alongY = Line(shape.Height, sigma, centerY);
    }

    /// <summary>All functions of an order, the one with the most derivatives along x first; along an axis with one sample there are none.</summary>
    public List<double[]> Of(int order)
    {
        var functions = new List<double[]>();
        for (var orderX = order; orderX >= 0; orderX--)
        {
            if ((_shape.Width > 1 || orderX == 0) && (_shape.Height > 1 || order == orderX))
                functions.Add(Product(_alongX[orderX], _alongY[order - orderX]));
        }
        return functions;
    }

    private double[] Product(double[] alongX, double[] alongY)
    {
        var values = new double[_shape.Taps];
        for (var y = 0; y < alongY.Length; y++)
            TensorPrimitives.Multiply(alongX, alongY[y], values.AsSpan(y * alongX.Length, alongX.Length));
        return values;
    }

    /// <summary>The functions of all orders along one axis.</summary>
    private static double[][] Line(int length, double sigma, double center)
    {
        var line = new double[DerivativeBank.Orders][];
        for (var order = 0; order < line.Length; order++)
        {
            line[order] = new double[length];
            for (var i = 0; i < length; i++)
            {
                var x = (i - (length - 1) / 2.0 - center) / sigma;
                line[order][i] = Hermite(order, x) * Math.Exp(-0.5 * x * x);
            }
        }
        return line;
    }

    /// <summary>Probabilists' Hermite polynomials: the n-th derivative of e^(−x²/2) is (−1)ⁿ·He_n(x)·e^(−x²/2).</summary>
    private static double Hermite(int order, double x) => order switch
    {
        0 => 1,
        1 => x,
        2 => x * x - 1,
        _ => x * x * x - 3 * x,
    };
}
