using Passband.Datasets;
using Passband.Graphs;
using Passband.Kernels;
using Passband.Models;
using Passband.Networks.Tests.Reference;
using Passband.Networks.Training;

namespace Passband.Networks.Tests.Training;

public sealed class ArchitectureTests
{
    private static readonly PictureShape Gray = new(1, 28, 32);
    private static readonly PictureShape Color = new(3, 32, 32);

    public static TheoryData<ArchitectureKind, bool, int> All =>
        new(from kind in Enum.GetValues<ArchitectureKind>() from color in (bool[])[false, true] from outputs in (int[])[3, 0] select (kind, color, outputs));

    [Theory]
    [MemberData(nameof(All))]
    public void ONNX_Runtime_computes_what_Passband_does(ArchitectureKind kind, bool color, int outputs)
    {
        var plan = new Architecture(kind, color ? Color : Gray, outputs) { Kernels = 6, Classes = outputs == 0 ? [] : ["a", "\"b\"", "c"] };
        var file = Write(plan.Build());
        var picture = Pictures(plan.Input, 2);

        Sameness.Demand(file, 1e-5, 0, picture);

        var (name, found) = Assert.Single(ReferenceRuntime.Run(file, picture));
        Assert.Equal(outputs == 0 ? "picture" : "logits", name);
        Assert.Equal(outputs == 0 ? [2, plan.Input.Channels, plan.Input.Height, plan.Input.Width] : [2, outputs], found.Shape.ToArray());
        Assert.True(found.ToFloats().Distinct().Count() > 1);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Its_first_layer_sees_the_picture_through_the_normalization(ArchitectureKind kind, bool color, int outputs)
    {
        var plan = new Architecture(kind, color ? Color : Gray, outputs) { Kernels = 6, Size = 5, Normalization = (0.4f, 0.2f) };
        var graph = plan.Build();
        using var source = ModelSource.FromMemory("net", Write(graph));

        var net = ModelFile.Open(source, null, TestContext.Current.CancellationToken);

        var first = Assert.Single(net.Layers, l => l.SeesInput);
        Assert.Equal(("conv1", color ? InputSpace.Rgb : InputSpace.Gray), (first.Name, first.Input));
        Assert.Contains("input scale", first.Folded);
        Assert.Equal(graph.Nodes.Any(n => n.Name == "norm1"), first.Folded.Contains("batchnorm"));
        Assert.Empty(net.Assumptions);
        Assert.Equal(BankShape.Plane(6, plan.Input.Channels, 5, 5), first.Bank.Shape);
        // A normalization that changes nothing but for its epsilon.
        Assert.Equal(graph.Constants["conv1.weight"].ToFloats()[7] / 0.2f, first.Bank.Weights[7], 1e-4);
    }

    [Theory]
    [InlineData(ArchitectureKind.Tiny, null, 7, 1)]
    [InlineData(ArchitectureKind.Lenet, null, 7, 1)]
    [InlineData(ArchitectureKind.AlexnetSmall, null, 7, 2)]
    [InlineData(ArchitectureKind.AlexnetSmall, null, 11, 4)]
    [InlineData(ArchitectureKind.AlexnetSmall, 1, 11, 1)]
    [InlineData(ArchitectureKind.Lenet, 3, 7, 3)]
    public void Its_first_stride_is_its_own_unless_one_is_asked_for(ArchitectureKind kind, int? asked, int size, int expected)
    {
        var conv = (new Architecture(kind, new PictureShape(1, 48, 48), 2) { Size = size, Stride = asked }).Build().Nodes.Single(n => n.Name == "conv1");

        Assert.Equal([expected, expected], conv.Integers("strides"));
    }

    [Theory]
    [InlineData(ArchitectureKind.Tiny, 970)]
    [InlineData(ArchitectureKind.Lenet, 145_418)]
    [InlineData(ArchitectureKind.AlexnetSmall, 32_890)]
    [InlineData(ArchitectureKind.Depthwise, 3_018)]
    public void It_has_as_many_weights_as_its_page_says(ArchitectureKind kind, long expected)
    {
        var constants = new Architecture(kind, new PictureShape(1, 32, 32), 10).Build().Constants;

        Assert.Equal(expected, constants.Where(c => !c.Key.EndsWith(".mean", StringComparison.Ordinal) && !c.Key.EndsWith(".variance", StringComparison.Ordinal) && !c.Key.EndsWith(".deviation", StringComparison.Ordinal)).Sum(c => c.Value.Count));
    }

    [Fact]
    public void The_weights_are_those_of_He_and_depend_on_the_seed_and_the_layer()
    {
        var plan = new Architecture(ArchitectureKind.Lenet, Gray, 10) { Kernels = 64 };
        var (one, same, other) = (plan.Build(), plan.Build(), (plan with { Seed = 2 }).Build());

        Assert.Equal(Write(one), Write(same));
        Assert.NotEqual(one.Constants["conv1.weight"].ToFloats(), other.Constants["conv1.weight"].ToFloats());
        Assert.NotEqual(one.Constants["conv1.weight"].ToFloats()[..8], one.Constants["conv2.weight"].ToFloats()[..8]);
        // The standard error of a variance of n normal numbers is √(2/n) of it; five of them are allowed.
        foreach (var (name, inputs, gain) in ((string, int, int)[])[("conv1.weight", 49, 2), ("conv2.weight", 64 * 25, 2), ("dense1.weight", 128 * 7 * 8, 2), ("dense2.weight", 64, 1)])
        {
            var values = one.Constants[name].ToFloats();
            var variance = values.Sum(v => (double)v * v) / values.Length;
            Assert.Equal((double)gain / inputs, variance, 5 * Math.Sqrt(2.0 / values.Length) * gain / inputs);
        }
    }

    [Fact]
    public void The_first_weights_are_the_same_on_every_machine() =>
        Assert.Equal("3c488bde be4dabde be159196", string.Join(' ', new Architecture(ArchitectureKind.Tiny, Gray, 2).Build().Constants["conv1.weight"].ToFloats().Take(3).Select(v => BitConverter.SingleToInt32Bits(v).ToString("x8", System.Globalization.CultureInfo.InvariantCulture))));

    [Theory]
    [InlineData(ArchitectureKind.Tiny, 6, 7, null, 2, "pictures of 1×6×6 are smaller than the 7×7 kernels of 'conv1'")]
    [InlineData(ArchitectureKind.AlexnetSmall, 7, 7, null, 2, "leave 1×1 values for windows of 3×3 before 'pool2'")]
    [InlineData(ArchitectureKind.Lenet, 8, 7, 7, 2, "leave 1×1 values for windows of 2×2 before 'pool2'")]
    [InlineData(ArchitectureKind.Lenet, 1500, 7, null, 2, "alexnet-small")]
    [InlineData(ArchitectureKind.Tiny, 28, 7, 8, 2, "a stride of 8")]
    [InlineData(ArchitectureKind.Tiny, 28, 7, 2, 0, "a stride of 2; expected 1 for a network that returns a picture")]
    [InlineData(ArchitectureKind.Tiny, 28, 0, null, 2, "kernels of 0×0")]
    [InlineData(ArchitectureKind.Tiny, 28, 7, null, 1, "1 classes; expected 2 or more")]
    public void What_cannot_be_built_is_said(ArchitectureKind kind, int side, int size, int? stride, int outputs, string expected)
    {
        var error = Assert.Throws<PassbandException>(() => (new Architecture(kind, new PictureShape(1, side, side), outputs) { Size = size, Stride = stride }).Build());

        Assert.Equal(ErrorKind.Request, error.Kind);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private static Tensor Pictures(PictureShape shape, int count) =>
        Tensor.FromFloats("pictures", [count, shape.Channels, shape.Height, shape.Width], [.. Enumerable.Range(0, count * shape.Count).Select(i => (MathF.Sin(i * 0.7f) + 1) / 2)]);

    private static byte[] Write(Graph graph)
    {
        using var stream = new MemoryStream();
        OnnxFile.Write(graph, stream);
        return stream.ToArray();
    }
}
