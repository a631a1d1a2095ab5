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
        foreach (var sigma in Scales(shape.Side))
        {
            foreach (var elongation in family.Elongates ? Elongations : [1.0])
            {
                var angles = elongation == 1 && family.RoundWhenTied ? 1 : family.DictionaryAngles;
                for (var a = 0; a < angles; a++)
                {
                    foreach (var y in Centers(shape.Height))
                    {
                        foreach (var x in Centers(shape.Width))
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

    private static IEnumerable<double> Scales(int side)
    {
        var largest = Math.Max(1.0, 0.35 * side);
        for (var sigma = 0.5; sigma <= largest; sigma *= ScaleStep)
            yield return sigma;
    }

    /// <summary>Centers over the middle half of an axis: five of them, three where they would lie closer than 3/4 of a sample.</summary>
    private static double[] Centers(int length)
    {
        var reach = (length - 1) / 4.0;
        return reach switch
        {
            0 => [0],
            < 1.5 => [-reach, 0, reach],
            _ => [-reach, -reach / 2, 0, reach / 2, reach],
        };
    }

    private sealed record Atoms(double[][] Parameters, float[] Values);
}
