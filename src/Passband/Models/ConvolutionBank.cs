using Passband.Graphs;
using Passband.Kernels;

namespace Passband.Models;

/// <summary>Brings the weights of a convolution into the order of a bank, dequantized.</summary>
internal static class ConvolutionBank
{
    /// <summary>Reads the weights of a node.</summary>
    /// <exception cref="LayerDeclinedException">They are not constant, or of a shape that no convolution has.</exception>
    public static (KernelBank Bank, string WeightName, bool Dequantized) Read(
        ConstantReader constants, GraphScope scope, GraphNode node, ConvolutionKind kind, int groups, long limit)
    {
        var weights = Input(kind.Weight) ?? throw new LayerDeclinedException("it has no weights");
        if (kind.WeightScale >= 0 && Input(kind.WeightScale) is null)
            throw new LayerDeclinedException("its weights are quantized without a scale");
        if (kind.WeightScale >= 0 || kind.WeightZero >= 0)
        {
            weights = ConstantReader.Dequantize(weights, Input(kind.WeightScale), Input(kind.WeightZero), axis: 0)
                ?? throw new LayerDeclinedException("its quantization scales are of another size than its weights");
        }
        return (Arrange(weights, kind.Transposed, groups), weights.Name, weights.Dequantized);

        ConstantArray? Input(int index)
        {
            if (index < 0 || index >= node.Inputs.Length || node.Inputs[index].Length == 0)
                return null;
            return constants.TryRead(scope, node.Inputs[index], limit, out var array, out var reason)
                ? array
                : throw new LayerDeclinedException($"{(index == kind.Weight ? "its weights" : "the scales of its weights")} {reason}");
        }
    }

    private static KernelBank Arrange(ConstantArray weights, bool transposed, int groups)
    {
        var rank = weights.Shape.Length - 2;
        if (rank is < 1 or > 3 || weights.Shape.Any(d => d < 1))
            throw new LayerDeclinedException($"its weights have the shape [{string.Join(", ", weights.Shape)}], which no convolution has");
        if (groups < 1 || weights.Shape[0] % groups != 0)
            throw new LayerDeclinedException($"its {weights.Shape[0]} {(transposed ? "inputs" : "filters")} cannot be split into {groups} groups");
        var (depth, height, width) = rank switch
        {
            1 => (1, 1, weights.Shape[2]),
            2 => (1, weights.Shape[2], weights.Shape[3]),
            _ => (weights.Shape[2], weights.Shape[3], weights.Shape[4]),
        };
        return transposed
            ? new KernelBank(new BankShape(checked(weights.Shape[1] * groups), weights.Shape[0] / groups, depth, height, width, rank), FiltersFirst(weights, groups))
            : new KernelBank(new BankShape(weights.Shape[0], weights.Shape[1], depth, height, width, rank), weights.Values);
    }

    /// <summary>[in, out/groups, taps] → [out, in/groups, taps]; filter g·(out/groups) + m reads the inputs of group g.</summary>
    private static float[] FiltersFirst(ConstantArray weights, int groups)
    {
        var channels = weights.Shape[0] / groups;
        var filters = weights.Shape[1];
        var taps = weights.Values.Length / weights.Shape[0] / filters;
        var arranged = new float[weights.Values.Length];
        for (var kernel = 0; kernel < weights.Shape[0] * filters; kernel++)
        {
            var (input, filter) = (kernel / filters, kernel % filters);
            var (group, channel) = (input / channels, input % channels);
            weights.Values.AsSpan(kernel * taps, taps).CopyTo(arranged.AsSpan(((group * filters + filter) * channels + channel) * taps));
        }
        return arranged;
    }
}
