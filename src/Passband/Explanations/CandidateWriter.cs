using System.Collections.Immutable;
using System.Numerics.Tensors;
using Passband.Measures;
using Passband.Naming;
using Passband.Shapes;

namespace Passband.Explanations;

/// <summary>Adds to the descriptions of a layer's filters what the choice of each name was made from. One instance serves one thread.</summary>
/// <param name="shape">The size of a filter; of one frame, where it is over space and time.</param>
internal sealed class CandidateWriter(FilterShape shape)
{
    private readonly FitWorkspace _work = new(shape with { Channels = 1 });

    /// <summary>The description with every shape that was fitted; as it is where none was.</summary>
    public FilterDescription AddTo(FilterDescription filter, FilterMeasurements m)
    {
        if (m.Fits.Count == 0)
            return filter;
        var facts = FilterNamer.Facts(shape, m);
        var chosen = m.Fits[0].Aicc;
        return filter with
        {
            Candidates = [.. m.Fits.Select(fit => Describe(fit, chosen, facts, m.Spacing))],
            Patterns = Render(m),
        };
    }

    private static ShapeCandidate Describe(ShapeFit fit, double chosen, NamingFacts facts, TapSpacing spacing) => new(
        ShapeNames.Of(fit.Kind), Namer.NameOf(fit, facts), fit.R2, Finite(fit.Aicc), Finite(fit.Aicc - chosen), fit.FreeParameters,
        FitParameters.Of(TapScale.OnGrid(fit, facts.Shape, spacing)));

    private FilterPatterns Render(FilterMeasurements m)
    {
        var profile = m.Split.Profile;
        var norm = Math.Sqrt(TensorPrimitives.SumOfSquares<double>(profile));
        ImmutableArray<float> Unit(double[] values) => [.. values.Select(value => (float)(value / norm))];
        return new FilterPatterns(shape.Height, shape.Width, norm, Unit(profile), [.. m.Fits.Select(fit => Unit(ShapePattern.Of(fit, shape, _work)))]);
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
