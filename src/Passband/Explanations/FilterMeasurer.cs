using Passband.Kernels;
using Passband.Measures;
using Passband.Shapes;

namespace Passband.Explanations;

/// <summary>Measures and fits the filters of one layer. Holds only tables, so one instance serves many threads.</summary>
internal sealed class FilterMeasurer
{
    private readonly bool _blueFirst;
    private readonly FilterShape _shape;
    private readonly Transform _transform;
    private readonly HermiteBank? _hermite;
    private readonly ShapeFitter? _fitter;
    private readonly Aliasing? _aliasing;
    private readonly NoiseNull? _null;

    public FilterMeasurer(FilterShape shape, Extent stride, bool blueFirst, NoiseNullTable nulls)
    {
        _blueFirst = blueFirst;
        _shape = shape;
        _transform = new Transform(shape);
        _aliasing = stride.X > 1 || stride.Y > 1 ? new Aliasing(_transform, stride.Y, stride.X) : null;
        if (shape.Taps == 1)
            return;
        _hermite = new HermiteBank(shape);
        _fitter = new ShapeFitter(shape);
        _null = nulls.For(shape);
    }

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
        var orientation = Orientation.Of(filter, _shape);
        var oriented = _shape.Taps > 1 && (_shape.IsLine || orientation.Coherence > _null!.OrientedFrom);
        var location = Location.Of(split.Profile, _shape);
        var fits = _fitter?.Fit(split.Profile, work!) ?? [];
        var (sum, absolute) = (split.Profile.Sum(), split.Profile.Sum(Math.Abs));
        return new FilterMeasurements
        {
            Gains = Gains.Of(filter, spectrum.Peak),
            Band = Band.Of(spectrum, oriented ? orientation.Wavevector : null),
            Orientation = orientation,
            Oriented = oriented,
            OrientationBandwidth = Band.OrientationBandwidth(spectrum),
            Order = _hermite is null
                ? new DifferentialOrder(0, [1, 0, 0, 0], null, null, Decibels.Level(Math.Abs(sum) / absolute))
                : DifferentialOrder.Of(split.Profile, _hermite),
            Symmetry = Symmetry.Of(split.Profile, _shape, location.X, location.Y),
            Separability = Separability.Of(split.Profile, _shape),
            Location = location,
            Split = split,
            Aliasing = _aliasing?.Of(spectrum.Power, spectrum.Peak),
            DcShare = sum / absolute,
            Fits = fits,
            P = _null?.P(StructureStatistics.Of(_shape, split, fits)),
        };
    }
}
