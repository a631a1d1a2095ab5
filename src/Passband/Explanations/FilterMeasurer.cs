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
    private readonly TapSpacing _spacing;

    /// <summary>The transform on the input grid; null when the taps lie side by side.</summary>
    private readonly Transform? _dilated;
    private readonly DerivativeBank? _derivatives;
    private readonly ShapeFitter? _fitter;
    private readonly NoiseNull? _null;
    private readonly SpectralEntropy _entropy;

    /// <param name="shape">The size of a filter.</param>
    /// <param name="stride">Samples between outputs, each of which folds what is beyond its own Nyquist limit.</param>
    /// <param name="blueFirst">Whether the channels stand as blue, green, red.</param>
    /// <param name="nulls">What noise gives.</param>
    /// <param name="dilation">Samples between taps; null for none.</param>
    public FilterMeasurer(FilterShape shape, Extent stride, bool blueFirst, NoiseNullTable nulls, Extent? dilation = null)
    {
        _blueFirst = blueFirst;
        _shape = shape;
        _transform = new Transform(shape);
        _entropy = new SpectralEntropy(shape);
        _spacing = TapSpacing.Of(shape, dilation ?? Extent.One);
        _dilated = _spacing == TapSpacing.One ? null : new Transform(shape, _spacing);
        Strides = Aliasing.Halvings(_dilated ?? _transform, stride.Y, stride.X);
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
        return Measure(filter, work);
    }

    /// <inheritdoc cref="Measure(ReadOnlySpan{float}, FitWorkspace?)"/>
    /// <param name="filter">The weights [channel, row, column]; brought into the order red, green, blue in place.</param>
    /// <param name="work">Scratch arrays of this thread.</param>
    public FilterMeasurements Measure(double[] filter, FitWorkspace? work)
    {
        if (_blueFirst)
        {
            for (var tap = 0; tap < _shape.Taps; tap++)
                (filter[tap], filter[2 * _shape.Taps + tap]) = (filter[2 * _shape.Taps + tap], filter[tap]);
        }
        var spectrum = new Spectrum(filter, _shape, _transform);
        var split = ColorSplit.Of(filter, _shape);
        var location = Location.Of(split.Profile, _shape);
        var fits = _fitter?.Fit(split.Profile, work!) ?? [];
        StructureStatistics? statistics = _null is null ? null : StructureStatistics.Of(_shape, split, fits, _entropy);
        var p = statistics is { } found ? _null!.P(found) : (NoiseChance?)null;
        var (orientation, oriented) = Orient(spectrum, fits, p?.Spatial);
        var (sum, absolute) = (split.Profile.Sum(), split.Profile.Sum(Math.Abs));
        var band = Band.Of(spectrum, oriented ? orientation.Wavevector : null);
        var grid = _dilated is null ? spectrum : new Spectrum(spectrum, _dilated);
        var onGrid = orientation with { Wavevector = Angles.Axial(_spacing.OnGrid(orientation.Wavevector)) };
        return new FilterMeasurements
        {
            Gains = Gains.Of(filter, spectrum.Peak),
            Band = band,
            GridBand = _dilated is null ? band : Band.Of(grid, oriented ? onGrid.Wavevector : null),
            Spacing = _spacing,
            Peak = spectrum.Peak,
            Orientation = onGrid,
            Oriented = oriented,
            OrientationBandwidth = Band.OrientationBandwidth(grid),
            Order = _derivatives is null
                ? new DifferentialOrder(0, [1, 0, 0, 0], null, null, Decibels.Level(Math.Abs(sum) / absolute))
                : Order(split.Profile, _derivatives, fits[0]),
            Symmetry = Symmetry.Of(split.Profile, _shape, location.X, location.Y),
            Separability = Separability.Of(split.Profile, _shape),
            Location = location,
            GridLocation = Location.Of(split.Profile, _shape, _spacing),
            Split = split,
            Aliasing = Strides.Count > 0 ? Strides[0].Of(grid.Power, grid.Peak) : null,
            AliasedByHalving = [.. Strides.Select(s => s.Shares(grid.Power).Natural)],
            DcShare = sum / absolute,
            Fits = fits,
            P = p,
            Structure = statistics is { } structure ? (structure, _null!.Single(structure), _null.R2.Quantile(0.99)) : null,
        };
    }

    /// <summary>
    /// Round derivatives of any order explain an elongated derivative only in part, and a higher order sometimes more than its own; the fitted shape, which may be
    /// elongated, then knows better.
    /// </summary>
    private static DifferentialOrder Order(double[] profile, DerivativeBank derivatives, ShapeFit fit)
    {
        var order = DifferentialOrder.Of(profile, derivatives);
        int? known = fit.Kind switch
        {
            ShapeKind.Identity or ShapeKind.Box or ShapeKind.Gaussian => 0,
            ShapeKind.Edge => 1,
            ShapeKind.Line or ShapeKind.LaplacianOfGaussian or ShapeKind.Saddle => 2,
            _ => null,
        };
        return known is { } shape && shape != order.Dominant && fit.R2 > order.Shares[order.Dominant] && derivatives.Has(shape)
            ? DifferentialOrder.Of(profile, derivatives, shape)
            : order;
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
        return !passesDc && p <= FilterNamer.LargestP && Directed(fits) is { } angle
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
