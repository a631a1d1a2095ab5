using Passband.Graphs;
using Passband.Kernels;
using Passband.Networks.Training;

namespace Passband.Networks.Tests.Training;

public sealed class NewClassesTests
{
    private static Graph Dense(params ReadOnlySpan<GraphNode> last) => SmallNets.Graph(1, 2, last[^1].Outputs[0],
        [SmallNets.Node("Flatten", ["x"], "f", ("axis", 1L)), .. last],
        SmallNets.Draw("rows", 1, 10, 4), SmallNets.Draw("columns", 1, 4, 10), SmallNets.Fill("bias", 1, 10), Tensor.FromIntegers("shape", [2], [-1, 10]));

    private static GraphNode Rows() => SmallNets.Node("Gemm", ["f", "rows", "bias"], "g", ("transB", 1L));

    [Fact]
    public void A_dense_layer_is_found_behind_a_softmax()
    {
        var network = Dense(Rows(), SmallNets.Node("Softmax", ["g"], "y"));
        Assert.Equal(10, NewClasses.Count(network));
        var (replaced, weights) = NewClasses.Replace(network, "net", 3, 1);
        Assert.Equal("rows", weights);
        Assert.Equal([3, 4], replaced.Constants["rows"].Shape);
        Assert.Equal([0f, 0, 0], replaced.Constants["bias"].ToFloats());
        Assert.Equal(3, NewClasses.Count(replaced));
    }

    [Fact]
    public void A_product_with_its_sum_and_its_shape_changes_as_a_whole()
    {
        var network = Dense(SmallNets.Node("MatMul", ["f", "columns"], "m"), SmallNets.Node("Add", ["m", "bias"], "s"), SmallNets.Node("Reshape", ["s", "shape"], "y"));
        var (replaced, _) = NewClasses.Replace(network, "net", 7, 1);
        Assert.Equal([4, 7], replaced.Constants["columns"].Shape);
        Assert.Equal([7], replaced.Constants["bias"].Shape);
        Assert.Equal([-1L, 7], replaced.Constants["shape"].ToIntegers());
    }

    [Fact]
    public void New_weights_have_the_spread_that_keeps_the_size_of_what_passes()
    {
        var (replaced, _) = NewClasses.Replace(Dense(Rows()), "net", 500, 1);
        // 2,000 draws: their standard deviation is known to about 2 %.
        Assert.InRange(Math.Sqrt(replaced.Constants["rows"].ToFloats().Average(v => (double)v * v)), 0.46, 0.54);
    }

    [Fact]
    public void Weights_that_are_read_twice_are_not_replaced()
    {
        var network = Dense(Rows(), SmallNets.Node("MatMul", ["g", "rows"], "h"), SmallNets.Node("Relu", ["h"], "y"));
        Assert.Null(NewClasses.Count(network));
        Assert.Throws<PassbandException>(() => NewClasses.Replace(network, "net", 3, 1));
    }

    [Fact]
    public void A_network_that_ends_otherwise_has_no_count() => Assert.Null(NewClasses.Count(Dense(Rows(), SmallNets.Node("Tanh", ["g"], "y"))));
}
