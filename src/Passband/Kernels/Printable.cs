using System.Globalization;
using System.Text;

namespace Passband.Kernels;

/// <summary>Makes names that come from files safe to show: they may hold escape sequences, line breaks or marks that reverse the text.</summary>
public static class Printable
{
    /// <summary>The longest name that is shown whole, in characters; longer ones keep their two ends.</summary>
    public const int LongestName = 120;

    /// <summary>The text with every control, format, surrogate or private character replaced by U+FFFD; its length is kept.</summary>
    public static string Line(string text)
    {
        StringBuilder? cleaned = null;
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])
                && CharUnicodeInfo.GetUnicodeCategory(text, i) != UnicodeCategory.Format)
            {
                i++;
                continue;
            }
            if (IsHarmless(text[i]))
                continue;
            cleaned ??= new StringBuilder(text);
            cleaned[i] = '\uFFFD';
        }
        return cleaned?.ToString() ?? text;
    }

    /// <summary>A name for one cell of a table: printable, and at most <see cref="LongestName"/> characters.</summary>
    public static string Name(string text)
    {
        var half = LongestName / 2 - 1;
        return Line(text.Length <= LongestName ? text : $"{text[..half]}…{text[^half..]}");
    }

    private static bool IsHarmless(char c) => char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.OtherNotAssigned);
}
