using Passband.Networks.Engine;
using TorchSharp;
using F = TorchSharp.torch.nn.functional;

namespace Passband.Networks.Operators;

/// <summary>Normalization over the last axes, with the mean or without.</summary>
internal static class LayerNormalizationOperators
{
    private const string Microsoft = "com.microsoft";

    public static void Add(OperatorTable.Builder table) => table
        .AddMany("LayerNormalization", 1, call => Layer(call, call[0], call[1], call.Optional(2), call.Integer("axis", -1), 1e-5f), fresh: true)
        .AddMany("RMSNormalization", 23, call => MeanSquare(call, call[0], call[1], call.Integer("axis", -1), 1e-5f), fresh: true)
        .AddMany("SimplifiedLayerNormalization", 1, call => MeanSquare(call, call[0], call[1], call.Integer("axis", -1), 1e-5f), fresh: true)
        .Add(Microsoft, "SkipLayerNormalization", 1, call => Skip(call, call.Optional(4), sum => Layer(call, sum, call[2], call.Optional(3), -1, 1e-12f)), fresh: true)
        .Add(Microsoft, "SkipSimplifiedLayerNormalization", 1, call => Skip(call, call.Optional(3), sum => MeanSquare(call, sum, call[2], -1, 1e-12f)), fresh: true);

    private static torch.Tensor?[] Layer(NodeCall call, torch.Tensor x, torch.Tensor scale, torch.Tensor? bias, long axis, float epsilon)
    {
        var first = (int)call.Axis(axis, x.dim());
        epsilon = call.Number("epsilon", epsilon);
        var shape = x.shape[first..];
        var exact = scale.shape.SequenceEqual(shape) && (bias is null || bias.shape.SequenceEqual(shape));
        var y = exact ? F.layer_norm(x, shape, scale, bias, epsilon) : F.layer_norm(x, shape, eps: epsilon).mul_(scale);
        if (!exact && bias is not null)
            y.add_(bias);
        if (call.Node.Outputs.Skip(1).All(o => o.Length == 0))
            return [y];
        long[] axes = [.. Enumerable.Range(first, shape.Length).Select(i => (long)i)];
        var (variance, mean) = x.to_type(torch.ScalarType.Float32).var_mean(axes, unbiased: false, keepdim: true);
        return [y, mean, variance.add(epsilon).rsqrt()];
    }

    private static torch.Tensor?[] MeanSquare(NodeCall call, torch.Tensor x, torch.Tensor scale, long axis, float epsilon)
    {
        var first = (int)call.Axis(axis, x.dim());
        long[] axes = [.. Enumerable.Range(first, (int)x.dim() - first).Select(i => (long)i)];
        var wide = x.dtype == torch.ScalarType.Float64 ? x : x.to_type(torch.ScalarType.Float32);
        var inverse = wide.square().mean(axes, keepdim: true).add_(call.Number("epsilon", epsilon)).rsqrt_();
        return [wide.mul(inverse).to_type(x.dtype).mul(scale), inverse];
    }

    /// <summary>The sum that is normalized is the fourth output.</summary>
    private static torch.Tensor?[] Skip(NodeCall call, torch.Tensor? bias, Func<torch.Tensor, torch.Tensor?[]> normalize)
    {
        var sum = call[0].add(call[1]);
        if (bias is not null)
            sum.add_(bias);
        var outputs = normalize(sum);
        return [outputs[0], outputs.ElementAtOrDefault(1), outputs.ElementAtOrDefault(2), sum];
    }
}
