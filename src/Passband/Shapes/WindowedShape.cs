using System.Numerics.Tensors;

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
        p[LogSigmaAcross] = ConfineSigma(p[LogSigmaAcross], work);
        p[LogSigmaAlong] = ConfineSigma(p[LogSigmaAlong], work);
    }

    public override void Evaluate(ReadOnlySpan<double> p, FitWorkspace work)
    {
        Place(p, work);
        EvaluateFactor(p, work);
    }

    public override void Differentiate(ReadOnlySpan<double> p, ReadOnlySpan<double> amplitudes, FitWorkspace work)
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

    /// <summary>Writes window × factor to the columns; positions and window are there.</summary>
    protected abstract void EvaluateFactor(ReadOnlySpan<double> p, FitWorkspace work);

    /// <summary>The factor at one tap; au and av are 1/σ² across and along.</summary>
    protected abstract FactorValue Factor(
        int tap, double u, double v, double au, double av, ReadOnlySpan<double> p, ReadOnlySpan<double> amplitudes, FitWorkspace work);

    private static void Place(ReadOnlySpan<double> p, FitWorkspace work)
    {
        var (sin, cos) = Math.SinCos(p[Angle]);
        var (au, av) = (-0.5 * Math.Exp(-2 * p[LogSigmaAcross]), -0.5 * Math.Exp(-2 * p[LogSigmaAlong]));
        for (var i = 0; i < work.U.Length; i++)
        {
            var (x, y) = (work.X[i] - p[CenterX], work.Y[i] - p[CenterY]);
            // y runs down, angles counter-clockwise on screen.
            var u = x * cos - y * sin;
            var v = x * sin + y * cos;
            work.U[i] = u;
            work.V[i] = v;
            work.Window[i] = u * u * au + v * v * av;
        }
        TensorPrimitives.Exp(work.Window, work.Window);
    }
}

/// <summary>q = 1.</summary>
internal sealed class GaussianShape : WindowedShape
{
    protected override double MeanSquare(double across, double along) => 1;

    protected override void EvaluateFactor(ReadOnlySpan<double> p, FitWorkspace work) => work.Window.CopyTo(work.Columns[0], 0);

    protected override FactorValue Factor(
        int tap, double u, double v, double au, double av, ReadOnlySpan<double> p, ReadOnlySpan<double> amplitudes, FitWorkspace work) =>
        new(amplitudes[0], 0, 0, 0, 0, 0);
}

/// <summary>q = u: rising along the wavevector.</summary>
internal sealed class EdgeShape : WindowedShape
{
    protected override double MeanSquare(double across, double along) => across * across / 2;

    protected override void EvaluateFactor(ReadOnlySpan<double> p, FitWorkspace work) =>
        TensorPrimitives.Multiply(work.U, work.Window, work.Columns[0]);

    protected override FactorValue Factor(
        int tap, double u, double v, double au, double av, ReadOnlySpan<double> p, ReadOnlySpan<double> amplitudes, FitWorkspace work) =>
        new(amplitudes[0] * u, amplitudes[0], 0, 0, 0, 0);
}

/// <summary>q = 1 − u²/σ²: a bright line between two dark ones.</summary>
internal sealed class LineShape : WindowedShape
{
    protected override double MeanSquare(double across, double along) => 0.75;

    protected override void EvaluateFactor(ReadOnlySpan<double> p, FitWorkspace work)
    {
        var au = Math.Exp(-2 * p[LogSigmaAcross]);
        for (var i = 0; i < work.U.Length; i++)
            work.Columns[0][i] = work.Window[i] * (1 - work.U[i] * work.U[i] * au);
    }

    protected override FactorValue Factor(
        int tap, double u, double v, double au, double av, ReadOnlySpan<double> p, ReadOnlySpan<double> amplitudes, FitWorkspace work)
    {
        var a = amplitudes[0];
        return new(a * (1 - u * u * au), -2 * a * u * au, 0, 2 * a * u * u * au, 0, 0);
    }
}

/// <summary>q = 1 − r²/2σ²: the Laplacian of a round Gaussian, bright in the middle. Fitted with both σ tied.</summary>
internal sealed class LaplacianShape : WindowedShape
{
    protected override double MeanSquare(double across, double along) => 0.5;

    protected override void EvaluateFactor(ReadOnlySpan<double> p, FitWorkspace work)
    {
        var (au, av) = (Math.Exp(-2 * p[LogSigmaAcross]), Math.Exp(-2 * p[LogSigmaAlong]));
        for (var i = 0; i < work.U.Length; i++)
            work.Columns[0][i] = work.Window[i] * (1 - 0.5 * (work.U[i] * work.U[i] * au + work.V[i] * work.V[i] * av));
    }

    protected override FactorValue Factor(
        int tap, double u, double v, double au, double av, ReadOnlySpan<double> p, ReadOnlySpan<double> amplitudes, FitWorkspace work)
    {
        var a = amplitudes[0];
        return new(a * (1 - 0.5 * (u * u * au + v * v * av)), -a * u * au, -a * v * av, a * u * u * au, a * v * v * av, 0);
    }
}

/// <summary>q = u·v. Fitted with both σ tied.</summary>
internal sealed class SaddleShape : WindowedShape
{
    protected override double MeanSquare(double across, double along) => across * across * along * along / 4;

    protected override void EvaluateFactor(ReadOnlySpan<double> p, FitWorkspace work)
    {
        for (var i = 0; i < work.U.Length; i++)
            work.Columns[0][i] = work.Window[i] * work.U[i] * work.V[i];
    }

    protected override FactorValue Factor(
        int tap, double u, double v, double au, double av, ReadOnlySpan<double> p, ReadOnlySpan<double> amplitudes, FitWorkspace work)
    {
        var a = amplitudes[0];
        return new(a * u * v, a * v, a * u, 0, 0, 0);
    }
}

/// <summary>q = a·cos(2πfu) + b·sin(2πfu).</summary>
internal sealed class GaborShape : WindowedShape
{
    public override int ColumnCount => 2;

    public override void Confine(Span<double> p, FitWorkspace work)
    {
        base.Confine(p, work);
        var side = Math.Max(work.X[^1], work.Y[^1]) * 2 + 1;
        // Below a quarter of a cycle in the window there is no oscillation; above the corner of the Nyquist square it is an alias.
        p[Frequency] = Math.Clamp(p[Frequency], 0.25 / side, Math.Sqrt(0.5));
    }

    // The carrier is narrow enough in practice that its cosine and its sine share the window's energy.
    protected override double MeanSquare(double across, double along) => 0.5;

    protected override void EvaluateFactor(ReadOnlySpan<double> p, FitWorkspace work)
    {
        TensorPrimitives.Multiply(work.U, 2 * Math.PI * p[Frequency], work.Columns[0]);
        TensorPrimitives.SinCos(work.Columns[0], work.Sine, work.Cosine);
        TensorPrimitives.Multiply(work.Cosine, work.Window, work.Columns[0]);
        TensorPrimitives.Multiply(work.Sine, work.Window, work.Columns[1]);
    }

    protected override FactorValue Factor(
        int tap, double u, double v, double au, double av, ReadOnlySpan<double> p, ReadOnlySpan<double> amplitudes, FitWorkspace work)
    {
        var (c, s) = (work.Cosine[tap], work.Sine[tap]);
        var slope = -amplitudes[0] * s + amplitudes[1] * c;
        return new(amplitudes[0] * c + amplitudes[1] * s, 2 * Math.PI * p[Frequency] * slope, 0, 0, 0, 2 * Math.PI * u * slope);
    }
}
