using Passband.Graphs;

namespace Passband.Models;

/// <summary>Where an operator that convolves keeps what is needed to read it; indices into the node's inputs, −1 for what it does not have.</summary>
/// <param name="Weight">The weights.</param>
/// <param name="WeightScale">What one step of integer weights is worth.</param>
/// <param name="WeightZero">The integer that stands for zero.</param>
/// <param name="InputScale">What one step of integer input is worth.</param>
/// <param name="Transposed">Whether it is a transposed convolution, whose weights are [in, out/groups, …].</param>
/// <param name="Linear">Whether its output is nothing but the sum of products and a bias, so that a factor behind it can be folded.</param>
/// <param name="ScaleFollows">Whether it takes integer weights and leaves their scale to a multiplication behind it.</param>
internal sealed record ConvolutionKind(
    int Weight, int WeightScale = -1, int WeightZero = -1, int InputScale = -1, bool Transposed = false, bool Linear = true, bool ScaleFollows = false)
{
    private static readonly Dictionary<(string Domain, string Operator), ConvolutionKind> Known = new()
    {
        [("", "Conv")] = new(1),
        [("", "ConvTranspose")] = new(1, Transposed: true),
        [("", "ConvInteger")] = new(1, WeightZero: 3, ScaleFollows: true),
        [("", "QLinearConv")] = new(3, WeightScale: 4, WeightZero: 5, InputScale: 1, Linear: false),
        [("com.microsoft", "FusedConv")] = new(1, Linear: false),
    };

    /// <summary>The kind of a node; null when it does not convolve.</summary>
    public static ConvolutionKind? Of(GraphNode node) => Known.GetValueOrDefault((node.Domain, node.Operator));

    /// <summary>Whether a node that has no kind convolves all the same, in a way that is not read.</summary>
    public static bool IsForeign(GraphNode node) =>
        node.Operator is "Conv" or "NhwcConv" or "NhwcFusedConv" or "ConvTranspose" or "QLinearConv" or "QLinearConvTranspose" or "ConvTransposeWithDynamicPads"
            or "DeformConv" or "DeformableConv2d";
}
