using Passband.Graphs;
using Passband.Kernels;
using Passband.Models;
using Passband.Networks.Tests.Reference;

namespace Passband.Networks.Tests.Operators;

/// <summary>Attributes and inputs that make no sense are refused in words, before memory is asked for.</summary>
public class WrongAttributeTests
{
    private const long Huge = 1L << 40;
    private static readonly Tensor X = Tensor.FromFloats("x", [1, 3, 5, 5], new float[75]);
    private static readonly Tensor Kernel = Tensor.FromFloats("w", [3, 3, 3, 3], new float[81]);

    public static TheoryData<string, string, object> Single => new()
    {
        { "Conv", "strides", (long[])[0, 1] },
        { "Conv", "strides", (long[])[1] },
        { "Conv", "strides", (long[])[Huge, Huge] },
        { "Conv", "dilations", (long[])[1, -1] },
        { "Conv", "pads", (long[])[1, 1, 1, -1] },
        { "Conv", "pads", (long[])[Huge, 0, 0, 0] },
        { "Conv", "pads", (long[])[2000000000, 2000000000, 0, 0] },
        { "Conv", "group", 0 },
        { "Conv", "group", 2 },
        { "Conv", "kernel_shape", (long[])[2, 2] },
        { "Conv", "auto_pad", "SAME" },
        { "ConvTranspose", "output_padding", (long[])[2000000000, 2000000000] },
        { "ConvTranspose", "output_shape", (long[])[2000000000, 2000000000] },
        { "ConvTranspose", "output_shape", (long[])[0, 4] },
        { "ConvTranspose", "pads", (long[])[9, 9, 9, 9] },
        { "ConvTranspose", "group", -1 },
        { "MaxPool", "strides", (long[])[2, 2] },
        { "MaxPool", "kernel_shape", (long[])[0, 2] },
        { "MaxPool", "kernel_shape", (long[])[6, 2] },
        { "AveragePool", "kernel_shape", (long[])[2, 2, 2] },
        { "DepthToSpace", "blocksize", 0 },
        { "DepthToSpace", "blocksize", 2 },
        { "SpaceToDepth", "blocksize", Huge },
        { "LRN", "size", 0 },
        { "LRN", "size", Huge },
        { "LpNormalization", "axis", 4 },
        { "LpNormalization", "p", 3 },
        { "MeanVarianceNormalization", "axes", (long[])[7] },
    };

    [Theory]
    [MemberData(nameof(Single))]
    public void A_wrong_attribute_is_refused(string operation, string name, object value) =>
        Refused(Model(17).Node(operation, operation.StartsWith("Conv", StringComparison.Ordinal) ? ["x", "w"] : ["x"], ["y"], (name, value)));

    [Theory]
    [InlineData(1, 1, -2, 2)]
    [InlineData(1, 1, float.NaN, 2)]
    [InlineData(1, 1, 1e30f, 1e30f)]
    [InlineData(1, 1, 30000, 30000)]
    public void Wrong_scales_are_refused(float a, float b, float c, float d) =>
        Refused(Model(17).Constant(Tensor.FromFloats("s", [4], [a, b, c, d])).Node("Resize", ["x", "", "s"], ["y"], ("mode", "linear")));

    [Theory]
    [InlineData("constant", 2000000000)]
    [InlineData("edge", 2000000000)]
    [InlineData("edge", -6)]
    [InlineData("reflect", Huge)]
    [InlineData("mirror", 1)]
    public void Wrong_pads_are_refused(string mode, long pad) =>
        Refused(Model(17).Constant(Tensor.FromIntegers("p", [8], [0, 0, pad, 0, 0, 0, 0, 0])).Node("Pad", ["x", "p"], ["y"], ("mode", mode)));

    [Fact]
    public void Places_outside_of_the_unpooled_output_are_refused() =>
        Refused(Model(17).Constant(Tensor.FromIntegers("i", [1, 3, 5, 5], [.. Enumerable.Repeat(999999L, 75)])).Node("MaxUnpool", ["x", "i"], ["y"], ("kernel_shape", (long[])[1, 1])));

    [Fact]
    public void Regions_of_pictures_that_are_not_there_are_refused() =>
        Refused(Model(17).Constant(Tensor.FromFloats("r", [1, 4], [0, 0, 2, 2])).Constant(Tensor.FromIntegers("i", [1], [5])).Node("RoiAlign", ["x", "r", "i"], ["y"]));

    [Fact]
    public void Training_is_refused()
    {
        var ratio = Tensor.FromFloats("r", [], [0.5f]);
        Refused(Model(17).Constant(ratio).Constant(new Tensor("t", ElementType.Bool, [], () => new byte[] { 1 })).Node("Dropout", ["x", "r", "t"], ["y"]));
    }

    private static OnnxModelBuilder Model(long version) => new OnnxModelBuilder(version).Input(X).Constant(Kernel);

    private static void Refused(OnnxModelBuilder model)
    {
        using var source = ModelSource.FromMemory("model.onnx", model.Output("y").Build());
        using var network = Network.Load(ModelFile.OpenGraph(source), "model", new NetworkOptions { Device = "cpu" });
        var error = Assert.Throws<PassbandException>(() => network.Run(new Dictionary<string, Tensor> { ["x"] = X }));
        Assert.Contains("node 'y'", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("it cannot be computed", error.Message, StringComparison.Ordinal);
    }
}
