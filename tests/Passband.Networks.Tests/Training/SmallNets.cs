using System.Collections.Frozen;
using System.Collections.Immutable;
using Passband.Graphs;
using Passband.Kernels;

namespace Passband.Networks.Tests.Training;

/// <summary>Small graphs to train.</summary>
internal static class SmallNets
{
    /// <summary>A node.</summary>
    public static GraphNode Node(string operation, string[] inputs, string output, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        var values = new Dictionary<string, object>();
        foreach (var (name, value) in attributes)
            values[name] = value;
        return new GraphNode { Name = $"{output}_node", Operator = operation, Inputs = [.. inputs], Outputs = [output], Attributes = values.ToFrozenDictionary() };
    }

    /// <summary>Weights of a shape, drawn from a seed.</summary>
    public static Tensor Draw(string name, double deviation, params ReadOnlySpan<int> shape)
    {
        var values = new float[Count(shape)];
        var random = new GaussianRandom(GaussianRandom.SeedOf(7, [.. name.Select(c => (ulong)c)]));
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)(deviation * random.Next());
        return Tensor.FromFloats(name, [.. shape], values);
    }

    /// <summary>One value, as often as a shape has it.</summary>
    public static Tensor Fill(string name, float value, params ReadOnlySpan<int> shape)
    {
        var values = new float[Count(shape)];
        values.AsSpan().Fill(value);
        return Tensor.FromFloats(name, [.. shape], values);
    }

    /// <summary>One integer.</summary>
    public static Tensor Integer(string name, long value) => Tensor.FromIntegers(name, [], [value]);

    /// <summary>A graph with an input "x" [any, channels, side, side].</summary>
    public static Graph Graph(int channels, int side, string output, GraphNode[] nodes, params ReadOnlySpan<Tensor> constants)
    {
        var values = new Dictionary<string, Tensor>();
        foreach (var constant in constants)
            values[constant.Name] = constant;
        return new Graph
        {
            Inputs = [new GraphInput("x", [null, channels, side, side], Type: ElementType.Float32)],
            Outputs = [output],
            Nodes = [.. nodes],
            Constants = values.ToFrozenDictionary(),
            OperatorSets = new Dictionary<string, long> { [""] = 17 }.ToFrozenDictionary(),
        };
    }

    /// <summary>Convolution, batch normalization, rectifier, dropout, mean, dense layer.</summary>
    public static Graph Full(int channels = 1, int side = 8, int classes = 2) => Graph(
        channels, side, "y",
        [
            Node("Conv", ["x", "w1", "b1"], "c", ("pads", ImmutableArray.Create(1L, 1, 1, 1))),
            Node("BatchNormalization", ["c", "scale", "shift", "mean", "variance"], "n"),
            Node("Relu", ["n"], "r"),
            Node("Dropout", ["r", "ratio"], "d"),
            Node("GlobalAveragePool", ["d"], "p"),
            Node("Flatten", ["p"], "f"),
            Node("Gemm", ["f", "w2", "b2"], "y", ("transB", 1L)),
        ],
        Draw("w1", 0.3, 6, channels, 3, 3), Fill("b1", 0, 6), Fill("scale", 1, 6), Fill("shift", 0, 6), Fill("mean", 0, 6), Fill("variance", 1, 6), Fill("ratio", 0.25f), Draw("w2", 0.4, classes, 6), Fill("b2", 0, classes));

    /// <summary>Convolution, rectifier, mean, dense layer, and softmax at the end.</summary>
    public static Graph Plain(int channels = 1, int side = 8, int classes = 2) => Graph(
        channels, side, "s",
        [
            Node("Conv", ["x", "w1", "b1"], "c"),
            Node("Relu", ["c"], "r"),
            Node("GlobalAveragePool", ["r"], "p"),
            Node("Flatten", ["p"], "f"),
            Node("Gemm", ["f", "w2", "b2"], "y", ("transB", 1L)),
            Node("Softmax", ["y"], "s"),
        ],
        Draw("w1", 0.3, 6, channels, 3, 3), Fill("b1", 0, 6), Draw("w2", 0.4, classes, 6), Fill("b2", 0, classes));

    /// <summary>Two convolutions that return a picture of the input's size.</summary>
    public static Graph Picture(int channels = 1, int side = 8) => Graph(
        channels, side, "y",
        [
            Node("Conv", ["x", "w1", "b1"], "c", ("pads", ImmutableArray.Create(1L, 1, 1, 1))),
            Node("Relu", ["c"], "r"),
            Node("Conv", ["r", "w2"], "y", ("pads", ImmutableArray.Create(1L, 1, 1, 1))),
        ],
        Draw("w1", 0.3, 6, channels, 3, 3), Fill("b1", 0, 6), Draw("w2", 0.1, channels, 6, 3, 3));

    private static int Count(ReadOnlySpan<int> shape)
    {
        var count = 1;
        foreach (var dimension in shape)
            count *= dimension;
        return count;
    }
}
