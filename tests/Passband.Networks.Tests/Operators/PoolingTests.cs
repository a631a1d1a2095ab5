using Passband.Networks.Tests.Reference;

namespace Passband.Networks.Tests.Operators;

/// <summary>Poolings as ONNX Runtime computes them, over random attributes.</summary>
public class PoolingTests
{
    private const double Tolerance = 1e-5;

    [Theory]
    [InlineData("MaxPool", 1, 12)]
    [InlineData("MaxPool", 2, 12)]
    [InlineData("MaxPool", 3, 12)]
    [InlineData("AveragePool", 1, 11)]
    [InlineData("AveragePool", 2, 11)]
    [InlineData("AveragePool", 3, 11)]
    [InlineData("AveragePool", 1, 22)]
    [InlineData("AveragePool", 2, 22)]
    [InlineData("AveragePool", 3, 22)]
    [InlineData("LpPool", 1, 22)]
    [InlineData("LpPool", 2, 22)]
    [InlineData("LpPool", 2, 11)]
    public void Poolings_agree_with_ONNX_Runtime(string operation, int rank, int version) => Each.Seed(80, random =>
    {
        var x = random.Floats("x", [random.Integer(1, 2), random.Integer(1, 3), .. random.Integers(rank, 7, 9).Select(d => (int)d)]);
        var kernel = random.Integers(rank, 1, 4);
        var attributes = new List<(string, object)> { ("kernel_shape", kernel) };
        var strides = random.Integers(rank, 1, 3);
        if (random.Once(2))
            attributes.Add(("strides", strides));
        var dilated = random.Once(4) && (operation == "MaxPool" || version > 18);
        if (dilated)
            attributes.Add(("dilations", random.Integers(rank, 1, 2)));
        var ceil = random.Once(3) && (operation != "LpPool" || version > 17);
        if (ceil)
            attributes.Add(("ceil_mode", 1));
        if (operation == "LpPool")
            attributes.Add(("p", random.Integer(1, 3)));
        var counted = operation == "AveragePool" && random.Once(2);
        if (counted)
            attributes.Add(("count_include_pad", 1));
        var indexed = operation == "MaxPool" && random.Once(2);
        if (indexed && random.Once(2))
            attributes.Add(("storage_order", 1));
        switch (random.Integer(0, 2))
        {
            // ONNX Runtime has negative pads where steps are wider than the kernel; PyTorch and TensorFlow have none.
            case 0 when !dilated && kernel.Zip(strides).All(p => p.First >= p.Second):
                attributes.Add(("auto_pad", random.One("SAME_UPPER", "SAME_LOWER", "VALID")));
                break;
            case 1:
                attributes.Add(("pads", (long[])[.. kernel.Concat(kernel).Select(k => (long)random.Integer(0, (int)k - 1))]));
                break;
        }
        var model = new OnnxModelBuilder(version).Input(x).Node(operation, ["x"], indexed ? ["y", "i"] : ["y"], [.. attributes]).Output("y");
        if (indexed)
            model.Output("i");
        return Sameness.Difference(model.Build(), Tolerance, 0, x) is { } difference ? $"{difference} from [{string.Join(", ", x.Shape)}] for {Each.Text(attributes)}" : null;
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Bytes_are_pooled_too(bool signed) => Each.Seed(20, random =>
    {
        var x = random.Bytes("x", [1, 2, 7, 8], signed);
        var model = new OnnxModelBuilder(12).Input(x)
            .Node("MaxPool", ["x"], ["y"], ("kernel_shape", (long[])[3, 3]), ("strides", (long[])[2, 2]), ("pads", random.Integers(4, 0, 2))).Output("y").Build();
        return Sameness.Difference(model, 0, 0, x);
    });

    [Theory]
    [InlineData("GlobalAveragePool")]
    [InlineData("GlobalMaxPool")]
    [InlineData("GlobalLpPool")]
    public void Global_poolings_agree_with_ONNX_Runtime(string operation) => Each.Seed(9, random =>
    {
        var x = random.Floats("x", [2, 3, .. random.Integers(random.Integer(1, 3), 1, 6).Select(d => (int)d)]);
        return Sameness.Difference(new OnnxModelBuilder(11).Input(x).Node(operation, ["x"], ["y"]).Output("y").Build(), Tolerance, 0, x);
    });

    [Fact]
    public void Unpooling_puts_values_back_where_they_were() => Each.Seed(20, random =>
    {
        var x = random.Floats("x", [1, 2, random.Integer(4, 7), random.Integer(4, 7)]);
        var shape = Graphs.Tensor.FromIntegers("s", [4], [.. x.Shape.Select(d => (long)d)]);
        long[] two = [2, 2];
        var model = new OnnxModelBuilder(12).Input(x).Constant(shape)
            .Node("MaxPool", ["x"], ["y", "i"], ("kernel_shape", two), ("strides", two))
            .Node("MaxUnpool", ["y", "i", "s"], ["z"], ("kernel_shape", two), ("strides", two)).Output("z").Build();
        return Sameness.Difference(model, 0, 0, x);
    });
}
