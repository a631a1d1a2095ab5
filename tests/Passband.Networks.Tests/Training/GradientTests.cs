using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Passband.Graphs;
using Passband.Kernels;
using Passband.Networks.Engine;
using TorchSharp;

namespace Passband.Networks.Tests.Training;

/// <summary>The gradients of operators, held against differences of what they compute, in 64 bits.</summary>
public class GradientTests
{
    private const double Step = 1e-5;

    /// <summary>Of the largest gradient; the error of a central difference is of the order of the step's square.</summary>
    private const double Tolerance = 1e-6;

    /// <summary>What a case is fed with; everything in it is differentiated.</summary>
    private sealed record Fed(string Name, long[] Shape, Draw Draw = Draw.Real);

    private enum Draw
    {
        Real,
        Positive,
        Unit,
    }

    private static readonly Fed Picture = new("a", [2, 4, 6, 5]);

    [Theory]
    [InlineData("Neg")]
    [InlineData("Abs")]
    [InlineData("Exp")]
    [InlineData("Sin")]
    [InlineData("Cos")]
    [InlineData("Tanh")]
    [InlineData("Erf")]
    [InlineData("Sigmoid")]
    [InlineData("Relu")]
    [InlineData("LeakyRelu")]
    [InlineData("Elu")]
    [InlineData("Selu")]
    [InlineData("Celu")]
    [InlineData("HardSigmoid")]
    [InlineData("HardSwish")]
    [InlineData("Softplus")]
    [InlineData("Softsign")]
    [InlineData("Mish")]
    [InlineData("Gelu")]
    [InlineData("Swish")]
    [InlineData("ThresholdedRelu")]
    [InlineData("Shrink")]
    [InlineData("Softmax")]
    [InlineData("LogSoftmax")]
    [InlineData("Identity")]
    [InlineData("LpNormalization")]
    [InlineData("ReduceSum")]
    [InlineData("ReduceMean")]
    [InlineData("ReduceMax")]
    [InlineData("ReduceMin")]
    [InlineData("ReduceL1")]
    [InlineData("ReduceL2")]
    [InlineData("ReduceSumSquare")]
    [InlineData("ReduceLogSumExp")]
    [InlineData("Flatten")]
    [InlineData("Transpose")]
    [InlineData("GlobalAveragePool")]
    [InlineData("GlobalMaxPool")]
    [InlineData("GlobalLpPool")]
    [InlineData("MeanVarianceNormalization")]
    [InlineData("Dropout")]
    public void Of_operators_of_one_value(string operation) => Check(24, SmallNets.Node(operation, ["a"], "y"), [Picture]);

    [Theory]
    [InlineData("Sqrt")]
    [InlineData("Log")]
    [InlineData("Reciprocal")]
    [InlineData("ReduceLogSum")]
    [InlineData("ReduceProd")]
    public void Of_operators_of_positive_values(string operation) => Check(24, SmallNets.Node(operation, ["a"], "y"), [new("a", [2, 3, 2], Draw.Positive)]);

    [Theory]
    [InlineData("Add")]
    [InlineData("Sub")]
    [InlineData("Mul")]
    [InlineData("Div")]
    [InlineData("Pow")]
    [InlineData("Max")]
    [InlineData("Min")]
    [InlineData("Sum")]
    [InlineData("Mean")]
    [InlineData("PRelu")]
    public void Of_operators_of_two_values(string operation) =>
        Check(24, SmallNets.Node(operation, ["a", "b"], "y"), [new("a", [2, 3, 4], operation == "Pow" ? Draw.Positive : Draw.Real), new("b", [3, 1], Draw.Positive)]);

    [Fact]
    public void Of_matrix_products()
    {
        Check(13, SmallNets.Node("MatMul", ["a", "b"], "y"), [new("a", [2, 3, 4]), new("b", [4, 5])]);
        Check(13, SmallNets.Node("Gemm", ["a", "b", "c"], "y", ("transA", 1L), ("transB", 1L), ("alpha", 0.5f), ("beta", 2f)), [new("a", [4, 3]), new("b", [5, 4]), new("c", [5])]);
        Check(13, SmallNets.Node("Gemm", ["a", "b"], "y", ("alpha", 0.5f)), [new("a", [3, 4]), new("b", [4, 5])]);
        Check(13, SmallNets.Node("Einsum", ["a", "b"], "y", ("equation", "bij,jk->bik")), [new("a", [2, 3, 4]), new("b", [4, 2])]);
    }

    [Fact]
    public void Of_convolutions()
    {
        Fed[] fed = [Picture, new("b", [4, 2, 3, 3]), new("c", [4])];
        Check(13, SmallNets.Node("Conv", ["a", "b", "c"], "y", ("group", 2L), ("pads", Longs(1, 0, 2, 1)), ("strides", Longs(2, 1))), fed);
        Check(13, SmallNets.Node("Conv", ["a", "b", "c"], "y", ("group", 2L), ("pads", Longs(1, 1, 1, 1)), ("dilations", Longs(2, 1))), fed);
        Check(13, SmallNets.Node("ConvTranspose", ["a", "b", "c"], "y", ("group", 1L), ("strides", Longs(2, 2)), ("output_padding", Longs(1, 0))), [Picture, new("b", [4, 2, 3, 3]), new("c", [2])]);
        Check(13, SmallNets.Node("Conv", ["a", "b"], "y"), [new("a", [2, 3, 7]), new("b", [2, 3, 3])]);
        Check(13, SmallNets.Node("Conv", ["a", "b"], "y"), [new("a", [1, 2, 3, 4, 3]), new("b", [2, 2, 2, 2, 2])]);
        Check(13, SmallNets.Node("FusedConv", ["a", "b", "c"], "y", ("group", 2L), ("activation", "Relu")) with { Domain = "com.microsoft" }, fed);
        Check(19, SmallNets.Node("DeformConv", ["a", "b", "o", "c"], "y"), [new("a", [1, 2, 4, 4]), new("b", [2, 2, 2, 2]), new("o", [1, 8, 3, 3], Draw.Positive), new("c", [2])]);
    }

    [Fact]
    public void Of_pooling()
    {
        Check(19, SmallNets.Node("MaxPool", ["a"], "y", ("kernel_shape", Longs(2, 2)), ("strides", Longs(2, 2))), [Picture]);
        Check(19, SmallNets.Node("MaxPool", ["a"], "y", ("kernel_shape", Longs(3, 2)), ("pads", Longs(1, 0, 2, 1)), ("ceil_mode", 1L)), [Picture]);
        Check(19, SmallNets.Node("AveragePool", ["a"], "y", ("kernel_shape", Longs(2, 2)), ("strides", Longs(2, 2)), ("ceil_mode", 1L)), [Picture]);
        Check(19, SmallNets.Node("AveragePool", ["a"], "y", ("kernel_shape", Longs(3, 3)), ("pads", Longs(1, 0, 0, 1))), [Picture]);
        Check(19, SmallNets.Node("AveragePool", ["a"], "y", ("kernel_shape", Longs(2, 2)), ("dilations", Longs(2, 1)), ("count_include_pad", 1L)), [Picture]);
        Check(18, SmallNets.Node("LpPool", ["a"], "y", ("kernel_shape", Longs(2, 2)), ("p", 3L)), [Picture]);
        Check(18, SmallNets.Node("LpPool", ["a"], "y", ("kernel_shape", Longs(2, 2))), [Picture]);
    }

    [Fact]
    public void Of_normalizations()
    {
        Fed[] perChannel = [Picture, new("b", [4]), new("c", [4])];
        Check(15, SmallNets.Node("BatchNormalization", ["a", "b", "c", "d", "e"], "y"), perChannel, Ones("d"), Ones("e"));
        Check(9, SmallNets.Node("BatchNormalization", ["a", "b", "c", "mean", "variance"], "y"), perChannel, Ones("mean"), Ones("variance"));
        Check(15, SmallNets.Node("BatchNormalization", ["a", "b", "c", "mean", "variance"], "y", ("training_mode", 1L)), perChannel, Ones("mean"), Ones("variance"));
        Check(13, SmallNets.Node("InstanceNormalization", ["a", "b", "c"], "y"), perChannel);
        Check(21, SmallNets.Node("GroupNormalization", ["a", "b", "c"], "y", ("num_groups", 2L)), perChannel);
        Check(18, SmallNets.Node("GroupNormalization", ["a", "b", "c"], "y", ("num_groups", 2L)), [Picture, new("b", [2]), new("c", [2])]);
        Check(17, SmallNets.Node("LayerNormalization", ["a", "b", "c"], "y"), [Picture, new("b", [5]), new("c", [5])]);
        Check(17, SmallNets.Node("LayerNormalization", ["a", "b", "c"], "y"), [Picture, new("b", [6, 5]), new("c", [5])]);
        Check(13, SmallNets.Node("LRN", ["a"], "y", ("size", 3L), ("alpha", 0.5f)), [Picture]);
        Check(13, SmallNets.Node("LpNormalization", ["a"], "y", ("p", 1L), ("axis", 1L)), [Picture]);
        Check(13, SmallNets.Node("Dropout", ["a", "ratio"], "y"), [Picture], SmallNets.Fill("ratio", 0.3f));
        Check(7, SmallNets.Node("Dropout", ["a"], "y", ("ratio", 0.3f)), [Picture]);
    }

    [Fact]
    public void Of_rearrangements()
    {
        Check(13, SmallNets.Node("Clip", ["a", "low", "high"], "y"), [Picture], SmallNets.Fill("low", -0.5f), SmallNets.Fill("high", 0.7f));
        Check(13, SmallNets.Node("Concat", ["a", "b"], "y", ("axis", 1L)), [new("a", [2, 3]), new("b", [2, 2])]);
        Check(13, SmallNets.Node("Slice", ["a", "from", "to"], "y"), [Picture], Integers("from", 0, 1), Integers("to", 1, 3));
        Check(13, SmallNets.Node("Gather", ["a", "at"], "y", ("axis", 1L)), [Picture], Integers("at", 0, 2, 2));
        Check(13, SmallNets.Node("Reshape", ["a", "to"], "y"), [Picture], Integers("to", 2, -1));
        Check(13, SmallNets.Node("Expand", ["a", "to"], "y"), [new("a", [3, 1])], Integers("to", 2, 3, 4));
        Check(13, SmallNets.Node("Tile", ["a", "by"], "y"), [new("a", [2, 3])], Integers("by", 2, 2));
        Check(13, SmallNets.Node("Where", ["mask", "a", "b"], "y"), [new("a", [2]), new("b", [2])], new Tensor("mask", ElementType.Bool, [2], () => new byte[] { 1, 0 }));
        Check(13, SmallNets.Node("DepthToSpace", ["a"], "y", ("blocksize", 2L)), [Picture]);
        Check(13, SmallNets.Node("SpaceToDepth", ["a"], "y", ("blocksize", 2L)), [new("a", [1, 2, 4, 4])]);
        Check(13, SmallNets.Node("CumSum", ["a", "axis"], "y"), [new("a", [2, 3])], SmallNets.Integer("axis", 1));
        foreach (var mode in (string[])["constant", "reflect", "edge"])
            Check(19, SmallNets.Node("Pad", ["a", "by"], "y", ("mode", mode)), [Picture], Integers("by", 0, 0, 1, 2, 0, 0, 2, 1));
        foreach (var (mode, coordinates) in ((string, string)[])[("nearest", "asymmetric"), ("linear", "half_pixel"), ("linear", "asymmetric"), ("cubic", "half_pixel"), ("cubic", "align_corners")])
            Check(19, SmallNets.Node("Resize", ["a", "", "", "to"], "y", ("mode", mode), ("coordinate_transformation_mode", coordinates)), [Picture], Integers("to", 2, 4, 9, 4));
        foreach (var mode in (string[])["linear", "cubic"])
            Check(20, SmallNets.Node("GridSample", ["a", "b"], "y", ("mode", mode)), [Picture, new("b", [2, 3, 3, 2], Draw.Unit)]);
        foreach (var (operation, gates) in ((string, long)[])[("RNN", 1), ("GRU", 3), ("LSTM", 4)])
            Check(14, SmallNets.Node(operation, ["a", "b", "c", "d"], "y", ("hidden_size", 2L)), [new("a", [3, 2, 3]), new("b", [1, gates * 2, 3]), new("c", [1, gates * 2, 2]), new("d", [1, gates * 4])]);
    }

    private static ImmutableArray<long> Longs(params ReadOnlySpan<long> values) => [.. values];

    private static Tensor Integers(string name, params long[] values) => Tensor.FromIntegers(name, [values.Length], values);

    private static Tensor Ones(string name) => SmallNets.Fill(name, 1, 4);

    private static void Check(long version, GraphNode node, Fed[] fed, params Tensor[] constants)
    {
        var graph = new Graph
        {
            Inputs = [.. fed.Select(f => new GraphInput(f.Name, null))],
            Outputs = ["y"],
            Nodes = [node],
            Constants = FrozenDictionary<string, Tensor>.Empty,
            OperatorSets = new Dictionary<string, long> { [""] = version, ["com.microsoft"] = 1 }.ToFrozenDictionary(),
        };
        var program = Program.Prepare(graph, OperatorTable.Default);
        var statistics = new HashSet<string> { "mean", "variance" };
        using var scope = torch.NewDisposeScope();
        var values = fed.ToDictionary(f => f.Name, f => torch.tensor(Numbers(f), f.Shape, requires_grad: true));
        var given = constants.ToDictionary(c => c.Name, c => c.Type == ElementType.Float32 ? TorchTensor.FromConstant(c, torch.CPU).to_type(torch.ScalarType.Float64) : TorchTensor.FromConstant(c, torch.CPU));
        torch.Tensor? weights = null;

        torch.Tensor Loss()
        {
            using var run = new TrainingRun(5, 3, statistics, FrozenSet<GraphNode>.Empty);
            var y = new Execution("test", given, torch.CPU, 1 << 30, null, CancellationToken.None, run).Run(program, values, ["y"])["y"];
            weights ??= torch.tensor(Numbers(new Fed("weights", y.shape)), y.shape);
            return (y * weights).sum();
        }

        var analytic = torch.autograd.grad([Loss()], [.. values.Values]);
        foreach (var (name, gradient) in values.Keys.Zip(analytic))
        {
            var found = gradient.contiguous().data<double>().ToArray();
            var largest = found.Max(Math.Abs);
            Assert.True(largest > 0, $"{node.Operator} at {version}: no gradient of {name}");
            for (var i = 0; i < found.Length; i++)
            {
                using var inner = torch.NewDisposeScope();
                ref var number = ref MemoryMarshal.Cast<byte, double>(values[name].bytes)[i];
                var before = number;
                number = before + Step;
                var above = Loss().item<double>();
                number = before - Step;
                var below = Loss().item<double>();
                number = before;
                var expected = (above - below) / (2 * Step);
                Assert.True(Math.Abs(expected - found[i]) <= Tolerance * Math.Max(largest, 1), $"{node.Operator} at {version}: {found[i]} instead of {expected} for {name}[{i}]");
            }
        }
    }

    /// <summary>Numbers that lie a step apart from where functions have a corner.</summary>
    private static double[] Numbers(Fed fed)
    {
        var random = new GaussianRandom(GaussianRandom.SeedOf(1, [.. fed.Name.Select(c => (ulong)c)]));
        var values = new double[fed.Shape.Aggregate(1L, (a, b) => a * b)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = fed.Draw switch
            {
                Draw.Positive => 0.5 + random.NextUniform(),
                Draw.Unit => 1.8 * random.NextUniform() - 0.9,
                _ => 0.9 * random.Next(),
            };
        }
        return values;
    }
}
