namespace Passband.Kernels;

/// <summary>Says which of the names that exist was probably meant by one that does not.</summary>
public static class NearestNames
{
    /// <summary>A name that differs by more than this many letters was hardly meant.</summary>
    private const int NearEdits = 3;

    /// <summary>The names that one is probably a mistyping or the beginning of, the nearest first; empty where none is near.</summary>
    /// <param name="name">What was typed.</param>
    /// <param name="names">What exists.</param>
    public static string[] Of(string name, IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(names);
        if (name.Length > Printable.LongestName)
            return [];
        return
        [
            .. names.Select(n => (Name: n, Distance: Edits(name.ToUpperInvariant(), n.ToUpperInvariant())))
                .Where(n => n.Distance <= Math.Min(NearEdits, name.Length / 2) || (name.Length >= 3 && n.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase)))
                .OrderBy(n => n.Distance).Select(n => n.Name),
        ];
    }

    /// <summary>Insertions, deletions and replacements from one name to another (Levenshtein 1966).</summary>
    private static int Edits(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }
        return row[^1];
    }
}
