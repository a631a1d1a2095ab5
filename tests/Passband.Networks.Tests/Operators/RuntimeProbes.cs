using Passband.Graphs;
using static Passband.Networks.Tests.Operators.Probe;

namespace Passband.Networks.Tests.Operators;

/// <summary>Versions, attributes and types of operators that ONNX's backend tests leave out.</summary>
internal static class RuntimeProbes
{
    private static readonly Tensor Ties = Floats([2, 5], 1, 3, 3, 2, 1, 0, 0, 0, -1, -1);
    private static readonly Tensor Signed = Ints([6], -7, -3, 0, 3, 7, 5);
    private static readonly Tensor Divisors = Ints([6], 2, -2, 5, -2, 3, -5);

    public static IEnumerable<Probe> All => [.. Elementwise, .. Functions, .. Products, .. Collections, .. Forms, .. Places];

    private static IEnumerable<Probe> Elementwise =>
    [
        .. from name in (string[])["Add", "Sub", "Mul", "Div"] from version in (long[])[7, 14] from other in (int[][])[[2, 3, 4], [3, 1], [1], [5, 2, 3, 4]]
           select new Probe(version, name, [Any(2, 3, 4), Any(other)]),
        .. from name in (string[])["Add", "Sub", "Mul", "Div"] select new Probe(13, name, [Signed, Divisors]),
        .. from fmod in (int[])[0, 1] select new Probe(13, "Mod", [Signed, Divisors], 1, ("fmod", fmod)),
        new(13, "Mod", [Any(7), Floats([7], 1, -1, .5f, -.5f, 2, .3f, -.3f)], 1, ("fmod", 1)),
        new(13, "Pow", [Signed, Ints([1], 3)]), new(13, "Pow", [Any(4), Longs(2)]), new(13, "Pow", [Any(2, 1), Floats([1, 3], 2, 3, -1)]), new(13, "Pow", [Floats([3], 1, 2, 4), Floats([], .5f)]),
        new(7, "Pow", [Any(3), Floats([1, 1], 2)]),
        .. from name in (string[])["Min", "Max", "Sum", "Mean"] select new Probe(8, name, [Any(2, 3), Any(3), Any(2, 1)]),
        .. from name in (string[])["Min", "Max"] select new Probe(13, name, [Signed, Divisors]),
        new(6, "Clip", [Any(9)], 1, ("min", -.5f), ("max", 1f)), new(6, "Clip", [Any(9)]), new(13, "Clip", [Any(9), Floats([], -.5f)]), new(13, "Clip", [Any(9), null, Floats([], .5f)]),
        new(13, "Clip", [Of<sbyte>(ElementType.Int8, [4], [-100, -1, 5, 100]), Of<sbyte>(ElementType.Int8, [], [-50]), Of<sbyte>(ElementType.Int8, [], [50])]),
        new(13, "Clip", [Longs(long.MinValue, 0, long.MaxValue), Long(long.MinValue + 1), Long(long.MaxValue - 1)]), new(13, "Clip", [Any(9), Floats([], 1), Floats([], -1)]),
        .. from name in (string[])["BitwiseAnd", "BitwiseOr", "BitwiseXor"] select new Probe(18, name, [Signed, Divisors]),
        new(18, "BitwiseNot", [Signed]),
        new(11, "BitShift", [Of<byte>(ElementType.UInt8, [3], [1, 6, 255]), Of<byte>(ElementType.UInt8, [3], [3, 1, 4])], 1, ("direction", "LEFT")),
        .. from name in (string[])["Less", "Greater", "Equal", "LessOrEqual", "GreaterOrEqual"] select new Probe(16, name, [Ties, Floats([5], 1, 2, 3, 2, 1)]),
        .. from negative in (int[])[0, 1] from positive in (int[])[0, 1]
           select new Probe(20, "IsInf", [Floats([4], float.NaN, float.PositiveInfinity, float.NegativeInfinity, 1)], 1, ("detect_negative", negative), ("detect_positive", positive)),
        new(16, "Where", [Bools([2, 1], true, false), Any(3), Any(2, 3)]),
        .. from to in (int[])[1, 5, 6, 7, 9, 10, 11] select new Probe(13, "Cast", [Floats([5], -2.7f, -.5f, 0, .5f, 2.7f)], 1, ("to", to)),
        .. from to in (int[])[2, 3, 5] select new Probe(13, "Cast", [Ints([4], -1, 300, 70000, 5)], 1, ("to", to)),
        new(19, "CastLike", [Signed, Any(1)]),
        .. from name in (string[])["Neg", "Abs", "Ceil", "Floor", "Exp", "Reciprocal", "Sin", "Cos", "Tan", "Atan", "Sinh", "Cosh", "Asinh", "Erf", "Sign", "Round"]
           select new Probe(13, name, [Any(17)]),
        .. from name in (string[])["Sqrt", "Log", "Asin", "Acos", "Atanh"] select new Probe(13, name, [Floats([4], .1f, .5f, .9f, .99f)]),
        new(13, "Acosh", [Floats([3], 1, 2, 30)]), new(13, "Round", [Floats([6], -2.5f, -1.5f, -.5f, .5f, 1.5f, 2.5f)]), new(13, "Neg", [Signed]), new(13, "Abs", [Signed]), new(13, "Sign", [Signed]),
    ];

    private static IEnumerable<Probe> Functions =>
    [
        .. from name in (string[])["Relu", "Sigmoid", "Tanh", "LeakyRelu", "Elu", "Selu", "HardSigmoid", "Softplus", "Softsign", "ThresholdedRelu", "Shrink", "Celu", "HardSwish"]
           select new Probe(14, name, [Any(2, 19)]),
        new(14, "LeakyRelu", [Any(9)], 1, ("alpha", .3f)), new(14, "Elu", [Any(9)], 1, ("alpha", .3f)), new(14, "Selu", [Any(9)], 1, ("alpha", 2f), ("gamma", 3f)),
        new(14, "Celu", [Any(9)], 1, ("alpha", .3f)), new(14, "HardSigmoid", [Any(9)], 1, ("alpha", .6f), ("beta", .1f)), new(14, "ThresholdedRelu", [Any(9)], 1, ("alpha", .1f)),
        new(14, "Shrink", [Any(9)], 1, ("lambd", .3f), ("bias", .2f)), new(18, "Mish", [Any(9)]),
        new(20, "Gelu", [Any(9)]), new(20, "Gelu", [Any(9)], 1, ("approximate", "tanh")),
        .. from slope in (int[][])[[1], [3, 1, 1], [2, 3, 4, 4], [4], [1, 3, 1, 1]] from version in (long[])[7, 9, 16] select new Probe(version, "PRelu", [Any(2, 3, 4, 4), Any(slope)]),
        .. from name in (string[])["Softmax", "LogSoftmax", "Hardmax"] from version in (long[])[7, 11, 13] from axis in (int[])[0, 1, 2] select new Probe(version, name, [Any(3, 4, 5)], 1, ("axis", axis)),
        .. from name in (string[])["Softmax", "LogSoftmax", "Hardmax"] from version in (long[])[11, 13] from axis in (int[])[-1, -2] select new Probe(version, name, [Any(3, 4, 5)], 1, ("axis", axis)),
        .. from version in (long[])[7, 11, 13] select new Probe(version, "Softmax", [Any(3, 4, 5)]),
        new(13, "com.microsoft.Gelu", [Any(9)]), new(13, "com.microsoft.QuickGelu", [Any(9)]), new(13, "com.microsoft.QuickGelu", [Any(9)], 1, ("alpha", 1f)),
        new(13, "com.microsoft.FastGelu", [Any(2, 9)]), new(13, "com.microsoft.FastGelu", [Any(2, 9), Any(9)]), new(13, "com.microsoft.BiasGelu", [Any(2, 9), Any(9)]),
        .. from left in (int[])[0, 1] from right in (int[])[0, 1]
           select new Probe(13, "com.microsoft.FusedMatMul", [left == 0 ? Any(2, 3, 4) : Any(2, 4, 3), right == 0 ? Any(2, 4, 5) : Any(2, 5, 4)], 1, ("transA", left), ("transB", right), ("alpha", .5f)),
    ];

    private static IEnumerable<Probe> Products =>
    [
        .. from shapes in (int[][][])[[[4], [4]], [[4], [4, 3]], [[2, 4], [4]], [[5, 1, 2, 4], [3, 4, 2]], [[2, 3, 4], [4]]] select new Probe(13, "MatMul", [Any(shapes[0]), Any(shapes[1])]),
        new(13, "MatMul", [Ints([2, 2], 1, -2, 3, 4), Ints([2, 1], 5, 6)]),
        .. from version in (long[])[7, 9, 11, 13] from added in (int[][])[[2, 5], [5], [2, 1], [1], []] select new Probe(version, "Gemm", [Any(2, 3), Any(3, 5), Any(added)], 1, ("alpha", .5f), ("beta", 2f)),
        new(11, "Gemm", [Any(3, 2), Any(5, 3)], 1, ("transA", 1), ("transB", 1), ("alpha", 3f)), new(13, "Gemm", [Any(2, 3), Any(3, 5), Any(5)], 1, ("beta", 0f)),
        .. from equation in (string[])["ij,jk->ik", "ij , jk -> ki", "ij,jk", "...j,jk->...k"] select new Probe(12, "Einsum", [Any(3, 4), Any(4, 5)], 1, ("equation", equation)),
        .. from equation in (string[])["ii->i", "ii", "ij->ji", "ij->"] select new Probe(12, "Einsum", [Any(4, 4)], 1, ("equation", equation)),
        new(12, "Einsum", [Any(2, 3, 4), Any(2, 5, 4), Any(5)], 1, ("equation", "bij,bkj,k->bi")), new(11, "Det", [Any(2, 3, 3)]),
    ];

    private static IEnumerable<Probe> Collections
    {
        get
        {
            string[] all = ["ReduceSum", "ReduceMean", "ReduceMax", "ReduceMin", "ReduceProd", "ReduceL1", "ReduceL2", "ReduceSumSquare", "ReduceLogSumExp"];
            return
            [
                .. from name in all from keep in (int[])[0, 1] from version in (long[])[7, 11]
                   select new Probe(version, name, [Any(2, 3, 4)], 1, ("axes", new long[] { 0, 2 }), ("keepdims", keep)),
                .. from name in all from keep in (int[])[0, 1] select new Probe(18, name, [Any(2, 3, 4), Longs(-1, 0)], 1, ("keepdims", keep)),
                .. from name in all select new Probe(18, name, [Any(2, 3, 4)]),
                .. from name in (string[])["ReduceSum", "ReduceMean", "ReduceMax"] select new Probe(18, name, [Any(2, 3), Longs()], 1, ("noop_with_empty_axes", 1)),
                .. from name in (string[])["ReduceSum", "ReduceProd", "ReduceL1", "ReduceL2", "ReduceSumSquare", "ReduceMax", "ReduceMin", "ReduceLogSum", "ReduceLogSumExp"]
                   select new Probe(20, name, [Floats([2, 0, 4]), Longs(1)]),
                .. from name in (string[])["ReduceSum", "ReduceMax", "ReduceMin", "ReduceProd", "ReduceMean"] select new Probe(18, name, [Ints([2, 3], -7, 2, 3, 4, 5, -6), Longs(1)]),
                new(20, "ReduceMax", [Bools([2, 2], true, false, false, false), Longs(1)]), new(20, "ReduceMin", [Bools([2, 2], true, false, true, true), Longs(1)]),
                new(18, "ReduceLogSum", [Floats([2, 2], 1, 2, 3, 4), Longs(1)]), new(18, "ReduceLogSumExp", [Floats([2, 2], 1000, 1001, -1000, float.NegativeInfinity), Longs(1)]),
                .. from name in (string[])["ArgMax", "ArgMin"] from last in (int[])[0, 1] from keep in (int[])[0, 1]
                   select new Probe(13, name, [Ties], 1, ("axis", -1), ("select_last_index", last), ("keepdims", keep)),
                new(7, "ArgMax", [Ties]),
                .. from exclusive in (int[])[0, 1] from reverse in (int[])[0, 1] select new Probe(14, "CumSum", [Any(2, 4), Ints([], -1)], 1, ("exclusive", exclusive), ("reverse", reverse)),
                new(9, "TopK", [Ties], 2, ("k", 3)), new(10, "TopK", [Ties, Longs(4)], 2, ("axis", 1)), new(11, "TopK", [Ties, Longs(1)], 2, ("axis", 0)),
                .. from largest in (int[])[0, 1] select new Probe(11, "TopK", [Ties, Longs(3)], 2, ("largest", largest)),
                .. from sorted in (int[])[0, 1] select new Probe(11, "Unique", [Ties], 4, ("sorted", sorted)),
                .. from sorted in (int[])[0, 1] from axis in (int[])[0, 1] select new Probe(11, "Unique", [Floats([3, 4], 2, 1, 2, 1, 0, 1, 0, 1, 2, 1, 2, 1)], 4, ("sorted", sorted), ("axis", axis)),
            ];
        }
    }

    private static IEnumerable<Probe> Forms =>
    [
        new(15, "Shape", [Any(2, 3, 4)], 1, ("start", 1)), new(15, "Shape", [Any(2, 3, 4)], 1, ("start", -2), ("end", -1)), new(15, "Shape", [Any(2, 3, 4)], 1, ("end", 9)), new(13, "Size", [Any(2, 3)]),
        new(13, "Reshape", [Any(2, 3, 4), Longs(0, -1)]), new(14, "Reshape", [Floats([0, 3]), Longs(3, 0)], 1, ("allowzero", 1)), new(13, "Reshape", [Floats([0, 3]), Longs(0, 3)]),
        .. from axis in (int[])[0, 1, 3, -1] select new Probe(13, "Flatten", [Any(2, 3, 4)], 1, ("axis", axis)),
        new(11, "Squeeze", [Any(1, 3, 1)], 1, ("axes", new long[] { -1 })), new(13, "Squeeze", [Any(1, 3, 1)]), new(13, "Squeeze", [Any(1, 3, 1), Longs(0)]),
        new(11, "Unsqueeze", [Any(2, 3)], 1, ("axes", new long[] { 0, 3 })), new(13, "Unsqueeze", [Any(2, 3), Longs(-1, 1)]),
        new(13, "Transpose", [Any(2, 3, 4)]), new(13, "Transpose", [Any(2, 3, 4)], 1, ("perm", new long[] { 1, 2, 0 })), new(13, "Concat", [Any(2, 1), Any(2, 3), Floats([2, 0])], 1, ("axis", -1)),
        new(7, "Split", [Any(6, 2)], 3), new(11, "Split", [Any(2, 6)], 2, ("axis", -1), ("split", new long[] { 2, 4 })), new(13, "Split", [Any(6), Longs(1, 0, 5)], 3), new(13, "Split", [Any(6)], 2),
        new(18, "Split", [Any(7)], 3, ("num_outputs", 3)), new(18, "Split", [Any(2, 7), Longs(3, 4)], 2, ("axis", 1)),
        new(13, "Expand", [Any(3, 1), Longs(2, 1, 4)]), new(13, "Tile", [Any(2, 3), Longs(2, 0)]), new(13, "Tile", [Any(2, 3), Longs(2, 3)]),
        new(9, "ConstantOfShape", [Longs(2, 3)]), new(9, "ConstantOfShape", [Longs(2, 0)], 1, ("value", Longs(7))), new(9, "ConstantOfShape", [Longs()], 1, ("value", Longs(7))),
        new(11, "Range", [Floats([], 1), Floats([], -2), Floats([], -.7f)]), new(11, "Range", [Long(10), Long(-3), Long(-4)]), new(11, "Range", [Long(3), Long(3), Long(1)]),
        .. from axis in (int[])[-1, 0, 1] select new Probe(11, "OneHot", [Longs(0, -1, 5, 2), Long(4), Floats([2], -1, 3)], 1, ("axis", axis)),
        new(9, "EyeLike", [Any(3, 4)], 1, ("k", 1)), new(9, "EyeLike", [Any(3, 4)], 1, ("k", -1), ("dtype", 7)),
    ];

    private static IEnumerable<Probe> Places =>
    [
        new(9, "Slice", [Any(4, 5)], 1, ("starts", new long[] { 1, -2 }), ("ends", new long[] { 1000, -1 })), new(9, "Slice", [Any(4, 5)], 1, ("starts", new long[] { 1 }), ("ends", new long[] { 3 }), ("axes", new long[] { 1 })),
        .. from cut in (long[][])[[0, 5, 2], [4, -100, -1], [-1, 0, -2], [100, 0, -3], [3, 3, 1], [2, 4, -1], [-100, 100, 100], [long.MaxValue, long.MinValue, -1], [0, long.MaxValue, 1], [4, long.MinValue, long.MinValue + 1]]
           select new Probe(13, "Slice", [Any(2, 5), Longs(cut[0]), Longs(cut[1]), Longs(1), Longs(cut[2])]),
        new(13, "Slice", [Any(2, 5), Ints([2], 0, -2), Ints([2], 1, 5)]),
        .. from axis in (int[])[0, 1, -1] select new Probe(13, "Gather", [Any(3, 4, 3), Of<long>(ElementType.Int64, [2, 2], [0, -1, 2, 1])], 1, ("axis", axis)),
        new(13, "Gather", [Any(3, 4), Long(-1)]), new(13, "Gather", [Longs(3, 4), Ints([], 1)]), new(13, "Gather", [Any(3, 4), Longs()]),
        new(13, "GatherElements", [Any(3, 3), Of<long>(ElementType.Int64, [2, 3], [0, -1, 2, 1, 1, 0])], 1, ("axis", 0)),
        new(13, "GatherND", [Any(2, 3, 4), Of<long>(ElementType.Int64, [2, 1], [-1, 0])], 1, ("batch_dims", 1)), new(13, "GatherND", [Any(2, 3, 4), Of<long>(ElementType.Int64, [2, 2], [0, 1, -1, 2])]),
        .. from reduction in (string[])["none", "add", "mul", "min", "max"]
           select new Probe(18, "ScatterElements", [Any(3, 4), Of<long>(ElementType.Int64, [2, 3], reduction == "none" ? [0, 2, 1, 1, -3, 0] : [0, 0, -3, 0, 1, 0]), Any(2, 3)], 1, ("axis", 0), ("reduction", reduction)),
        .. from reduction in (string[])["none", "add", "mul", "min", "max"]
           select new Probe(18, "ScatterND", [Any(4, 3), Of<long>(ElementType.Int64, [3, 1], reduction == "none" ? [0, 2, -1] : [0, -1, 0]), Any(3, 3)], 1, ("reduction", reduction)),
        new(16, "ScatterND", [Any(4, 3), Of<long>(ElementType.Int64, [2, 2], [0, 1, 3, 2]), Any(2)]), new(9, "Scatter", [Any(3, 3), Of<long>(ElementType.Int64, [1, 2], [1, 2]), Any(1, 2)], 1, ("axis", 1)),
        new(11, "Compress", [Any(3, 4), Bools([2], false, true)], 1, ("axis", 0)), new(11, "Compress", [Any(3, 4), Bools([5], false, true, true, false, true)]),
        new(10, "ReverseSequence", [Any(4, 3, 2), Longs(1, 3, 4)]), new(10, "ReverseSequence", [Any(3, 4, 2), Longs(1, 3, 4)], 1, ("batch_axis", 0), ("time_axis", 1)),
        new(13, "NonZero", [Floats([2, 3], 0, 1, 2, 0, 0, -3)]),
        .. from upper in (int[])[0, 1] from k in (long[])[-1, 0, 2, 100] select new Probe(14, "Trilu", [Any(2, 3, 4), Long(k)], 1, ("upper", upper)),
    ];
}
