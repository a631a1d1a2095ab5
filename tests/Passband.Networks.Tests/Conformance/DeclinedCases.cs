namespace Passband.Networks.Tests.Conformance;

/// <summary>Cases of claimed operators that are not run, each with its reason. Operators that are not claimed need no entry.</summary>
internal static class DeclinedCases
{
    private const string Training = "Drops values at random, as in training.";
    private const string Length = "Takes the unrounded length for the corners; ONNX Runtime and PyTorch, whose networks these are, take the number of samples.";

    private static readonly Dictionary<string, string> Reasons = new()
    {
        ["node/test_training_dropout"] = Training,
        ["node/test_training_dropout_default"] = Training,
        ["node/test_training_dropout_default_mask"] = Training,
        ["node/test_training_dropout_mask"] = Training,
        ["node/test_resize_downsample_scales_linear_align_corners"] = Length,
        ["node/test_resize_downsample_scales_cubic_align_corners"] = Length,
        ["node/test_maxunpool_export_with_output_shape"] = "Its indices count through another shape than the output's; those of MaxPool, and ONNX Runtime, count through the output's.",
    };

    /// <summary>Why a case is declined; null for one that must pass.</summary>
    public static string? Reason(string name) => Reasons.GetValueOrDefault(name);
}
