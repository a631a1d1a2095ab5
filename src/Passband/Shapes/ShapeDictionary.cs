using System.Numerics.Tensors;
using Passband.Measures;

namespace Passband.Shapes;

/// <summary>
/// Coarse samples of the windowed shapes over scale, elongation, angle and center, to start fits from. They are spaced so that the nearest sample shares
/// most of its energy with any member of its family, which keeps the local minimization in the right valley.
/// </summary>
internal sealed class ShapeDictionary
{
    /// <summary>Ratio between neighboring scales.</summary>
    private const double ScaleStep = 1.6;

    /// <summary>Lengths of elongated samples, along over across the stripes.</summary>
    private static readonly double[] Elongations = [1, 2];

    private readonly Dictionary<ShapeKind, Atoms> _atoms;

    public ShapeDictionary(FilterShape shape)
    {
        var work = new FitWorkspace(shape);
        _atoms = WindowedFamily.Dictionary(shape).ToDictionary(f => f.Kind, f => Sample(f, shape, work));
    }

    /// <summary>The parameters of the two samples that correlate best with a kernel, one set after the other, best first.</summary>
    public double[] Starts(ShapeKind kind, ReadOnlySpan<float> kernel)
    {
        Span<int> best = stackalloc int[2];
        Search(kind, kernel, best);
        return [.. _atoms[kind].Parameters[best[0]], .. _atoms[kind].Parameters[best[1]]];
    }

    private void Search(ShapeKind kind, ReadOnlySpan<float> kernel, Span<int> best)
    {
        var atoms = _atoms[kind];
        Span<float> scores = stackalloc float[best.Length];
        scores.Fill(-1);
        best.Clear();
        for (var i = 0; i < atoms.Parameters.Length; i++)
        {
            var score = Math.Abs(TensorPrimitives.Dot(kernel, atoms.Values.AsSpan(i * kernel.Length, kernel.Length)));
            // Insertion into the short list; equal scores keep the earlier sample, so that the order of atoms alone decides.
            for (var rank = 0; rank < best.Length; rank++)
            {
                if (score <= scores[rank] + 1e-6f)
                    continue;
                for (var lower = best.Length - 1; lower > rank; lower--)
                {
                    scores[lower] = scores[lower - 1];
                    best[lower] = best[lower - 1];
                }
                scores[rank] = score;
                best[rank] = i;
                break;
            }
        }
    }

    private static Atoms Sample(WindowedFamily family, FilterShape shape, FitWorkspace work)
    {
        var parameters = new List<double[]>();
        var values = new List<float>();
        foreach (var sigma in Scales(shape.Side, 1.5 * family.Shape.SmallestSigma))
        {
            foreach (var elongation in family.Elongates ? Elongations : [1.0])
            {
                var angles = elongation == 1 && family.RoundWhenTied ? 1 : family.DictionaryAngles;
                for (var a = 0; a < angles; a++)
                {
                    foreach (var y in Centers(shape.Height, sigma))
                    {
                        foreach (var x in Centers(shape.Width, sigma))
                        {
                            double[] p = [x, y, family.StartAngle + a * family.AnglePeriod / angles, Math.Log(sigma), Math.Log(sigma * elongation), 0];
                            family.Shape.Evaluate(p, work);
                            var norm = Math.Sqrt(TensorPrimitives.SumOfSquares<double>(work.Columns[0]));
                            if (!family.Shape.IsSampled(p, norm, work))
                                continue;
                            parameters.Add(p);
                            foreach (var value in work.Columns[0])
                                values.Add((float)(value / norm));
                        }
                    }
                }
            }
        }
        return new Atoms([.. parameters], [.. values]);
    }

    private static IEnumerable<double> Scales(int side, double smallest)
    {
        var largest = Math.Max(1.0, 0.35 * side);
        for (var sigma = smallest; sigma <= largest; sigma *= ScaleStep)
            yield return sigma;
    }

    /// <summary>
    /// Centers over the middle half of an axis, no farther apart than the scale or half a sample, whichever is more: the lobes of a narrow shape are as wide as
    /// its σ, and from a center one lobe off the minimization finds another shape's valley.
    /// </summary>
    private static IEnumerable<double> Centers(int length, double sigma)
    {
        var reach = (length - 1) / 4.0;
        var steps = (int)Math.Ceiling(reach / Math.Max(0.5, sigma) - 1e-9);
        for (var i = -steps; i <= steps; i++)
            yield return steps == 0 ? 0 : i * reach / steps;
    }

    private sealed record Atoms(double[][] Parameters, float[] Values);
}
