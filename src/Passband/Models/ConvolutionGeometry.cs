using System.Collections.Immutable;
using Passband.Graphs;
using Passband.Kernels;

namespace Passband.Models;

/// <summary>The steps and borders of a convolution as ONNX's attributes give them.</summary>
internal sealed record ConvolutionGeometry(Extent Stride, Extent Dilation, ConvPadding Padding)
{
    /// <summary>Reads the attributes of a convolution with so many spatial axes.</summary>
    /// <exception cref="LayerDeclinedException">They do not fit its rank, or are out of range.</exception>
    public static ConvolutionGeometry Read(GraphNode node, int rank) =>
        new(Steps(node, "strides", rank), Steps(node, "dilations", rank), Borders(node, rank));

    private static Extent Steps(GraphNode node, string attribute, int rank)
    {
        var steps = node.Integers(attribute);
        if (steps.IsEmpty)
            return Extent.One;
        if (steps.Length != rank || steps.Any(s => s is < 1 or > int.MaxValue))
            throw new LayerDeclinedException($"its {attribute} are [{string.Join(", ", steps.Take(8))}] for {rank} spatial axes");
        return rank switch
        {
            1 => new Extent(1, 1, (int)steps[0]),
            2 => new Extent(1, (int)steps[0], (int)steps[1]),
            _ => new Extent((int)steps[0], (int)steps[1], (int)steps[2]),
        };
    }

    private static ConvPadding Borders(GraphNode node, int rank)
    {
        switch (node.Attribute<string>("auto_pad"))
        {
            case "SAME_UPPER" or "SAME_LOWER":
                return ConvPadding.Same;
            case "VALID":
                return ConvPadding.Valid;
        }
        var pads = node.Integers("pads");
        if (pads.All(p => p == 0))
            return ConvPadding.Valid;
        if (pads.Length != 2 * rank || pads.Any(p => p is < int.MinValue or > int.MaxValue))
            throw new LayerDeclinedException($"its pads are [{string.Join(", ", pads.Take(8))}] for {rank} spatial axes");
        return new ConvPadding("explicit", [.. pads.Take(rank).Select(p => (int)p)], [.. pads.Skip(rank).Select(p => (int)p)]);
    }
}
