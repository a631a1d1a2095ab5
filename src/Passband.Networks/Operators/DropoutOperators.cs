using Passband.Networks.Engine;
using TorchSharp;

namespace Passband.Networks.Operators;

/// <summary>Dropout (Srivastava et al. 2014): in a training, values are dropped at random and the others made larger, so that the mean stays; else it does nothing.</summary>
internal static class DropoutOperators
{
    private const float UsualRatio = 0.5f;

    public static void Add(OperatorTable.Builder table) => table
        .AddMany("Dropout", 1, call => Dropout(call, sameTypeMask: true))
        .AddMany("Dropout", 10, call => Dropout(call, sameTypeMask: false))
        .AddMany("Dropout", 12, call => call.Training is null && AsksToDrop(call) ? throw call.Wrong("the training mode, in which values are dropped at random", "inference") : Dropout(call, sameTypeMask: false));

    private static bool AsksToDrop(NodeCall call) =>
        call.Optional(2) is { } training && training.numel() == 1 && training.to_type(torch.ScalarType.Bool).item<bool>() && Ratio(call) != 0;

    /// <summary>The share of values to drop: an input since version 12, an attribute before.</summary>
    private static double Ratio(NodeCall call)
    {
        if (call.Optional(1) is { } input)
            return input.numel() == 1 ? input.to_type(torch.ScalarType.Float64).item<double>() : UsualRatio;
        return call.Version >= 12 ? UsualRatio : call.Number("ratio", UsualRatio);
    }

    /// <summary>The mask says what was kept; before version 10 it is of the input's type.</summary>
    private static torch.Tensor?[] Dropout(NodeCall call, bool sameTypeMask)
    {
        var x = call[0];
        var withMask = call.Outputs > 1 && call.Node.Outputs[1].Length > 0;
        var maskType = sameTypeMask ? x.dtype : torch.ScalarType.Bool;
        if (call.Training is not { } training || Ratio(call) is not (> 0 and var ratio))
            return withMask ? [x, torch.ones_like(x, maskType)] : [x];
        if (ratio > 1)
            throw call.Wrong($"a share of {ratio:g} to drop", "0 to 1");
        using var generator = training.Generator(call.Node);
        var kept = torch.rand(x.shape, torch.ScalarType.Float32, x.device, generator: generator).ge(ratio);
        // Where all is dropped, nothing is left to be made larger.
        var y = x.mul(kept).mul(ratio < 1 ? 1 / (1 - ratio) : 0);
        return withMask ? [y, kept.to_type(maskType)] : [y];
    }
}
