using System.Text.Json;

namespace Passband.Checks;

/// <summary>What a layer is checked for; each kind has a limit of its own in <see cref="CheckLimits"/>.</summary>
public enum CheckKind
{
    /// <summary>Weights that are NaN or infinite. Every layer.</summary>
    NonFinite,

    /// <summary>Share of dead filters. Every layer.</summary>
    Dead,

    /// <summary>Share of filters that are nearly a positive multiple of another. Every layer.</summary>
    Duplicates,

    /// <summary>Share of filters that are not told from noise one by one. Layers that see the input, and depthwise layers.</summary>
    Noise,

    /// <summary>π₀, the share of pure noise as the filters' p-values together tell it. Layers that see the input.</summary>
    Pi0,

    /// <summary>Mean share of aliased output power for a 1/f² input. Strided layers that see the input, and strided depthwise layers.</summary>
    Aliasing,
}

/// <summary>How a check ended.</summary>
public enum CheckOutcome
{
    /// <summary>The value does not exceed the limit.</summary>
    Passed,

    /// <summary>The value exceeds the limit.</summary>
    Failed,

    /// <summary>Nothing could be measured, so nothing is claimed.</summary>
    NotChecked,
}

/// <summary>The kinds by the names they have in documents.</summary>
public static class CheckKinds
{
    /// <summary>Every kind, in the order of reports.</summary>
    public static IReadOnlyList<CheckKind> All { get; } = Enum.GetValues<CheckKind>();

    /// <summary>The key in limits files and documents, e.g. "nonFinite".</summary>
    public static string Key(this CheckKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());

    /// <summary>The kind of a key; null for an unknown one. Upper and lower case are told apart.</summary>
    public static CheckKind? Parse(string key)
    {
        foreach (var kind in All)
        {
            if (kind.Key() == key)
                return kind;
        }
        return null;
    }
}
