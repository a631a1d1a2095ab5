using System.Collections.Frozen;
using System.Collections.Immutable;
using Passband.Graphs;
using Passband.Kernels;
using Passband.Networks.Engine;

namespace Passband.Networks.Training;

/// <summary>Gives a network from a file weights as it may have begun with, so that its architecture alone is used.</summary>
public static class NewWeights
{
    /// <summary>
    /// Draws the weights of convolutions and dense layers from normal distributions of variance 2/n, n being the weights of a unit (He et al. 2015), sets biases to zero, and normalization to
    /// what changes nothing. All other constants stay as they are.
    /// </summary>
    /// <param name="network">The network. Its constants must still be readable.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="seed">The seed; the weights depend on it and on the place of their operator alone.</param>
    /// <exception cref="PassbandException">There is nothing to draw, or weights are no 32-bit floats.</exception>
    public static Graph Draw(Graph network, string name, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(network);
        GraphCheck.Unique(network, name);
        var constants = network.Constants.ToDictionary(StringComparer.Ordinal);
        var products = network.Nodes.Where(n => n.Operator == "MatMul").SelectMany(n => n.Outputs).ToHashSet(StringComparer.Ordinal);
        var drawn = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < network.Nodes.Length; i++)
        {
            var node = network.Nodes[i];
            switch (node.Operator)
            {
                case "Conv" or "ConvTranspose" or "Gemm" or "MatMul":
                    Weights(node, GaussianRandom.SeedOf(seed, (ulong)i));
                    if (node.Operator != "MatMul")
                        Fill(node, 2, 0);
                    break;
                case "Add" when node.Inputs.Any(products.Contains):
                    Fill(node, 0, 0);
                    Fill(node, 1, 0);
                    break;
                case "BatchNormalization":
                    Fill(node, 1, 1);
                    Fill(node, 2, 0);
                    Fill(node, 3, 0);
                    Fill(node, 4, 1);
                    break;
                case "InstanceNormalization" or "LayerNormalization" or "GroupNormalization":
                    Fill(node, 1, 1);
                    Fill(node, 2, 0);
                    break;
                default:
                    break;
            }
        }
        if (drawn.Count == 0)
        {
            throw new PassbandException(
                ErrorKind.Request, name, "no convolution or dense layer whose weights are stored as they are", "a network to draw new weights for", "Train its own weights on with --from.");
        }
        return network with { Constants = constants.ToFrozenDictionary(StringComparer.Ordinal) };

        void Weights(GraphNode node, ulong stream)
        {
            // A constant may stand on either side of a matrix product; the units are its columns on the right and its rows on the left.
            var position = node is { Operator: "MatMul", Inputs.Length: > 0 } && constants.ContainsKey(node.Inputs[0]) ? 0 : 1;
            if (node.Inputs.Length <= position || !constants.TryGetValue(node.Inputs[position], out var old) || old.Shape.Length < 2 || !drawn.Add(old.Name))
                return;
            var values = new float[Floats(old).Count];
            var deviation = Math.Sqrt(2.0 / Math.Max(1, Inputs(node, old.Shape, position)));
            var random = new GaussianRandom(stream);
            for (var k = 0; k < values.Length; k++)
                values[k] = (float)(deviation * random.Next());
            constants[old.Name] = Tensor.FromFloats(old.Name, old.Shape, values);
        }

        void Fill(GraphNode node, int position, float value)
        {
            if (node.Inputs.Length <= position || !constants.TryGetValue(node.Inputs[position], out var old) || old.Shape.Length > 1 && node.Operator != "Add" || drawn.Contains(old.Name))
                return;
            var values = new float[Floats(old).Count];
            Array.Fill(values, value);
            constants[old.Name] = Tensor.FromFloats(old.Name, old.Shape, values);
        }

        Tensor Floats(Tensor tensor) => tensor.Type == ElementType.Float32 ? tensor : throw new PassbandException(
            ErrorKind.Request, $"{name} → tensor '{Printable.Name(tensor.Name)}'", $"weights of the type {tensor.Type}", "32-bit floats", "Export the network with these.");
    }

    /// <summary>The weights of one unit.</summary>
    private static double Inputs(GraphNode node, ImmutableArray<int> shape, int position)
    {
        var all = shape.Aggregate(1.0, (product, dimension) => product * dimension);
        return node.Operator switch
        {
            "Conv" => all / shape[0],
            "ConvTranspose" => all / shape[1] / node.Integer("group", 1),
            "Gemm" => node.Integer("transB", 0) != 0 ? shape[1] : shape[0],
            _ => position == 0 ? shape[^1] : shape[^2],
        };
    }
}
