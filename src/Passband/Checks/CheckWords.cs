using System.Globalization;

namespace Passband.Checks;

/// <summary>Findings in words.</summary>
public static class CheckWords
{
    /// <summary>What a kind looks at, e.g. "dead filters".</summary>
    public static string Subject(CheckKind kind) => kind switch
    {
        CheckKind.NonFinite => "non-finite weights",
        CheckKind.Dead => "dead filters",
        CheckKind.Duplicates => "duplicate filters",
        CheckKind.Noise => "filters like noise",
        CheckKind.Pi0 => "pure noise (π₀)",
        _ => "aliasing",
    };

    /// <summary>A value or a limit of a kind: a whole number, or a percentage with at most two decimals.</summary>
    public static string Number(CheckKind kind, double value) =>
        kind == CheckKind.NonFinite ? value.ToString("0", CultureInfo.InvariantCulture) : (100 * value).ToString("0.##", CultureInfo.InvariantCulture) + " %";

    /// <summary>The finding of a layer, e.g. "14 of 32 filters are dead (43.75 %), limit 10 %".</summary>
    internal static string Of(CheckKind kind, double value, double limit, long? count, long total)
    {
        var (found, most) = (Number(kind, value), Number(kind, limit));
        if (found == most && value > limit)
            (found, most) = (Exactly(value), Exactly(limit));
        var are = count == 1 ? "is" : "are";
        var finding = kind switch
        {
            CheckKind.NonFinite => $"{count} of {total} weights {are} NaN or infinite",
            CheckKind.Dead => $"{count} of {total} filters {are} dead ({found})",
            CheckKind.Duplicates => $"{count} of {total} filters {(count == 1 ? "is a duplicate" : "are duplicates")} ({found})",
            CheckKind.Noise => $"{count} of {total} filters {are} not told from noise ({found})",
            CheckKind.Pi0 => $"{found} of the filters are pure noise, as the p-values of {total} tell",
            _ => $"{found} of the output's power is aliased, on average over {total} filters",
        };
        return $"{finding}, limit {most}";
    }

    /// <summary>For a value that two decimals do not tell from its limit.</summary>
    private static string Exactly(double share) => (100 * share).ToString("G15", CultureInfo.InvariantCulture) + " %";
}
