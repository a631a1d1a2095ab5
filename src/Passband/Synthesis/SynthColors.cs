namespace Passband.Synthesis;

/// <summary>Directions in color space that have a name: the axes of docs/measures.md, positive end first, and the three channels.</summary>
public static class SynthColors
{
    /// <summary>In the order in which random colors are drawn from them.</summary>
    private static readonly (string Name, (double Red, double Green, double Blue) Color)[] Named =
    [
        ("black–white", (1, 1, 1)), ("red–cyan", (2, -1, -1)), ("green–magenta", (-1, 2, -1)), ("blue–yellow", (-1, -1, 2)), ("red–green", (1, -1, 0)),
        ("red", (1, 0, 0)), ("green", (0, 1, 0)), ("blue", (0, 0, 1)),
    ];

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Named.Select(n => n.Name)];

    /// <summary>Finds the weights of a color; a hyphen does for the dash.</summary>
    public static bool TryFind(string name, out (double Red, double Green, double Blue) color)
    {
        ArgumentNullException.ThrowIfNull(name);
        var found = Array.Find(Named, n => n.Name == name.Replace('-', '–'));
        color = found.Color;
        return found.Name is not null;
    }

    /// <summary>The name of the weights, whatever their common factor; null where they have none.</summary>
    public static string? NameOf((double Red, double Green, double Blue) color)
    {
        // Weights that a person typed agree to the last few bits or are meant as others.
        const double Rounding = 1e-12;
        var length = Dot(color, color);
        return Array.Find(Named, n => Dot(n.Color, color) is var product && length * Dot(n.Color, n.Color) - product * product <= Rounding * length * Dot(n.Color, n.Color)).Name;
    }

    /// <summary>One of the named colors, each equally likely.</summary>
    /// <param name="uniform">A random number in [0, 1).</param>
    internal static (double Red, double Green, double Blue) Draw(double uniform) => Named[(int)(uniform * Named.Length)].Color;

    private static double Dot((double Red, double Green, double Blue) a, (double Red, double Green, double Blue) b) =>
        a.Red * b.Red + a.Green * b.Green + a.Blue * b.Blue;
}
