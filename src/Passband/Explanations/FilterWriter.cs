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

    /// <summary>Describes a live filter.</summary>
    public static FilterDescription Describe(
        string address, FilterShape shape, InputSpace input, FilterMeasurements m, double? q, bool alone, ImmutableArray<string> flags)
    {
        var isSignal = input == InputSpace.Signal;
        var color = DescribeColor(shape, input, m);
        var (name, words, choice) = Name(shape, isSignal, m, q, alone, color is { Kind: "opponent", Axis: { } axis } ? axis : null);
        if (color is not null)
            words += Wording.Color(color.Kind, color.Axis, color.Opponency, color.Hue);
        return new FilterDescription
        {
            Address = address,
            Name = name,
            Words = words,
            Gain = new GainDescription(m.Gains.Dc, m.Gains.Peak, m.Gains.Noise, m.Gains.Worst),
            Passband = new PassbandDescription(
                m.Band.Kind, m.Band.DcDb, m.Band.NyquistDb, m.Band.Peak, m.Band.Lower, m.Band.Upper, m.Band.Octaves, m.Band.Across),
            Orientation = isSignal || shape.Taps == 1
                ? null
                : new OrientationDescription(m.Oriented, m.Orientation.Wavevector, m.Orientation.Stripes, m.Orientation.Coherence, m.OrientationBandwidth),
            Order = new OrderDescription(
                m.Order.Dominant, m.Order.Shares, m.Order.Direction, m.Order.DcLeakDb,
                m.Order.Hessian is { } hessian ? [hessian.First, hessian.Second] : null),
            Symmetry = new SymmetryDescription(m.Symmetry.Even, m.Symmetry.Phase),
            Separability = m.Separability,
            Center = [m.Location.X, m.Location.Y],
            Sigma = m.Location.Sigma,
            Color = color,
            Aliasing = m.Aliasing is { } aliasing ? DescribeAliasing(aliasing, isSignal) : null,
            Fit = choice is null ? null : DescribeFit(choice, m.P!.Value, q!.Value),
            Flags = flags,
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
        FilterShape shape, bool isSignal, FilterMeasurements m, double? q, bool alone, string? opponentAxis)
    {
        if (m.P is not { } p)
            return (KernelName.Identity, Wording.Mix(shape.Channels), null);
        var facts = new NamingFacts(shape, m.Band.Kind, m.DcShare, m.Location.Sigma, m.Band.Upper,
            m.Fits.FirstOrDefault(f => f.Kind == ShapeKind.Identity)?.R2 ?? 0, (m.Order.Dominant, m.Order.Shares[m.Order.Dominant]));
        var choice = Namer.Choose(m.Fits, facts);
        var structured = alone ? p <= LargestP : q <= LargestQ;
        return structured
            ? (choice.Name, Wording.Of(choice, facts, isSignal, opponentAxis), choice)
            : (KernelName.Noise, Wording.Noise(p), choice);
    }

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

    private static FitDescription DescribeFit(NameChoice choice, double p, double q)
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
        return new FitDescription(ShapeNames.Of(fit.Kind), fit.R2, parameters.ToImmutable(), choice.RunnerUp, choice.DeltaAicc, p, q);
    }
}
