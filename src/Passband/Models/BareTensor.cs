using System.Collections.Immutable;
using Passband.Graphs;
using Passband.Kernels;

namespace Passband.Models;

/// <summary>How a file without a graph orders the axes of its weights.</summary>
internal enum WeightLayout
{
    /// <summary>[out, in, spatial…], as PyTorch has it.</summary>
    OutputFirst,

    /// <summary>[spatial…, in, out], as TensorFlow has it; depthwise [spatial…, channels, multiplier].</summary>
    OutputLast,
}

/// <summary>An array of a file without a graph.</summary>
/// <param name="Tensor">The array.</param>
/// <param name="Dequantized">Whether its values are stored as small integers and scaled on reading.</param>
internal sealed record BareTensor(Tensor Tensor, bool Dequantized = false)
{
    public string Name => Tensor.Name;

    public ImmutableArray<int> Shape => Tensor.Shape;

    /// <summary>What the reader knows it to be; null to tell it from name and shape.</summary>
    public BareRole? Role { get; init; }
}

/// <summary>What an array was taken for.</summary>
internal enum BareRole
{
    /// <summary>No convolution: a matrix, an embedding, a bias.</summary>
    Other,

    /// <summary>It looks like a bank but cannot be read as one; said in the assumptions.</summary>
    LeftOut,

    /// <summary>An ordinary or grouped convolution.</summary>
    Convolution,

    /// <summary>A convolution whose name calls it depthwise.</summary>
    Depthwise,

    /// <summary>A convolution whose name calls it transposed.</summary>
    Transposed,
}

/// <summary>Tells from name and shape what an array of a file without a graph is.</summary>
internal static class BareTensorRoles
{
    /// <summary>More taps a side than any known 2-D convolution has; a larger "kernel" is an image or a matrix in four dimensions.</summary>
    public const int MaxSide = 128;

    /// <summary>More taps than any known 1-D convolution has.</summary>
    public const int MaxTaps = 1 << 16;

    /// <summary>A nameless [out, in, k] array is taken for a 1-D convolution only up to this many taps.</summary>
    private const int MaxNamelessTaps = 15;

    private static readonly string[] DepthwiseWords = ["depthwise", "depth_wise", "dwconv", "conv_dw", "convdw", ".dw.", "_dw.", "_dw_", "/dw/", "_dw/"];

    private static readonly string[] TransposedWords = ["transpose", "deconv", "upconv", "up_conv"];

    private static readonly string[] PositionWords = ["pos_embed", "position_embed", "positional", "relative_position", "rel_pos", "pos_bias"];

    public static BareRole Of(string name, ImmutableArray<int> shape, WeightLayout layout)
    {
        if (shape.Length is < 3 or > 5 || Contains(name, PositionWords))
            return BareRole.Other;
        if (shape.Length == 3 && !IsLine(name, shape, layout))
            return BareRole.Other;
        if (shape.Any(d => d == 0))
            return BareRole.LeftOut;
        var spatial = layout == WeightLayout.OutputFirst ? shape.AsSpan()[2..] : shape.AsSpan()[..^2];
        var limit = shape.Length == 3 ? MaxTaps : MaxSide;
        foreach (var taps in spatial)
        {
            if (taps > limit)
                return BareRole.LeftOut;
        }
        if (Contains(name, DepthwiseWords))
            return layout == WeightLayout.OutputLast || shape[1] == 1 ? BareRole.Depthwise : BareRole.Convolution;
        return Contains(name, TransposedWords) ? BareRole.Transposed : BareRole.Convolution;
    }

    /// <summary>The order of axes of a file whose format does not fix it: TensorFlow's, and JAX's, where every plane is called a kernel; else PyTorch's.</summary>
    public static WeightLayout LayoutOf(IEnumerable<BareTensor> tensors)
    {
        var planes = tensors.Where(t => t.Shape.Length == 4).ToList();
        return planes.Count > 0 && planes.TrueForAll(t => t.Name.EndsWith("kernel", StringComparison.Ordinal) || t.Name.EndsWith("kernel:0", StringComparison.Ordinal))
            ? WeightLayout.OutputLast : WeightLayout.OutputFirst;
    }

    /// <summary>
    /// A rank-3 array is a 1-D convolution when its name has "conv" in it. In PyTorch's order its shape can say so as well: one input channel and
    /// several taps (a bank that reads a signal), or few taps for many channels. Embeddings and stacked matrices fit neither.
    /// </summary>
    private static bool IsLine(string name, ImmutableArray<int> shape, WeightLayout layout)
    {
        if (name.Contains("conv", StringComparison.OrdinalIgnoreCase))
            return true;
        if (layout == WeightLayout.OutputLast || shape[0] == 1)
            return false;
        return (shape[1] == 1 && shape[2] > 1) || (shape[2] <= MaxNamelessTaps && shape[2] < shape[1] && shape[2] < shape[0]);
    }

    private static bool Contains(string name, string[] words) => Array.Exists(words, w => name.Contains(w, StringComparison.OrdinalIgnoreCase));
}
