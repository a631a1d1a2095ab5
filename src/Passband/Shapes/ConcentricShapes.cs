using System.Runtime.Intrinsics;

namespace Passband.Shapes;

/// <summary>Two round Gaussians about one center. Parameters: center x, center y, log σ of the center, log of surround σ / center σ.</summary>
internal sealed class DifferenceOfGaussiansShape : ParametricShape
{
    public const int CenterX = 0;
    public const int CenterY = 1;
    public const int LogSigma = 2;
    public const int LogRatio = 3;

    public override int ColumnCount => 2;

    public override int ParameterCount => 4;

    public override void Evaluate(ReadOnlySpan<double> p, FitWorkspace work)
    {
        var (inner, outer) = Exponents(p);
        var (centerX, centerY) = (Vector256.Create(p[CenterX]), Vector256.Create(p[CenterY]));
        for (var i = 0; i < work.X.Length; i = Lanes.Next(i, work.X.Length))
        {
            var (x, y) = (Lanes.Load(work.X, i) - centerX, Lanes.Load(work.Y, i) - centerY);
            var squared = x * x + y * y;
            Lanes.Store(Vector256.Exp(squared * (-0.5 * inner)), work.Columns[0], i);
            Lanes.Store(Vector256.Exp(squared * (-0.5 * outer)), work.Columns[1], i);
        }
    }

    public override void Differentiate(ReadOnlySpan<double> p, ReadOnlySpan<double> amplitudes, FitWorkspace work)
    {
        var (inner, outer) = Exponents(p);
        var (centerX, centerY) = (Vector256.Create(p[CenterX]), Vector256.Create(p[CenterY]));
        var (dX, dY, dSigma, dRatio) = (work.Derivatives[CenterX], work.Derivatives[CenterY], work.Derivatives[LogSigma], work.Derivatives[LogRatio]);
        for (var i = 0; i < work.X.Length; i = Lanes.Next(i, work.X.Length))
        {
            var (x, y) = (Lanes.Load(work.X, i) - centerX, Lanes.Load(work.Y, i) - centerY);
            var squared = x * x + y * y;
            var fromOuter = amplitudes[1] * Lanes.Load(work.Columns[1], i) * outer;
            var fromBoth = amplitudes[0] * Lanes.Load(work.Columns[0], i) * inner + fromOuter;
            Lanes.Store(x * fromBoth, dX, i);
            Lanes.Store(y * fromBoth, dY, i);
            Lanes.Store(squared * fromBoth, dSigma, i);
            Lanes.Store(squared * fromOuter, dRatio, i);
        }
    }

    /// <summary>The same as <see cref="Evaluate"/> and <see cref="Differentiate"/>, tap by tap: the plain twin that tests hold them against.</summary>
    internal static void Reference(ReadOnlySpan<double> p, ReadOnlySpan<double> amplitudes, FitWorkspace work)
    {
        var (inner, outer) = Exponents(p);
        for (var i = 0; i < work.X.Length; i++)
        {
            var (x, y) = (work.X[i] - p[CenterX], work.Y[i] - p[CenterY]);
            var squared = x * x + y * y;
            work.Columns[0][i] = Math.Exp(-0.5 * squared * inner);
            work.Columns[1][i] = Math.Exp(-0.5 * squared * outer);
            var fromInner = amplitudes[0] * work.Columns[0][i] * inner;
            var fromOuter = amplitudes[1] * work.Columns[1][i] * outer;
            work.Derivatives[CenterX][i] = x * (fromInner + fromOuter);
            work.Derivatives[CenterY][i] = y * (fromInner + fromOuter);
            work.Derivatives[LogSigma][i] = squared * (fromInner + fromOuter);
            work.Derivatives[LogRatio][i] = squared * fromOuter;
        }
    }

    public override void Confine(Span<double> p, FitWorkspace work)
    {
        p[CenterX] = ConfineCenter(p[CenterX], work.X[^1]);
        p[CenterY] = ConfineCenter(p[CenterY], work.Y[^1]);
        p[LogSigma] = ConfineSigma(p[LogSigma], work);
        // Two Gaussians closer in size than this cannot be told apart on a grid; farther apart, the surround is a constant.
        p[LogRatio] = Math.Clamp(p[LogRatio], Math.Log(1.15), Math.Log(8));
    }

    /// <summary>1/σ² of the center and of the surround.</summary>
    private static (double Inner, double Outer) Exponents(ReadOnlySpan<double> p)
    {
        var inner = Math.Exp(-2 * p[LogSigma]);
        return (inner, inner * Math.Exp(-2 * p[LogRatio]));
    }
}

/// <summary>One tap and a round Gaussian around it. Parameters: the tap's x and y (never moved by a fit), log σ.</summary>
internal sealed class SharpeningShape : ParametricShape
{
    public const int TapX = 0;
    public const int TapY = 1;
    public const int LogSigma = 2;

    public override int ColumnCount => 2;

    public override int ParameterCount => 3;

    public override void Evaluate(ReadOnlySpan<double> p, FitWorkspace work)
    {
        var inverse = -0.5 * Math.Exp(-2 * p[LogSigma]);
        var (tapX, tapY) = (Vector256.Create(p[TapX]), Vector256.Create(p[TapY]));
        for (var i = 0; i < work.X.Length; i = Lanes.Next(i, work.X.Length))
        {
            var (x, y) = (Lanes.Load(work.X, i) - tapX, Lanes.Load(work.Y, i) - tapY);
            var squared = x * x + y * y;
            var isTap = Vector256.LessThan(squared, Vector256.Create(0.25));
            Lanes.Store(Vector256.ConditionalSelect(isTap, Vector256<double>.One, Vector256<double>.Zero), work.Columns[0], i);
            Lanes.Store(Vector256.Exp(squared * inverse), work.Columns[1], i);
        }
    }

    public override void Differentiate(ReadOnlySpan<double> p, ReadOnlySpan<double> amplitudes, FitWorkspace work)
    {
        var inverse = Math.Exp(-2 * p[LogSigma]);
        work.Derivatives[TapX].AsSpan().Clear();
        work.Derivatives[TapY].AsSpan().Clear();
        for (var i = 0; i < work.X.Length; i++)
        {
            var (x, y) = (work.X[i] - p[TapX], work.Y[i] - p[TapY]);
            work.Derivatives[LogSigma][i] = amplitudes[1] * work.Columns[1][i] * (x * x + y * y) * inverse;
        }
    }

    public override void Confine(Span<double> p, FitWorkspace work) => p[LogSigma] = ConfineSigma(p[LogSigma], work);
}
