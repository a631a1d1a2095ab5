using Passband.Networks.Engine;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Passband.Networks.Operators;

/// <summary>Operators into which ONNX Runtime's optimizer merges others; files that it wrote have them.</summary>
internal static class MicrosoftOperators
{
    private const string Domain = "com.microsoft";

    public static void Add(OperatorTable.Builder table) => table
        .Add(Domain, "Gelu", 1, call => [call[0].gelu()], fresh: true)
        .Add(Domain, "BiasGelu", 1, call => [call[0].add(call[1]).gelu()], fresh: true)
        .Add(Domain, "FastGelu", 1, call => [(call.Optional(1) is { } bias ? call[0].add(bias) : call[0]).gelu(GELU.Approximate.tanh)], fresh: true)
        .Add(Domain, "QuickGelu", 1, call => [Activations.Swish(call[0], call.Number("alpha", 1.702f))], fresh: true)
        .Add(Domain, "FusedMatMul", 1, call => [Product(call)], fresh: true);

    private static Tensor Product(NodeCall call)
    {
        if (call.Integer("transBatchA", 0) != 0 || call.Integer("transBatchB", 0) != 0)
            throw call.Wrong("a product with its batch dimension transposed", "one with transA and transB only");
        var product = Factor(call, 0, "transA").matmul(Factor(call, 1, "transB"));
        var alpha = call.Number("alpha", 1);
        return alpha == 1 ? product : product.mul_(alpha);
    }

    private static Tensor Factor(NodeCall call, int index, string transposed) =>
        call.Integer(transposed, 0) != 0 && call[index].dim() >= 2 ? call[index].transpose(-1, -2) : call[index];
}
