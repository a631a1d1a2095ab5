using Passband.Networks.Tests.Reference;

namespace Passband.Networks.Tests.Operators;

/// <summary>Convolutions as ONNX Runtime computes them, over random attributes.</summary>
public class ConvolutionTests
{
    private const double Tolerance = 1e-5;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Convolutions_agree_with_ONNX_Runtime(int rank) => Each.Seed(60, random =>
    {
        var (groups, depth, filters) = (random.Integer(1, 3), random.Integer(1, 3), random.Integer(1, 3));
        var kernel = random.Integers(rank, 1, rank == 3 ? 3 : 5);
        var x = random.Floats("x", [random.Integer(1, 2), groups * depth, .. random.Integers(rank, 5, 11).Select(d => (int)d)]);
        var w = random.Floats("w", [groups * filters, depth, .. kernel.Select(k => (int)k)]);
        var b = random.Floats("b", [groups * filters]);
        var attributes = Attributes(random, rank, kernel, groups);
        var model = new OnnxModelBuilder(random.One(11L, 22L)).Input(x).Constant(w).Constant(b)
            .Node("Conv", random.Once(2) ? ["x", "w", "b"] : ["x", "w"], ["y"], [.. attributes]).Output("y").Build();
        return Sameness.Difference(model, Tolerance, 0, x) is { } difference ? $"{difference} from [{string.Join(", ", x.Shape)}] for {Each.Text(attributes)}" : null;
    });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Transposed_convolutions_agree_with_ONNX_Runtime(int rank) => Each.Seed(60, random =>
    {
        var (groups, depth, filters) = (random.Integer(1, 3), random.Integer(1, 3), random.Integer(1, 3));
        var kernel = random.Integers(rank, 1, 4);
        var x = random.Floats("x", [random.Integer(1, 2), groups * depth, .. random.Integers(rank, 2, 6).Select(d => (int)d)]);
        var w = random.Floats("w", [groups * depth, filters, .. kernel.Select(k => (int)k)]);
        var b = random.Floats("b", [groups * filters]);
        var attributes = Attributes(random, rank, kernel, groups);
        if (random.Once(3))
            attributes.Add(("output_padding", random.Integers(rank, 0, 1)));
        if (random.Once(4))
            attributes.Add(("output_shape", random.Integers(rank, 3, 9)));
        var model = new OnnxModelBuilder(11).Input(x).Constant(w).Constant(b)
            .Node("ConvTranspose", random.Once(2) ? ["x", "w", "b"] : ["x", "w"], ["y"], [.. attributes]).Output("y").Build();
        return Sameness.Difference(model, Tolerance, 0, x) is { } difference ? $"{difference} from [{string.Join(", ", x.Shape)}] for {Each.Text(attributes)}" : null;
    });

    [Fact]
    public void Convolutions_with_an_activation_agree_with_ONNX_Runtime() => Each.Seed(30, random =>
    {
        var x = random.Floats("x", [1, 3, 8, 9]);
        var w = random.Floats("w", [4, 3, 3, 3]);
        var (activation, parameters) = random.One<(string, float[])>(("Relu", []), ("Sigmoid", []), ("Tanh", []), ("LeakyRelu", [0.1f]), ("Clip", [-0.5f, 0.5f]), ("HardSigmoid", [0.3f, 0.4f]));
        var model = new OnnxModelBuilder(17).Input(x).Constant(w)
            .Node("com.microsoft.FusedConv", ["x", "w"], ["y"], ("activation", activation), ("activation_params", parameters)).Output("y").Build();
        return Sameness.Difference(model, Tolerance, 0, x);
    });

    [Fact]
    public void Integer_convolutions_agree_with_ONNX_Runtime_to_the_last_bit() => Each.Seed(60, random =>
    {
        // Few and many channels: the sums of the latter pass what 32-bit floats hold.
        var depth = random.One(1, 3, 300);
        var kernel = random.Integers(2, 1, 3);
        var signed = random.Once(2);
        var x = random.Bytes("x", [1, depth, 6, 7], false);
        var w = random.Bytes("w", [4, depth, (int)kernel[0], (int)kernel[1]], signed);
        var attributes = Attributes(random, 2, kernel, 1);
        var model = new OnnxModelBuilder(11).Input(x).Constant(w).Constant(random.Bytes("z", [], false)).Constant(random.Bytes("v", [], signed))
            .Node("ConvInteger", ["x", "w", "z", "v"], ["y"], [.. attributes]).Output("y").Build();
        return Sameness.Difference(model, 0, 0, x);
    });

    [Fact]
    public void Deformable_convolutions_agree_with_ONNX_Runtime()
    {
        for (var seed = 0; seed < 16; seed++)
        {
            var random = new RandomCase(seed);
            var (groups, moved) = (random.One(1, 2), random.One(1, 2));
            var x = random.Floats("x", [2, 4, 6, 7]);
            // Strides of one and a pad of one keep the size with kernels of three.
            var offset = random.Floats("o", [2, moved * 18, 6, 7], 2);
            var model = new OnnxModelBuilder(19).Input(x).Input(offset).Constant(random.Floats("w", [4, 4 / groups, 3, 3])).Constant(random.Floats("b", [4])).Constant(random.Floats("m", [2, moved * 9, 6, 7]))
                .Node("DeformConv", random.Once(2) ? ["x", "w", "o"] : ["x", "w", "o", "b", "m"], ["y"], ("group", groups), ("offset_group", moved), ("pads", (long[])[1, 1, 1, 1])).Output("y").Build();
            Sameness.Demand(model, 1e-5, 0, x, offset);
        }
    }

    private static List<(string, object)> Attributes(RandomCase random, int rank, long[] kernel, int groups)
    {
        var attributes = new List<(string, object)>();
        if (random.Once(2))
            attributes.Add(("kernel_shape", kernel));
        if (groups > 1)
            attributes.Add(("group", groups));
        var strides = random.Integers(rank, 1, 3);
        if (random.Once(2))
            attributes.Add(("strides", strides));
        if (random.Once(3))
            attributes.Add(("dilations", random.Integers(rank, 1, 2)));
        switch (random.Integer(0, 3))
        {
            // Where steps are wider than the kernel, ONNX Runtime's transposed convolutions give less than the size that ONNX defines.
            case 0 when kernel.Zip(strides).All(p => p.First >= p.Second):
                attributes.Add(("auto_pad", random.One("SAME_UPPER", "SAME_LOWER", "VALID")));
                break;
            case 1:
                attributes.Add(("pads", random.Integers(2 * rank, 0, 2)));
                break;
            case 2:
                var half = random.Integers(rank, 0, 2);
                attributes.Add(("pads", (long[])[.. half, .. half]));
                break;
        }
        return attributes;
    }
}
