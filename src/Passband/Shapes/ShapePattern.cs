using Passband.Measures;

namespace Passband.Shapes;

/// <summary>A fitted shape back on the taps that it was fitted to.</summary>
internal static class ShapePattern
{
    /// <summary>The pattern [row, column] in units of the kernel that was fitted: kernel minus pattern has the share 1 − R² of the kernel's energy.</summary>
    /// <param name="fit">A fit in taps, as <see cref="ShapeFitter"/> gives it.</param>
    /// <param name="shape">The size of the kernel that it was fitted to.</param>
    /// <param name="work">Scratch arrays of that size.</param>
    public static double[] Of(ShapeFit fit, FilterShape shape, FitWorkspace work) => fit switch
    {
        { Pattern: { Formula: null } listed } => Array.ConvertAll(listed.Parameters, tap => listed.Amplitudes[0] * tap),
        { Pattern: { Formula: { } formula } fitted } => Sum(formula, fitted, work),
        _ => Rectangle(fit, fit.Box ?? (1, 1), shape),
    };

    private static double[] Sum(ParametricShape formula, FittedPattern fitted, FitWorkspace work)
    {
        formula.Evaluate(fitted.Parameters, work);
        var pattern = new double[work.X.Length];
        for (var column = 0; column < fitted.Amplitudes.Length; column++)
        {
            for (var i = 0; i < pattern.Length; i++)
                pattern[i] += fitted.Amplitudes[column] * work.Columns[column][i];
        }
        return pattern;
    }

    /// <summary>Equal taps about the center; a single tap is the smallest such rectangle.</summary>
    private static double[] Rectangle(ShapeFit fit, (int Columns, int Rows) sides, FilterShape shape)
    {
        var pattern = new double[shape.Taps];
        // The center is half the sum of the first and the last tap's position, so that these are whole numbers but for rounding.
        var left = (int)Math.Round(fit.X!.Value + (shape.Width - sides.Columns) / 2.0);
        var top = (int)Math.Round(fit.Y!.Value + (shape.Height - sides.Rows) / 2.0);
        for (var row = top; row < top + sides.Rows; row++)
            pattern.AsSpan(row * shape.Width + left, sides.Columns).Fill(fit.Amplitude);
        return pattern;
    }
}
