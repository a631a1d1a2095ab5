using System.Runtime.Intrinsics;

namespace Passband.Shapes;

/// <summary>
/// A Gaussian window times a factor q(u, v): Gaussians and their derivatives, and Gabors. u runs along the wavevector, v along the stripes, both from the
/// center. Parameters: center x, center y, angle in radians, log σ across (along u), log σ along (along v), frequency.
/// </summary>
internal abstract class WindowedShape : ParametricShape
{
    public const int CenterX = 0;
    public const int CenterY = 1;
    public const int Angle = 2;
    public const int LogSigmaAcross = 3;
    public const int LogSigmaAlong = 4;
    public const int Frequency = 5;

    public override int ParameterCount => 6;

    public override int ColumnCount => 1;

    public override void Confine(Span<double> p, FitWorkspace work)
    {
        p[CenterX] = ConfineCenter(p[CenterX], work.X[^1]);
        p[CenterY] = ConfineCenter(p[CenterY], work.Y[^1]);
        p[LogSigmaAcross] = Math.Max(Math.Log(SmallestSigma), ConfineSigma(p[LogSigmaAcross], work));
        p[LogSigmaAlong] = ConfineSigma(p[LogSigmaAlong], work);
    }

    /// <summary>
    /// The smallest σ across the stripes. The n-th derivative of a Gaussian responds most at √n/(2πσ); a narrower one peaks beyond Nyquist, and what its samples show
    /// is something else.
    /// </summary>
    public virtual double SmallestSigma => NarrowestTap;

    /// <summary>The derivatives tap by tap: the plain twin that tests hold it against.</summary>
    internal void DifferentiateReference(ReadOnlySpan<double> p, ReadOnlySpan<double> amplitudes, FitWorkspace work)
    {
        var (sin, cos) = Math.SinCos(p[Angle]);
        var (au, av) = (Math.Exp(-2 * p[LogSigmaAcross]), Math.Exp(-2 * p[LogSigmaAlong]));
        var d = work.Derivatives;
        for (var i = 0; i < work.U.Length; i++)
        {
            var (u, v, g) = (work.U[i], work.V[i], work.Window[i]);
            var f = Factor(i, u, v, au, av, p, amplitudes, work);
            // Product rule for window × factor.
            var alongU = g * (f.U - u * au * f.Value);
            var alongV = g * (f.V - v * av * f.Value);
            d[CenterX][i] = -cos * alongU - sin * alongV;
            d[CenterY][i] = sin * alongU - cos * alongV;
            d[Angle][i] = -v * alongU + u * alongV;
            d[LogSigmaAcross][i] = g * (u * u * au * f.Value + f.LogSigmaAcross);
            d[LogSigmaAlong][i] = g * (v * v * av * f.Value + f.LogSigmaAlong);
            d[Frequency][i] = g * f.Frequency;
        }
    }

    /// <summary>
    /// Below a σ of one sample, the samples must hold at least a quarter of the energy that the formula has between them. Wider shapes are sampled well, and
    /// may be cut off by the window as they like.
    /// </summary>
    public override bool IsSampled(ReadOnlySpan<double> parameters, double norm, FitWorkspace work)
    {
        var (across, along) = (Math.Exp(parameters[LogSigmaAcross]), Math.Exp(parameters[LogSigmaAlong]));
        if (Math.Min(across, along) >= 1)
            return base.IsSampled(parameters, norm, work);
        var window = work.IsLine ? Math.Sqrt(Math.PI) * across : Math.PI * across * along;
        return norm * norm >= 0.25 * window * MeanSquare(across, along);
    }

    /// <summary>The mean of q² under the squared window.</summary>
    protected abstract double MeanSquare(double across, double along);

    /// <summary>The factor q, weighted with the amplitudes, and its derivatives.</summary>
    protected readonly record struct FactorValue(double Value, double U, double V, double LogSigmaAcross, double LogSigmaAlong, double Frequency);

    /// <summary>The factor at one tap; au and av are 1/σ² across and along. The plain twin of <see cref="IWindowFactor.Of"/>.</summary>
    protected abstract FactorValue Factor(
        int tap, double u, double v, double au, double av, ReadOnlySpan<double> p, ReadOnlySpan<double> amplitudes, FitWorkspace work);

    /// <summary>Places the taps, then writes window × factor of one amplitude 1 to the first column.</summary>
    private protected static void EvaluateLanes<TFactor>(ReadOnlySpan<double> p, FitWorkspace work)
        where TFactor : struct, IWindowFactor
    {
        Place(p, work);
        var (au, av) = (Vector256.Create(Math.Exp(-2 * p[LogSigmaAcross])), Vector256.Create(Math.Exp(-2 * p[LogSigmaAlong])));
        for (var i = 0; i < work.U.Length; i = Lanes.Next(i, work.U.Length))
        {
            TFactor.Of(
                Lanes.Load(work.U, i), Lanes.Load(work.V, i), au, av, Vector256<double>.One, Vector256<double>.Zero, default, default, default,
                out var value, out _, out _, out _, out _, out _);
            Lanes.Store(Lanes.Load(work.Window, i) * value, work.Columns[0], i);
        }
    }

    /// <summary>Four taps at a time what <see cref="DifferentiateReference"/> does one by one.</summary>
    private protected static void DifferentiateLanes<TFactor>(ReadOnlySpan<double> p, ReadOnlySpan<double> amplitudes, FitWorkspace work)
        where TFactor : struct, IWindowFactor
    {
        var (sine, cosine) = Math.SinCos(p[Angle]);
        var (sin, cos) = (Vector256.Create(sine), Vector256.Create(cosine));
        var (au, av) = (Vector256.Create(Math.Exp(-2 * p[LogSigmaAcross])), Vector256.Create(Math.Exp(-2 * p[LogSigmaAlong])));
        var (a, b) = (Vector256.Create(amplitudes[0]), Vector256.Create(amplitudes.Length > 1 ? amplitudes[1] : 0));
        var omega = Vector256.Create(2 * Math.PI * p[Frequency]);
        var d = work.Derivatives;
        var (dX, dY, dAngle, dAcross, dAlong, dFrequency) = (d[CenterX], d[CenterY], d[Angle], d[LogSigmaAcross], d[LogSigmaAlong], d[Frequency]);
        for (var i = 0; i < work.U.Length; i = Lanes.Next(i, work.U.Length))
        {
            var (u, v, g) = (Lanes.Load(work.U, i), Lanes.Load(work.V, i), Lanes.Load(work.Window, i));
            TFactor.Of(
                u, v, au, av, a, b, Lanes.Load(work.Cosine, i), Lanes.Load(work.Sine, i), omega,
                out var value, out var slopeU, out var slopeV, out var slopeAcross, out var slopeAlong, out var slopeFrequency);
            var alongU = g * (slopeU - u * au * value);
            var alongV = g * (slopeV - v * av * value);
            Lanes.Store(-cos * alongU - sin * alongV, dX, i);
            Lanes.Store(sin * alongU - cos * alongV, dY, i);
            Lanes.Store(u * alongV - v * alongU, dAngle, i);
            Lanes.Store(g * (u * u * au * value + slopeAcross), dAcross, i);
            Lanes.Store(g * (v * v * av * value + slopeAlong), dAlong, i);
            Lanes.Store(g * slopeFrequency, dFrequency, i);
        }
    }

    /// <summary>Writes positions across and along the stripes, and the window.</summary>
    private protected static void Place(ReadOnlySpan<double> p, FitWorkspace work)
    {
        var (sine, cosine) = Math.SinCos(p[Angle]);
        var (sin, cos) = (Vector256.Create(sine), Vector256.Create(cosine));
        var (centerX, centerY) = (Vector256.Create(p[CenterX]), Vector256.Create(p[CenterY]));
        var (au, av) = (Vector256.Create(-0.5 * Math.Exp(-2 * p[LogSigmaAcross])), Vector256.Create(-0.5 * Math.Exp(-2 * p[LogSigmaAlong])));
        for (var i = 0; i < work.U.Length; i = Lanes.Next(i, work.U.Length))
        {
            var (x, y) = (Lanes.Load(work.X, i) - centerX, Lanes.Load(work.Y, i) - centerY);
            // y runs down, angles counter-clockwise on screen.
            var u = x * cos - y * sin;
            var v = x * sin + y * cos;
            Lanes.Store(u, work.U, i);
            Lanes.Store(v, work.V, i);
            Lanes.Store(Vector256.Exp(u * u * au + v * v * av), work.Window, i);
        }
    }
}
