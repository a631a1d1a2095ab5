using Passband.Measures;

namespace Passband.Shapes;

/// <summary>
/// What independent Gaussian weights of one size and channel count give, measured by sending them through the very code that measures trained filters.
/// </summary>
internal sealed class NoiseNull
{
    private readonly EmpiricalDistribution _r2;
    private readonly EmpiricalDistribution? _moran;
    private readonly EmpiricalDistribution? _rank1;
    private readonly EmpiricalDistribution _combined;

    public NoiseNull(
        FilterShape shape, EmpiricalDistribution r2, EmpiricalDistribution? moran, EmpiricalDistribution? rank1, EmpiricalDistribution coherence,
        EmpiricalDistribution combined)
    {
        Shape = shape;
        (_r2, _moran, _rank1, Coherence, _combined) = (r2, moran, rank1, coherence, combined);
    }

    /// <summary>The size it was measured for.</summary>
    public FilterShape Shape { get; }

    /// <summary>R² of the chosen shape.</summary>
    public EmpiricalDistribution R2 => _r2;

    /// <summary>Moran's I; null where it does not exist.</summary>
    public EmpiricalDistribution? Moran => _moran;

    /// <summary>Share of energy in one color; null for one channel.</summary>
    public EmpiricalDistribution? Rank1 => _rank1;

    /// <summary>Coherence of the orientation.</summary>
    public EmpiricalDistribution Coherence { get; }

    /// <summary>The smallest of the p-values of the single statistics.</summary>
    public EmpiricalDistribution Combined => _combined;

    /// <summary>Above this coherence a filter is oriented: 99 of 100 noise filters stay below.</summary>
    public double OrientedFrom => Coherence.Quantile(0.99);

    /// <summary>The chance that noise shows at least as much structure in any one of its statistics: the smallest p-value, itself compared with noise.</summary>
    public double P(StructureStatistics statistics) => _combined.Lower(Smallest(statistics));

    /// <summary>Measures the null.</summary>
    /// <param name="fitter">For the size.</param>
    /// <param name="channels">Channels of a filter.</param>
    /// <param name="samples">Noise filters to draw.</param>
    /// <param name="seed">Filter i is drawn from the seed's i-th stream, whatever the thread.</param>
    /// <param name="threads">Threads to use.</param>
    public static NoiseNull Measure(ShapeFitter fitter, int channels, int samples, ulong seed, int threads)
    {
        var shape = fitter.Shape with { Channels = channels };
        var statistics = new StructureStatistics[samples];
        var coherence = new double[samples];
        Parallel.For(0, samples, new ParallelOptions { MaxDegreeOfParallelism = threads }, fitter.CreateWorkspace, (i, _, work) =>
        {
            var filter = Draw(shape, seed, i);
            var split = ColorSplit.Of(filter, shape);
            statistics[i] = StructureStatistics.Of(shape, split, fitter.Fit(split.Profile, work));
            coherence[i] = Orientation.Of(filter, shape).Coherence;
            return work;
        }, _ => { });
        var moran = Array.TrueForAll(statistics, s => s.Moran is not null) ? EmpiricalDistribution.Of([.. statistics.Select(s => s.Moran!.Value)]) : null;
        var rank1 = channels == 3 ? EmpiricalDistribution.Of([.. statistics.Select(s => s.Rank1!.Value)]) : null;
        var r2 = EmpiricalDistribution.Of([.. statistics.Select(s => s.R2)]);
        // The combined distribution needs the others first: it is that of their smallest p-value.
        var single = new NoiseNull(shape, r2, moran, rank1, r2, r2);
        var combined = EmpiricalDistribution.Of([.. statistics.Select(single.Smallest)]);
        return new NoiseNull(shape, r2, moran, rank1, EmpiricalDistribution.Of(coherence), combined);
    }

    /// <summary>One filter of independent standard normal weights.</summary>
    internal static double[] Draw(FilterShape shape, ulong seed, int index)
    {
        var random = new GaussianRandom(seed ^ ((ulong)(index + 1) * 0xD1342543DE82EF95));
        var filter = new double[shape.Length];
        for (var i = 0; i < filter.Length; i++)
            filter[i] = random.Next();
        return filter;
    }

    private double Smallest(StructureStatistics s)
    {
        var p = _r2.Upper(s.R2);
        if (_moran is not null && s.Moran is { } moran)
            p = Math.Min(p, _moran.TwoSided(moran));
        if (_rank1 is not null && s.Rank1 is { } rank1)
            p = Math.Min(p, _rank1.Upper(rank1));
        return p;
    }
}
