using MathNet.Numerics.LinearAlgebra;

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
        var kept = new List<(int Order, double[] Values)>();
        for (var order = 0; order < Orders; order++)
        {
            var raw = new List<double[]>();
            for (var alongX = order; alongX >= 0; alongX--)
            {
                if ((_shape.Width == 1 && alongX > 0) || (_shape.Height == 1 && order - alongX > 0))
                    continue;
                raw.Add(Independent(Sample(alongX, order - alongX, sigma, centerX, centerY), kept));
            }
            foreach (var values in Orthonormal(raw))
                kept.Add((order, values));
        }
        return new Place(sigma, centerX, centerY, [.. kept.Select(k => k.Order)], [.. kept.SelectMany(k => k.Values)]);
    }

    /// <summary>A Hermite–Gauss function, normalized on the grid: He_m(x/σ')·He_n(y/σ')·e^(−r²/2σ²)/√(m!·n!).</summary>
    private double[] Sample(int alongX, int alongY, double sigma, double centerX, double centerY)
    {
        var values = new double[_shape.Taps];
        for (var i = 0; i < values.Length; i++)
        {
            var x = (i % _shape.Width - (_shape.Width - 1) / 2.0 - centerX) / sigma;
            var y = (i / _shape.Width - (_shape.Height - 1) / 2.0 - centerY) / sigma;
            values[i] = Hermite(alongX, x) * Hermite(alongY, y) * Math.Exp(-0.5 * (x * x + y * y));
        }
        return values;
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
        var norm = Math.Sqrt(values.Sum(v => v * v));
        if (norm > 0)
        {
            for (var i = 0; i < values.Length; i++)
                values[i] /= norm;
        }
        foreach (var (_, direction) in lower)
        {
            var product = 0.0;
            for (var i = 0; i < values.Length; i++)
                product += values[i] * direction[i];
            for (var i = 0; i < values.Length; i++)
                values[i] -= product * direction[i];
        }
        return values;
    }

    /// <summary>Löwdin's symmetric orthonormalization F·G^(−1/2) of a few functions, G their Gram matrix.</summary>
    private static IEnumerable<double[]> Orthonormal(List<double[]> functions)
    {
        if (functions.Count == 0)
            yield break;
        var matrix = Matrix<double>.Build.DenseOfColumnArrays(functions);
        var decomposition = matrix.TransposeThisAndMultiply(matrix).Evd(Symmetricity.Symmetric);
        var values = decomposition.EigenValues;
        var independent = values.Count(v => v.Real > SmallestIndependentPart * SmallestIndependentPart);
        if (independent == functions.Count)
        {
            var inverseRoot = decomposition.EigenVectors
                * Matrix<double>.Build.DiagonalOfDiagonalArray([.. values.Select(v => 1 / Math.Sqrt(v.Real))])
                * decomposition.EigenVectors.Transpose();
            foreach (var column in (matrix * inverseRoot).EnumerateColumns())
                yield return column.ToArray();
            yield break;
        }
        for (var i = functions.Count - independent; i < functions.Count; i++)
            yield return (matrix * decomposition.EigenVectors.Column(i) / Math.Sqrt(values[i].Real)).ToArray();
    }

    /// <summary>The functions at one scale and center.</summary>
    /// <param name="Sigma">Scale, in samples.</param>
    /// <param name="X">Center, samples right of the middle.</param>
    /// <param name="Y">Center, samples below the middle.</param>
    /// <param name="FunctionOrders">The order of each function.</param>
    /// <param name="Functions">The functions one after the other, each as long as the kernel.</param>
    internal sealed record Place(double Sigma, double X, double Y, int[] FunctionOrders, double[] Functions);
}
