using Passband.Kernels;
using Passband.Measures;

namespace Passband.Shapes;

/// <summary>Chances that noise shows as much structure as a filter.</summary>
/// <param name="Spatial">In its spatial profile: what a name may rest on.</param>
/// <param name="Any">In its profile or in its color.</param>
internal readonly record struct NoiseChance(double Spatial, double Any);

/// <summary>The chances by single statistics, before they are combined; null for a statistic that does not exist.</summary>
/// <param name="Evidence">One-sided: noise seldom fits a shape well.</param>
/// <param name="Moran">Two-sided: a checkerboard is as little noise as a blob.</param>
/// <param name="Entropy">Two-sided: low when power gathers at few frequencies, high when a single tap spreads it evenly.</param>
/// <param name="Rank1">One-sided: the channels of noise seldom agree.</param>
internal readonly record struct SingleChances(double Evidence, double? Moran, double? Entropy, double? Rank1);

/// <summary>
/// What independent Gaussian weights of one size and channel count give, measured by sending them through the very code that measures trained filters.
/// </summary>
internal sealed record NoiseNull
{
    /// <summary>
    /// How the level is divided between the statistics of the profile: most of it to the evidence for a shape, since a name rests on that. Any weights are
    /// valid, because the weighted smallest p-value is itself compared with its distribution under noise.
    /// </summary>
    private const double EvidenceWeight = 0.8, OtherWeight = 0.1;

    /// <summary>The seed of the committed table.</summary>
    public const ulong Seed = 20261125;

    /// <summary>How many filters <see cref="First"/> holds.</summary>
    public const int FirstCount = 4;

    /// <summary>The size it was measured for.</summary>
    public required FilterShape Shape { get; init; }

    /// <summary>R² of the chosen shape.</summary>
    public required EmpiricalDistribution R2 { get; init; }

    /// <summary>The best shape's criterion against that of no shape, per tap.</summary>
    public required EmpiricalDistribution Evidence { get; init; }

    /// <summary>Moran's I; null where it does not exist.</summary>
    public required EmpiricalDistribution? Moran { get; init; }

    /// <summary>Spectral entropy.</summary>
    public required EmpiricalDistribution Entropy { get; init; }

    /// <summary>Share of energy in one color; null for one channel.</summary>
    public required EmpiricalDistribution? Rank1 { get; init; }

    /// <summary>Coherence of the orientation.</summary>
    public required EmpiricalDistribution Coherence { get; init; }

    /// <summary>The weighted smallest of the p-values of the profile's statistics.</summary>
    public required EmpiricalDistribution Spatial { get; init; }

    /// <summary>The smaller of the p-values of profile and color; null for one channel, whose only evidence is the profile.</summary>
    public required EmpiricalDistribution? Combined { get; init; }

    /// <summary>The statistics of the first few noise filters, by which a test sees whether the table still belongs to the code.</summary>
    public required IReadOnlyList<StructureStatistics> First { get; init; }

    /// <summary>Above this coherence a filter is oriented: 99 of 100 noise filters stay below.</summary>
    public double OrientedFrom => Coherence.Quantile(0.99);

    /// <summary>The chance that noise shows at least as much structure: the smallest p-value, itself compared with noise.</summary>
    public NoiseChance P(StructureStatistics statistics)
    {
        var spatial = Spatial.Lower(SmallestSpatial(statistics));
        return new NoiseChance(spatial, Combined is null ? spatial : Combined.Lower(Smallest(statistics, spatial)));
    }

    /// <summary>The chances by single statistics.</summary>
    public SingleChances Single(StructureStatistics s) => new(
        Evidence.Upper(s.Evidence), s.Moran is { } moran ? Moran?.TwoSided(moran) : null, s.Entropy is { } entropy ? Entropy.TwoSided(entropy) : null,
        s.Rank1 is { } rank1 ? Rank1?.Upper(rank1) : null);

    /// <summary>Measures the null.</summary>
    /// <param name="fitter">For the size.</param>
    /// <param name="channels">Channels of a filter.</param>
    /// <param name="samples">Noise filters to draw.</param>
    /// <param name="seed">Filter i is drawn from the seed's i-th stream, whatever the thread.</param>
    /// <param name="threads">Threads to use.</param>
    public static NoiseNull Measure(ShapeFitter fitter, int channels, int samples, ulong seed, int threads)
    {
        var shape = fitter.Shape with { Channels = channels };
        var (statistics, coherence) = Draw(fitter, channels, samples, seed, threads);
        EmpiricalDistribution? Optional(Func<StructureStatistics, double?> of) =>
            Array.TrueForAll(statistics, s => of(s) is not null) ? EmpiricalDistribution.Of([.. statistics.Select(s => of(s)!.Value)]) : null;
        var single = new NoiseNull
        {
            Shape = shape,
            R2 = EmpiricalDistribution.Of([.. statistics.Select(s => s.R2)]),
            Evidence = EmpiricalDistribution.Of([.. statistics.Select(s => s.Evidence)]),
            Moran = Optional(s => s.Moran),
            Entropy = EmpiricalDistribution.Of([.. statistics.Select(s => s.Entropy!.Value)]),
            Rank1 = Optional(s => s.Rank1),
            Coherence = EmpiricalDistribution.Of(coherence),
            // The combined distributions need the single ones first: they are those of their smallest p-values.
            Spatial = null!,
            Combined = null,
            First = [.. statistics.Take(FirstCount)],
        };
        var spatial = EmpiricalDistribution.Of(Array.ConvertAll(statistics, single.SmallestSpatial));
        var combined = single.Rank1 is null
            ? null
            : EmpiricalDistribution.Of(Array.ConvertAll(statistics, s => single.Smallest(s, spatial.Lower(single.SmallestSpatial(s)))));
        return single with { Spatial = spatial, Combined = combined };
    }

    /// <summary>The statistics of noise filters, and their coherence.</summary>
    internal static (StructureStatistics[] Statistics, double[] Coherence) Draw(ShapeFitter fitter, int channels, int samples, ulong seed, int threads)
    {
        var shape = fitter.Shape with { Channels = channels };
        var entropy = new SpectralEntropy(shape);
        var statistics = new StructureStatistics[samples];
        var coherence = new double[samples];
        Parallel.For(0, samples, new ParallelOptions { MaxDegreeOfParallelism = threads }, fitter.CreateWorkspace, (i, _, work) =>
        {
            var filter = Draw(shape, seed, i);
            var split = ColorSplit.Of(filter, shape);
            statistics[i] = StructureStatistics.Of(shape, split, fitter.Fit(split.Profile, work), entropy);
            coherence[i] = Orientation.Of(filter, shape).Coherence;
            return work;
        }, _ => { });
        return (statistics, coherence);
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

    private double SmallestSpatial(StructureStatistics s)
    {
        var single = Single(s);
        return Math.Min(single.Evidence / EvidenceWeight, Math.Min(single.Moran ?? 1, single.Entropy ?? 1) / OtherWeight);
    }

    private double Smallest(StructureStatistics s, double spatial) => Math.Min(spatial, Single(s).Rank1 ?? 1);
}
