using System.Globalization;
using System.Text.RegularExpressions;

namespace Passband.Evolutions;

/// <summary>Tells from the names of a series' files at which step of the training each was written.</summary>
internal static partial class StepNames
{
    /// <summary>More digits than any training has steps; longer numbers are dates or hashes.</summary>
    private const int MostDigits = 15;

    /// <summary>
    /// The step of each name: the number after the word "step" where every name has one; else, of the numbers in the names, the last that is not the same in all of them (of a single
    /// file the last). Null for a name without it; all null where two names would have the same step, which then is none.
    /// </summary>
    public static long?[] Of(IReadOnlyList<string> names)
    {
        var steps = names.Select(n => Last(AfterWord().Matches(n).Select(m => m.Groups[1].Value))).ToArray();
        if (steps.Any(s => s is null))
            steps = Differing([.. names.Select(n => Digits().Matches(n).Select(m => m.Value).Reverse().ToArray())]);
        var known = steps.OfType<long>().ToList();
        return known.Distinct().Count() == known.Count ? steps : new long?[names.Count];
    }

    /// <summary>Numbers at the last place, counted from the end, at which names differ.</summary>
    private static long?[] Differing(string[][] numbers)
    {
        var place = 0;
        while (numbers.Length > 1 && numbers.Any(n => place < n.Length) && numbers.Select(n => Parse(n.ElementAtOrDefault(place))).Distinct().Count() == 1)
            place++;
        return Array.ConvertAll(numbers, n => Parse(n.ElementAtOrDefault(place)));
    }

    private static long? Last(IEnumerable<string> numbers) => Parse(numbers.LastOrDefault());

    private static long? Parse(string? digits) =>
        digits?.TrimStart('0') is { Length: <= MostDigits } number ? number.Length == 0 ? 0 : long.Parse(number, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex("steps?[-_= .]*([0-9]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AfterWord();

    [GeneratedRegex("[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();
}
