using System.Numerics.Tensors;

namespace Passband.Measures;

/// <summary>
/// Hermite–Gauss functions of the orders 0 to 3, sampled on a kernel's grid at a set of scales and centers and made orthonormal there. Order by order the
/// functions are freed of the lower orders and then orthonormalized symmetrically (Löwdin), which treats x and y alike, so that a rotated kernel gives
/// rotated coefficients. Where a grid is too small to hold all functions of an order, those that it cannot tell apart are left out.
/// </summary>
internal sealed class HermiteBank
{
    /// <summary>Orders 0 to 3.</summary>
    public const int Orders = 4;

    /// <summary>Functions whose independent part on the grid is weaker than this share of their norm are left out.</summary>
    private const double SmallestIndependentPart = 1e-3;

    private readonly FilterShape _shape;

    public HermiteBank(FilterShape shape)
    {
        _shape = shape;
        var places = new List<Place>();
        foreach (var sigma in Scales(shape.Side))
        {
            foreach (var y in Centers(shape.Height))
            {
                foreach (var x in Centers(shape.Width))
                    places.Add(Build(sigma, x, y));
            }
        }
        Places = [.. places];
    }

    /// <summary>The kernels that the functions fit.</summary>
    public FilterShape Shape => _shape;

    /// <summary>The functions at each scale and center.</summary>
    public IReadOnlyList<Place> Places { get; }

    /// <summary>Geometric steps of √2 from half a sample, below which a Gaussian is a single tap, to 0.4 of the side, above which it is a constant.</summary>
    private static IEnumerable<double> Scales(int side)
    {
        for (var sigma = 0.5; ; sigma *= Math.Sqrt(2))
        {
            yield return sigma;
            if (sigma * Math.Sqrt(2) > Math.Max(1.0, 0.4 * side))
                yield break;
        }
    }

    /// <summary>Centers over the middle half of an axis, half a sample apart while that gives at most nine of them.</summary>
    private static IEnumerable<double> Centers(int length)
    {
        var reach = (length - 1) / 4.0;
        var step = Math.Max(0.5, reach / 4);
        var count = (int)Math.Floor(reach / step + 1e-9);
        for (var i = -count; i <= count; i++)
            yield return i * step;
    }

    private Place Build(double sigma, double centerX, double centerY)
    {
        var alongX = Line(_shape.Width, sigma, centerX);
        var alongY = Line(_shape.Height, sigma, centerY);
        var kept = new List<(int Order, double[] Values)>();
        for (var order = 0; order < Orders; order++)
        {
            var raw = new List<double[]>();
            for (var orderX = order; orderX >= 0; orderX--)
            {
                if ((_shape.Width > 1 || orderX == 0) && (_shape.Height > 1 || order == orderX))
                    raw.Add(Independent(Sample(alongX[orderX], alongY[order - orderX]), kept));
            }
            AddOrthonormal(raw, order, kept);
        }
        var functions = new double[kept.Count * _shape.Taps];
        for (var f = 0; f < kept.Count; f++)
            kept[f].Values.CopyTo(functions, f * _shape.Taps);
        return new Place(sigma, centerX, centerY, [.. kept.Select(k => k.Order)], functions);
    }

    /// <summary>A Hermite–Gauss function He_m(x/σ)·He_n(y/σ)·e^(−r²/2σ²)/√(m!·n!), which is a product of one along x and one along y.</summary>
    private double[] Sample(double[] alongX, double[] alongY)
    {
        var values = new double[_shape.Taps];
        for (var y = 0; y < alongY.Length; y++)
            TensorPrimitives.Multiply(alongX, alongY[y], values.AsSpan(y * alongX.Length, alongX.Length));
        return values;
    }

    /// <summary>The functions of all orders along one axis.</summary>
    private static double[][] Line(int length, double sigma, double center)
    {
        var line = new double[Orders][];
        for (var order = 0; order < Orders; order++)
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

    /// <summary>Probabilists' Hermite polynomials over √n!: the derivatives of a Gaussian with that σ, up to sign.</summary>
    private static double Hermite(int order, double x) => order switch
    {
        0 => 1,
        1 => x,
        2 => (x * x - 1) / Math.Sqrt(2),
        _ => (x * x * x - 3 * x) / Math.Sqrt(6),
    };

    private static double[] Independent(double[] values, List<(int Order, double[] Values)> lower)
    {
        var norm = Math.Sqrt(TensorPrimitives.SumOfSquares<double>(values));
        if (norm > 0)
            TensorPrimitives.Divide(values, norm, values);
        foreach (var (_, direction) in lower)
            TensorPrimitives.MultiplyAdd(direction, -TensorPrimitives.Dot<double>(values, direction), values, values);
        return values;
    }

    /// <summary>Löwdin's symmetric orthonormalization F·G^(−1/2) of a few functions, G their Gram matrix.</summary>
    private static void AddOrthonormal(List<double[]> functions, int order, List<(int Order, double[] Values)> kept)
    {
        var count = functions.Count;
        Span<double> gram = stackalloc double[Orders * Orders];
        Span<double> vectors = stackalloc double[Orders * Orders];
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < count; j++)
                gram[i * count + j] = TensorPrimitives.Dot<double>(functions[i], functions[j]);
        }
        SymmetricEigen.Decompose(gram, vectors, count);
        var dependent = 0;
        while (dependent < count && gram[dependent * count + dependent] <= SmallestIndependentPart * SmallestIndependentPart)
            dependent++;
        for (var column = dependent; column < count; column++)
        {
            var values = new double[functions[0].Length];
            for (var row = 0; row < count; row++)
                TensorPrimitives.MultiplyAdd(functions[row], Weight(gram, vectors, count, row, column, dependent > 0), values, values);
            kept.Add((order, values));
        }
    }

    /// <summary>An element of G^(−1/2); of the scaled eigenvectors where some functions are left out.</summary>
    private static double Weight(ReadOnlySpan<double> values, ReadOnlySpan<double> vectors, int count, int row, int column, bool eigenvectors)
    {
        if (eigenvectors)
            return vectors[row * count + column] / Math.Sqrt(values[column * count + column]);
        var sum = 0.0;
        for (var k = 0; k < count; k++)
            sum += vectors[row * count + k] * vectors[column * count + k] / Math.Sqrt(values[k * count + k]);
        return sum;
    }

    /// <summary>The functions at one scale and center.</summary>
    /// <param name="Sigma">Scale, in samples.</param>
    /// <param name="X">Center, samples right of the middle.</param>
    /// <param name="Y">Center, samples below the middle.</param>
    /// <param name="FunctionOrders">The order of each function.</param>
    /// <param name="Functions">The functions one after the other, each as long as the kernel.</param>
    internal sealed record Place(double Sigma, double X, double Y, int[] FunctionOrders, double[] Functions);
}
