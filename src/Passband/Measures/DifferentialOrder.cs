using System.Collections.Immutable;
using System.Numerics.Tensors;

namespace Passband.Measures;

/// <summary>Which derivative of a Gaussian a plane resembles.</summary>
/// <param name="Dominant">The order, 0 to 3, whose functions alone explain a plane best at any one scale and center.</param>
/// <param name="Shares">
/// Share of the plane's energy in each order at that place: in full for the dominant order, for the others in what their functions add to it and to the orders
/// below them.
/// </param>
/// <param name="Direction">Order 1: the direction (0 to 360) in which brightness must increase for a positive response; else null.</param>
/// <param name="Hessian">Order 2: the eigenvalues of the second derivative, the stronger first and scaled to ±1: (1, 0) a line, (1, 1) a Laplacian, (1, −1) a saddle; else null.</param>
/// <param name="DcLeakDb">|Σk| re Σ|k| in dB; null when it is zero.</param>
internal sealed record DifferentialOrder(
    int Dominant, ImmutableArray<double> Shares, double? Direction, (double First, double Second)? Hessian, double? DcLeakDb)
{
    /// <summary>Unexplained shares below the error of 8-bit quantization count as equal.</summary>
    private const double SmallestRest = 1e-5;

    /// <summary>Measures the order.</summary>
    /// <param name="plane">The kernel.</param>
    /// <param name="bank">The functions of its size.</param>
    /// <param name="known">The order, where something else tells it better: only its best place is searched then. Null to choose among all.</param>
    public static DifferentialOrder Of(ReadOnlySpan<double> plane, DerivativeBank bank, int? known = null)
    {
        var (energy, sum, absolute) = (0.0, 0.0, 0.0);
        foreach (var weight in plane)
        {
            energy += weight * weight;
            sum += weight;
            absolute += Math.Abs(weight);
        }
        var (place, dominant) = Best(plane, bank, energy, known);
        var (shares, coefficients) = Shared(plane, place.Source, dominant, energy);
        return new DifferentialOrder(
            dominant, shares, dominant == 1 ? DirectionOf(coefficients, bank.Shape) : null, dominant == 2 ? HessianOf(coefficients) : null,
            Decibels.Level(Math.Abs(sum) / absolute));
    }

    private static (DerivativeBank.Place Place, int Order) Best(ReadOnlySpan<double> plane, DerivativeBank bank, double energy, int? known)
    {
        Span<double> shares = stackalloc double[DerivativeBank.Orders];
        Span<int> counts = stackalloc int[DerivativeBank.Orders];
        var (bestCriterion, bestPlace, dominant) = (double.PositiveInfinity, bank.Places[0], 0);
        foreach (var place in bank.Places)
        {
            shares.Clear();
            counts.Clear();
            for (var f = 0; f < place.FunctionOrders.Length; f++)
            {
                var coefficient = TensorPrimitives.Dot(plane, place.Functions.AsSpan(f * plane.Length, plane.Length));
                shares[place.FunctionOrders[f]] += coefficient * coefficient / energy;
                counts[place.FunctionOrders[f]]++;
            }
            for (var order = 0; order < shares.Length; order++)
            {
                if (counts[order] == 0 || (known is { } only && order != only))
                    continue;
                // Akaike's criterion: higher orders have more functions (1, 2, 3, 4) and explain a little more of anything.
                var criterion = plane.Length * Math.Log(Math.Max(SmallestRest, 1 - shares[order])) + 2 * counts[order];
                // Places tie when a kernel fits exactly; the earlier, smaller one is kept whatever the rounding.
                if (criterion < bestCriterion - 1e-9)
                    (bestCriterion, bestPlace, dominant) = (criterion, place, order);
            }
        }
        return (bestPlace, dominant);
    }

    /// <summary>The shares of all orders at a place, and the amplitudes of the dominant order's functions as they are; null when the grid cannot tell those apart.</summary>
    private static (ImmutableArray<double> Shares, double[]? Amplitudes) Shared(
        ReadOnlySpan<double> plane, DerivativeFunctions functions, int dominant, double energy)
    {
        var shares = new double[DerivativeBank.Orders];
        var (kept, toOriginal) = Orthonormal.Basis(functions.Of(dominant));
        var coefficients = new double[kept.Count];
        for (var i = 0; i < kept.Count; i++)
            coefficients[i] = TensorPrimitives.Dot(plane, kept[i]);
        shares[dominant] = TensorPrimitives.SumOfSquares<double>(coefficients) / energy;
        for (var order = 0; order < shares.Length; order++)
        {
            if (order == dominant)
                continue;
            var added = Orthonormal.Basis(Orthonormal.Independent(functions.Of(order), kept)).Functions;
            foreach (var function in added)
                shares[order] += Math.Pow(TensorPrimitives.Dot(plane, function), 2) / energy;
            kept.AddRange(added);
        }
        if (toOriginal is null)
            return ([.. shares], null);
        var amplitudes = new double[coefficients.Length];
        for (var row = 0; row < amplitudes.Length; row++)
            amplitudes[row] = TensorPrimitives.Dot<double>(toOriginal.AsSpan(row * amplitudes.Length, amplitudes.Length), coefficients);
        return ([.. shares], amplitudes);
    }

    private static double? DirectionOf(double[]? amplitudes, FilterShape shape)
    {
        if (amplitudes is null)
            return null;
        var (x, y) = (shape.Width > 1 ? amplitudes[0] : 0, shape.Height > 1 ? amplitudes[^1] : 0);
        return Angles.Full(Math.Atan2(-y, x) * 180 / Math.PI);
    }

    private static (double, double)? HessianOf(double[]? amplitudes)
    {
        if (amplitudes is not { Length: 3 })
            return null;
        // The kernel is a·∂xx + b·∂xy + c·∂yy of a Gaussian: the matrix [[a, b/2], [b/2, c]] applied to its second derivatives.
        var (xx, xy, yy) = (amplitudes[0], amplitudes[1] / 2, amplitudes[2]);
        var middle = (xx + yy) / 2;
        var spread = Math.Sqrt((xx - yy) * (xx - yy) / 4 + xy * xy);
        // A saddle's eigenvalues differ in sign alone: rounding must not decide which one is the first.
        var (first, second) = middle >= -1e-9 * spread ? (middle + spread, middle - spread) : (middle - spread, middle + spread);
        return first == 0 ? null : (Math.Sign(first), second / Math.Abs(first));
    }
}
