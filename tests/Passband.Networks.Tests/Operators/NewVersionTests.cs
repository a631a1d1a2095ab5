using System.Collections.Immutable;
using static Passband.Networks.Tests.Operators.Probe;

namespace Passband.Networks.Tests.Operators;

/// <summary>Operators that neither ONNX's backend tests nor ONNX Runtime here have.</summary>
public class NewVersionTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(.5f)]
    public void Swish_is_its_input_times_the_logistic_function(float alpha)
    {
        float[] x = [-3, -.5f, 0, 1, 4];

        var y = OneNode.Run(24, "Swish", [Floats([5], x)], ("alpha", alpha)).ToFloats();

        for (var i = 0; i < x.Length; i++)
            Assert.Equal(x[i] / (1 + Math.Exp(-alpha * x[i])), y[i], 1e-6);
    }

    [Fact]
    public void A_constant_may_be_written_as_a_node()
    {
        Assert.Equal([3, 4], OneNode.Run(13, "Constant", [], ("value_ints", ImmutableArray.Create(3L, 4L))).ToIntegers());
        Assert.Equal([.5f], OneNode.Run(13, "Constant", [], ("value_float", .5f)).ToFloats());
        Assert.Equal([2, 1], OneNode.Run(13, "Constant", [], ("value", Floats([2, 1], 1, 2))).Shape);
    }
}
