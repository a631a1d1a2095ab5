using System.Collections.Immutable;
using System.Globalization;
using Passband.Imaging.Pictures.Patterns;
using Passband.Kernels;

namespace Passband.Imaging.Pictures;

/// <summary>
/// Test pictures made by code, as in <c>zone-plate(512,0.5)</c>: a name, then its parameters in order, each of which may be left out from the right. They hold exact
/// values for what can be read off a filtered picture. Samples run from 0 to 1 and are taken as they are, without a transfer curve between. The same arguments give the same
/// bytes, on any number of threads.
/// </summary>
public static class TestPicture
{
    /// <summary>What tells a test picture from a file's name on the command line, as in <c>test:zone-plate</c>.</summary>
    public const string Prefix = "test:";

    /// <summary>All of them.</summary>
    public static ImmutableArray<TestPictureKind> Kinds => TestPictureCatalog.Kinds;

    /// <summary>Whether a text asks for a test picture rather than a file.</summary>
    public static bool IsAsked(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.StartsWith(Prefix, StringComparison.Ordinal);
    }

    /// <summary>Makes a picture from its specification.</summary>
    /// <param name="specification">A name and its arguments, as in <c>grating(256,0.1,45)</c>; the prefix may stand before it.</param>
    /// <exception cref="PassbandException">There is no such picture, or an argument does not fit.</exception>
    public static Picture Make(string specification)
    {
        ArgumentNullException.ThrowIfNull(specification);
        var text = (IsAsked(specification) ? specification[Prefix.Length..] : specification).Trim();
        var open = text.IndexOf('(', StringComparison.Ordinal);
        if (open < 0)
            return Make(text, []);
        if (!text.EndsWith(')'))
            throw Refuse(text, "its parenthesis is not closed", "a name and its arguments, as in zone-plate(512,0.5)");
        var kind = Find(text[..open].TrimEnd());
        var inside = text[(open + 1)..^1];
        return Make(kind, string.IsNullOrWhiteSpace(inside) ? [] : [.. inside.Split(',').Select((word, i) => Number(word, i, kind))]);
    }

    /// <summary>Makes a picture from its name and arguments.</summary>
    /// <param name="name">The name.</param>
    /// <param name="arguments">The parameters in order; those left out take their defaults.</param>
    /// <exception cref="PassbandException">There is no such picture, or an argument does not fit.</exception>
    public static Picture Make(string name, ReadOnlySpan<double> arguments)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Make(Find(name), arguments);
    }

    private static Picture Make(TestPictureKind kind, ReadOnlySpan<double> arguments)
    {
        if (arguments.Length > kind.Parameters.Length)
            throw Refuse(kind.Name, $"has {arguments.Length} arguments", $"at most {kind.Parameters.Length}: {kind.Usage}");
        var values = kind.Parameters.Select(p => p.Default).ToArray();
        for (var i = 0; i < arguments.Length; i++)
        {
            kind.Parameters[i].Check(arguments[i], kind.Name);
            values[i] = arguments[i];
        }
        var name = $"{Prefix}{kind.Name}({string.Join(",", values.Select(v => v.ToString(CultureInfo.InvariantCulture)))})";
        return new Picture { Name = name, Planes = kind.Draw(values), Bits = 32 };
    }

    private static TestPictureKind Find(string name) => Kinds.FirstOrDefault(k => k.Name == name)
        ?? throw Refuse(name, "there is no such test picture", $"one of {string.Join(", ", Kinds.Select(k => k.Name))}");

    private static double Number(string word, int position, TestPictureKind kind)
    {
        if (double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return number;
        var parameter = position < kind.Parameters.Length ? kind.Parameters[position].Name : $"argument {position + 1}";
        throw Refuse(kind.Name, $"its {parameter} is '{Printable.Name(word.Trim())}'", $"a number with a point for decimals, as in {kind.Usage}");
    }

    private static PassbandException Refuse(string name, string found, string expected) =>
        new(ErrorKind.Request, $"test picture '{Printable.Name(name)}'", found, expected);
}
