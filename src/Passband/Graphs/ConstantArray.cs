using System.Collections.Immutable;

namespace Passband.Graphs;

/// <summary>The values of a constant after every step between the file and its use.</summary>
/// <param name="Name">The name of the tensor in the file that they come from.</param>
/// <param name="Shape">Dimensions, outermost first.</param>
/// <param name="Values">Row-major; as many as the shape has.</param>
/// <param name="Dequantized">Whether they were stored as integers with a scale.</param>
internal sealed record ConstantArray(string Name, ImmutableArray<int> Shape, float[] Values, bool Dequantized)
{
    /// <summary>The array with its axes in another order.</summary>
    /// <param name="permutation">For each new axis the old one.</param>
    public ConstantArray Transpose(ReadOnlySpan<int> permutation)
    {
        var rank = Shape.Length;
        var oldSteps = new int[rank];
        for (int axis = rank - 1, step = 1; axis >= 0; axis--)
        {
            oldSteps[axis] = step;
            step *= Shape[axis];
        }
        var shape = new int[rank];
        var steps = new int[rank];
        for (var axis = 0; axis < rank; axis++)
        {
            shape[axis] = Shape[permutation[axis]];
            steps[axis] = oldSteps[permutation[axis]];
        }
        var values = new float[Values.Length];
        var index = new int[rank];
        var from = 0;
        for (var to = 0; to < values.Length; to++)
        {
            values[to] = Values[from];
            for (var axis = rank - 1; axis >= 0; axis--)
            {
                from += steps[axis];
                if (++index[axis] < shape[axis])
                    break;
                from -= steps[axis] * shape[axis];
                index[axis] = 0;
            }
        }
        return this with { Shape = [.. shape], Values = values };
    }

    /// <summary>The array with every value v of slice i along an axis replaced by f(v, i).</summary>
    public ConstantArray MapAlong(int axis, Func<float, int, float> f)
    {
        var inner = 1;
        for (var i = axis + 1; i < Shape.Length; i++)
            inner *= Shape[i];
        var count = axis < Shape.Length ? Shape[axis] : 1;
        var values = new float[Values.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = f(Values[i], i / inner % count);
        return this with { Values = values };
    }
}
