using Passband.Networks.Engine;

namespace Passband.Networks.Operators;

/// <summary>Where the kernel of a convolution or a pooling goes: one value for each spatial axis.</summary>
/// <param name="Kernel">Its sizes.</param>
/// <param name="Strides">Steps from one place to the next.</param>
/// <param name="Dilations">Distances of neighboring taps.</param>
/// <param name="Begin">Samples added before the first.</param>
/// <param name="End">Samples added after the last.</param>
internal sealed record Window(long[] Kernel, long[] Strides, long[] Dilations, long[] Begin, long[] End)
{
    /// <summary>The most that a stride, a dilation or a pad can be without sums of products that overflow.</summary>
    private const long Most = int.MaxValue;

    /// <summary>Whether both sides of each axis get as many samples.</summary>
    public bool IsSymmetric => Begin.AsSpan().SequenceEqual(End);

    public bool IsDilated => Dilations.Any(d => d != 1);

    /// <summary>The number of taps.</summary>
    public long Taps => Kernel.Aggregate(1L, (a, b) => a * b);

    /// <summary>Reads the attributes that convolutions and poolings share.</summary>
    /// <param name="call">The node.</param>
    /// <param name="spatial">Sizes of the input's spatial axes.</param>
    /// <param name="kernel">Sizes of the kernel.</param>
    public static Window Of(NodeCall call, ReadOnlySpan<long> spatial, long[] kernel)
    {
        var rank = spatial.Length;
        if (rank is < 1 or > 3)
            throw call.Wrong($"{rank} spatial dimensions", "1 to 3");
        Check(call, "kernel sizes", kernel, rank, 1);
        var strides = Values(call, "strides", rank, 1);
        var dilations = Values(call, "dilations", rank, 1);
        var begin = new long[rank];
        var end = new long[rank];
        switch (call.Text("auto_pad", "NOTSET"))
        {
            case "NOTSET" or "":
                if (call.Has("pads"))
                {
                    long[] pads = [.. call.Integers("pads")];
                    Check(call, "pads", pads, 2 * rank, 0);
                    (begin, end) = (pads[..rank], pads[rank..]);
                }
                break;
            case "VALID":
                break;
            case "SAME_UPPER" or "SAME_LOWER":
                for (var i = 0; i < rank; i++)
                {
                    var outputs = (spatial[i] + strides[i] - 1) / strides[i];
                    var total = Math.Max((outputs - 1) * strides[i] + (kernel[i] - 1) * dilations[i] + 1 - spatial[i], 0);
                    (begin[i], end[i]) = Split(total, call.Text("auto_pad", "") == "SAME_UPPER");
                }
                break;
            case var other:
                throw call.Wrong($"auto_pad {Kernels.Printable.Name(other)}", "NOTSET, VALID, SAME_UPPER or SAME_LOWER");
        }
        return new Window(kernel, strides, dilations, begin, end);
    }

    /// <summary>A list of integers with a value for each axis.</summary>
    public static long[] Values(NodeCall call, string name, int rank, long least)
    {
        if (!call.Has(name))
            return [.. Enumerable.Repeat(least, rank)];
        long[] values = [.. call.Integers(name)];
        Check(call, name, values, rank, least);
        return values;
    }

    /// <summary>The odd sample goes to the end for the upper variant.</summary>
    public static (long Begin, long End) Split(long total, bool upper) => upper ? (total / 2, total - total / 2) : (total - total / 2, total / 2);

    /// <summary>The samples that the taps of one axis span.</summary>
    public long Extent(int axis) => (Kernel[axis] - 1) * Dilations[axis] + 1;

    /// <summary>The number of places of each axis.</summary>
    /// <param name="call">The node.</param>
    /// <param name="spatial">Sizes of the input's spatial axes.</param>
    /// <param name="ceil">Whether a last place counts that reaches over the end, as long as it starts inside.</param>
    public long[] Places(NodeCall call, ReadOnlySpan<long> spatial, bool ceil = false)
    {
        var places = new long[spatial.Length];
        for (var i = 0; i < places.Length; i++)
        {
            var room = spatial[i] + Begin[i] + End[i] - Extent(i);
            if (room < 0 && !(ceil && room > -Strides[i]))
                throw call.Wrong($"a kernel that spans {Extent(i)} samples over {spatial[i]} with {Begin[i]} and {End[i]} added", "one that fits");
            places[i] = (ceil ? (room + Strides[i] - 1) / Strides[i] : room / Strides[i]) + 1;
            if (ceil && (places[i] - 1) * Strides[i] >= spatial[i] + Begin[i])
                places[i]--;
            if (places[i] <= 0)
                throw call.Wrong($"a kernel that spans {Extent(i)} samples over {spatial[i]}", "one that fits");
        }
        return places;
    }

    /// <summary>The pads that bring an input to exactly the samples that the places span, in libtorch's order; negative ones cut.</summary>
    public long[] Exact(ReadOnlySpan<long> spatial, long[] places)
    {
        var pads = new long[2 * places.Length];
        for (var i = 0; i < places.Length; i++)
        {
            var at = 2 * (places.Length - 1 - i);
            pads[at] = Begin[i];
            pads[at + 1] = (places[i] - 1) * Strides[i] + Extent(i) - spatial[i] - Begin[i];
        }
        return pads;
    }

    private static void Check(NodeCall call, string name, long[] values, int count, long least)
    {
        if (values.Length != count || values.Any(v => v < least || v > Most))
            throw call.Wrong($"{name} {string.Join(", ", values.Take(12))}", $"{count} values of at least {least}");
    }
}
