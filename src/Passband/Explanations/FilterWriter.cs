using System.Collections.Immutable;
using Passband.Kernels;
using Passband.Measures;
using Passband.Naming;
using Passband.Shapes;

namespace Passband.Explanations;

/// <summary>Turns the measurements of one filter into its description, once its layer's q-values are known.</summary>
internal static class FilterWriter
{
    /// <summary>Describes a live filter.</summary>
    public static FilterDescription Describe(
        string address, FilterShape shape, InputSpace input, FilterMeasurements m, NoiseChance? q, bool alone, ImmutableArray<string> flags)
    {
        var isSignal = input == InputSpace.Signal;
        var color = DescribeColor(shape, input, m);
        var named = FilterNamer.Of(shape, m, q, alone);
        var (name, choice) = (named.Name, named.Choice);
        var words = Word(named, shape, m, isSignal, color is { Kind: "opponent", Axis: { } axis } ? axis : null);
        if (color is not null && name != KernelName.Noise)
            words += Wording.Color(color.Kind, color.Axis, color.Opponency, color.Hue, color.Rank1);
        words += Wording.OnEvery(m.Spacing, shape, isSignal);
        if (m.Time is { } time && name != KernelName.Noise)
            words += TimeWording.Of(time.Band, time.Split, time.Motion?.P <= FilterNamer.LargestP ? time.Motion : null);
        return new FilterDescription
        {
            Address = address,
            Name = name,
            Words = words,
            Gain = new GainDescription(m.Gains.Dc, m.Gains.Peak, m.Gains.Noise, m.Gains.Worst),
            Passband = new PassbandDescription(
                m.GridBand.Kind, m.GridBand.DcDb, m.GridBand.NyquistDb, m.GridBand.Peak, m.GridBand.Lower, m.GridBand.Upper, m.GridBand.Octaves,
                m.GridBand.Across),
            Orientation = isSignal || shape.Taps == 1
                ? null
                : new OrientationDescription(m.Oriented, m.Orientation.Wavevector, m.Orientation.Stripes, m.Orientation.Coherence, m.OrientationBandwidth),
            Order = new OrderDescription(
                m.Order.Dominant, m.Order.Shares, m.Order.Direction is { } direction ? Angles.Full(m.Spacing.OnGrid(direction)) : null, m.Order.DcLeakDb,
                m.Order.Hessian is { } hessian ? [hessian.First, hessian.Second] : null),
            Symmetry = new SymmetryDescription(m.Symmetry.Even, m.Symmetry.Phase),
            Separability = m.Separability,
            Center = [m.GridLocation.X, m.GridLocation.Y],
            Sigma = m.GridLocation.Sigma,
            Color = color,
            Aliasing = m.Aliasing is { } aliasing ? DescribeAliasing(aliasing, isSignal) : null,
            Fit = choice is null
                ? null
                : DescribeFit(TapScale.OnGrid(choice, shape, m.Spacing), m.P!.Value, q!.Value) with { Unit = m.Spacing.Factor(shape) is null ? "tap" : "sample" },
            Flags = flags,
            Structure = m.Structure is { } structure ? DescribeStructure(structure.Statistics, structure.P, structure.NoiseR2) : null,
            Time = m.Time is null ? null : DescribeTime(m.Time),
        };
    }

    /// <summary>Describes a dead filter: nothing is measured of it but its gains.</summary>
    public static FilterDescription DescribeDead(string address, ReadOnlySpan<float> weights, double relativeNorm)
    {
        var (sum, absolute, squares) = (0.0, 0.0, 0.0);
        foreach (var weight in weights)
        {
            sum += weight;
            absolute += Math.Abs(weight);
            squares += (double)weight * weight;
        }
        return new FilterDescription
        {
            Address = address,
            Name = KernelName.Dead,
            Words = Wording.Dead(relativeNorm),
            // Σ|k| bounds |H|; for a filter this weak the bound is as good as the value.
            Gain = new GainDescription(sum, absolute, Math.Sqrt(squares), absolute),
            Passband = null,
            Orientation = null,
            Order = null,
            Symmetry = null,
            Separability = null,
            Center = null,
            Sigma = null,
            Color = null,
            Aliasing = null,
            Fit = null,
            Flags = [],
        };
    }

    private static string Word(FilterName named, FilterShape shape, FilterMeasurements m, bool isSignal, string? opponentAxis) => named.Basis switch
    {
        NameBasis.SingleTap => Wording.Mix(shape.Channels),
        NameBasis.Nothing => Wording.Noise(m.P!.Value.Any),
        NameBasis.Color => Wording.ColorOnly(m.P!.Value.Spatial),
        _ => Word(named.Choice!, named.Facts, m, isSignal, opponentAxis),
    };

    private static StructureDescription DescribeStructure(StructureStatistics s, SingleChances p, double noiseR2) => new(
        s.Evidence, p.Evidence, s.Moran, p.Moran, s.Entropy, p.Entropy, p.Rank1, noiseR2);

    /// <summary>The phrase in samples of the input grid, or in taps where those have no one factor.</summary>
    private static string Word(NameChoice choice, NamingFacts facts, FilterMeasurements m, bool isSignal, string? opponentAxis) =>
        m.Spacing.Factor(facts.Shape) is null
            ? Wording.Of(choice, facts, isSignal, opponentAxis, inTaps: true)
            : Wording.Of(
                TapScale.OnGrid(choice, facts.Shape, m.Spacing),
                facts with { Shape = m.Spacing.Reach(facts.Shape), Sigma = facts.Sigma * m.Spacing.Factor(facts.Shape)!.Value, Upper = m.GridBand.Upper }, isSignal, opponentAxis);

    private static TimeDescription DescribeTime(TimeMeasurements time) => new(
        time.Split.Separability, [.. time.Split.Temporal], time.Band.Kind, time.Band.DcDb, time.Band.NyquistDb, time.Band.Peak, time.Band.Lower,
        time.Band.Upper, time.Motion is { } motion ? new MotionDescription(motion.Selectivity, motion.Direction, motion.Frequency, motion.Speed, motion.P) : null);

    private static ColorDescription? DescribeColor(FilterShape shape, InputSpace input, FilterMeasurements m)
    {
        if (shape.Channels != 3 || input is not (InputSpace.Rgb or InputSpace.Bgr))
            return null;
        var (r, g, b) = (m.Split.Direction[0], m.Split.Direction[1], m.Split.Direction[2]);
        var kind = ColorAxis.Kind(r, g, b, m.Split.Rank1);
        var (axis, angle, _) = ColorAxis.Nearest(r, g, b);
        var named = kind != "multicolor";
        var dcPasses = m.Band.Kind is PassbandKind.Lowpass or PassbandKind.Allpass or PassbandKind.Bandstop;
        return new ColorDescription(
            kind, named ? axis : null, named ? angle : null, [r, g, b], m.Split.Rank1, ColorAxis.Luminance(r, g, b),
            kind == "opponent" ? dcPasses ? "single" : "double" : null, kind == "colored" ? ColorAxis.Hue(r, g, b) : null);
    }

    /// <summary>A peak that folds to within rounding of DC has no direction left, and a signal never has one.</summary>
    private static AliasingDescription DescribeAliasing(Aliased aliased, bool isSignal) => new(
        aliased.White, aliased.Natural, aliased.Folded,
        isSignal || aliased.Folded < 1e-9 ? null : Angles.Axial(Math.Atan2(-aliased.FoldedV, aliased.FoldedU) * 180 / Math.PI), aliased.Beyond);

    private static FitDescription DescribeFit(NameChoice choice, NoiseChance p, NoiseChance q)
    {
        var fit = choice.Fit;
        return new FitDescription(ShapeNames.Of(fit.Kind), fit.R2, FitParameters.Of(fit), choice.RunnerUp, choice.DeltaAicc, p.Any, q.Any, p.Spatial, q.Spatial);
    }
}
