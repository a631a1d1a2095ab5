using System.Globalization;
using Passband.Naming;

namespace Passband.Explanations;

/// <summary>Numbers and lists as they stand in sentences.</summary>
internal static class Phrases
{
    /// <summary>
    /// The power of ten below which a p-value is said to lie and no more. A null is simulated, and is known as far out as there were draws; further out p is the tail
    /// of the formula that was fitted to them and not that of noise. 10⁻¹⁵ is eight standard deviations, beyond what any of these nulls can vouch for, and about the
    /// smallest difference from 1 that double precision holds.
    /// </summary>
    private const int SmallestPower = -15;

    /// <summary>The same as a number.</summary>
    private const double SmallestSaid = 1e-15;

    /// <summary>"1 edge", "2 edges", "3 smoothing": names that are adjectives have no plural.</summary>
    public static string Counted(string name, int count) => $"{count} {(count == 1 ? name : Plural(name))}";

    /// <summary>"edges", "smoothing".</summary>
    public static string Plural(string name) => name switch
    {
        KernelName.Edge or KernelName.Line or KernelName.Saddle or KernelName.Gabor or KernelName.Grating => $"{name}s",
        _ => name,
    };

    /// <summary>"3 of the 4 structured filters are", "all 4 structured filters are", "the structured filter is"; starts a sentence.</summary>
    public static string OutOf(int part, int whole, string what) => (part, whole) switch
    {
        (_, 1) => $"The {what} is",
        _ when part == whole => $"All {whole} {what}s are",
        (1, _) => $"1 of the {whole} {what}s is",
        _ => $"{part} of the {whole} {what}s are",
    };

    /// <summary>"a", "a and b", "a, b and c".</summary>
    public static string List(List<string> parts) => parts.Count switch
    {
        0 => "",
        1 => parts[0],
        _ => $"{string.Join(", ", parts.SkipLast(1))} and {parts[^1]}",
    };

    /// <summary>"0.15 to 0.22, median 0.19" of ascending numbers, or just "0.15" when all are the same to that accuracy.</summary>
    public static string Range(List<double> sorted, string format)
    {
        var (first, last) = (Number(sorted[0], format), Number(sorted[^1], format));
        return first == last ? first : $"{first} to {last}, median {Number(Median(sorted), format)}";
    }

    /// <summary>The median of ascending numbers.</summary>
    public static double Median(List<double> sorted) =>
        sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : 0.5 * (sorted[sorted.Count / 2 - 1] + sorted[sorted.Count / 2]);

    /// <summary>A share as a percentage; one decimal below 10 %.</summary>
    public static string Percent(double share) => Number(100 * share, share < 0.0995 ? "0.#" : "0") + " %";

    /// <summary>"p 0.35", "p 0.004", "p 2·10⁻⁶", "p below 10⁻¹⁵": two decimals, or the first digit of what is smaller, down to a floor.</summary>
    public static string Probability(double p)
    {
        if (p < SmallestSaid)
            return $"p below 10{Superscript(SmallestPower)}";
        if (p >= 0.01)
            return $"p {Number(p)}";
        var digits = p.ToString("E0", CultureInfo.InvariantCulture).Split('E');
        var exponent = int.Parse(digits[1], CultureInfo.InvariantCulture);
        return exponent >= -3 ? $"p {Number(p, "0.000")}" : $"p {digits[0]}·10{Superscript(exponent)}";
    }

    private static string Superscript(int negative) =>
        $"⁻{string.Concat((-negative).ToString(CultureInfo.InvariantCulture).Select(d => "⁰¹²³⁴⁵⁶⁷⁸⁹"[d - '0']))}";

    /// <summary>A number with the decimal point of the invariant culture.</summary>
    public static string Number(double value, string format = "0.00") => value.ToString(format, CultureInfo.InvariantCulture);
}
