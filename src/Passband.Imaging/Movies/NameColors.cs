using System.Collections.Immutable;

namespace Passband.Imaging.Movies;

/// <summary>The colors of names, the same as in the report: each between light and dark, so that it stands out 3:1 from a white and from a dark ground alike.</summary>
internal static class NameColors
{
    /// <summary>What has no color of its own has that of <c>mixed</c>.</summary>
    private const string Other = "mixed";

    private static readonly (string Name, Rgb Color)[] Colors =
    [
        ("smoothing", OkLch.ToRgb(0.64, 0.13, 75)),
        ("identity", OkLch.ToRgb(0.6, 0.12, 115)),
        ("sharpening", OkLch.ToRgb(0.6, 0.15, 45)),
        ("center-surround", OkLch.ToRgb(0.6, 0.13, 150)),
        ("saddle", OkLch.ToRgb(0.6, 0.1, 190)),
        ("line", OkLch.ToRgb(0.62, 0.13, 232)),
        ("edge", OkLch.ToRgb(0.53, 0.17, 262)),
        ("gabor", OkLch.ToRgb(0.55, 0.19, 298)),
        ("grating", OkLch.ToRgb(0.57, 0.19, 345)),
        ("mixed", OkLch.ToRgb(0.6, 0.02, 260)),
        ("noise", OkLch.ToRgb(0.64, 0, 0)),
        ("dead", OkLch.ToRgb(0.52, 0, 0)),
    ];

    /// <summary>The names in the order in which they are stacked: from averages over derivatives to waves, then what has no shape.</summary>
    public static ImmutableArray<string> Order { get; } = [.. Colors.Select(c => c.Name)];

    /// <summary>The color of a name.</summary>
    public static Rgb Of(string name)
    {
        var rank = Order.IndexOf(name);
        return Colors[rank < 0 ? Order.IndexOf(Other) : rank].Color;
    }

    /// <summary>Where a name stands in <see cref="Order"/>; unknown ones last.</summary>
    public static int Rank(string name) => Order.IndexOf(name) is >= 0 and var rank ? rank : Order.Length;
}
