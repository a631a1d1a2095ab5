using System.Numerics.Tensors;

namespace Passband.Measures;

/// <summary>
/// The Gaussian and its derivatives up to the third, sampled on a kernel's grid at a set of scales and centers. The functions of one order at one place are
/// made orthonormal among themselves, so that their coefficients add up to the share of a kernel's energy that the order explains.
/// </summary>
internal sealed class DerivativeBank
{
    /// <summary>Orders 0 to 3.</summary>
    public const int Orders = 4;

    /// <summary>
    /// A derivative sums to zero. Where the window cuts it off so that |Σ| exceeds this share of Σ|·|, what is left of it is no derivative any more and could
    /// explain a blob; the order is then not tried at that place.
    /// </summary>
    private const double LargestLeak = 0.25;

    /// <summary>
    /// On few taps a higher derivative looks like a lower one (x³ and x agree on −1, 0, 1). An order is tried where each of its functions has at least this
    /// share of its energy outside the lower orders; between the taps it is 0.4 for the third derivative, the least of all.
    /// </summary>
    private const double SmallestOwnShare = 0.2;

    public DerivativeBank(FilterShape shape)
    {
        Shape = shape;
        var places = new List<Place>();
        foreach (var sigma in Scales(shape.Side))
        {
            foreach (var y in Centers(shape.Height))
            {
                foreach (var x in Centers(shape.Width))
                    places.Add(Build(new DerivativeFunctions(shape, sigma, x, y)));
            }
        }
        Places = [.. places];
    }

    /// <summary>The kernels that the functions fit.</summary>
    public FilterShape Shape { get; }

    /// <summary>The functions at each scale and center.</summary>
    public IReadOnlyList<Place> Places { get; }

    /// <summary>Whether an order is tried anywhere.</summary>
    public bool Has(int order) => Places.Any(p => p.FunctionOrders.Contains(order));

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

    private Place Build(DerivativeFunctions functions)
    {
        var orders = new List<int>();
        var values = new List<double[]>();
        var lower = new List<double[]>();
        for (var order = 0; order < Orders; order++)
        {
            var raw = functions.Of(order);
            var own = Orthonormal.Independent(raw, lower);
            lower.AddRange(Orthonormal.Basis(own).Functions);
            if (order > 0 && (raw.Exists(f => Leak(f) > LargestLeak) || !IsOwn(raw, own)))
                continue;
            foreach (var function in Orthonormal.Basis(raw).Functions)
            {
                orders.Add(order);
                values.Add(function);
            }
        }
        var all = new double[values.Count * Shape.Taps];
        for (var f = 0; f < values.Count; f++)
            values[f].CopyTo(all, f * Shape.Taps);
        return new Place(functions, [.. orders], all);
    }

    private static bool IsOwn(List<double[]> functions, List<double[]> own)
    {
        for (var f = 0; f < functions.Count; f++)
        {
            if (TensorPrimitives.SumOfSquares<double>(own[f]) < SmallestOwnShare * TensorPrimitives.SumOfSquares<double>(functions[f]))
                return false;
        }
        return true;
    }

    private static double Leak(double[] function)
    {
        var (sum, absolute) = (0.0, 0.0);
        foreach (var value in function)
        {
            sum += value;
            absolute += Math.Abs(value);
        }
        return absolute > 0 ? Math.Abs(sum) / absolute : 1;
    }

    /// <summary>The functions at one scale and center.</summary>
    /// <param name="Source">Where they come from.</param>
    /// <param name="FunctionOrders">The order of each function.</param>
    /// <param name="Functions">The functions one after the other, each as long as the kernel; orthonormal within an order.</param>
    internal sealed record Place(DerivativeFunctions Source, int[] FunctionOrders, double[] Functions);
}
