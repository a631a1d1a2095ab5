using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Passband.Checks;

/// <summary>
/// What a network may hold at the most. A value fails when it is larger than its limit; one that equals it passes. Shares are 0 to 1, null is "not checked".
/// The defaults find what is broken, not what is wasteful: a limit that working networks exceed is no default.
/// </summary>
public sealed record CheckLimits
{
    /// <summary>The default of <see cref="Dead"/> and <see cref="Pi0"/>: most of a layer.</summary>
    public const double MostOfALayer = 0.5;

    /// <summary>The defaults.</summary>
    public static CheckLimits Default { get; } = new();

    /// <summary>Weights of a layer that are NaN or infinite, 0 or more. Default 0: a single one spreads over everything behind it. Always checked.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public long NonFinite { get; init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(NonFinite), value, "A count is 0 or more."); }

    /// <summary>Share of a layer's filters that are dead. Default 0.5: some dead filters are waste, a layer that is mostly dead does not do its work.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not between 0 and 1.</exception>
    public double? Dead { get; init => field = Share(value); } = MostOfALayer;

    /// <summary>
    /// Share of a layer's filters that are nearly a positive multiple of another (cosine above 0.98). No default: filters of few weights resemble each other in
    /// networks that work, such as the many blobs of 3×3 depthwise layers.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not between 0 and 1.</exception>
    public double? Duplicates { get; init => field = Share(value); }

    /// <summary>
    /// Share of a layer's filters that are not told from noise one by one. No default: nine weights prove little, so whole layers of trained 3×3 kernels may be
    /// "not told from noise"; <see cref="Pi0"/> judges them together.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not between 0 and 1.</exception>
    public double? Noise { get; init => field = Share(value); }

    /// <summary>
    /// Storey's π₀, the estimated share of pure noise among the filters of a layer that sees the input. Default 0.5: the estimate is near 1 for a layer that was
    /// not trained, near 0 where every filter has learned something.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not between 0 and 1.</exception>
    public double? Pi0 { get; init => field = Share(value); } = MostOfALayer;

    /// <summary>
    /// Mean share of aliased output power of a strided layer, for a 1/f² input. No default: what is tolerable depends on the network, and the rows of a
    /// short-time Fourier transform fold nearly everything on purpose.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not between 0 and 1.</exception>
    public double? Aliasing { get; init => field = Share(value); }

    /// <summary>Other limits for some layers; of several that name the same layer, later ones win.</summary>
    public ImmutableArray<LayerLimits> Layers { get; init; } = [];

    /// <summary>The limit of a kind; null for none.</summary>
    public double? Of(CheckKind kind) => kind switch
    {
        CheckKind.NonFinite => NonFinite,
        CheckKind.Dead => Dead,
        CheckKind.Duplicates => Duplicates,
        CheckKind.Noise => Noise,
        CheckKind.Pi0 => Pi0,
        _ => Aliasing,
    };

    /// <summary>The same limits with another one for a kind; what <see cref="Layers"/> says stays.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="limit">A share from 0 to 1, or for <see cref="CheckKind.NonFinite"/> a whole number; null for no limit.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is none that the kind can have.</exception>
    public CheckLimits With(CheckKind kind, double? limit)
    {
        if (!IsLimit(kind, limit))
            throw new ArgumentOutOfRangeException(nameof(limit), limit, $"'{kind.Key()}' takes {Expected(kind)}.");
        return kind switch
        {
            CheckKind.NonFinite => this with { NonFinite = (long)limit!.Value },
            CheckKind.Dead => this with { Dead = limit },
            CheckKind.Duplicates => this with { Duplicates = limit },
            CheckKind.Noise => this with { Noise = limit },
            CheckKind.Pi0 => this with { Pi0 = limit },
            _ => this with { Aliasing = limit },
        };
    }

    /// <summary>The same limits with another one for a kind that holds for every layer, whatever <see cref="Layers"/> says of that kind.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The limit is none that the kind can have.</exception>
    public CheckLimits Everywhere(CheckKind kind, double? limit) =>
        With(kind, limit) with { Layers = [.. Layers.Select(l => l with { Limits = l.Limits.Remove(kind) })] };

    /// <summary>
    /// Reads a limit as people write it: "0.05", "5%" or "5 %", "off" for none; a whole number for <see cref="CheckKind.NonFinite"/>, which cannot be off.
    /// </summary>
    public static bool TryParse(CheckKind kind, string text, out double? limit)
    {
        limit = null;
        if (text == "off")
            return kind != CheckKind.NonFinite;
        var isPercent = text.EndsWith('%');
        // In decimal 0.1 % is exactly 0.001, so that a share of 1 in 1000 does not exceed it.
        if (!decimal.TryParse(isPercent ? text[..^1].TrimEnd(' ') : text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return false;
        var value = (double)(isPercent ? number / 100 : number);
        if ((isPercent && kind == CheckKind.NonFinite) || !IsLimit(kind, value))
            return false;
        limit = value;
        return true;
    }

    /// <summary>What a limit of a kind must be, for messages, e.g. "a share from 0 to 1 or from 0% to 100%".</summary>
    public static string Expected(CheckKind kind) =>
        kind == CheckKind.NonFinite ? "a whole number from 0" : "a share from 0 to 1 or from 0% to 100%";

    /// <summary>Whether a kind can have this limit.</summary>
    internal static bool IsLimit(CheckKind kind, double? limit) => kind == CheckKind.NonFinite
        ? limit is { } count && count >= 0 && count <= long.MaxValue / 2 && double.IsInteger(count)
        : limit is null or (>= 0 and <= 1);

    private static double? Share(double? value, [CallerMemberName] string name = "") =>
        value is null or (>= 0 and <= 1) ? value : throw new ArgumentOutOfRangeException(name, value, "A share is between 0 and 1.");
}
