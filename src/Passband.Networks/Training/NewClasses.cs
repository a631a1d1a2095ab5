using System.Collections.Frozen;
using System.Collections.Immutable;
using Passband.Graphs;
using Passband.Kernels;
using Passband.Networks.Engine;

namespace Passband.Networks.Training;

/// <summary>Makes a network that tells some classes apart into one for others: its last layer is replaced by a new one.</summary>
public static class NewClasses
{
    /// <summary>Operators behind a last layer that leave the number of classes as it is.</summary>
    private static readonly FrozenSet<string> Passed =
        FrozenSet.Create(StringComparer.Ordinal, "Softmax", "LogSoftmax", "Sigmoid", "Identity", "Dropout", "Flatten", "Squeeze", "Reshape", "Relu", "GlobalAveragePool", "AveragePool", "ReduceMean");

    /// <summary>How many classes a network tells apart; null where its last layer is not found.</summary>
    /// <param name="network">The network.</param>
    public static int? Count(Graph network) => Find(network) is { } last ? last.Classes : null;

    /// <summary>
    /// Replaces the last layer, a dense one or a convolution behind which only averages follow, by a new one of as many inputs. Its weights are normal with variance 1/n, n being the weights of a
    /// unit, its biases zero.
    /// </summary>
    /// <param name="network">The network. Its constants must still be readable.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="classes">Classes to tell apart, at least 2.</param>
    /// <param name="seed">The seed of the weights.</param>
    /// <returns>The network, and the name of the weights that are new.</returns>
    /// <exception cref="PassbandException">There is no such layer.</exception>
    public static (Graph Network, string Weights) Replace(Graph network, string name, int classes, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        if (Find(network) is not { } last)
        {
            throw new PassbandException(
                ErrorKind.Request, name, "no last layer that could be replaced for other classes", "a network that ends with a dense layer or a convolution of constant weights",
                "Export it with as many outputs as there are classes.");
        }
        var constants = network.Constants.ToDictionary(StringComparer.Ordinal);
        var weights = constants[last.Weights];
        ImmutableArray<int> shape = weights.Shape.SetItem(last.Axis, classes);
        var values = new float[shape.Aggregate(1, (product, dimension) => checked(product * dimension))];
        var deviation = Math.Sqrt((double)classes / values.Length);
        var random = new GaussianRandom(GaussianRandom.SeedOf(seed, (ulong)classes));
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)(deviation * random.Next());
        constants[last.Weights] = Tensor.FromFloats(last.Weights, shape, values);
        if (last.Bias is { } bias)
            constants[bias] = Tensor.FromFloats(bias, [.. constants[bias].Shape.Select(d => d == last.Classes ? classes : d)], new float[classes]);
        foreach (var reshape in last.Reshapes)
        {
            var target = constants[reshape].ToIntegers();
            constants[reshape] = Tensor.FromIntegers(reshape, constants[reshape].Shape, [.. target.Select(d => d == last.Classes ? classes : d)]);
        }
        return (network with
        {
            Constants = constants.ToFrozenDictionary(StringComparer.Ordinal),
            OutputForms = network.OutputForms.Where(f => f.Key != network.Outputs[0]).ToFrozenDictionary(StringComparer.Ordinal),
        }, last.Weights);
    }

    private static LastLayer? Find(Graph network)
    {
        ArgumentNullException.ThrowIfNull(network);
        GraphCheck.Unique(network, "network");
        var makers = network.Nodes.SelectMany(n => n.Outputs.Select(o => (Output: o, Node: n))).Where(m => m.Output.Length > 0).ToDictionary(m => m.Output, m => m.Node, StringComparer.Ordinal);
        var users = network.Nodes.SelectMany(n => n.Inputs).Where(i => i.Length > 0).GroupBy(i => i, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        var reshapes = new List<string>();
        string? added = null;
        var value = network.Outputs.IsEmpty ? "" : network.Outputs[0];
        while (makers.TryGetValue(value, out var node) && node.Inputs.Length > 0)
        {
            switch (node.Operator)
            {
                case "Gemm":
                    return Of(node, node.Integer("transB", 0) != 0 ? 0 : 1, Input(node, 2));
                case "Conv" when node.Integer("group", 1) == 1:
                    return Of(node, 0, Input(node, 2));
                case "MatMul":
                    return Of(node, 1, added);
                case "Add" when added is null && node.Inputs.Length == 2 && node.Inputs.FirstOrDefault(network.Constants.ContainsKey) is { } constant:
                    added = constant;
                    value = node.Inputs[node.Inputs[0] == constant ? 1 : 0];
                    continue;
                case "Reshape" when Input(node, 1) is { } shape && network.Constants.ContainsKey(shape):
                    reshapes.Add(shape);
                    break;
                case var passed when !Passed.Contains(passed):
                    return null;
                default:
                    break;
            }
            value = node.Inputs[0];
        }
        return null;

        LastLayer? Of(GraphNode node, int axis, string? bias)
        {
            // Weights that another operator reads, too, cannot change their size.
            if (Input(node, 1) is not { } weights || !Replaceable(weights) || network.Constants[weights].Shape.Length <= axis)
                return null;
            var classes = network.Constants[weights].Shape[axis];
            var biasFits = bias is null || Replaceable(bias) && network.Constants[bias].Count == classes;
            return biasFits && reshapes.TrueForAll(r => users[r] == 1) ? new LastLayer(weights, axis, bias, classes, [.. reshapes]) : null;
        }

        bool Replaceable(string constant) => network.Constants.TryGetValue(constant, out var tensor) && tensor.Type == ElementType.Float32 && users[constant] == 1;

        static string? Input(GraphNode node, int position) => node.Inputs.Length > position && node.Inputs[position].Length > 0 ? node.Inputs[position] : null;
    }

    /// <param name="Weights">The weights' name.</param>
    /// <param name="Axis">The axis of the weights that counts the classes.</param>
    /// <param name="Bias">The biases' name; null for none.</param>
    /// <param name="Classes">Classes.</param>
    /// <param name="Reshapes">Names of shapes, of which some may name the number of classes.</param>
    private sealed record LastLayer(string Weights, int Axis, string? Bias, int Classes, ImmutableArray<string> Reshapes);
}
