using Passband.Graphs;
using Passband.Kernels;
using Passband.Shapes;

namespace Passband.Networks.FeatureMaps;

/// <summary>Redraws the weights of one layer and leaves all others as they were trained. What comes before the layer is computed once.</summary>
internal sealed class WeightRedraw
{
    private readonly Dictionary<string, Tensor>[] _given;
    private readonly Tensor _weight;
    private readonly float[] _zeros;
    private readonly double _deviation;

    private WeightRedraw(Dictionary<string, Tensor>[] given, Tensor weight, float[] zeros, double deviation) =>
        (_given, _weight, _zeros, _deviation) = (given, weight, zeros, deviation);

    /// <summary>Runs the network up to the layer.</summary>
    /// <exception cref="PassbandException">The layer's weights are no numbers that can be redrawn.</exception>
    public static WeightRedraw Prepare(Network network, LayerValues layer, IReadOnlyList<IReadOnlyDictionary<string, Tensor>> batches, CancellationToken cancellation)
    {
        string[] wanted = [layer.Input!, layer.Weight!, .. layer.WeightZero is { } zero ? [zero] : Array.Empty<string>()];
        var runs = batches.Select(b => network.Run(b, wanted, null, cancellation)).ToArray();
        var found = runs[0];
        var weight = found[layer.Weight!];
        var zeros = layer.WeightZero is null ? [0f] : found[layer.WeightZero].ToFloats();
        var values = weight.ToFloats();
        var squares = 0.0;
        for (var i = 0; i < values.Length; i++)
            squares += Math.Pow(values[i] - ZeroOf(zeros, i, values.Length), 2);
        if (values.Length == 0 || !double.IsFinite(squares))
            throw new PassbandException(ErrorKind.Format, $"{network.Name} → tensor '{Printable.Name(layer.Weight!)}'", "weights that are not finite", "finite weights", "Compare with shuffled pictures only.");
        var given = runs.Select((run, i) => new Dictionary<string, Tensor>(batches[i], StringComparer.Ordinal) { [layer.Input!] = run[layer.Input!] }).ToArray();
        return new WeightRedraw(given, weight, zeros, Math.Sqrt(squares / values.Length));
    }

    /// <summary>What the network is to be given for one draw: the same weights for every batch.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, Tensor>> Draw(ref GaussianRandom random)
    {
        var values = new float[_weight.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)(random.Next() * _deviation) + ZeroOf(_zeros, i, values.Length);
        var weight = InType(values);
        return [.. _given.Select(g => new Dictionary<string, Tensor>(g, StringComparer.Ordinal) { [_weight.Name] = weight })];
    }

    /// <summary>The integer that stands for zero: one for all, or one for each filter, which are the slices along the first axis.</summary>
    private static float ZeroOf(float[] zeros, int index, int count) => zeros[zeros.Length == 1 ? 0 : (int)((long)index * zeros.Length / count)];

    private Tensor InType(float[] values) => _weight.Type switch
    {
        ElementType.Int8 => Bytes(Array.ConvertAll(values, v => (byte)(sbyte)Math.Clamp(MathF.Round(v), sbyte.MinValue, sbyte.MaxValue))),
        ElementType.UInt8 => Bytes(Array.ConvertAll(values, v => (byte)Math.Clamp(MathF.Round(v), byte.MinValue, byte.MaxValue))),
        ElementType.Float16 => Bytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes<Half>(Array.ConvertAll(values, v => (Half)v)).ToArray()),
        ElementType.Float64 => Bytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes<double>(Array.ConvertAll(values, v => (double)v)).ToArray()),
        ElementType.Float32 => Tensor.FromFloats(_weight.Name, _weight.Shape, values),
        _ => throw new PassbandException(ErrorKind.Format, $"tensor '{Printable.Name(_weight.Name)}'", $"weights of the type {_weight.Type}", "floats or 8-bit integers", "Compare with shuffled pictures only."),
    };

    private Tensor Bytes(byte[] bytes) => new(_weight.Name, _weight.Type, _weight.Shape, () => bytes);
}
