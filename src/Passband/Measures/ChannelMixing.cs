using MathNet.Numerics.LinearAlgebra;
using Passband.Kernels;

namespace Passband.Measures;

/// <summary>
/// How many independent mixes of its input channels a layer of single taps makes, from the singular values s of its [out, in] matrix; of grouped layers from
/// those of all groups together, each of which has a matrix of its own.
/// </summary>
/// <param name="Inputs">Channels that the layer reads.</param>
/// <param name="EffectiveRank">(Σs²)²/Σs⁴: 1 when one mix holds all the energy, the smaller side when all hold the same.</param>
/// <param name="NoiseRank">The effective rank of independent Gaussian weights of that size, (N + 2)/(out + in + 1) with N weights, sides those of one group.</param>
/// <param name="Rank">Singular values above the rounding error of single precision; null where the matrix is too large to be decomposed in passing.</param>
/// <param name="Rank90">How many of the largest hold 90 % of the energy; null likewise.</param>
internal sealed record ChannelMixing(int Inputs, double EffectiveRank, double NoiseRank, int? Rank, int? Rank90)
{
    /// <summary>A decomposition takes the cube of the smaller side: some hundredths of a second at this one, in all groups together.</summary>
    private const int LargestSide = 256;

    /// <summary>Spacing of single-precision numbers at 1; times the longer side and the largest singular value it bounds what rounding makes of zero (Golub and Van Loan, section 5.5).</summary>
    private const double Epsilon = 1.1920929e-7;

    private const double MostEnergy = 0.9;

    /// <summary>Measures a layer; null unless its kernels are single taps, and for weights that are all zero.</summary>
    public static ChannelMixing? Of(KernelBank bank, int groups)
    {
        // A file's groups need not fit its weights: where they do not, the matrix is taken as one.
        if (bank.Shape.Filters % groups != 0)
            groups = 1;
        if (bank.Shape.Taps != 1 || LayerStatistics.Normalized(bank.Weights) is not { } weights)
            return null;
        var (rows, columns) = (bank.Shape.Filters / groups, bank.Shape.Channels);
        var decomposed = groups * Math.Min(rows, columns) <= LargestSide;
        var (trace, squares) = (0.0, 0.0);
        var eigenvalues = new List<double>();
        for (var group = 0; group < groups; group++)
        {
            var block = weights.AsSpan(group * rows * columns, rows * columns).ToArray();
            if (decomposed)
            {
                var gram = Gram(Matrix<double>.Build.Dense(columns, rows, Array.ConvertAll(block, w => (double)w)));
                (trace, squares) = (trace + gram.Trace(), squares + Math.Pow(gram.FrobeniusNorm(), 2));
                eigenvalues.AddRange(gram.Evd(Symmetricity.Symmetric).EigenValues.Select(e => Math.Max(0, e.Real)));
            }
            else
            {
                var gram = Gram(Matrix<float>.Build.Dense(columns, rows, block));
                (trace, squares) = (trace + gram.Trace(), squares + Math.Pow(gram.FrobeniusNorm(), 2));
            }
        }
        eigenvalues.Sort((a, b) => b.CompareTo(a));
        return new ChannelMixing(
            columns * groups, trace * trace / squares, (bank.Weights.Length + 2.0) / (rows + columns + 1),
            decomposed ? NumericalRank(eigenvalues, Math.Max(rows, columns)) : null, decomposed ? Holding(eigenvalues, MostEnergy * trace) : null);
    }

    /// <summary>The smaller of M·Mᵀ and Mᵀ·M.</summary>
    private static Matrix<T> Gram<T>(Matrix<T> matrix)
        where T : struct, IEquatable<T>, IFormattable =>
        matrix.RowCount <= matrix.ColumnCount ? matrix.TransposeAndMultiply(matrix) : matrix.TransposeThisAndMultiply(matrix);

    private static int NumericalRank(List<double> eigenvalues, int longer)
    {
        var smallest = Math.Sqrt(eigenvalues[0]) * longer * Epsilon;
        return eigenvalues.Count(e => Math.Sqrt(e) > smallest);
    }

    private static int Holding(List<double> eigenvalues, double energy)
    {
        var sum = 0.0;
        return 1 + eigenvalues.FindIndex(e => (sum += e) >= energy * (1 - 1e-12));
    }
}
