using MathNet.Numerics.LinearAlgebra.Double;

namespace Passband.Measures;

/// <summary>Share of a plane's energy in the best product of one column and one row: s₁²/Σs² of its singular values.</summary>
internal static class Separability
{
    public static double Of(ReadOnlySpan<double> plane, FilterShape shape)
    {
        if (shape.IsLine)
            return 1;
        var energy = 0.0;
        var matrix = new DenseMatrix(shape.Height, shape.Width);
        for (var i = 0; i < plane.Length; i++)
        {
            matrix[i / shape.Width, i % shape.Width] = plane[i];
            energy += plane[i] * plane[i];
        }
        if (energy == 0)
            return 1;
        var largest = matrix.Svd(computeVectors: false).S[0];
        return Math.Min(1, largest * largest / energy);
    }
}
