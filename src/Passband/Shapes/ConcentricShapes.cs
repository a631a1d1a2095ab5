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
        var inner = -0.5 * Math.Exp(-2 * p[LogSigma]);
        var outer = inner * Math.Exp(-2 * p[LogRatio]);
        for (var i = 0; i < work.X.Length; i++)
        {
            var squared = SquaredRadius(p, work, i);
            work.Columns[0][i] = squared * inner;
            work.Columns[1][i] = squared * outer;
        }
        System.Numerics.Tensors.TensorPrimitives.Exp(work.Columns[0], work.Columns[0]);
        System.Numerics.Tensors.TensorPrimitives.Exp(work.Columns[1], work.Columns[1]);
    }

    public override void Differentiate(ReadOnlySpan<double> p, ReadOnlySpan<double> amplitudes, FitWorkspace work)
    {
        var inner = Math.Exp(-2 * p[LogSigma]);
        var outer = inner * Math.Exp(-2 * p[LogRatio]);
        for (var i = 0; i < work.X.Length; i++)
        {
            var squared = SquaredRadius(p, work, i);
            var fromInner = amplitudes[0] * work.Columns[0][i] * inner;
            var fromOuter = amplitudes[1] * work.Columns[1][i] * outer;
            work.Derivatives[CenterX][i] = (work.X[i] - p[CenterX]) * (fromInner + fromOuter);
            work.Derivatives[CenterY][i] = (work.Y[i] - p[CenterY]) * (fromInner + fromOuter);
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

    private static double SquaredRadius(ReadOnlySpan<double> p, FitWorkspace work, int tap)
    {
        var (x, y) = (work.X[tap] - p[CenterX], work.Y[tap] - p[CenterY]);
        return x * x + y * y;
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
        for (var i = 0; i < work.X.Length; i++)
        {
            var (x, y) = (work.X[i] - p[TapX], work.Y[i] - p[TapY]);
            work.Columns[0][i] = x * x + y * y < 0.25 ? 1 : 0;
            work.Columns[1][i] = Math.Exp((x * x + y * y) * inverse);
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
