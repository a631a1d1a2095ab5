using Passband.Networks.Engine;
using TorchSharp;
using F = TorchSharp.torch.nn.functional;

namespace Passband.Networks.Operators;

/// <summary>Layers on small integers. Sums of products are exact; what is scaled afterward is scaled in 32-bit floats, as ONNX Runtime does.</summary>
internal static class QuantizedLayerOperators
{
    private const string Microsoft = "com.microsoft";

    public static void Add(OperatorTable.Builder table)
    {
        table
            .Add("QLinearConv", 10, Convolve, fresh: true)
            .Add("MatMulInteger", 10, call => IntegerProducts.Multiply(call, call[0], call.Optional(2), call[1], call.Optional(3)).to_type(torch.ScalarType.Int32), fresh: true)
            .Add("QLinearMatMul", 10, Multiply, fresh: true)
            .Add(Microsoft, "QGemm", 1, call => [Gemm(call)], fresh: true)
            .Add(Microsoft, "MatMulIntegerToFloat", 1, call => [Scaled(call, call[0], call[2], call.Optional(4), call[1], call[3], call.Optional(5), call.Optional(6))], fresh: true)
            .Add(Microsoft, "DynamicQuantizeMatMul", 1, call => [DynamicMultiply(call)], fresh: true)
            .Add(Microsoft, "QLinearAdd", 1, call => [Pointwise(call, (a, b) => a.add_(b))], fresh: true)
            .Add(Microsoft, "QLinearMul", 1, call => [Pointwise(call, (a, b) => a.mul_(b))], fresh: true)
            .Add(Microsoft, "QLinearSigmoid", 1, call => [Mapped(call, x => x.sigmoid_())], fresh: true)
            .Add(Microsoft, "QLinearLeakyRelu", 1, call => [Mapped(call, x => F.leaky_relu(x, call.Number("alpha", 0.01f), inplace: true))], fresh: true)
            .Add(Microsoft, "QLinearGlobalAveragePool", 1, call => [Pooled(call, x => x.mean(PoolingOperators.SpatialAxes(call, x), keepdim: true))], fresh: true)
            .Add(Microsoft, "QLinearAveragePool", 1, call => [Pooled(call, x => PoolingOperators.Average(call, x))], fresh: true)
            .Add(Microsoft, "QLinearConcat", 1, call => [Join(call)], fresh: true);
    }

    private static torch.Tensor Convolve(NodeCall call)
    {
        var (x, weight) = (call[0], call[3]);
        var sums = IntegerProducts.Convolve(call, x, call.Optional(2), weight, call.Optional(5), call.Optional(8)).to_type(torch.ScalarType.Float32);
        var scale = Along(call, call[4], 1, sums.shape);
        return Requantize(sums, call[1].mul(scale).div(One(call, call[6])), call.Optional(7));
    }

    private static torch.Tensor Multiply(NodeCall call)
    {
        var (a, b) = (call[0], call[3]);
        var sums = IntegerProducts.Multiply(call, a, call.Optional(2), b, call.Optional(5)).to_type(torch.ScalarType.Float32);
        var left = Along(call, call[1], Math.Max(a.dim() - 2, 0), a.shape);
        var right = Along(call, call[4], b.dim() - 1, b.shape);
        return Requantize(sums, left.mul(right).div(One(call, call[6])), call.Optional(7));
    }

    private static torch.Tensor Gemm(NodeCall call)
    {
        var a = call.Integer("transA", 0) != 0 ? call[0].transpose(0, 1) : call[0];
        var b = call.Integer("transB", 0) != 0 ? call[3].transpose(0, 1) : call[3];
        if (a.dim() != 2 || b.dim() != 2)
            throw call.Wrong($"inputs of {a.dim()} and {b.dim()} dimensions", "two matrices");
        var sums = IntegerProducts.Multiply(call, a, call.Optional(2), b, call.Optional(5));
        if (call.Optional(6) is { } bias)
            sums = sums.to_type(torch.ScalarType.Float64).add_(bias);
        sums = sums.to_type(torch.ScalarType.Float32);
        var scale = call[1].mul(Along(call, call[4], 1, b.shape)).mul(call.Number("alpha", 1));
        return call.Optional(7) is { } output ? Requantize(sums, scale.div(One(call, output)), call.Optional(8)) : sums.mul_(scale);
    }

    private static torch.Tensor DynamicMultiply(NodeCall call)
    {
        var (values, scale, zero) = QuantizationOperators.DynamicQuantize(call[0]);
        return Scaled(call, values, scale, zero, call[1], call[2], call.Optional(3), call.Optional(4));
    }

    private static torch.Tensor Scaled(NodeCall call, torch.Tensor a, torch.Tensor aScale, torch.Tensor? aZero, torch.Tensor b, torch.Tensor bScale, torch.Tensor? bZero, torch.Tensor? bias)
    {
        var sums = IntegerProducts.Multiply(call, a, aZero, b, bZero).to_type(torch.ScalarType.Float32);
        var y = sums.mul_(Along(call, aScale, Math.Max(a.dim() - 2, 0), a.shape).mul(Along(call, bScale, b.dim() - 1, b.shape)));
        return bias is null ? y : y.add_(bias);
    }

    /// <summary>Two values, each with its scale and zero point, then those of the result.</summary>
    private static torch.Tensor Pointwise(NodeCall call, Func<torch.Tensor, torch.Tensor, torch.Tensor> combine)
    {
        var a = QuantizationOperators.Dequantize(call[0], One(call, call[1]), call.Optional(2));
        var b = QuantizationOperators.Dequantize(call[3], One(call, call[4]), call.Optional(5));
        var shape = torch.broadcast_shapes(a.shape, b.shape).ToArray();
        call.Reserve(shape);
        return QuantizationOperators.Quantize(combine(a.expand(shape).clone(), b), One(call, call[6]), call.Optional(7), call[0].dtype);
    }

    /// <summary>One value with its scale and zero point, then those of the result.</summary>
    private static torch.Tensor Mapped(NodeCall call, Func<torch.Tensor, torch.Tensor> map) =>
        QuantizationOperators.Quantize(map(QuantizationOperators.Dequantize(call[0], One(call, call[1]), call.Optional(2))), One(call, call[3]), call.Optional(4), call[0].dtype);

    private static torch.Tensor Pooled(NodeCall call, Func<torch.Tensor, torch.Tensor> pool)
    {
        var last = call.Integer("channels_last", 0) != 0;
        return Mapped(call, x =>
        {
            if (x.dim() < 3)
                throw call.Wrong($"an input of {x.dim()} dimensions", "[batch, channels, …]");
            return last ? pool(x.movedim([-1], [1]).contiguous()).movedim([1], [-1]).contiguous() : pool(x);
        });
    }

    private static torch.Tensor Join(NodeCall call)
    {
        if (call.Count < 5 || call.Count % 3 != 2)
            throw call.Wrong($"{call.Count} inputs", "a scale and a zero point, then three inputs for each value");
        var (scale, zero) = (One(call, call[0]), call[1]);
        var parts = new torch.Tensor[(call.Count - 2) / 3];
        for (var i = 0; i < parts.Length; i++)
            parts[i] = QuantizationOperators.Quantize(QuantizationOperators.Dequantize(call[2 + 3 * i], One(call, call[3 + 3 * i]), call.Optional(4 + 3 * i)), scale, zero, zero.dtype);
        return torch.cat(parts, call.Axis(call.Integer("axis", 1), parts[0].dim()));
    }

    private static torch.Tensor Requantize(torch.Tensor sums, torch.Tensor factor, torch.Tensor? zero)
    {
        var steps = sums.mul_(factor).round_();
        if (zero is not null)
            steps.add_(zero.reshape([]));
        return QuantizationOperators.Saturate(steps, zero?.dtype ?? torch.ScalarType.Byte);
    }

    private static torch.Tensor Along(NodeCall call, torch.Tensor values, long axis, long[] shape) => QuantizationOperators.Along(call, values, axis, shape, shape.Length);

    private static torch.Tensor One(NodeCall call, torch.Tensor value) => value.numel() == 1 ? value.reshape([]) : throw call.Wrong($"{value.numel()} scales", "one");
}
