using System.Collections.Immutable;
using Passband.Graphs;
using Passband.Kernels;
using static Passband.Networks.Tests.Operators.Probe;

namespace Passband.Networks.Tests.Operators;

/// <summary>Meanings that ONNX gave up before ONNX Runtime came; expected values follow from the operators' definitions.</summary>
public class OldVersionTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    public void The_second_operand_lies_where_the_axis_says(long version)
    {
        var x = Floats([2, 3, 2], 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);

        var perChannel = OneNode.Run(version, "Add", [x, Floats([3], 100, 200, 300)], ("broadcast", 1L), ("axis", 1L));
        var last = OneNode.Run(version, "Sub", [x, Floats([2], 1, 2)], ("broadcast", 1L));
        var block = OneNode.Run(version, "Mul", [x, Floats([2, 3], 1, 2, 3, 4, 5, 6)], ("broadcast", 1L), ("axis", 0L));

        Assert.Equal([100, 101, 202, 203, 304, 305, 106, 107, 208, 209, 310, 311], perChannel.ToFloats());
        Assert.Equal([-1, -1, 1, 1, 3, 3, 5, 5, 7, 7, 9, 9], last.ToFloats());
        Assert.Equal([0, 1, 4, 6, 12, 15, 24, 28, 40, 45, 60, 66], block.ToFloats());
    }

    [Fact]
    public void Operands_that_do_not_ask_for_it_are_not_broadcast()
    {
        var e = Assert.Throws<PassbandException>(() => OneNode.Run(6, "Add", [Any(2, 3), Any(3)]));

        Assert.Contains("[2, 3] and [3] without broadcasting", e.Message);
        Assert.Throws<PassbandException>(() => OneNode.Run(6, "Add", [Any(2, 3), Any(3)], ("broadcast", 1L), ("axis", 0L)));
        Assert.Throws<PassbandException>(() => OneNode.Run(6, "Add", [Any(3), Any(2, 3)], ("broadcast", 1L)));
        Assert.Throws<PassbandException>(() => OneNode.Run(6, "Add", [Any(2, 3), Any(3)], ("broadcast", 1L), ("axis", 2L)));
    }

    [Fact]
    public void Shapes_and_the_like_were_attributes()
    {
        Assert.Equal([3, 2], OneNode.Run(1, "Reshape", [Any(2, 3)], ("shape", ImmutableArray.Create(-1L, 2L))).Shape);
        Assert.Equal([2, 6], OneNode.Run(1, "Concat", [Any(2, 3), Any(2, 3)]).Shape);
        Assert.Equal([2, 3, 3], OneNode.Run(1, "Tile", [Any(2, 1, 3), Of<long>(ElementType.Int64, [], [3]), Of<long>(ElementType.Int64, [], [1])]).Shape);
        Assert.Equal([[1, 2], [3]], OneNode.RunAll(1, "Split", [Floats([3], 1, 2, 3), Longs(2, 1)], 2, []).Select(t => t.ToFloats()));
        Assert.Equal([3, 2], OneNode.Run(1, "TopK", [Floats([3], 1, 3, 2)], ("k", 2L)).ToFloats());
    }

    [Fact]
    public void Types_had_names()
    {
        var whole = OneNode.Run(1, "Cast", [Floats([3], -1.5f, 0, 2.5f)], ("to", "INT64"));

        Assert.Equal(ElementType.Int64, whole.Type);
        Assert.Equal([-1, 0, 2], whole.ToIntegers());
        Assert.Equal([1, 0, 1], OneNode.Run(1, "Cast", [Floats([3], -1.5f, 0, 2.5f)], ("to", "BOOL")).ToIntegers());
    }

    [Fact]
    public void A_list_of_slopes_belonged_to_the_channels() =>
        Assert.Equal([-2, -2, -30, -30], OneNode.Run(6, "PRelu", [Floats([1, 2, 2], -1, -1, -3, -3), Floats([2], 2, 10)]).ToFloats());

    [Fact]
    public void A_fully_connected_layer_took_pictures_as_they_were()
    {
        var y = OneNode.Run(6, "Gemm", [Floats([1, 2, 1, 1], 3, 4), Floats([1, 2], 10, 1), Floats([1], 5)], ("transB", 1L), ("broadcast", 1L));

        Assert.Equal([1, 1], y.Shape);
        Assert.Equal([39], y.ToFloats());
    }
}
