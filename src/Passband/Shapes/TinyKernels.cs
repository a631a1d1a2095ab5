using Passband.Measures;

namespace Passband.Shapes;

/// <summary>
/// Kernels of two to four taps: too few numbers for any parameter beside an amplitude, so they are compared with a fixed list of textbook patterns. Patterns
/// are listed for a row; a column is the same turned.
/// </summary>
internal static class TinyKernels
{
    /// <summary>The most taps that are treated so.</summary>
    public const int MostTaps = 4;

    private static readonly (ShapeKind Kind, double Angle, double[] Values)[] Rows =
    [
        (ShapeKind.Box, 0, [1, 1]), (ShapeKind.Edge, 0, [-1, 1]), (ShapeKind.Identity, 0, [1, 0]), (ShapeKind.Identity, 0, [0, 1]),
        (ShapeKind.Box, 0, [1, 1, 1]), (ShapeKind.Gaussian, 0, [1, 2, 1]), (ShapeKind.Edge, 0, [-1, 0, 1]), (ShapeKind.Edge, 0, [-1, 1, 0]),
        (ShapeKind.Edge, 0, [0, -1, 1]), (ShapeKind.Line, 0, [-1, 2, -1]), (ShapeKind.Sharpening, 0, [-1, 3, -1]), (ShapeKind.Box, 0, [1, 1, 0]),
        (ShapeKind.Box, 0, [0, 1, 1]), (ShapeKind.Identity, 0, [1, 0, 0]), (ShapeKind.Identity, 0, [0, 1, 0]), (ShapeKind.Identity, 0, [0, 0, 1]),
        (ShapeKind.Box, 0, [1, 1, 1, 1]), (ShapeKind.Gaussian, 0, [1, 3, 3, 1]), (ShapeKind.Box, 0, [0, 1, 1, 0]), (ShapeKind.Edge, 0, [-1, -1, 1, 1]),
        (ShapeKind.Edge, 0, [-1, -3, 3, 1]), (ShapeKind.Edge, 0, [0, -1, 1, 0]), (ShapeKind.Line, 0, [-1, 1, 1, -1]), (ShapeKind.Grating, 0, [1, -1, 1, -1]),
        (ShapeKind.Identity, 0, [1, 0, 0, 0]), (ShapeKind.Identity, 0, [0, 1, 0, 0]), (ShapeKind.Identity, 0, [0, 0, 1, 0]),
        (ShapeKind.Identity, 0, [0, 0, 0, 1]),
    ];

    private static readonly (ShapeKind Kind, double Angle, double[] Values)[] Squares =
    [
        (ShapeKind.Box, 0, [1, 1, 1, 1]), (ShapeKind.Edge, 0, [-1, 1, -1, 1]), (ShapeKind.Edge, 90, [1, 1, -1, -1]), (ShapeKind.Edge, 315, [-1, 0, 0, 1]),
        (ShapeKind.Edge, 45, [0, 1, -1, 0]), (ShapeKind.Saddle, 0, [-1, 1, 1, -1]), (ShapeKind.Identity, 0, [1, 0, 0, 0]),
        (ShapeKind.Identity, 0, [0, 1, 0, 0]), (ShapeKind.Identity, 0, [0, 0, 1, 0]), (ShapeKind.Identity, 0, [0, 0, 0, 1]),
    ];

    /// <summary>The fit of each kind's best pattern. The criterion is AIC without correction, which does not exist for so few taps.</summary>
    public static List<ShapeFit> Fit(ReadOnlySpan<double> kernel, FilterShape shape)
    {
        var energy = 0.0;
        foreach (var weight in kernel)
            energy += weight * weight;
        var fits = new List<ShapeFit>();
        foreach (var (kind, angle, values) in shape.IsLine ? Rows : Squares)
        {
            if (values.Length != kernel.Length)
                continue;
            var (product, norm) = (0.0, 0.0);
            for (var i = 0; i < values.Length; i++)
            {
                product += values[i] * kernel[i];
                norm += values[i] * values[i];
            }
            var fit = Describe(kind, angle, values, product / norm, product * product / (norm * energy), shape);
            var known = fits.FindIndex(f => f.Kind == kind);
            if (known < 0)
                fits.Add(fit);
            else if (fit.R2 > fits[known].R2)
                fits[known] = fit;
        }
        return fits;
    }

    private static ShapeFit Describe(ShapeKind kind, double angle, double[] values, double amplitude, double r2, FilterShape shape)
    {
        const int Parameters = 2;
        var location = Location.Of(values, shape);
        if (shape.IsLine && shape.Width == 1)
            angle = 270;
        var oriented = kind is ShapeKind.Edge or ShapeKind.Line or ShapeKind.Saddle or ShapeKind.Grating;
        var residual = Math.Max(InformationCriterion.SmallestResidual, 1 - r2);
        return new ShapeFit
        {
            Kind = kind,
            R2 = r2,
            FreeParameters = Parameters,
            Aicc = values.Length * Math.Log(residual / values.Length) + 2 * Parameters,
            X = location.X,
            Y = location.Y,
            Angle = !oriented ? null : kind != ShapeKind.Edge ? Angles.Axial(angle) : Angles.Full(amplitude < 0 ? angle + 180 : angle),
            Amplitude = kind == ShapeKind.Edge ? Math.Abs(amplitude) : amplitude,
            SurroundAmplitude = kind == ShapeKind.Sharpening ? -amplitude : null,
            Frequency = kind == ShapeKind.Grating ? 0.5 : null,
            Phase = kind == ShapeKind.Grating ? 0 : null,
            Pattern = new FittedPattern(null, values, [amplitude]),
        };
    }
}
