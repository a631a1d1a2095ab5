using System.Collections.Immutable;
using Passband.Kernels;
using Passband.Measures;
using Passband.Naming;
using Passband.Shapes;

namespace Passband.Explanations;

/// <summary>Turns the measurements of one filter into its description, once its layer's q-values are known.</summary>
internal static class FilterWriter
{
    /// <summary>Within a layer a filter is structured when at most this share of what is called so is expected to be noise.</summary>
    public const double LargestQ = 0.05;

    /// <summary>A filter on its own is structured when noise shows as much in at most this share of cases.</summary>
    public const double LargestP = 0.01;

    /// <summary>A Gaussian that explains this much of a kernel has the kernel's scale.</summary>
    private const double SmallestLobeR2 = 0.9;

    /// <summary>Describes a live filter.</summary>
    public static FilterDescription Describe(
        string address, FilterShape shape, InputSpace input, FilterMeasurements m, NoiseChance? q, bool alone, ImmutableArray<string> flags)
    {
        var isSignal = input == InputSpace.Signal;
        var color = DescribeColor(shape, input, m);
        var (name, words, choice) = Name(shape, isSignal, m, q, alone, color is { Kind: "opponent", Axis: { } axis } ? axis : null);
        if (color is not null && name != KernelName.Noise)
            words += Wording.Color(color.Kind, color.Axis, color.Opponency, color.Hue, color.Rank1);
        words += Wording.OnEvery(m.Spacing, shape, isSignal);
        if (m.Time is { } time && name != KernelName.Noise)
            words += TimeWording.Of(time.Band, time.Split, time.Motion?.P <= LargestP ? time.Motion : null);
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

    private static (string Name, string Words, NameChoice? Choice) Name(
        FilterShape shape, bool isSignal, FilterMeasurements m, NoiseChance? q, bool alone, string? opponentAxis)
    {
        if (m.P is not { } p)
            return (KernelName.Identity, Wording.Mix(shape.Channels), null);
        var facts = new NamingFacts(shape, m.Band.Kind, m.DcShare, DcNorm(m), Sigma(m), m.Band.Upper,
            R2Of(m, ShapeKind.Identity), Math.Max(R2Of(m, ShapeKind.Gaussian), R2Of(m, ShapeKind.Box)), (m.Order.Dominant, m.Order.Shares[m.Order.Dominant]));
        var choice = Namer.Choose(m.Fits, facts);
        if (!IsStructured(p.Any, q!.Value.Any, alone))
            return (KernelName.Noise, Wording.Noise(p.Any), choice);
        // One color says nothing about the pattern: a shape is named on the evidence of the profile alone.
        return IsStructured(p.Spatial, q.Value.Spatial, alone)
            ? (choice.Name, Word(choice, facts, m, isSignal, opponentAxis), choice)
            : (KernelName.Mixed, Wording.ColorOnly(p.Spatial), choice);
    }

    private static double DcNorm(FilterMeasurements m) =>
        Math.Abs(m.Split.Profile.Sum()) / Math.Sqrt(System.Numerics.Tensors.TensorPrimitives.SumOfSquares<double>(m.Split.Profile));

    private static double R2Of(FilterMeasurements m, ShapeKind kind) => m.Fits.FirstOrDefault(f => f.Kind == kind)?.R2 ?? 0;

    /// <summary>
    /// The scale of one lobe in taps: that of the Gaussian where one explains most of it, else the equivalent σ, which the taps of a narrow lobe are too few to show.
    /// </summary>
    private static double Sigma(FilterMeasurements m) =>
        m.Fits.FirstOrDefault(f => f.Kind == ShapeKind.Gaussian) is { R2: >= SmallestLobeR2, SigmaAcross: { } across } gaussian
            ? Math.Sqrt(across * (gaussian.SigmaAlong ?? across))
            : m.Location.Sigma;

    private static StructureDescription DescribeStructure(StructureStatistics s, SingleChances p, double noiseR2) => new(
        s.Evidence, p.Evidence, s.Moran, p.Moran, s.Entropy, p.Entropy, p.Rank1, noiseR2);

    private static bool IsStructured(double p, double q, bool alone) => alone ? p <= LargestP : q <= LargestQ;

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
        var parameters = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        void Add(string name, double? value)
        {
            if (value is { } number && double.IsFinite(number))
                parameters[name] = number;
        }
        Add("x", fit.X);
        Add("y", fit.Y);
        Add("angle", fit.Angle);
        Add("sigma", fit.SigmaAcross);
        Add("sigmaAlong", fit.SigmaAlong);
        Add("frequency", fit.Frequency);
        Add("phase", fit.Phase);
        Add("amplitude", fit.Amplitude);
        Add("surroundAmplitude", fit.SurroundAmplitude);
        Add("surroundSigma", fit.SurroundSigma);
        Add("columns", fit.Box?.Columns);
        Add("rows", fit.Box?.Rows);
        return new FitDescription(ShapeNames.Of(fit.Kind), fit.R2, parameters.ToImmutable(), choice.RunnerUp, choice.DeltaAicc, p.Any, q.Any, p.Spatial, q.Spatial);
    }
}
