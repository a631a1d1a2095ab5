using System.Collections.Immutable;

namespace Passband.Graphs;

/// <summary>The dimensions after the operators that keep every value in its place, with ONNX's rules; null where they do not fit the data.</summary>
internal static class ShapeChange
{
    /// <summary>0 keeps a dimension (unless zeros are allowed), one −1 takes what is left.</summary>
    public static ImmutableArray<int>? Reshape(ImmutableArray<int> from, ReadOnlySpan<long> wanted, bool allowZero)
    {
        var shape = new long[wanted.Length];
        var known = 1L;
        var open = -1;
        for (var i = 0; i < wanted.Length; i++)
        {
            shape[i] = wanted[i] == 0 && !allowZero && i < from.Length ? from[i] : wanted[i];
            if (shape[i] == -1 && open < 0)
                open = i;
            else if (shape[i] < 0 || shape[i] > int.MaxValue || known > int.MaxValue)
                return null;
            else
                known *= shape[i];
        }
        var count = Count(from);
        if (open >= 0)
        {
            if (known == 0 || count % known != 0)
                return null;
            shape[open] = count / known;
            known *= shape[open];
        }
        return known == count ? [.. Array.ConvertAll(shape, d => (int)d)] : null;
    }

    /// <summary>Two dimensions: those before the axis and the others.</summary>
    public static ImmutableArray<int>? Flatten(ImmutableArray<int> from, long axis)
    {
        axis = axis < 0 ? axis + from.Length : axis;
        return axis < 0 || axis > from.Length ? null : Reshape(from, [Count(from[..(int)axis]), -1], allowZero: false);
    }

    /// <summary>Without the given axes, each of size 1; without every axis of size 1 when none are given.</summary>
    public static ImmutableArray<int>? Squeeze(ImmutableArray<int> from, long[]? axes)
    {
        if (axes is null)
            return [.. from.Where(d => d != 1)];
        var gone = Normalize(axes, from.Length);
        return gone is null || gone.Any(axis => from[axis] != 1) ? null : [.. from.Where((_, axis) => !gone.Contains(axis))];
    }

    /// <summary>With an axis of size 1 at each of the places given, which count in the result.</summary>
    public static ImmutableArray<int>? Unsqueeze(ImmutableArray<int> from, long[] axes)
    {
        var rank = from.Length + axes.Length;
        if (rank > Tensor.MostDimensions || Normalize(axes, rank) is not { } added)
            return null;
        var shape = ImmutableArray.CreateBuilder<int>(rank);
        var next = 0;
        for (var axis = 0; axis < rank; axis++)
            shape.Add(added.Contains(axis) ? 1 : from[next++]);
        return shape.MoveToImmutable();
    }

    /// <summary>Axes counted from the front; null when one is out of range or comes twice.</summary>
    public static HashSet<int>? Normalize(IReadOnlyCollection<long> axes, int rank)
    {
        var normal = new HashSet<int>();
        foreach (var axis in axes)
        {
            if (axis < -rank || axis >= rank || !normal.Add((int)(axis < 0 ? axis + rank : axis)))
                return null;
        }
        return normal;
    }

    private static long Count(ImmutableArray<int> shape)
    {
        var count = 1L;
        foreach (var dimension in shape)
            count *= dimension;
        return count;
    }
}
