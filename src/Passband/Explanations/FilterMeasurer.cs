using Passband.Kernels;
using Passband.Measures;
using Passband.Naming;
using Passband.Shapes;

namespace Passband.Explanations;

/// <summary>Measures and fits the filters of one layer. Holds only tables, so one instance serves many threads.</summary>
internal sealed class FilterMeasurer
{
    /// <summary>A shape must explain a filter this well for its direction to be the filter's: its half-amplitude lobes are then those of the shape.</summary>
    private const double SmallestDirectedR2 = 0.8;

    private readonly bool _blueFirst;
    private readonly FilterShape _shape;
    private readonly Transform _transform;
    private readonly DerivativeBank? _derivatives;
    private readonly ShapeFitter? _fitter;
    private readonly NoiseNull? _null;

    public FilterMeasurer(FilterShape shape, Extent stride, bool blueFirst, NoiseNullTable nulls)
    {
        _blueFirst = blueFirst;
        _shape = shape;
        _transform = new Transform(shape);
        Strides = Aliasing.Halvings(_transform, stride.Y, stride.X);
        if (shape.Taps == 1)
            return;
        _derivatives = new DerivativeBank(shape);
        _fitter = new ShapeFitter(shape);
        _null = nulls.For(shape);
    }

    /// <summary>The layer's stride, half of it and so on; empty for stride 1.</summary>
    public IReadOnlyList<Aliasing> Strides { get; }

    /// <summary>Scratch arrays for one thread; null where nothing is fitted.</summary>
    public FitWorkspace? CreateWorkspace() => _fitter?.CreateWorkspace();

    /// <summary>Measures one filter that is not zero. Channels that stand as blue, green, red are brought into the order red, green, blue first.</summary>
    public FilterMeasurements Measure(ReadOnlySpan<float> weights, FitWorkspace? work)
    {
        var filter = new double[weights.Length];
        for (var i = 0; i < filter.Length; i++)
            filter[i] = weights[i];
        if (_blueFirst)
        {
            for (var tap = 0; tap < _shape.Taps; tap++)
                (filter[tap], filter[2 * _shape.Taps + tap]) = (filter[2 * _shape.Taps + tap], filter[tap]);
        }
        var spectrum = new Spectrum(filter, _shape, _transform);
        var split = ColorSplit.Of(filter, _shape);
        var location = Location.Of(split.Profile, _shape);
        var fits = _fitter?.Fit(split.Profile, work!) ?? [];
        var p = _null?.P(StructureStatistics.Of(_shape, split, fits));
        var (orientation, oriented) = Orient(spectrum, fits, p);
        var (sum, absolute) = (split.Profile.Sum(), split.Profile.Sum(Math.Abs));
        return new FilterMeasurements
        {
            Gains = Gains.Of(filter, spectrum.Peak),
            Band = Band.Of(spectrum, oriented ? orientation.Wavevector : null),
            Orientation = orientation,
            Oriented = oriented,
            OrientationBandwidth = Band.OrientationBandwidth(spectrum),
            Order = _derivatives is null
                ? new DifferentialOrder(0, [1, 0, 0, 0], null, null, Decibels.Level(Math.Abs(sum) / absolute))
                : DifferentialOrder.Of(split.Profile, _derivatives),
            Symmetry = Symmetry.Of(split.Profile, _shape, location.X, location.Y),
            Separability = Separability.Of(split.Profile, _shape),
            Location = location,
            Split = split,
            Aliasing = Strides.Count > 0 ? Strides[0].Of(spectrum.Power, spectrum.Peak) : null,
            AliasedByHalving = [.. Strides.Select(s => s.Shares(spectrum.Power).Natural)],
            DcShare = sum / absolute,
            Fits = fits,
            P = p,
        };
    }

    /// <summary>
    /// A filter is oriented when its coherence exceeds what noise reaches. That misses derivatives of few taps: the second moments of [−1 0 1] in a 3×3 kernel
    /// are largest along y, where one row passes everything. So a structured filter that stops DC and whose shape has a direction is oriented too.
    /// </summary>
    private (Orientation Orientation, bool Oriented) Orient(Spectrum spectrum, IReadOnlyList<ShapeFit> fits, double? p)
    {
        var orientation = Orientation.Of(spectrum.Filter, _shape);
        if (_shape.Taps == 1)
            return (orientation, false);
        if (_shape.IsLine || orientation.Coherence > _null!.OrientedFrom)
            return (orientation, true);
        var passesDc = PassbandKind.Passes(Math.Sqrt(spectrum.DcPower / spectrum.Peak.Power));
        return !passesDc && p <= FilterWriter.LargestP && Directed(fits) is { } angle
            ? (orientation with { Wavevector = Angles.Axial(angle) }, true)
            : (orientation, false);
    }

    /// <summary>The direction of the best shape, if it has one, explains the filter well, and no shape without one comes close.</summary>
    private static double? Directed(IReadOnlyList<ShapeFit> fits)
    {
        static bool HasDirection(ShapeFit fit) => fit.Kind is ShapeKind.Edge or ShapeKind.Line or ShapeKind.Gabor or ShapeKind.Grating;
        var best = fits[0];
        if (!HasDirection(best) || best.R2 < SmallestDirectedR2)
            return null;
        var other = fits.FirstOrDefault(f => !HasDirection(f));
        return other is null || other.Aicc - best.Aicc >= Namer.SmallestDelta ? best.Angle : null;
    }
}
