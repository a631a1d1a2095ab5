using System.Collections.Immutable;
using System.Numerics.Tensors;

namespace Passband.Measures;

/// <summary>Which derivative of a Gaussian a plane resembles.</summary>
/// <param name="Dominant">The order that holds the most energy, 0 to 3.</param>
/// <param name="Shares">Share of the plane's energy in each order, at the scale and center at which one order holds the most.</param>
/// <param name="Direction">Order 1: the direction (0 to 360) in which brightness must increase for a positive response; else null.</param>
/// <param name="Hessian">Order 2: the eigenvalues of the second derivative, the stronger first and scaled to ±1: (1, 0) a line, (1, 1) a Laplacian, (1, −1) a saddle; else null.</param>
/// <param name="DcLeakDb">|Σk| re Σ|k| in dB; null when it is zero.</param>
internal sealed record DifferentialOrder(
    int Dominant, ImmutableArray<double> Shares, double? Direction, (double First, double Second)? Hessian, double? DcLeakDb)
{
    public static DifferentialOrder Of(ReadOnlySpan<double> plane, HermiteBank bank)
    {
        var (energy, sum, absolute) = (0.0, 0.0, 0.0);
        foreach (var weight in plane)
        {
            energy += weight * weight;
            sum += weight;
            absolute += Math.Abs(weight);
        }
        Span<double> shares = stackalloc double[HermiteBank.Orders];
        Span<double> best = stackalloc double[HermiteBank.Orders];
        var (bestShare, bestPlace, dominant) = (-1.0, bank.Places[0], 0);
        foreach (var place in bank.Places)
        {
            shares.Clear();
            for (var f = 0; f < place.FunctionOrders.Length; f++)
            {
                var coefficient = TensorPrimitives.Dot(plane, place.Functions.AsSpan(f * plane.Length, plane.Length));
                shares[place.FunctionOrders[f]] += coefficient * coefficient / energy;
            }
            for (var order = 0; order < shares.Length; order++)
            {
                // Places tie when a kernel fits exactly; the earlier, smaller one is kept whatever the rounding.
                if (shares[order] > bestShare + 1e-9)
                {
                    (bestShare, bestPlace, dominant) = (shares[order], place, order);
                    shares.CopyTo(best);
                }
            }
        }
        return new DifferentialOrder(
            dominant, [.. best], dominant == 1 ? DirectionOf(plane, bestPlace, bank.Shape) : null, dominant == 2 ? HessianOf(plane, bestPlace) : null,
            Decibels.Level(Math.Abs(sum) / absolute));
    }

    private static double DirectionOf(ReadOnlySpan<double> plane, HermiteBank.Place place, FilterShape shape)
    {
        var c = Coefficients(plane, place, 1);
        var (x, y) = (shape.Width > 1 ? c[0] : 0, shape.Height > 1 ? c[^1] : 0);
        return Angles.Full(Math.Atan2(-y, x) * 180 / Math.PI);
    }

    private static (double, double)? HessianOf(ReadOnlySpan<double> plane, HermiteBank.Place place)
    {
        var c = Coefficients(plane, place, 2);
        if (c.Length != 3)
            return null;
        // c·He₂ is c/√2·(x² − 1), whose second derivative is √2·c; c·xy has the mixed derivative c.
        var (xx, xy, yy) = (Math.Sqrt(2) * c[0], c[1], Math.Sqrt(2) * c[2]);
        var middle = (xx + yy) / 2;
        var spread = Math.Sqrt((xx - yy) * (xx - yy) / 4 + xy * xy);
        // A saddle's eigenvalues differ in sign alone: rounding must not decide which one is the first.
        var (first, second) = middle >= -1e-9 * spread ? (middle + spread, middle - spread) : (middle - spread, middle + spread);
        return first == 0 ? null : (Math.Sign(first), second / Math.Abs(first));
    }

    private static double[] Coefficients(ReadOnlySpan<double> plane, HermiteBank.Place place, int order)
    {
        var coefficients = new List<double>();
        for (var f = 0; f < place.FunctionOrders.Length; f++)
        {
            if (place.FunctionOrders[f] == order)
                coefficients.Add(TensorPrimitives.Dot(plane, place.Functions.AsSpan(f * plane.Length, plane.Length)));
        }
        return [.. coefficients];
    }
}
