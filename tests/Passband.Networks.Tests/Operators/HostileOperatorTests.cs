using System.Collections.Immutable;
using Passband.Graphs;
using Passband.Kernels;
using static Passband.Networks.Tests.Operators.Probe;

namespace Passband.Networks.Tests.Operators;

/// <summary>Nodes whose values ask for more than there is, or for what makes no sense: one clear error each, and no memory taken before it.</summary>
public class HostileOperatorTests
{
    /// <summary>A million bytes for a value.</summary>
    private static readonly NetworkOptions Small = new() { MaxValueBytes = 1_000_000 };

    public static TheoryData<string> Large => [.. LargeNodes.Keys];

    public static TheoryData<string> Senseless => [.. SenselessNodes.Keys];

    private static Dictionary<string, (string Operation, Tensor[] Inputs, (string, object)[] Attributes)> LargeNodes => new()
    {
        ["filled"] = ("ConstantOfShape", [Longs(1L << 40, 1L << 40)], []),
        ["expanded"] = ("Expand", [Any(1), Longs(1L << 31, 1 << 10)], []),
        ["tiled"] = ("Tile", [Any(2, 2), Longs(long.MaxValue, 3)], []),
        ["counted"] = ("Range", [Long(0), Long(long.MaxValue), Long(1)], []),
        ["counted in parts"] = ("Range", [Floats([], 0), Floats([], 1e30f), Floats([], 1e-10f)], []),
        ["one in many"] = ("OneHot", [Longs(1), Long(1L << 50), Floats([2], 0, 1)], []),
        ["column over row"] = ("Add", [Any(1000, 1), Any(1000)], []),
        ["chosen"] = ("Where", [Bools([1], true), Any(1000, 1), Any(1000)], []),
        ["largest of both"] = ("Max", [Any(1000, 1), Any(1000)], []),
        ["outer product"] = ("MatMul", [Any(1000, 1), Any(1, 1000)], []),
        ["outer layer"] = ("Gemm", [Any(1000, 1), Any(1, 1000)], []),
        ["outer sum"] = ("Einsum", [Any(1000), Any(1000)], [("equation", "i,j->ij")]),
        ["gathered"] = ("Gather", [Any(1, 100_000), Longs(0, 0, 0, 0)], []),
    };

    private static Dictionary<string, (string Operation, Tensor[] Inputs, (string, object)[] Attributes)> SenselessNodes => new()
    {
        ["negative size"] = ("ConstantOfShape", [Longs(-1)], []),
        ["index beyond"] = ("Gather", [Any(3), Longs(3)], []),
        ["index before"] = ("GatherElements", [Any(3), Longs(-4)], []),
        ["place beyond"] = ("ScatterND", [Any(3), Of<long>(ElementType.Int64, [1, 1], [9]), Any(1)], []),
        ["axis beyond"] = ("Concat", [Any(3), Any(3)], [("axis", 1L)]),
        ["axis twice"] = ("Squeeze", [Any(1, 1), Longs(0, -2)], []),
        ["order of other axes"] = ("Transpose", [Any(2, 2)], [("perm", ImmutableArray.Create(0L, 0L))]),
        ["other count"] = ("Reshape", [Any(6), Longs(4, -1)], []),
        ["two open"] = ("Reshape", [Any(6), Longs(-1, -1)], []),
        ["overflow"] = ("Reshape", [Any(6), Longs(long.MaxValue, long.MaxValue)], []),
        ["no step"] = ("Slice", [Any(6), Longs(0), Longs(1), Longs(0), Longs(0)], []),
        ["no step on"] = ("Range", [Long(0), Long(1), Long(0)], []),
        ["other shapes"] = ("Add", [Any(2), Any(3)], []),
        ["other matrices"] = ("Gemm", [Any(2, 3), Any(2, 3)], []),
        ["more than there are"] = ("TopK", [Any(2), Longs(3)], []),
        ["division by zero"] = ("Div", [Longs(1), Longs(0)], []),
        ["unknown type"] = ("Cast", [Any(2)], [("to", 99L)]),
        ["text"] = ("Cast", [Any(2)], [("to", 8L)]),
        ["no equation"] = ("Einsum", [Any(2)], [("equation", "i->j")]),
        ["uneven"] = ("Split", [Any(3), Longs(1, 1)], []),
        ["missing input"] = ("MatMul", [Any(2, 2)], []),
    };

    [Theory]
    [MemberData(nameof(Large))]
    public void A_value_that_would_not_fit_is_refused_before_memory_is_asked_for(string name)
    {
        var (operation, inputs, attributes) = LargeNodes[name];

        var e = Assert.Throws<PassbandException>(() => OneNode.RunAll(13, operation, inputs, 1, attributes, Small));

        Assert.Contains("for one value", e.Message);
    }

    [Theory]
    [MemberData(nameof(Senseless))]
    public void What_makes_no_sense_is_refused_with_the_node_named(string name)
    {
        var (operation, inputs, attributes) = SenselessNodes[name];

        var e = Assert.Throws<PassbandException>(() => OneNode.RunAll(13, operation, inputs, 1, attributes));

        Assert.Contains($"node 'node' ({operation})", e.Message);
    }
}
