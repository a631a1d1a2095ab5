namespace Passband.Networks.Tests.Conformance;

/// <summary>Cases of claimed operators that are not run, each with its reason. Operators that are not claimed need no entry.</summary>
internal static class DeclinedCases
{
    private static readonly Dictionary<string, string> Reasons = new()
    {
    };

    /// <summary>Why a case is declined; null for one that must pass.</summary>
    public static string? Reason(string name) => Reasons.GetValueOrDefault(name);
}
