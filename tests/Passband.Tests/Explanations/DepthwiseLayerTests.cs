using Passband.Explanations;
using Passband.Kernels;
using Passband.Naming;
using Passband.Tests.Kernels;

namespace Passband.Tests.Explanations;

/// <summary>Each kernel of a depthwise layer works on one channel, so each is described by itself.</summary>
public class DepthwiseLayerTests
{
    private static readonly Plane Edge = Plane.Parse("-1 0 1/-2 0 2/-1 0 1");
    private static readonly Plane Average = Plane.Parse("1 2 1/2 4 2/1 2 1");

    private static LayerDescription Explain(int groups, params Plane[] planes) => Nets.Explain(Nets.Layer(
        BankShape.Plane(planes.Length, 1, 3, 3), planes.SelectMany(p => p.Values), InputSpace.Features, ConvOperator.Depthwise, "dw") with
    { Groups = groups });

    [Fact]
    public void Every_kernel_has_a_name_of_its_own()
    {
        var filters = Explain(4, Edge, Average, Edge.Rotate(), Plane.Parse("0 0 0/0 1 0/0 0 0")).Filters!.Value;
        Assert.Equal(["edge", "smoothing", "edge", "identity"], filters.Select(f => f.Name));
        Assert.Equal([0.0, 90], [Math.Round(filters[0].Order!.Direction!.Value, 6), Math.Round(filters[2].Order!.Direction!.Value, 6)]);
        Assert.Equal(["dw:0", "dw:1", "dw:2", "dw:3"], filters.Select(f => f.Address));
        Assert.All(filters, f => Assert.Null(f.Color));
    }

    [Fact]
    public void A_multiplier_gives_a_channel_several_kernels_each_described()
    {
        // Two channels, three kernels each: out = 6, groups = 2.
        var layer = Explain(2, Edge, Average, Edge.Negate(), Average.Scale(3), Edge.Rotate(), Edge);
        Assert.Equal(6, layer.Filters!.Value.Length);
        Assert.Equal(["edge", "smoothing", "edge", "smoothing", "edge", "edge"], layer.Filters.Value.Select(f => f.Name));
        Assert.Equal([6, 1, 3, 3], layer.Shape);
    }

    [Fact]
    public void Dead_kernels_and_those_alike_are_flagged()
    {
        var layer = Explain(5, Edge, Edge.Scale(2), Edge.Negate(), Average.Scale(1e-3), Average);
        var filters = layer.Filters!.Value;
        Assert.Equal(KernelName.Dead, filters[3].Name);
        Assert.Contains("duplicate of dw:1", filters[0].Flags);
        Assert.Contains("twin of dw:2", filters[0].Flags);
        // A dead kernel is nobody's duplicate.
        Assert.Empty(filters[4].Flags);
        Assert.Equal(0.2, layer.Summary.Dead);
    }

    [Fact]
    public void Grouped_filters_of_several_channels_are_no_depthwise_kernels()
    {
        var layer = Nets.Layer(BankShape.Plane(4, 2, 3, 3), Plane.Noise(8, 9, 3).Values, InputSpace.Features) with { Groups = 2 };
        Assert.Null(Nets.Explain(layer).Filters);
    }
}
