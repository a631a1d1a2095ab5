using Passband.Networks.Engine;
using static TorchSharp.torch;

namespace Passband.Networks.Operators;

/// <summary>Products of matrices and of tensors.</summary>
internal static class MatrixProducts
{
    public static void Add(OperatorTable.Builder table) => table
        .Add("MatMul", 1, Product, fresh: true)
        .Add("Gemm", 1, General, fresh: true)
        .Add("Gemm", 6, General, fresh: true)
        .Add("Gemm", 7, General, fresh: true)
        .Add("Gemm", 11, General, fresh: true)
        .Add("Det", 11, call => linalg.det(call[0]), fresh: true)
        .Add("Einsum", 12, Sum);

    private static Tensor Product(NodeCall call)
    {
        var (left, right) = (call[0], call[1]);
        return left.device_type == right.device_type ? left.matmul(right) : left.to(call.Device).matmul(right.to(call.Device));
    }

    /// <summary>α·A·B + β·C, where C may be smaller or missing.</summary>
    private static Tensor General(NodeCall call)
    {
        var (left, right) = (Matrix(call, 0, "transA"), Matrix(call, 1, "transB"));
        var (alpha, beta) = (call.Number("alpha", 1), call.Number("beta", 1));
        if (left.shape[1] != right.shape[0])
            throw call.Wrong($"a product of {Operands.Text(left.shape)} and {Operands.Text(right.shape)}", "matrices that fit each other");
        var added = beta == 0 ? null : call.Optional(2);
        if (Operands.IsWhole(left))
        {
            var product = left.matmul(right);
            product = alpha == 1 ? product : (product.to_type(ScalarType.Float64) * alpha).to_type(left.dtype);
            return added is null ? product : product + (beta == 1 ? added : (added.to_type(ScalarType.Float64) * beta).to_type(left.dtype));
        }
        if (added is null)
            return alpha == 1 ? left.mm(right) : left.mm(right).mul_(alpha);
        return added.addmm(left, right, beta, alpha);
    }

    private static Tensor Matrix(NodeCall call, int index, string transposed)
    {
        var value = call[index];
        // Files of the first versions give pictures as they come from a pooling layer; their later dimensions are 1 or belong to the columns.
        if (value.dim() != 2)
            value = value.dim() > 2 && call.Version < 7 ? value.flatten(1) : throw call.Wrong($"a factor of the shape {Operands.Text(value.shape)}", "a matrix");
        return call.Integer(transposed, 0) != 0 ? value.t() : value;
    }

    private static Tensor Sum(NodeCall call)
    {
        var equation = call.Text("equation", "");
        if (equation.Length == 0)
            throw call.Wrong("no equation", "one such as 'ij,jk->ik'");
        return einsum(equation, Operands.Together(call));
    }
}
