using System.Collections.Immutable;
using Passband.Kernels;

namespace Passband.Models;

/// <summary>
/// Reads the convolutions of a file that holds named arrays and no graph. What the graph would tell (strides, order, batch normalization, what
/// feeds what) is unknown and said to be; which banks see the picture is taken from their shapes.
/// </summary>
internal static class BareTensors
{
    private static readonly string[] Endings = [":0", ".weight", "/weight", "/weights", "/filters", "/kernel", ".kernel"];

    /// <summary>All banks among the arrays, in the order given.</summary>
    /// <exception cref="PassbandException">There is none, or one is too large.</exception>
    public static ConvNet Read(string file, string format, IReadOnlyList<BareTensor> tensors, WeightLayout layout, ModelOptions options, CancellationToken cancellation)
    {
        var layers = new List<ConvLayer>();
        var leftOut = new List<string>();
        foreach (var tensor in tensors)
        {
            cancellation.ThrowIfCancellationRequested();
            var role = tensor.Role ?? BareTensorRoles.Of(tensor.Name, tensor.Shape, layout);
            if (role == BareRole.LeftOut)
                leftOut.Add($"{tensor.Name} ({string.Join('×', tensor.Shape)})");
            else if (role != BareRole.Other)
                layers.Add(Layer(file, tensor, role, layout, layers.Count, options));
        }
        if (layers.Count == 0)
            throw None(file, tensors.Count, leftOut);
        var seen = MarkInputs(layers);
        NameShortly(layers);
        return new ConvNet
        {
            Name = file,
            Format = format,
            HasGraph = false,
            Layers = [.. layers],
            Assumptions = Assumptions(format, [.. seen.Select(i => layers[i])], leftOut),
        };
    }

    private static ConvLayer Layer(string file, BareTensor tensor, BareRole role, WeightLayout layout, int index, ModelOptions options)
    {
        var where = $"{file} → {tensor.Name}";
        if (tensor.Tensor.Count > Math.Min(options.MaxLayerWeights, Array.MaxLength))
            throw new PassbandException(ErrorKind.Format, where, $"{tensor.Tensor.Count} weights in one layer", $"at most {Math.Min(options.MaxLayerWeights, Array.MaxLength)}");
        var values = tensor.Tensor.ToFloats();
        var (filters, channels, groups) = Arrange(tensor.Shape.AsSpan(), role, layout, ref values);
        var spatial = layout == WeightLayout.OutputFirst ? tensor.Shape.AsSpan()[2..] : tensor.Shape.AsSpan()[..^2];
        var rank = spatial.Length;
        var bank = new BankShape(filters, channels, rank == 3 ? spatial[0] : 1, rank >= 2 ? spatial[^2] : 1, spatial[^1], rank);
        return new ConvLayer
        {
            Index = index,
            Name = tensor.Name,
            Operator = role == BareRole.Transposed ? ConvOperator.Transposed : groups > 1 ? ConvOperator.Depthwise : Plain(rank),
            Bank = new KernelBank(bank, values),
            Groups = groups,
            Folded = tensor.Dequantized ? ["dequantized"] : [],
        };
    }

    /// <summary>Brings the values into the order of a bank and tells its size.</summary>
    private static (int Filters, int Channels, int Groups) Arrange(ReadOnlySpan<int> shape, BareRole role, WeightLayout layout, ref float[] values)
    {
        if (layout == WeightLayout.OutputFirst)
        {
            if (role != BareRole.Transposed)
                return (shape[0], shape[1], role == BareRole.Depthwise ? shape[0] : 1);
            values = WeightOrder.SwapFirstTwo(values, shape);
            return (shape[1], shape[0], 1);
        }
        if (role == BareRole.Depthwise)
        {
            values = WeightOrder.SpatialLast(values, shape);
            return (shape[^2] * shape[^1], 1, shape[^2]);
        }
        if (role != BareRole.Transposed)
        {
            values = WeightOrder.OutputLastToFirst(values, shape);
            return (shape[^1], shape[^2], 1);
        }
        // TensorFlow keeps transposed kernels as [spatial…, out, in], so that moving both axes as they stand is enough.
        values = WeightOrder.SpatialLast(values, shape);
        return (shape[^2], shape[^1], 1);
    }

    private static ConvOperator Plain(int rank) => rank switch { 1 => ConvOperator.Conv1d, 2 => ConvOperator.Conv2d, _ => ConvOperator.Conv3d };

    /// <summary>
    /// Decides which banks see the input: for planes first, then volumes, then lines. Banks of three channels see a color picture (those of one tap
    /// only where no larger one does and nothing precedes them). Where no bank has been found yet, the first of one channel sees a gray picture or a signal. Every other bank
    /// of one channel and several filters must be depthwise, because a layer that reads feature maps reads more than one.
    /// </summary>
    private static List<int> MarkInputs(List<ConvLayer> layers)
    {
        var seen = new List<int>();
        foreach (var rank in new[] { 2, 3, 1 })
        {
            var candidates = layers.Where(l => l.Bank.Shape.Rank == rank && l.Operator == Plain(rank)).ToList();
            if (rank > 1)
            {
                var color = candidates.Where(l => l.Bank.Shape is { Channels: 3, Taps: > 1 }).ToList();
                if (color.Count == 0)
                    color = candidates.Take(1).Where(l => l.Bank.Shape.Channels == 3).ToList();
                foreach (var layer in color)
                    Mark(layer.Index, layer with { Input = InputSpace.Picture });
            }
            var single = candidates.Where(l => l.Bank.Shape is { Channels: 1, Taps: > 1 }).ToList();
            var first = seen.Count == 0 ? single.FirstOrDefault() : null;
            foreach (var layer in single)
            {
                if (layer == first)
                    Mark(layer.Index, layer with { Input = rank == 1 ? InputSpace.Signal : InputSpace.Gray });
                else if (layer.Bank.Shape.Filters > 1)
                    layers[layer.Index] = layer with { Operator = ConvOperator.Depthwise, Groups = layer.Bank.Shape.Filters };
            }
        }
        seen.Sort();
        return seen;

        void Mark(int index, ConvLayer layer)
        {
            layers[index] = layer;
            seen.Add(index);
        }
    }

    /// <summary>Drops endings such as ".weight" from the names, unless two layers would then share one.</summary>
    private static void NameShortly(List<ConvLayer> layers)
    {
        var trimmed = layers.ConvertAll(l => Trim(l.Name));
        var taken = trimmed.CountBy(n => n).ToDictionary();
        for (var i = 0; i < layers.Count; i++)
        {
            if (taken[trimmed[i]] == 1)
                layers[i] = layers[i] with { Name = trimmed[i] };
        }
    }

    private static string Trim(string name)
    {
        foreach (var ending in Endings)
        {
            if (name.Length > ending.Length && name.EndsWith(ending, StringComparison.Ordinal))
                name = name[..^ending.Length];
        }
        return name;
    }

    private static ImmutableArray<string> Assumptions(string format, List<ConvLayer> seen, List<string> leftOut)
    {
        var notes = new List<string>
        {
            $"graph: none in a file of the format {format}, so strides, padding, order and batch normalization are unknown",
            seen.Count == 0
                ? "input: no bank has the shape of one that sees the input, so all are described as reading feature maps"
                : $"input: taken to be seen by {Join(seen.ConvertAll(l => $"{l.Name} ({l.Bank.Shape})"))}, because of the shape",
        };
        if (leftOut.Count > 0)
            notes.Add($"left out: {Join(leftOut)}, too large or empty for a bank of kernels");
        return [.. notes];
    }

    private static PassbandException None(string file, int count, List<string> leftOut) => new(ErrorKind.Format, file,
        leftOut.Count > 0 ? $"no bank of kernels among its arrays ({count} in all; too large or empty: {Join(leftOut)})" : $"no bank of kernels among its arrays ({count} in all)",
        "at least one convolution's weights, e.g. [out, in, height, width]", "Is it a convolutional network?");

    private static string Join(List<string> names)
    {
        const int Shown = 4;
        var text = string.Join(", ", names.Take(Shown).Select(Printable.Name));
        return names.Count > Shown ? $"{text} and {names.Count - Shown} more" : text;
    }
}
