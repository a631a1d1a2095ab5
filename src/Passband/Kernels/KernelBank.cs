namespace Passband.Kernels;

/// <summary>
/// The size of a bank: [filters, channels, depth, height, width]. A 2-D bank has depth 1; a 1-D bank has depth 1 and height 1, its taps
/// run along the width. Channels are those that one filter reads: the layer's input channels divided by its groups.
/// </summary>
/// <param name="Filters">Output channels, at least 1.</param>
/// <param name="Channels">Input channels of one filter (in/groups), at least 1.</param>
/// <param name="Depth">Taps along time or depth; 1 unless the layer is a 3-D convolution.</param>
/// <param name="Height">Taps along y (rows), which runs down.</param>
/// <param name="Width">Taps along x (columns), which runs right.</param>
/// <param name="Rank">Spatial axes of the convolution that owns the bank: 1, 2 or 3. A 1×k kernel of a 2-D layer keeps rank 2.</param>
public readonly record struct BankShape(int Filters, int Channels, int Depth, int Height, int Width, int Rank)
{
    /// <summary>The shape of a 2-D bank [filters, channels, height, width].</summary>
    public static BankShape Plane(int filters, int channels, int height, int width) => new(filters, channels, 1, height, width, 2);

    /// <summary>The shape of a 1-D bank [filters, channels, taps].</summary>
    public static BankShape Line(int filters, int channels, int taps) => new(filters, channels, 1, 1, taps, 1);

    /// <summary>Weights in one kernel.</summary>
    public int Taps => Depth * Height * Width;

    /// <summary>Weights in one filter.</summary>
    public int FilterLength => Channels * Taps;

    /// <summary>Kernels in the bank: filters × channels.</summary>
    public long Kernels => (long)Filters * Channels;

    /// <summary>The dimensions as the layer's own rank has them: [out, in, w], [out, in, h, w] or [out, in, d, h, w].</summary>
    public int[] ToArray() => Rank switch
    {
        1 => [Filters, Channels, Width],
        2 => [Filters, Channels, Height, Width],
        _ => [Filters, Channels, Depth, Height, Width],
    };

    /// <summary>The dimensions joined with ×, e.g. 64×3×7×7.</summary>
    public override string ToString() => string.Join('×', ToArray());
}

/// <summary>All filters of one layer, float32, row-major in the order of <see cref="BankShape"/>, whatever order the file used.</summary>
public sealed class KernelBank
{
    private readonly ReadOnlyMemory<float> _weights;

    /// <summary>Wraps weights without copying them; the caller must not change them afterwards.</summary>
    /// <param name="shape">The size of the bank; every dimension at least 1.</param>
    /// <param name="weights">As many values as the shape has, [filter, channel, depth, row, column].</param>
    /// <exception cref="ArgumentException">A dimension is below 1, or the number of weights is not the shape's.</exception>
    public KernelBank(BankShape shape, ReadOnlyMemory<float> weights)
    {
        if (shape.Filters < 1 || shape.Channels < 1 || shape.Depth < 1 || shape.Height < 1 || shape.Width < 1)
            throw new ArgumentException($"A bank needs at least one weight in every dimension; found {shape}.", nameof(shape));
        if ((long)shape.Filters * shape.Channels * shape.Depth * shape.Height * shape.Width != weights.Length)
            throw new ArgumentException($"A bank of {shape} does not hold {weights.Length} weights.", nameof(weights));
        Shape = shape;
        _weights = weights;
    }

    /// <summary>The size of the bank.</summary>
    public BankShape Shape { get; }

    /// <summary>All weights, row-major [filter, channel, depth, row, column].</summary>
    public ReadOnlySpan<float> Weights => _weights.Span;

    /// <summary>The weights of one filter, [channel, depth, row, column].</summary>
    public ReadOnlySpan<float> Filter(int filter) => _weights.Span.Slice(checked(filter * Shape.FilterLength), Shape.FilterLength);

    /// <summary>The weights of one kernel, [depth, row, column].</summary>
    public ReadOnlySpan<float> Kernel(int filter, int channel) => Filter(filter).Slice(channel * Shape.Taps, Shape.Taps);

    /// <summary>A bank of the same shape whose filters are each multiplied by a factor (batch normalization, output scales).</summary>
    public KernelBank ScaleFilters(ReadOnlySpan<float> factors)
    {
        if (factors.Length != Shape.Filters)
            throw new ArgumentException($"{Shape.Filters} filters need as many factors; found {factors.Length}.", nameof(factors));
        return Scale(factors, byChannel: false);
    }

    /// <summary>A bank of the same shape whose channels are each multiplied by a factor (input scaling).</summary>
    public KernelBank ScaleChannels(ReadOnlySpan<float> factors)
    {
        if (factors.Length != Shape.Channels)
            throw new ArgumentException($"{Shape.Channels} channels need as many factors; found {factors.Length}.", nameof(factors));
        return Scale(factors, byChannel: true);
    }

    private KernelBank Scale(ReadOnlySpan<float> factors, bool byChannel)
    {
        var scaled = Weights.ToArray();
        var taps = Shape.Taps;
        for (var kernel = 0; kernel < Shape.Filters * Shape.Channels; kernel++)
        {
            var factor = factors[byChannel ? kernel % Shape.Channels : kernel / Shape.Channels];
            foreach (ref var weight in scaled.AsSpan(kernel * taps, taps))
                weight *= factor;
        }
        return new KernelBank(Shape, scaled);
    }
}
