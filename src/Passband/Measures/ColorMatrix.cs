using Passband.Kernels;

namespace Passband.Measures;

/// <summary>
/// What a layer of single taps makes of the colors of a picture: the singular value decomposition of its [out, 3] matrix. Each singular value is the gain of
/// one color direction; directions are at right angles, and have the same order and sign as those of filters.
/// </summary>
/// <param name="SingularValues">Three, largest first.</param>
/// <param name="Directions">A unit vector [red, green, blue] for each.</param>
/// <param name="Determinant">Of a layer with three outputs, the sign of the matrix' determinant: −1 when colors are mirrored; 0 for others.</param>
internal sealed record ColorMatrix(double[] SingularValues, double[][] Directions, int Determinant)
{
    private const int Colors = 3;

    /// <summary>Decomposes a bank [out, 3] of single taps; null for others, and for weights that are all zero.</summary>
    public static ColorMatrix? Of(KernelBank bank, bool blueFirst)
    {
        if (bank.Shape.Taps != 1 || bank.Shape.Channels != Colors || LayerStatistics.Largest(bank.Weights) == 0)
            return null;
        Span<double> gram = stackalloc double[Colors * Colors];
        Span<double> vectors = stackalloc double[Colors * Colors];
        double[] Row(int filter)
        {
            double[] row = [.. bank.Filter(filter).ToArray().Select(w => (double)w)];
            return blueFirst ? [row[2], row[1], row[0]] : row;
        }
        for (var filter = 0; filter < bank.Shape.Filters; filter++)
        {
            var row = Row(filter);
            for (var i = 0; i < gram.Length; i++)
                gram[i] += row[i / Colors] * row[i % Colors];
        }
        SymmetricEigen.Decompose(gram, vectors, Colors);
        var values = new double[Colors];
        var directions = new double[Colors][];
        for (var i = 0; i < Colors; i++)
        {
            // Eigenvalues ascend.
            var column = Colors - 1 - i;
            values[i] = Math.Sqrt(Math.Max(0, gram[column * Colors + column]));
            var (red, green, blue) = (vectors[column], vectors[Colors + column], vectors[2 * Colors + column]);
            var sign = ColorAxis.PreferredSign(red, green, blue);
            directions[i] = [sign * red, sign * green, sign * blue];
        }
        return new ColorMatrix(values, directions, bank.Shape.Filters == Colors ? DeterminantSign(Row(0), Row(1), Row(2)) : 0);
    }

    /// <summary>The part of the output's energy, for colors without correlation, that comes from each direction.</summary>
    public double Share(int direction) => SingularValues[direction] * SingularValues[direction] / SingularValues.Sum(s => s * s);

    private static int DeterminantSign(double[] a, double[] b, double[] c) => Math.Sign(
        a[0] * (b[1] * c[2] - b[2] * c[1]) - a[1] * (b[0] * c[2] - b[2] * c[0]) + a[2] * (b[0] * c[1] - b[1] * c[0]));
}
