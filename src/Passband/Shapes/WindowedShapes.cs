using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Passband.Shapes;

/// <summary>q = 1.</summary>
internal sealed class GaussianShape : WindowedShape
{
    public override void Evaluate(ReadOnlySpan<double> p, FitWorkspace work) => EvaluateLanes<GaussianFactor>(p, work);

    public override void Differentiate(ReadOnlySpan<double> p, ReadOnlySpan<double> amplitudes, FitWorkspace work) =>
        DifferentiateLanes<GaussianFactor>(p, amplitudes, work);

    protected override double MeanSquare(double across, double along) => 1;

    protected override FactorValue Factor(
        int tap, double u, double v, double au, double av, ReadOnlySpan<double> p, ReadOnlySpan<double> amplitudes, FitWorkspace work) =>
        new(amplitudes[0], 0, 0, 0, 0, 0);
}

/// <summary>q = u: rising along the wavevector.</summary>
internal sealed class EdgeShape : WindowedShape
{
    public override void Evaluate(ReadOnlySpan<double> p, FitWorkspace work) => EvaluateLanes<EdgeFactor>(p, work);

    public override void Differentiate(ReadOnlySpan<double> p, ReadOnlySpan<double> amplitudes, FitWorkspace work) =>
        DifferentiateLanes<EdgeFactor>(p, amplitudes, work);

    protected override double MeanSquare(double across, double along) => across * across / 2;

    protected override FactorValue Factor(
        int tap, double u, double v, double au, double av, ReadOnlySpan<double> p, ReadOnlySpan<double> amplitudes, FitWorkspace work) =>
        new(amplitudes[0] * u, amplitudes[0], 0, 0, 0, 0);
}

/// <summary>q = 1 − u²/σ²: a bright line between two dark ones.</summary>
internal sealed class LineShape : WindowedShape
{
    public override double SmallestSigma => NarrowestCurvature;

    public override void Evaluate(ReadOnlySpan<double> p, FitWorkspace work) => EvaluateLanes<LineFactor>(p, work);

    public override void Differentiate(ReadOnlySpan<double> p, ReadOnlySpan<double> amplitudes, FitWorkspace work) =>
        DifferentiateLanes<LineFactor>(p, amplitudes, work);

    protected override double MeanSquare(double across, double along) => 0.75;

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
    public override double SmallestSigma => NarrowestCurvature;

    public override void Evaluate(ReadOnlySpan<double> p, FitWorkspace work) => EvaluateLanes<LaplacianFactor>(p, work);

    public override void Differentiate(ReadOnlySpan<double> p, ReadOnlySpan<double> amplitudes, FitWorkspace work) =>
        DifferentiateLanes<LaplacianFactor>(p, amplitudes, work);

    protected override double MeanSquare(double across, double along) => 0.5;

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
    public override double SmallestSigma => NarrowestCurvature;

    public override void Evaluate(ReadOnlySpan<double> p, FitWorkspace work) => EvaluateLanes<SaddleFactor>(p, work);

    public override void Differentiate(ReadOnlySpan<double> p, ReadOnlySpan<double> amplitudes, FitWorkspace work) =>
        DifferentiateLanes<SaddleFactor>(p, amplitudes, work);

    protected override double MeanSquare(double across, double along) => across * across * along * along / 4;

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
        var (sin, cos) = Math.SinCos(p[Angle]);
        // Below a quarter of a cycle in the window there is no oscillation. Beyond the Nyquist square lie aliases, whose samples are those of another frequency.
        p[Frequency] = Math.Clamp(p[Frequency], 0.25 / side, 0.5 / Math.Max(Math.Abs(sin), Math.Abs(cos)));
    }

    public override void Evaluate(ReadOnlySpan<double> p, FitWorkspace work)
    {
        Place(p, work);
        var omega = Vector256.Create(2 * Math.PI * p[Frequency]);
        for (var i = 0; i < work.U.Length; i = Lanes.Next(i, work.U.Length))
        {
            var (sine, cosine) = Vector256.SinCos(omega * Lanes.Load(work.U, i));
            var window = Lanes.Load(work.Window, i);
            Lanes.Store(sine, work.Sine, i);
            Lanes.Store(cosine, work.Cosine, i);
            Lanes.Store(cosine * window, work.Columns[0], i);
            Lanes.Store(sine * window, work.Columns[1], i);
        }
    }

    public override void Differentiate(ReadOnlySpan<double> p, ReadOnlySpan<double> amplitudes, FitWorkspace work) =>
        DifferentiateLanes<GaborFactor>(p, amplitudes, work);

    // The carrier is narrow enough in practice that its cosine and its sine share the window's energy.
    protected override double MeanSquare(double across, double along) => 0.5;

    protected override FactorValue Factor(
        int tap, double u, double v, double au, double av, ReadOnlySpan<double> p, ReadOnlySpan<double> amplitudes, FitWorkspace work)
    {
        var (c, s) = (work.Cosine[tap], work.Sine[tap]);
        var slope = -amplitudes[0] * s + amplitudes[1] * c;
        return new(amplitudes[0] * c + amplitudes[1] * s, 2 * Math.PI * p[Frequency] * slope, 0, 0, 0, 2 * Math.PI * u * slope);
    }
}
