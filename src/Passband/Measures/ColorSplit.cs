using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace Passband.Measures;

/// <summary>A filter as its strongest product of a mix of channels and one spatial profile: the first term of the SVD of the [channels, taps] matrix.</summary>
/// <param name="Direction">Unit vector over channels.</param>
/// <param name="Profile">The spatial profile times its strength, [row, column].</param>
/// <param name="Rank1">s₁²/Σs²: the share of the filter's energy in that product, 0 to 1.</param>
internal sealed record ColorSplit(double[] Direction, double[] Profile, double Rank1)
{
    /// <summary>Splits a filter. One channel is its own profile.</summary>
    public static ColorSplit Of(double[] filter, FilterShape shape)
    {
        if (shape.Channels == 1)
            return new ColorSplit([1], filter, 1);
        var matrix = Matrix<double>.Build.Dense(shape.Channels, shape.Taps, (c, t) => filter[c * shape.Taps + t]);
        // The smaller Gram matrix has the same nonzero eigenvalues.
        var byChannel = shape.Channels <= shape.Taps;
        var gram = byChannel ? matrix.TransposeAndMultiply(matrix) : matrix.TransposeThisAndMultiply(matrix);
        var energy = gram.Trace();
        var decomposition = gram.Evd(Symmetricity.Symmetric);
        var last = gram.RowCount - 1;
        var strongest = decomposition.EigenVectors.Column(last);
        var direction = byChannel ? strongest : matrix.Multiply(strongest);
        direction = direction.L2Norm() > 0 ? direction.Normalize(2) : DenseVector.Create(shape.Channels, i => i == 0 ? 1 : 0);
        if (shape.Channels == 3)
            direction *= ColorAxis.PreferredSign(direction[0], direction[1], direction[2]);
        else
            direction *= direction.Sum() < 0 ? -1 : 1;
        var profile = matrix.TransposeThisAndMultiply(direction);
        var rank1 = energy > 0 ? Math.Min(1, profile.DotProduct(profile) / energy) : 1;
        return new ColorSplit(direction.ToArray(), profile.ToArray(), rank1);
    }
}
