namespace Passband.Measures;

/// <summary>A statistic against what chance gave in a number of draws.</summary>
/// <param name="Mean">Mean of the draws; null when fewer than one gave a number.</param>
/// <param name="Deviation">Standard deviation of the draws (n − 1); null below two.</param>
/// <param name="RankP">
/// Twice the smaller of (1 + draws at least as large) / (1 + draws) and (1 + draws at most as large) / (1 + draws), at most 1: the two-sided p-value of a randomization test, valid when
/// the observed value is one more draw (Phipson and Smyth 2010). Never below 2 / (1 + draws). Null without an observed value or without draws.
/// </param>
/// <param name="PooledP">The same rank among the standardized draws of all members of a family; null like <paramref name="RankP"/>.</param>
internal readonly record struct ChanceComparison(double? Mean, double? Deviation, double? RankP, double? PooledP)
{
    /// <summary>Fewer draws have no standard deviation when one is left out.</summary>
    private const int FewestToStandardize = 3;

    /// <summary>
    /// Compares the members of a family, each with its own draws. Few draws give coarse p-values, from which nothing can be concluded once there are many members. So the draws are
    /// standardized, each by mean and deviation of the others of its member, exactly as the observed value is by those of all, and one member's value is ranked among the draws of
    /// all. That takes for granted that chance has the same shape of distribution for all of them; their means and deviations may differ.
    /// </summary>
    /// <param name="observed">A value for each member; null where there is none.</param>
    /// <param name="draws">For each member what each draw gave; null where it gave nothing.</param>
    public static ChanceComparison[] OfFamily(IReadOnlyList<double?> observed, IReadOnlyList<IReadOnlyList<double?>> draws)
    {
        var pool = new List<double>();
        foreach (var own in draws)
            AddStandardized([.. own.OfType<double>()], pool);
        pool.Sort();
        return [.. observed.Select((value, i) => Of(value, [.. draws[i].OfType<double>()], pool))];
    }

    private static ChanceComparison Of(double? observed, double[] draws, List<double> pool)
    {
        double? mean = draws.Length > 0 ? draws.Average() : null;
        double? deviation = draws.Length > 1 ? Deviate(draws, mean!.Value) : null;
        if (observed is not { } value || draws.Length == 0)
            return new ChanceComparison(mean, deviation, null, null);
        var rank = TwoSided(draws.Count(d => d >= value), draws.Count(d => d <= value), draws.Length);
        if (draws.Length < FewestToStandardize || deviation is not > 0 || pool.Count == 0)
            return new ChanceComparison(mean, deviation, rank, rank);
        var standardized = Standardize(value, mean!.Value, deviation.Value, draws.Length);
        var atLeast = pool.Count - FirstNotBelow(pool, standardized);
        var atMost = FirstNotBelow(pool, Math.BitIncrement(standardized));
        return new ChanceComparison(mean, deviation, rank, TwoSided(atLeast, atMost, pool.Count));
    }

    /// <summary>Twice the smaller tail: each is a valid p-value by itself, and by Bonferroni so is twice the smaller one.</summary>
    private static double TwoSided(int atLeast, int atMost, int count) => Math.Min(1, 2 * (1.0 + Math.Min(atLeast, atMost)) / (1 + count));

    private static void AddStandardized(double[] draws, List<double> pool)
    {
        if (draws.Length < FewestToStandardize)
            return;
        var others = new double[draws.Length - 1];
        for (var i = 0; i < draws.Length; i++)
        {
            draws.AsSpan(0, i).CopyTo(others);
            draws.AsSpan(i + 1).CopyTo(others.AsSpan(i));
            var mean = others.Average();
            if (Deviate(others, mean) is > 0 and var deviation)
                pool.Add(Standardize(draws[i], mean, deviation, others.Length));
        }
    }

    /// <summary>The distance of a value from a sample in standard deviations of such a distance.</summary>
    private static double Standardize(double value, double mean, double deviation, int count) => (value - mean) / (deviation * Math.Sqrt(1 + 1.0 / count));

    private static double Deviate(double[] values, double mean) => Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1));

    private static int FirstNotBelow(List<double> sorted, double value)
    {
        var (low, high) = (0, sorted.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] < value)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
