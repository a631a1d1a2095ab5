using System.Numerics.Tensors;

namespace Passband.Shapes;

/// <summary>
/// Least squares for models that are linear in some parameters: the amplitudes are solved for exactly at every step (Golub and Pereyra, SIAM J. Numer. Anal.
/// 10, 1973, with Kaufman's simplification of the Jacobian), the others found by Levenberg and Marquardt's damped steps.
/// </summary>
internal static class VariableProjection
{
    private const int MaxIterations = 40;

    /// <summary>Relative gain of a step below which it is over: AICc cannot see less (n·ln(1 + 10⁻⁷) for any n here).</summary>
    private const double Tolerance = 1e-7;

    /// <summary>A second pattern whose independent part is below this share of its norm is the first again.</summary>
    private const double Dependent = 1e-4;

    /// <summary>Improves parameters in place.</summary>
    /// <param name="shape">The model.</param>
    /// <param name="free">Indices of the parameters that may move.</param>
    /// <param name="tie">A pair (from, to): the parameter "to" follows "from"; null for none.</param>
    /// <param name="kernel">The data.</param>
    /// <param name="parameters">Start; overwritten with the result.</param>
    /// <param name="amplitudes">Receives the amplitudes.</param>
    /// <param name="work">Scratch arrays of the kernel's size.</param>
    /// <returns>The residual sum of squares, and how many patterns were independent.</returns>
    public static (double Residual, int Columns) Minimize(
        ParametricShape shape, ReadOnlySpan<int> free, (int From, int To)? tie, ReadOnlySpan<double> kernel,
        Span<double> parameters, Span<double> amplitudes, FitWorkspace work)
    {
        Span<double> trial = stackalloc double[FitWorkspace.MaxParameters];
        Span<double> trialAmplitudes = stackalloc double[FitWorkspace.MaxColumns];
        Span<double> gradient = stackalloc double[FitWorkspace.MaxParameters];
        Span<double> normal = stackalloc double[FitWorkspace.MaxParameters * FitWorkspace.MaxParameters];
        Span<double> step = stackalloc double[FitWorkspace.MaxParameters];
        var energy = Lanes.Dot(kernel, kernel);
        var damping = 1e-3;
        shape.Confine(parameters, work);
        Tie(parameters, tie);
        var (residual, columns) = Project(shape, kernel, parameters, amplitudes, work);
        for (var iteration = 0; iteration < MaxIterations && residual > 1e-14 * energy; iteration++)
        {
            Linearize(shape, free, tie, parameters, amplitudes, columns, normal, gradient, work);
            var improved = false;
            for (var attempt = 0; attempt < 8 && !improved; attempt++)
            {
                if (!SmallSystem.Solve(normal, gradient, damping, free.Length, step))
                {
                    damping *= 10;
                    continue;
                }
                parameters.CopyTo(trial);
                for (var i = 0; i < free.Length; i++)
                    trial[free[i]] += step[i];
                shape.Confine(trial[..parameters.Length], work);
                Tie(trial, tie);
                var (trialResidual, trialColumns) = Project(shape, kernel, trial[..parameters.Length], trialAmplitudes, work);
                if (trialResidual < residual)
                {
                    improved = true;
                    var gain = (residual - trialResidual) / residual;
                    trial[..parameters.Length].CopyTo(parameters);
                    trialAmplitudes[..amplitudes.Length].CopyTo(amplitudes);
                    (residual, columns) = (trialResidual, trialColumns);
                    damping = Math.Max(1e-9, damping / 5);
                    if (gain < Tolerance)
                        return (residual, columns);
                }
                else
                {
                    damping *= 6;
                }
            }
            if (!improved)
            {
                // The last trial left its own patterns in the scratch arrays; callers read those of the result.
                return Project(shape, kernel, parameters, amplitudes, work);
            }
        }
        return (residual, columns);
    }

    /// <summary>Solves for the amplitudes at given parameters; leaves an orthonormal basis and the residual in the scratch arrays.</summary>
    public static (double Residual, int Columns) Project(
        ParametricShape shape, ReadOnlySpan<double> kernel, ReadOnlySpan<double> parameters, Span<double> amplitudes, FitWorkspace work)
    {
        shape.Evaluate(parameters, work);
        amplitudes.Clear();
        kernel.CopyTo(work.Residual);
        var first = work.Columns[0];
        var norm = Math.Sqrt(Lanes.Dot(first, first));
        if (!shape.IsSampled(parameters, norm, work))
            return (Lanes.Dot(kernel, kernel), 0);
        TensorPrimitives.Divide(first, norm, work.Basis[0]);
        var product = Lanes.Dot(kernel, work.Basis[0]);
        Lanes.Subtract(work.Residual, product, work.Basis[0]);
        amplitudes[0] = product / norm;
        var columns = 1;
        if (shape.ColumnCount == 2)
        {
            var second = work.Columns[1];
            var secondNorm = Math.Sqrt(Lanes.Dot(second, second));
            var overlap = Lanes.Dot(second, work.Basis[0]);
            second.CopyTo(work.Basis[1], 0);
            Lanes.Subtract(work.Basis[1], overlap, work.Basis[0]);
            var independent = Math.Sqrt(Lanes.Dot(work.Basis[1], work.Basis[1]));
            if (independent > Dependent * Math.Max(secondNorm, norm))
            {
                TensorPrimitives.Divide(work.Basis[1], independent, work.Basis[1]);
                var secondProduct = Lanes.Dot(work.Residual, work.Basis[1]);
                Lanes.Subtract(work.Residual, secondProduct, work.Basis[1]);
                amplitudes[1] = secondProduct / independent;
                amplitudes[0] -= amplitudes[1] * overlap / norm;
                columns = 2;
            }
        }
        return (Lanes.Dot(work.Residual, work.Residual), columns);
    }

    private static void Linearize(
        ParametricShape shape, ReadOnlySpan<int> free, (int From, int To)? tie, ReadOnlySpan<double> parameters, ReadOnlySpan<double> amplitudes,
        int columns, Span<double> normal, Span<double> gradient, FitWorkspace work)
    {
        shape.Differentiate(parameters, amplitudes, work);
        var d = work.Derivatives;
        if (tie is { } pair)
            TensorPrimitives.Add(d[pair.From], d[pair.To], d[pair.From]);
        for (var c = 0; c < columns; c++)
        {
            for (var i = 0; i < free.Length; i++)
                Lanes.Subtract(d[free[i]], Lanes.Dot(d[free[i]], work.Basis[c]), work.Basis[c]);
        }
        for (var i = 0; i < free.Length; i++)
        {
            gradient[i] = Lanes.Dot(d[free[i]], work.Residual);
            for (var j = 0; j <= i; j += Lanes.Count)
            {
                // Products with up to four others at once; where fewer are left, the last is repeated.
                var products = Lanes.Dot(d[free[i]], d[free[j]], d[free[Math.Min(j + 1, i)]], d[free[Math.Min(j + 2, i)]], d[free[Math.Min(j + 3, i)]]);
                for (var k = j; k <= Math.Min(j + Lanes.Count - 1, i); k++)
                    normal[i * free.Length + k] = normal[k * free.Length + i] = products[k - j];
            }
        }
    }

    private static void Tie(Span<double> parameters, (int From, int To)? tie)
    {
        if (tie is { } pair)
            parameters[pair.To] = parameters[pair.From];
    }
}
