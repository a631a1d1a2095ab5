using Passband.Networks.Engine;
using TorchSharp;

namespace Passband.Networks.Operators;

/// <summary>Operators that <see cref="Fusion"/> puts in the place of several.</summary>
internal static class FusedOperators
{
    public static void Add(OperatorTable.Builder table) => table
        .Add(Fusion.Domain, "HardSwish", 1, call => [call.MayOverwrite(0) ? call[0].hardswish_() : call[0].hardswish()], fresh: true)
        .Add(Fusion.Domain, "Silu", 1, call => [call.MayOverwrite(0) ? call[0].silu_() : call[0].silu()], fresh: true)
        .Add(Fusion.Domain, "LayerNormalization", 1, call => [LayerNormalization(call)], fresh: true);

    private static torch.Tensor LayerNormalization(NodeCall call)
    {
        var (x, scale, shift) = (call[0], call[1], call[2]);
        var axis = call.Axis(call.Integer("axis", -1), x.dim());
        var epsilon = call.Number("epsilon", 1e-5f);
        if (axis == x.dim() - 1 && x.shape[axis] == scale.numel())
            return torch.nn.functional.layer_norm(x, [scale.numel()], scale, shift, epsilon);
        var centered = x - x.mean([axis], keepdim: true);
        var variance = (centered * centered).mean([axis], keepdim: true);
        return centered / (variance + epsilon).sqrt() * scale + shift;
    }
}
