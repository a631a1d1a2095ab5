using System.Collections.Immutable;
using Passband.Graphs;
using Passband.Kernels;

namespace Passband.Networks.FeatureMaps;

/// <summary>At which point the response of a layer is taken.</summary>
public enum LayerStage
{
    /// <summary>Before the activation, with bias and the normalization that follows.</summary>
    Before,

    /// <summary>After the activation.</summary>
    After,

    /// <summary>A value of the graph that was named, whatever it is.</summary>
    Value,
}

/// <summary>The responses of a layer to pictures: [pictures, channels, height, width], row-major, in the network's own units.</summary>
public sealed class FeatureMapBatch
{
    private readonly float[] _values;

    private FeatureMapBatch(string name, LayerStage stage, int pictures, int channels, int height, int width, float[] values)
    {
        (Name, Stage, Pictures, Channels, Height, Width, _values) = (name, stage, pictures, channels, height, width, values);
    }

    /// <summary>The value in the graph; not trusted, escape it wherever it is shown.</summary>
    public string Name { get; }

    /// <summary>At which point they were taken.</summary>
    public LayerStage Stage { get; }

    /// <summary>Pictures of the batch.</summary>
    public int Pictures { get; }

    /// <summary>Maps of a picture.</summary>
    public int Channels { get; }

    /// <summary>Rows of a map.</summary>
    public int Height { get; }

    /// <summary>Samples in a row.</summary>
    public int Width { get; }

    /// <summary>[pictures, channels, height, width].</summary>
    public ImmutableArray<int> Shape => [Pictures, Channels, Height, Width];

    /// <summary>All values.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>One map of one picture, row by row.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such picture or map.</exception>
    public ReadOnlySpan<float> Map(int picture, int channel)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)picture, (uint)Pictures, nameof(picture));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)channel, (uint)Channels, nameof(channel));
        return _values.AsSpan(checked((picture * Channels + channel) * Height * Width), Height * Width);
    }

    /// <summary>Takes a value of a network for maps.</summary>
    /// <param name="value">
    /// [n, c, h, w]; of [n, c, w] each map is one row; [n, c] are maps of one sample. Other ranks are refused.
    /// </param>
    /// <param name="stage">At which point it was taken.</param>
    /// <param name="channelsLast">Whether it is [n, h, w, c].</param>
    /// <exception cref="PassbandException">It has no axes of pictures and channels, or holds nothing.</exception>
    public static FeatureMapBatch From(Tensor value, LayerStage stage, bool channelsLast = false)
    {
        ArgumentNullException.ThrowIfNull(value);
        var shape = value.Shape;
        if (shape.Length is < 2 or > 4 || value.Count == 0)
        {
            throw new PassbandException(
                ErrorKind.Request, $"value '{Printable.Name(value.Name)}'", $"the shape [{string.Join(", ", shape)}]", "[pictures, channels, height, width]",
                "Name a value that is made of maps.");
        }
        int[] full = shape.Length switch { 2 => [shape[0], shape[1], 1, 1], 3 => [shape[0], shape[1], 1, shape[2]], _ => [.. shape] };
        var values = value.ToFloats();
        if (channelsLast && shape.Length == 4)
        {
            values = ChannelsFirst(values, full);
            full = [full[0], full[3], full[1], full[2]];
        }
        return new FeatureMapBatch(value.Name, stage, full[0], full[1], full[2], full[3], values);
    }

    /// <summary>Batches of one network behind one another.</summary>
    internal static FeatureMapBatch Join(IReadOnlyList<FeatureMapBatch> parts)
    {
        if (parts.Count == 1)
            return parts[0];
        var first = parts[0];
        if (parts.Any(p => p.Channels != first.Channels || p.Height != first.Height || p.Width != first.Width))
        {
            throw new PassbandException(
                ErrorKind.Request, $"value '{Printable.Name(first.Name)}'", "maps of several sizes for several pictures", "maps of one size", "Bring the pictures to one size (--size), or run them one by one.");
        }
        return new FeatureMapBatch(first.Name, first.Stage, parts.Sum(p => p.Pictures), first.Channels, first.Height, first.Width, [.. parts.SelectMany(p => p._values)]);
    }

    /// <summary>Integers brought back to the numbers that they stand for: (value − zero) · scale.</summary>
    internal FeatureMapBatch Dequantize(float scale, float zero) =>
        new(Name, Stage, Pictures, Channels, Height, Width, Array.ConvertAll(_values, v => (v - zero) * scale));

    private static float[] ChannelsFirst(float[] values, int[] shape)
    {
        var (area, channels) = (shape[1] * shape[2], shape[3]);
        var arranged = new float[values.Length];
        for (var picture = 0; picture < shape[0]; picture++)
        {
            for (var pixel = 0; pixel < area; pixel++)
            {
                for (var channel = 0; channel < channels; channel++)
                    arranged[(picture * channels + channel) * area + pixel] = values[(picture * area + pixel) * channels + channel];
            }
        }
        return arranged;
    }
}
