using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Passband.Shapes;

/// <summary>
/// The factor q of a windowed shape at four taps at once: what <see cref="WindowedShape"/>'s scalar factor gives at one. A type argument, so that each
/// shape's loop is compiled for its own formula.
/// </summary>
internal interface IWindowFactor
{
    /// <summary>The factor and its derivatives.</summary>
    /// <param name="u">Positions across the stripes.</param>
    /// <param name="v">Positions along the stripes.</param>
    /// <param name="au">1/σ² across.</param>
    /// <param name="av">1/σ² along.</param>
    /// <param name="a">Amplitude of the first pattern.</param>
    /// <param name="b">Amplitude of the second.</param>
    /// <param name="cosine">The carrier.</param>
    /// <param name="sine">The carrier, a quarter of a cycle on.</param>
    /// <param name="omega">2π · frequency.</param>
    /// <param name="value">q.</param>
    /// <param name="slopeU">∂q/∂u.</param>
    /// <param name="slopeV">∂q/∂v.</param>
    /// <param name="slopeAcross">∂q/∂ log σ across, at fixed u and v.</param>
    /// <param name="slopeAlong">∂q/∂ log σ along, at fixed u and v.</param>
    /// <param name="slopeFrequency">∂q/∂ frequency.</param>
    static abstract void Of(
        Vector256<double> u, Vector256<double> v, Vector256<double> au, Vector256<double> av, Vector256<double> a, Vector256<double> b,
        Vector256<double> cosine, Vector256<double> sine, Vector256<double> omega,
        out Vector256<double> value, out Vector256<double> slopeU, out Vector256<double> slopeV,
        out Vector256<double> slopeAcross, out Vector256<double> slopeAlong, out Vector256<double> slopeFrequency);
}

/// <inheritdoc cref="GaussianShape"/>
internal readonly struct GaussianFactor : IWindowFactor
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Of(
        Vector256<double> u, Vector256<double> v, Vector256<double> au, Vector256<double> av, Vector256<double> a, Vector256<double> b,
        Vector256<double> cosine, Vector256<double> sine, Vector256<double> omega,
        out Vector256<double> value, out Vector256<double> slopeU, out Vector256<double> slopeV,
        out Vector256<double> slopeAcross, out Vector256<double> slopeAlong, out Vector256<double> slopeFrequency)
    {
        value = a;
        slopeU = slopeV = slopeAcross = slopeAlong = slopeFrequency = Vector256<double>.Zero;
    }
}

/// <inheritdoc cref="EdgeShape"/>
internal readonly struct EdgeFactor : IWindowFactor
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Of(
        Vector256<double> u, Vector256<double> v, Vector256<double> au, Vector256<double> av, Vector256<double> a, Vector256<double> b,
        Vector256<double> cosine, Vector256<double> sine, Vector256<double> omega,
        out Vector256<double> value, out Vector256<double> slopeU, out Vector256<double> slopeV,
        out Vector256<double> slopeAcross, out Vector256<double> slopeAlong, out Vector256<double> slopeFrequency)
    {
        (value, slopeU) = (a * u, a);
        slopeV = slopeAcross = slopeAlong = slopeFrequency = Vector256<double>.Zero;
    }
}

/// <inheritdoc cref="LineShape"/>
internal readonly struct LineFactor : IWindowFactor
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Of(
        Vector256<double> u, Vector256<double> v, Vector256<double> au, Vector256<double> av, Vector256<double> a, Vector256<double> b,
        Vector256<double> cosine, Vector256<double> sine, Vector256<double> omega,
        out Vector256<double> value, out Vector256<double> slopeU, out Vector256<double> slopeV,
        out Vector256<double> slopeAcross, out Vector256<double> slopeAlong, out Vector256<double> slopeFrequency)
    {
        value = a * (Vector256<double>.One - u * u * au);
        slopeU = -2 * a * u * au;
        slopeAcross = 2 * a * u * u * au;
        slopeV = slopeAlong = slopeFrequency = Vector256<double>.Zero;
    }
}

/// <inheritdoc cref="LaplacianShape"/>
internal readonly struct LaplacianFactor : IWindowFactor
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Of(
        Vector256<double> u, Vector256<double> v, Vector256<double> au, Vector256<double> av, Vector256<double> a, Vector256<double> b,
        Vector256<double> cosine, Vector256<double> sine, Vector256<double> omega,
        out Vector256<double> value, out Vector256<double> slopeU, out Vector256<double> slopeV,
        out Vector256<double> slopeAcross, out Vector256<double> slopeAlong, out Vector256<double> slopeFrequency)
    {
        value = a * (Vector256<double>.One - 0.5 * (u * u * au + v * v * av));
        (slopeU, slopeV) = (-a * u * au, -a * v * av);
        (slopeAcross, slopeAlong) = (a * u * u * au, a * v * v * av);
        slopeFrequency = Vector256<double>.Zero;
    }
}

/// <inheritdoc cref="SaddleShape"/>
internal readonly struct SaddleFactor : IWindowFactor
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Of(
        Vector256<double> u, Vector256<double> v, Vector256<double> au, Vector256<double> av, Vector256<double> a, Vector256<double> b,
        Vector256<double> cosine, Vector256<double> sine, Vector256<double> omega,
        out Vector256<double> value, out Vector256<double> slopeU, out Vector256<double> slopeV,
        out Vector256<double> slopeAcross, out Vector256<double> slopeAlong, out Vector256<double> slopeFrequency)
    {
        (value, slopeU, slopeV) = (a * u * v, a * v, a * u);
        slopeAcross = slopeAlong = slopeFrequency = Vector256<double>.Zero;
    }
}

/// <inheritdoc cref="GaborShape"/>
internal readonly struct GaborFactor : IWindowFactor
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Of(
        Vector256<double> u, Vector256<double> v, Vector256<double> au, Vector256<double> av, Vector256<double> a, Vector256<double> b,
        Vector256<double> cosine, Vector256<double> sine, Vector256<double> omega,
        out Vector256<double> value, out Vector256<double> slopeU, out Vector256<double> slopeV,
        out Vector256<double> slopeAcross, out Vector256<double> slopeAlong, out Vector256<double> slopeFrequency)
    {
        var slope = b * cosine - a * sine;
        value = a * cosine + b * sine;
        slopeU = omega * slope;
        slopeFrequency = 2 * Math.PI * u * slope;
        slopeV = slopeAcross = slopeAlong = Vector256<double>.Zero;
    }
}
