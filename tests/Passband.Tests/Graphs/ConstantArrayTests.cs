using CsCheck;
using Passband.Graphs;

namespace Passband.Tests.Graphs;

public sealed class ConstantArrayTests
{
    [Fact]
    public void Transposition_moves_each_value_to_its_permuted_place()
    {
        var cases = from shape in Gen.Int[1, 4].Array[1, 5] from permutation in Gen.Shuffle(Enumerable.Range(0, shape.Length).ToArray()) select (shape, permutation);
        cases.Sample(c =>
        {
            var count = c.shape.Aggregate(1, (a, b) => a * b);
            var array = new ConstantArray("", [.. c.shape], [.. Enumerable.Range(0, count).Select(i => (float)i)], false);
            var transposed = array.Transpose(c.permutation);
            Assert.Equal(c.permutation.Select(axis => c.shape[axis]), transposed.Shape);
            for (var to = 0; to < count; to++)
            {
                // The plain way: coordinates there, permuted back, their place here.
                var there = new int[c.shape.Length];
                for (int axis = c.shape.Length - 1, rest = to; axis >= 0; rest /= transposed.Shape[axis], axis--)
                    there[axis] = rest % transposed.Shape[axis];
                var here = new int[c.shape.Length];
                for (var axis = 0; axis < there.Length; axis++)
                    here[c.permutation[axis]] = there[axis];
                var from = 0;
                for (var axis = 0; axis < here.Length; axis++)
                    from = from * c.shape[axis] + here[axis];
                Assert.Equal(from, transposed.Values[to]);
            }
        }, iter: 200);
    }

    [Fact]
    public void Mapping_along_an_axis_tells_the_slice()
    {
        var array = new ConstantArray("", [2, 3, 2], [.. Enumerable.Range(0, 12).Select(i => (float)i)], false);
        Assert.Equal([0, 0, 1, 1, 2, 2, 0, 0, 1, 1, 2, 2], array.MapAlong(1, (_, i) => i).Values);
    }
}
