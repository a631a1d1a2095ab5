namespace Passband.Models;

/// <summary>Orders names so that numbers in them count as numbers: layer2 before layer10.</summary>
internal static class NaturalOrder
{
    public static int Compare(string a, string b)
    {
        int i = 0, j = 0;
        while (i < a.Length && j < b.Length)
        {
            if (!char.IsAsciiDigit(a[i]) || !char.IsAsciiDigit(b[j]))
            {
                if (a[i] != b[j])
                    return a[i].CompareTo(b[j]);
                i++;
                j++;
                continue;
            }
            var left = Digits(a, ref i);
            var right = Digits(b, ref j);
            var order = left.Length != right.Length ? left.Length.CompareTo(right.Length) : left.SequenceCompareTo(right);
            if (order != 0)
                return order;
        }
        var rest = (a.Length - i).CompareTo(b.Length - j);
        return rest != 0 ? rest : string.CompareOrdinal(a, b);
    }

    /// <summary>The run of digits from a place, without leading zeros; the place moves behind it.</summary>
    private static ReadOnlySpan<char> Digits(string text, ref int place)
    {
        while (place < text.Length && text[place] == '0')
            place++;
        var start = place;
        while (place < text.Length && char.IsAsciiDigit(text[place]))
            place++;
        return text.AsSpan(start, place - start);
    }
}
