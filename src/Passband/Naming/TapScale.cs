using Passband.Measures;
using Passband.Shapes;

namespace Passband.Naming;

/// <summary>
/// Carries what was fitted to taps that lie apart over to the input grid. Where the taps are as far apart along both axes, every length grows by that factor and every
/// frequency shrinks by it; else a round shape is not round on the grid, and the fit stays in taps.
/// </summary>
internal static class TapScale
{
    /// <summary>The choice with its fit in samples of the input grid.</summary>
    public static NameChoice OnGrid(NameChoice choice, FilterShape shape, TapSpacing spacing) => choice with { Fit = OnGrid(choice.Fit, shape, spacing) };

    /// <summary>The fit in samples of the input grid.</summary>
    public static ShapeFit OnGrid(ShapeFit fit, FilterShape shape, TapSpacing spacing) => spacing.Factor(shape) is not { } factor || factor == 1
        ? fit
        : fit with
        {
            X = factor * fit.X,
            Y = factor * fit.Y,
            SigmaAcross = factor * fit.SigmaAcross,
            SigmaAlong = factor * fit.SigmaAlong,
            SurroundSigma = factor * fit.SurroundSigma,
            Frequency = fit.Frequency / factor,
        };
}
