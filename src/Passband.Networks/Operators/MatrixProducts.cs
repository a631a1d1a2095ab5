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
        if (left.dim() >= 2 && right.dim() >= 2)
            call.Reserve([.. Operands.Broadcast(call, left.shape[..^2], right.shape[..^2]), left.shape[^2], right.shape[^1]], (int)left.ElementSize);
        return left.device_type == right.device_type ? left.matmul(right) : left.to(call.Device).matmul(right.to(call.Device));
    }

    /// <summary>α·A·B + β·C, where C may be smaller or missing.</summary>
    private static Tensor General(NodeCall call)
    {
        var (left, right) = (Matrix(call, 0, "transA"), Matrix(call, 1, "transB"));
        var (alpha, beta) = (call.Number("alpha", 1), call.Number("beta", 1));
        if (left.shape[1] != right.shape[0])
            throw call.Wrong($"a product of {Operands.Text(left.shape)} and {Operands.Text(right.shape)}", "matrices that fit each other");
        call.Reserve([left.shape[0], right.shape[1]], (int)left.ElementSize);
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
        var all = Operands.Together(call);
        call.Reserve(OuterShape(equation, all), all.Length > 0 ? (int)all[0].ElementSize : sizeof(float));
        return einsum(equation, all);
    }

    /// <summary>The dimensions that an equation names for its result; those that it leaves open, and what is wrong with it, are libtorch's to see.</summary>
    private static long[] OuterShape(string equation, Tensor[] all)
    {
        var sides = equation.Replace(" ", "", StringComparison.Ordinal).Split("->");
        var terms = sides[0].Split(',');
        var sizes = new Dictionary<char, long>();
        for (var i = 0; i < terms.Length && i < all.Length; i++)
        {
            for (var j = 0; j < terms[i].Length && !terms[i].Contains('.', StringComparison.Ordinal) && terms[i].Length == all[i].dim(); j++)
                sizes[terms[i][j]] = all[i].shape[j];
        }
        var result = sides.Length == 2 ? sides[1] : string.Concat(sizes.Keys.Where(k => sides[0].Count(c => c == k) == 1));
        return [.. result.Where(sizes.ContainsKey).Select(k => sizes[k])];
    }
}
