using Passband.Kernels;
using static Passband.Tests.Models.Samples;

namespace Passband.Tests.Models;

public sealed class BareTensorsTests
{
    private static ConvNet Net(params (string Name, int[] Shape)[] tensors) => Open("a.safetensors", SafeTensorsFile(tensors));

    private static string[] Seen(ConvNet net) => [.. net.Layers.Where(l => l.SeesInput).Select(l => l.Name)];

    [Fact]
    public void Matrices_embeddings_and_positions_are_no_banks()
    {
        var net = Net(("cls_token", [1, 1, 8]), ("pos_embed", [1, 16, 8]), ("patch_embed.pos_embed", [1, 8, 4, 4]), ("head.weight", [10, 8]),
            ("patch_embed.proj.weight", [8, 3, 16, 16]), ("experts.weight", [4, 32, 32]));
        Assert.Equal("patch_embed.proj", Assert.Single(net.Layers).Name);
    }

    [Theory]
    [InlineData("features.0.weight", new[] { 16, 1, 10 }, InputSpace.Signal)]
    [InlineData("conv.weight", new[] { 16, 8, 31 }, InputSpace.Features)]
    [InlineData("features.0.weight", new[] { 16, 8, 3 }, InputSpace.Features)]
    public void Lines_are_told_by_name_or_shape(string name, int[] shape, InputSpace input)
    {
        var layer = Assert.Single(Net((name, shape)).Layers);
        Assert.Equal((ConvOperator.Conv1d, 1, input), (layer.Operator, layer.Bank.Shape.Rank, layer.Input));
    }

    [Fact]
    public void A_volume_is_a_bank_of_rank_three()
    {
        var layer = Assert.Single(Net(("stem.weight", [4, 3, 3, 5, 5])).Layers);
        Assert.Equal((ConvOperator.Conv3d, new BankShape(4, 3, 3, 5, 5, 3)), (layer.Operator, layer.Bank.Shape));
        Assert.Equal(InputSpace.Picture, layer.Input);
    }

    [Fact]
    public void Beside_a_color_picture_a_bank_of_one_channel_is_depthwise()
    {
        var net = Net(("a.weight", [8, 3, 3, 3]), ("b.weight", [8, 1, 3, 3]), ("c.weight", [8, 8, 1, 1]));
        Assert.Equal(["a"], Seen(net));
        Assert.Equal((ConvOperator.Depthwise, 8), (net.Layers[1].Operator, net.Layers[1].Groups));
    }

    [Fact]
    public void Without_color_the_first_bank_of_one_channel_sees_a_gray_picture()
    {
        var net = Net(("a.weight", [8, 1, 5, 5]), ("b.weight", [8, 1, 3, 3]), ("c.weight", [8, 8, 1, 1]));
        Assert.Equal(["a"], Seen(net));
        Assert.Equal(InputSpace.Gray, net.Layers[0].Input);
        Assert.Equal(ConvOperator.Conv2d, net.Layers[0].Operator);
        Assert.Equal(ConvOperator.Depthwise, net.Layers[1].Operator);
    }

    [Fact]
    public void A_name_can_say_that_a_bank_is_depthwise()
    {
        var net = Net(("block.conv_dw.weight", [8, 1, 3, 3]), ("block.conv_pw.weight", [8, 8, 1, 1]));
        Assert.Empty(Seen(net));
        Assert.Equal(ConvOperator.Depthwise, net.Layers[0].Operator);
        Assert.Contains(net.Assumptions, a => a.Contains("no bank has the shape", StringComparison.Ordinal));
    }

    [Fact]
    public void A_gate_of_one_line_in_a_network_for_pictures_sees_no_signal() =>
        Assert.Equal(["stem"], Seen(Net(("stem.weight", [8, 3, 3, 3]), ("zca.conv.weight", [1, 1, 3]))));

    [Fact]
    public void Banks_of_one_tap_see_a_picture_only_at_the_front()
    {
        Assert.Equal(["a"], Seen(Net(("a.weight", [8, 3, 1, 1]), ("b.weight", [8, 8, 3, 3]))));
        Assert.Equal(["b"], Seen(Net(("a.weight", [8, 3, 1, 1]), ("b.weight", [8, 3, 3, 3]))));
        Assert.Empty(Seen(Net(("a.weight", [8, 8, 3, 3]), ("b.weight", [8, 3, 1, 1]))));
    }

    [Fact]
    public void Transposed_weights_are_turned_to_output_first()
    {
        var layer = Assert.Single(Net(("up.deconv.weight", [2, 3, 1, 2])).Layers);
        Assert.Equal((ConvOperator.Transposed, BankShape.Plane(3, 2, 1, 2)), (layer.Operator, layer.Bank.Shape));
        Assert.Equal([0, 1, 6, 7, 2, 3, 8, 9, 4, 5, 10, 11], layer.Bank.Weights.ToArray());
    }

    [Fact]
    public void Absurd_and_empty_planes_are_left_out_with_a_note()
    {
        var net = Net(("a.weight", [2, 3, 3, 3]), ("linear", [1, 1, 129, 8]), ("none", [0, 3, 7, 7]));
        Assert.Single(net.Layers);
        Assert.Contains(net.Assumptions, a => a.Contains("linear (1×1×129×8), none (0×3×7×7)", StringComparison.Ordinal));
        Assert.Contains("none (0×3×7×7)", Refused("a.safetensors", SafeTensorsFile(("none", [0, 3, 7, 7]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_keep_their_ending_where_two_layers_would_share_one() =>
        Assert.Equal(["a.weight", "a/kernel"], Net(("a.weight", [2, 3, 3, 3]), ("a/kernel", [2, 2, 3, 3])).Layers.Select(l => l.Name));

    [Fact]
    public void A_network_without_convolutions_is_refused() =>
        Assert.Contains("no bank of kernels", Refused("a.safetensors", SafeTensorsFile(("fc.weight", [10, 8]))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("a2", "a10", -1)]
    [InlineData("a02", "a2", -1)]
    [InlineData("a2b", "a2", 1)]
    [InlineData("b1", "a2", 1)]
    [InlineData("a", "a", 0)]
    [InlineData("a99999999999999999999998", "a99999999999999999999999", -1)]
    public void Numbers_in_names_count_as_numbers(string a, string b, int order)
    {
        Assert.Equal(order, Math.Sign(Passband.Models.NaturalOrder.Compare(a, b)));
        Assert.Equal(-order, Math.Sign(Passband.Models.NaturalOrder.Compare(b, a)));
    }
}
