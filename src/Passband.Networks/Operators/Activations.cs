using Passband.Networks.Engine;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Passband.Networks.Operators;

/// <summary>The nonlinear functions between layers.</summary>
internal static class Activations
{
    /// <summary>The scale and the slope that keep mean 0 and variance 1 (Klambauer et al., "Self-normalizing neural networks", 2017), as ONNX rounds them.</summary>
    private const float SeluAlpha = 1.67326319217681884765625f;
    private const float SeluGamma = 1.05070102214813232421875f;

    public static void Add(OperatorTable.Builder table)
    {
        Arithmetic.Unary(table, "Relu", 1, x => x.relu(), x => x.relu_());
        Arithmetic.Unary(table, "Sigmoid", 1, x => x.sigmoid(), x => x.sigmoid_());
        Arithmetic.Unary(table, "Tanh", 1, x => x.tanh(), x => x.tanh_());
        table
            .Add("LeakyRelu", 1, Leaky, fresh: true)
            .Add("LeakyRelu", 6, Leaky, fresh: true)
            .Add("PRelu", 1, LearnedLeaky, fresh: true)
            .Add("PRelu", 7, LearnedLeaky, fresh: true)
            .Add("Elu", 1, call => nn.functional.elu(call[0], call.Number("alpha", 1), inplace: call.MayOverwrite(0)), fresh: true)
            .Add("Selu", 1, call => Scaled(call, 1.6732f, 1.0507f), fresh: true)
            .Add("Selu", 6, call => Scaled(call, SeluAlpha, SeluGamma), fresh: true)
            .Add("Celu", 12, call => nn.functional.celu(call[0], call.Number("alpha", 1), inplace: call.MayOverwrite(0)), fresh: true)
            .Add("HardSigmoid", 1, HardSigmoid, fresh: true)
            .Add("HardSwish", 14, call => nn.functional.hardswish(call[0], inplace: call.MayOverwrite(0)), fresh: true)
            .Add("Softplus", 1, call => nn.functional.softplus(call[0]), fresh: true)
            .Add("Softsign", 1, call => call[0].div(call[0].abs().add_(1)), fresh: true)
            .Add("Mish", 18, call => nn.functional.mish(call[0], inplace: call.MayOverwrite(0)), fresh: true)
            .Add("Gelu", 20, call => call.Text("approximate", "none") == "tanh" ? call[0].gelu(GELU.Approximate.tanh) : call[0].gelu(), fresh: true)
            .Add("Swish", 24, call => Swish(call[0], call.Number("alpha", 1)), fresh: true)
            .Add("ThresholdedRelu", 1, Thresholded, fresh: true)
            .Add("ThresholdedRelu", 10, Thresholded, fresh: true)
            .Add("Shrink", 9, Shrunk, fresh: true);
        foreach (var (name, function) in (IEnumerable<(string, Func<Tensor, long, Tensor>)>)[
            ("Softmax", (x, axis) => x.softmax(axis)), ("LogSoftmax", (x, axis) => nn.functional.log_softmax(x, axis)), ("Hardmax", Hardest)])
        {
            table
                .Add(name, 1, call => OverRest(call, function), fresh: true)
                .Add(name, 11, call => OverRest(call, function), fresh: true)
                .Add(name, 13, call => function(call[0], call.Axis(call.Integer("axis", -1), call[0].dim())), fresh: true);
        }
    }

    /// <summary>x · σ(α·x).</summary>
    public static Tensor Swish(Tensor value, float alpha) => alpha == 1 ? nn.functional.silu(value) : value.mul(value.mul(alpha).sigmoid_());

    private static Tensor Leaky(NodeCall call)
    {
        Scalar slope = call.Number("alpha", 0.01f);
        return call.MayOverwrite(0) ? call[0].leaky_relu_(slope) : call[0].leaky_relu(slope);
    }

    private static Tensor LearnedLeaky(NodeCall call)
    {
        var (value, slope) = (call[0], call[1]);
        // Before version 7 a list of slopes belongs to the channels.
        var perChannel = value.dim() >= 2 && slope.numel() == value.shape[1]
            && (call.Version < 7 && slope.dim() == 1 || slope.dim() == value.dim() - 1 && slope.shape[0] == slope.numel());
        if (!Operands.IsWhole(value) && (slope.numel() == 1 || perChannel))
            return value.prelu(slope.reshape(slope.numel()));
        return where(value < 0, value.mul(slope), value);
    }

    private static Tensor Scaled(NodeCall call, float alpha, float gamma) => call[0].elu(call.Number("alpha", alpha), call.Number("gamma", gamma), 1);

    private static Tensor HardSigmoid(NodeCall call)
    {
        var (alpha, beta) = (call.Number("alpha", 0.2f), call.Number("beta", 0.5f));
        var line = call.MayOverwrite(0) ? call[0].mul_(alpha) : call[0].mul(alpha);
        return line.add_(beta).clamp_(0, 1);
    }

    private static Tensor Thresholded(NodeCall call) => where(call[0] > call.Number("alpha", 1), call[0], zeros_like(call[0]));

    private static Tensor Shrunk(NodeCall call)
    {
        var (value, edge, bias) = (call[0], call.Number("lambd", 0.5f), call.Number("bias", 0));
        var outer = where(value < -edge, value + bias, where(value > edge, value - bias, zeros_like(value)));
        return outer.to_type(value.dtype);
    }

    /// <summary>1 at the first of the largest values, 0 elsewhere.</summary>
    private static Tensor Hardest(Tensor value, long axis) => zeros_like(value).scatter_(axis, value.argmax(axis, keepdim: true), ones_like(value));

    /// <summary>Before version 13 the function runs over all dimensions from the axis on, as if they were one.</summary>
    private static Tensor OverRest(NodeCall call, Func<Tensor, long, Tensor> function)
    {
        var value = call[0];
        var axis = (int)call.Axis(call.Integer("axis", 1), value.dim() + 1);
        var rows = Operands.Count(value.shape.AsSpan(0, axis));
        return function(value.reshape(rows, Operands.Count(value.shape.AsSpan(axis))), 1).reshape(value.shape);
    }
}
