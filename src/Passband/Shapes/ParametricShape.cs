namespace Passband.Shapes;

/// <summary>
/// A family of patterns that depends nonlinearly on a few parameters and linearly on one or two amplitudes. Instances hold no state.
/// </summary>
internal abstract class ParametricShape
{
    /// <summary>How many patterns have an amplitude of their own.</summary>
    public abstract int ColumnCount { get; }

    /// <summary>How many shape parameters there are.</summary>
    public abstract int ParameterCount { get; }

    /// <summary>Writes the patterns to <see cref="FitWorkspace.Columns"/>.</summary>
    public abstract void Evaluate(ReadOnlySpan<double> parameters, FitWorkspace work);

    /// <summary>
    /// Writes the derivative of Σ amplitude·pattern by each shape parameter to <see cref="FitWorkspace.Derivatives"/>; <see cref="Evaluate"/> was called with
    /// the same parameters just before.
    /// </summary>
    public abstract void Differentiate(ReadOnlySpan<double> parameters, ReadOnlySpan<double> amplitudes, FitWorkspace work);

    /// <summary>Brings parameters back to where the shape makes sense on the grid.</summary>
    public abstract void Confine(Span<double> parameters, FitWorkspace work);

    /// <summary>
    /// Whether the grid shows the first pattern at all. A pattern whose zeros fall on the taps is sampled to nearly nothing, and what is left, times a huge
    /// amplitude, imitates the pattern's own derivatives instead.
    /// </summary>
    /// <param name="parameters">The parameters of the pattern.</param>
    /// <param name="norm">Norm of its samples.</param>
    /// <param name="work">The arrays of the kernel's size.</param>
    public virtual bool IsSampled(ReadOnlySpan<double> parameters, double norm, FitWorkspace work) => norm > 1e-150;

    /// <summary>Everything narrower is one tap; also where the first derivative of a Gaussian responds most at Nyquist, 1/π.</summary>
    protected const double NarrowestTap = 0.33;

    /// <summary>Where a second derivative of a Gaussian responds most at Nyquist: √2/π.</summary>
    protected const double NarrowestCurvature = 0.45;

    /// <summary>Holds log σ between a third of a sample and twice the side (everything wider is constant).</summary>
    protected static double ConfineSigma(double logSigma, FitWorkspace work)
    {
        var side = Math.Max(work.X[^1], work.Y[^1]) * 2 + 1;
        return Math.Clamp(logSigma, Math.Log(NarrowestTap), Math.Log(2 * side));
    }

    /// <summary>
    /// Holds a center at least one sample inside the border (half a sample off the middle for the smallest kernels), so that taps lie on both sides of it:
    /// beyond, the flank of one shape looks like another.
    /// </summary>
    protected static double ConfineCenter(double center, double border)
    {
        var reach = Math.Min(border, Math.Max(0.5, border - 1));
        return Math.Clamp(center, -reach, reach);
    }
}
