namespace Passband.Networks.Tests.Conformance;

/// <summary>Cases of claimed operators that are not run, each with its reason. Operators that are not claimed need no entry.</summary>
internal static class DeclinedCases
{
    private const string WrongLikeShape = "Feeds the second input another shape than the model declares.";

    private static readonly Dictionary<string, string> Reasons = new()
    {
        ["node/test_cast_FLOAT_to_BFLOAT16"] = "Cuts the lower bits off; libtorch, as ONNX later made its rule, rounds to the nearest.",
        ["node/test_castlike_BFLOAT16_to_FLOAT"] = WrongLikeShape,
        ["node/test_castlike_BFLOAT16_to_FLOAT_expanded"] = WrongLikeShape,
        ["node/test_castlike_FLOAT_to_BFLOAT16"] = WrongLikeShape,
        ["node/test_castlike_FLOAT_to_BFLOAT16_expanded"] = WrongLikeShape,
    };

    /// <summary>Why a case is declined; null for one that must pass.</summary>
    public static string? Reason(string name) => Reasons.GetValueOrDefault(name);
}
