namespace Passband.Shapes;

/// <summary>A distribution known by its quantiles at fixed levels, closer together in the tails.</summary>
internal sealed class EmpiricalDistribution
{
    /// <summary>The levels: shares of the distribution that lie below each quantile.</summary>
    public static readonly double[] Levels =
    [
        0.00005, 0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5,
        0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.925, 0.95, 0.97, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9995, 0.9998, 0.9999, 0.99995,
    ];

    private readonly double[] _quantiles;

    /// <summary>Wraps quantiles at <see cref="Levels"/>, ascending.</summary>
    public EmpiricalDistribution(double[] quantiles, int samples)
    {
        if (quantiles.Length != Levels.Length)
            throw new ArgumentException($"{Levels.Length} quantiles expected, found {quantiles.Length}.", nameof(quantiles));
        _quantiles = quantiles;
        Samples = samples;
    }

    /// <summary>How many draws the quantiles come from: no tail probability below 1/(samples + 1) is claimed.</summary>
    public int Samples { get; }

    /// <summary>The quantiles at <see cref="Levels"/>.</summary>
    public ReadOnlySpan<double> Quantiles => _quantiles;

    /// <summary>The quantiles of a sample, by linear interpolation between order statistics (type 7 of Hyndman and Fan 1996).</summary>
    public static EmpiricalDistribution Of(double[] sample)
    {
        var sorted = (double[])sample.Clone();
        Array.Sort(sorted);
        var quantiles = new double[Levels.Length];
        for (var i = 0; i < quantiles.Length; i++)
        {
            var position = Levels[i] * (sorted.Length - 1);
            var below = (int)position;
            var above = Math.Min(below + 1, sorted.Length - 1);
            quantiles[i] = sorted[below] + (position - below) * (sorted[above] - sorted[below]);
        }
        return new EmpiricalDistribution(quantiles, sample.Length);
    }

    /// <summary>The quantile at one of <see cref="Levels"/>.</summary>
    public double Quantile(double level) => _quantiles[Array.IndexOf(Levels, level)];

    /// <summary>The chance of a value at least this large.</summary>
    public double Upper(double value) => Floor(1 - Below(value));

    /// <summary>The chance of a value at most this large.</summary>
    public double Lower(double value) => Floor(Below(value));

    /// <summary>Twice the smaller tail.</summary>
    public double TwoSided(double value) => Math.Min(1, 2 * Math.Min(Upper(value), Lower(value)));

    private double Floor(double probability) => Math.Max(1.0 / (Samples + 1), probability);

    private double Below(double value)
    {
        if (value <= _quantiles[0])
            return value < _quantiles[0] ? 0 : Levels[0];
        if (value >= _quantiles[^1])
            return value > _quantiles[^1] ? 1 : Levels[^1];
        var index = Array.BinarySearch(_quantiles, value);
        if (index >= 0)
            return Levels[index];
        var above = ~index;
        var share = (value - _quantiles[above - 1]) / (_quantiles[above] - _quantiles[above - 1]);
        return Levels[above - 1] + share * (Levels[above] - Levels[above - 1]);
    }
}
