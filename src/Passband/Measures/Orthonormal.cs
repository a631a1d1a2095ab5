using System.Numerics.Tensors;

namespace Passband.Measures;

/// <summary>Orthonormal bases of a few functions on a grid.</summary>
internal static class Orthonormal
{
    /// <summary>Functions whose independent part on the grid is weaker than this share of their norm are left out: the grid cannot tell them from the others.</summary>
    private const double SmallestIndependentPart = 1e-3;

    /// <summary>
    /// Löwdin's symmetric orthonormalization F·G^(−1/2), G the Gram matrix of the normalized functions. It treats all functions alike, so that a rotated
    /// kernel gives rotated coefficients.
    /// </summary>
    /// <param name="functions">At most four functions; not changed.</param>
    /// <returns>
    /// The basis, and the matrix that turns coefficients in the basis into those of the functions as given (row-major); null when some were left out, and the
    /// basis then holds eigenvectors of G.
    /// </returns>
    public static (List<double[]> Functions, double[]? ToOriginal) Basis(List<double[]> functions)
    {
        var count = functions.Count;
        var norms = functions.ConvertAll(f => Math.Sqrt(TensorPrimitives.SumOfSquares<double>(f)));
        Span<double> gram = stackalloc double[count * count];
        Span<double> vectors = stackalloc double[count * count];
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < count; j++)
                gram[i * count + j] = norms[i] * norms[j] > 0 ? TensorPrimitives.Dot<double>(functions[i], functions[j]) / (norms[i] * norms[j]) : 0;
        }
        SymmetricEigen.Decompose(gram, vectors, count);
        var dependent = 0;
        while (dependent < count && gram[dependent * count + dependent] <= SmallestIndependentPart * SmallestIndependentPart)
            dependent++;
        var basis = new List<double[]>();
        var weights = new double[count * count];
        for (var column = dependent; column < count; column++)
        {
            var values = new double[functions[0].Length];
            for (var row = 0; row < count; row++)
            {
                if (norms[row] == 0)
                    continue;
                weights[row * count + column] = Weight(gram, vectors, count, row, column, dependent > 0) / norms[row];
                TensorPrimitives.MultiplyAdd(functions[row], weights[row * count + column], values, values);
            }
            basis.Add(values);
        }
        return (basis, dependent > 0 ? null : weights);
    }

    /// <summary>The part of each function that is orthogonal to an orthonormal set.</summary>
    public static List<double[]> Independent(List<double[]> functions, List<double[]> of) => functions.ConvertAll(function =>
    {
        var norm = Math.Sqrt(TensorPrimitives.SumOfSquares<double>(function));
        var rest = (double[])function.Clone();
        foreach (var direction in of)
            TensorPrimitives.MultiplyAdd(direction, -TensorPrimitives.Dot<double>(rest, direction), rest, rest);
        // What rounding leaves of a function that lies in the set must not be blown up to a direction of its own.
        if (Math.Sqrt(TensorPrimitives.SumOfSquares<double>(rest)) <= SmallestIndependentPart * norm)
            Array.Clear(rest);
        return rest;
    });

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
}
