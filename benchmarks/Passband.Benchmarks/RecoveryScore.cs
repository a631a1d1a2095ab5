using System.Globalization;
using System.Text;

namespace Passband.Benchmarks;

/// <summary>How well one name is recovered at one size and noise level. Shares are 0 to 1; errors are medians with 95th percentiles.</summary>
internal sealed record RecoveryScore
{
    public required int Side { get; init; }

    public required double SnrDb { get; init; }

    public required string Name { get; init; }

    /// <summary>Kernels that are so by definition.</summary>
    public required int Made { get; init; }

    /// <summary>Kernels that were called so.</summary>
    public required int Called { get; init; }

    public required double Recall { get; init; }

    public required double StrictRecall { get; init; }

    public required double Precision { get; init; }

    public required double StrictPrecision { get; init; }

    public required (double Median, double Worst)? Angle { get; init; }

    public required (double Median, double Worst)? Frequency { get; init; }

    public required (double Median, double Worst)? Sigma { get; init; }

    public required (double Median, double Worst)? Phase { get; init; }

    public required (double Median, double Worst)? Center { get; init; }

    public required double? Order { get; init; }

    /// <summary>The scores of all names.</summary>
    /// <param name="side">Size.</param>
    /// <param name="snr">Noise level.</param>
    /// <param name="trials">Of that size and noise level.</param>
    /// <param name="noise">Kernels of pure noise, which precision must bear too.</param>
    public static IEnumerable<RecoveryScore> Of(int side, double snr, List<RecoveryTrial> trials, List<RecoveryTrial> noise)
    {
        foreach (var name in trials.Select(t => t.Truth).Distinct())
        {
            var made = trials.FindAll(t => t.Truth == name);
            var called = trials.Concat(noise).Where(t => t.Named == name).ToList();
            var ordered = made.FindAll(t => t.Order is not null);
            yield return new RecoveryScore
            {
                Side = side,
                SnrDb = snr,
                Name = name,
                Made = made.Count,
                Called = called.Count,
                Recall = Share(made, t => t.IsAccepted),
                StrictRecall = Share(made, t => t.Named == name),
                Precision = Share(called, t => t.IsAccepted),
                StrictPrecision = Share(called, t => t.Truth == name),
                Angle = Errors(made, t => t.Angle),
                Frequency = Errors(made, t => t.Frequency),
                Sigma = Errors(made, t => t.Sigma),
                Phase = Errors(made, t => t.Phase),
                Center = Errors(made, t => t.Center),
                Order = ordered.Count == 0 ? null : Share(ordered, t => t.Order == true),
            };
        }
    }

    public static string Csv(IEnumerable<RecoveryScore> scores)
    {
        var text = new StringBuilder("side,snr,name,made,called,recall,strictRecall,precision,strictPrecision,angle,angle95,frequency,frequency95,sigma,sigma95,phase,phase95,center,center95,order\n");
        foreach (var s in scores)
        {
            text.Append(CultureInfo.InvariantCulture, $"{s.Side},{(double.IsInfinity(s.SnrDb) ? "inf" : s.SnrDb.ToString(CultureInfo.InvariantCulture))},{s.Name},{s.Made},{s.Called},");
            text.Append(CultureInfo.InvariantCulture, $"{s.Recall:F4},{s.StrictRecall:F4},{s.Precision:F4},{s.StrictPrecision:F4}");
            foreach (var error in ((double Median, double Worst)?[])[s.Angle, s.Frequency, s.Sigma, s.Phase, s.Center])
                text.Append(CultureInfo.InvariantCulture, $",{error?.Median:G4},{error?.Worst:G4}");
            text.Append(CultureInfo.InvariantCulture, $",{s.Order:F4}\n");
        }
        return text.ToString();
    }

    private static double Share(List<RecoveryTrial> trials, Func<RecoveryTrial, bool> holds) => trials.Count == 0 ? 0 : trials.Count(holds) / (double)trials.Count;

    private static (double Median, double Worst)? Errors(List<RecoveryTrial> trials, Func<RecoveryTrial, double?> error)
    {
        var errors = trials.Select(error).OfType<double>().Order().ToArray();
        return errors.Length == 0 ? null : (0.5 * (errors[(errors.Length - 1) / 2] + errors[errors.Length / 2]), errors[(int)(0.95 * (errors.Length - 1))]);
    }
}
