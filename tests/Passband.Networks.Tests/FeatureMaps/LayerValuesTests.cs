using System.Collections.Frozen;
using Passband.Graphs;
using Passband.Kernels;
using Passband.Networks.FeatureMaps;

namespace Passband.Networks.Tests.FeatureMaps;

/// <summary>The value before an activation and the one after it, in the forms that exporters write.</summary>
public class LayerValuesTests
{
    [Fact]
    public void An_activation_of_one_operator()
    {
        var values = Find([Node("Relu", ["y"], "a"), Node("Conv", ["a", "w"], "z")]);

        Assert.Equal(("x", "w", "y", "a", "Relu"), (values.Input, values.Weight, values.Before, values.After, values.Activation));
    }

    [Fact]
    public void Bias_normalization_and_factors_lie_before_the_activation()
    {
        var values = Find([
            Node("Add", ["y", "c"], "b"), Node("BatchNormalization", ["b", "c", "c", "c", "c"], "n"), Node("Mul", ["n", "c"], "m"), Node("Clip", ["m", "c", "c"], "a"),
            Node("Conv", ["a", "w"], "z")]);

        Assert.Equal(("m", "a", "Clip"), (values.Before, values.After, values.Activation));
    }

    [Fact]
    public void A_sigmoid_linear_unit_in_two_operators_is_one_activation()
    {
        var values = Find([Node("BatchNormalization", ["y", "c", "c", "c", "c"], "n"), Node("Sigmoid", ["n"], "s"), Node("Mul", ["n", "s"], "a"), Node("Conv", ["a", "w"], "z")]);

        Assert.Equal(("n", "a", "Sigmoid, Mul"), (values.Before, values.After, values.Activation));
    }

    [Fact]
    public void A_hard_swish_in_four_operators_ends_with_its_last_factor()
    {
        var values = Find([
            Node("Add", ["y", "c"], "p"), Node("Clip", ["p", "c", "c"], "q"), Node("Mul", ["y", "q"], "r"), Node("Div", ["r", "c"], "a"), Node("Conv", ["a", "w"], "z")]);

        Assert.Equal(("y", "a", "Add, Clip, Mul, Div"), (values.Before, values.After, values.Activation));
    }

    [Fact]
    public void A_gelu_by_the_error_function_is_one_activation()
    {
        var values = Find([
            Node("Div", ["y", "c"], "d"), Node("Erf", ["d"], "e"), Node("Add", ["e", "c"], "f"), Node("Mul", ["y", "f"], "g"), Node("Mul", ["g", "c"], "a"), Node("Conv", ["a", "w"], "z")]);

        Assert.Equal(("y", "a"), (values.Before, values.After));
    }

    [Fact]
    public void A_way_around_the_activation_is_not_waited_for()
    {
        var values = Find([Node("Relu", ["y"], "a"), Node("Conv", ["a", "w"], "z"), Node("Add", ["z", "y"], "sum")]);

        Assert.Equal(("y", "a"), (values.Before, values.After));
    }

    [Fact]
    public void Without_an_activation_there_is_only_the_response()
    {
        var values = Find([Node("BatchNormalization", ["y", "c", "c", "c", "c"], "n"), Node("Conv", ["n", "w"], "z")]);

        Assert.Equal(("n", null, null), (values.Before, values.After, values.Activation));
    }

    [Fact]
    public void Two_activations_side_by_side_are_none_that_could_be_told()
    {
        var values = Find([Node("Relu", ["y"], "a"), Node("Tanh", ["y"], "b"), Node("Concat", ["a", "b"], "z")]);

        Assert.Equal(("y", null), (values.Before, values.After));
    }

    [Fact]
    public void Quantizing_and_dequantizing_between_is_looked_through()
    {
        var values = Find([Node("QuantizeLinear", ["y", "c", "c"], "q"), Node("DequantizeLinear", ["q", "c", "c"], "d"), Node("Relu", ["d"], "a"), Node("Conv", ["a", "w"], "z")]);

        Assert.Equal(("d", "a", "Relu"), (values.Before, values.After, values.Activation));
    }

    [Fact]
    public void Integers_that_the_graph_hands_on_come_with_their_scale()
    {
        var graph = GraphOf([new GraphNode { Name = "conv", Operator = "QLinearConv", Inputs = ["x", "s", "z", "w", "ws", "wz", "os", "oz"], Outputs = ["y"] }]);
        var values = LayerValues.Of(graph, Layer, "test");

        Assert.Equal(("y", "os", "oz", "w", "wz"), (values.Before, values.Scale, values.Zero, values.Weight, values.WeightZero));
    }

    [Fact]
    public void A_layer_inside_a_body_is_refused()
    {
        var error = Assert.Throws<PassbandException>(() => LayerValues.Of(GraphOf([]), Layer with { Output = null }, "test"));

        Assert.Contains("--value", error.Message, StringComparison.Ordinal);
    }

    private static ConvLayer Layer => new() { Index = 0, Name = "conv", Operator = ConvOperator.Conv2d, Bank = new KernelBank(new BankShape(1, 1, 1, 3, 3, 2), new float[9]), Output = "y" };

    private static LayerValues Find(GraphNode[] after) => LayerValues.Of(GraphOf([Node("Conv", ["x", "w"], "y"), .. after]), Layer, "test");

    private static GraphNode Node(string operation, string[] inputs, string output) => new() { Name = output, Operator = operation, Inputs = [.. inputs], Outputs = [output] };

    private static Graph GraphOf(GraphNode[] nodes) => new()
    {
        Inputs = [new GraphInput("x", [1, 1, 8, 8])],
        Outputs = ["z"],
        Nodes = [.. nodes],
        Constants = new Dictionary<string, Tensor> { ["c"] = Tensor.FromFloats("c", [1], [1]), ["w"] = Tensor.FromFloats("w", [1, 1, 3, 3], new float[9]) }.ToFrozenDictionary(),
    };
}
