using System.Collections.Immutable;
using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace Passband.Measures;

/// <summary>
/// The principal components of patches of pictures: the directions of [channels, height, width] along which patches vary most, second most and so on. Of photos
/// these are close to a mean, then waves of rising frequency.
/// </summary>
public sealed class PatchComponents
{
    /// <summary>The decomposition of so many samples takes about half a second, and eight times as long for twice as many.</summary>
    public const int MostSamples = 512;

    private readonly double[] _vectors;

    private PatchComponents(double[] vectors, ImmutableArray<double> variances)
    {
        _vectors = vectors;
        Variances = variances;
    }

    /// <summary>Samples of a patch, and so the number of components.</summary>
    public int Samples => Variances.Length;

    /// <summary>The variance of patches along each component, largest first; squared units of the patches, ≥ 0.</summary>
    public ImmutableArray<double> Variances { get; }

    /// <summary>A component: a unit vector of <see cref="Samples"/> numbers in the order of the patches' own, its sign arbitrary.</summary>
    /// <param name="index">Which, from 0, by falling variance.</param>
    public ReadOnlySpan<double> Component(int index) => _vectors.AsSpan(checked(index * Samples), Samples);

    /// <summary>The principal components: eigenvectors of the covariance of patches about their mean (Pearson 1901).</summary>
    /// <param name="patches">[patches, samples], row-major; a patch as [channels, height, width], as filters are. Finite.</param>
    /// <param name="samples">Samples of a patch, 1 to <see cref="MostSamples"/>.</param>
    /// <exception cref="ArgumentException">There are fewer than two patches, or a number that is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A patch has too many samples.</exception>
    public static PatchComponents Of(ReadOnlySpan<float> patches, int samples)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(samples, MostSamples);
        var count = patches.Length / samples;
        if (count < 2 || count * samples != patches.Length)
            throw new ArgumentException($"{patches.Length} numbers are not two or more patches of {samples}.", nameof(patches));
        // One column a sample, so that each entry of the covariance is one product of two rows in memory.
        var columns = new double[patches.Length];
        for (var i = 0; i < patches.Length; i++)
            columns[i % samples * count + i / samples] = patches[i];
        for (var s = 0; s < samples; s++)
        {
            var column = columns.AsSpan(s * count, count);
            TensorPrimitives.Subtract(column, TensorPrimitives.Sum<double>(column) / count, column);
        }
        var covariance = new DenseMatrix(samples, samples);
        for (var s = 0; s < samples; s++)
        {
            for (var other = s; other < samples; other++)
            {
                var product = TensorPrimitives.Dot<double>(columns.AsSpan(s * count, count), columns.AsSpan(other * count, count)) / (count - 1);
                covariance[s, other] = covariance[other, s] = product;
            }
        }
        if (!double.IsFinite(covariance.Trace()))
            throw new ArgumentException("A patch has a number that is not finite.", nameof(patches));
        var decomposition = covariance.Evd(Symmetricity.Symmetric);
        var vectors = new double[samples * samples];
        var variances = ImmutableArray.CreateBuilder<double>(samples);
        // Eigenvalues come ascending; rounding makes the smallest a little negative.
        for (var i = 0; i < samples; i++)
        {
            var column = samples - 1 - i;
            variances.Add(Math.Max(0, decomposition.EigenValues[column].Real));
            for (var s = 0; s < samples; s++)
                vectors[i * samples + s] = decomposition.EigenVectors[s, column];
        }
        return new PatchComponents(vectors, variances.MoveToImmutable());
    }
}
