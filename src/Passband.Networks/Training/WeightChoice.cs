using System.Collections.Frozen;
using System.Collections.Immutable;
using System.IO.Enumeration;
using Passband.Graphs;
using Passband.Kernels;

namespace Passband.Networks.Training;

/// <summary>
/// Which constants of a graph are trained: kernels, matrices and biases of layers, scales and biases of normalizations, slopes of PRelu, and what is added to or multiplied with the
/// result of one of these, a number a channel. Normalization of the input, shapes, and single numbers are not.
/// </summary>
internal sealed class WeightChoice
{
    private const string Microsoft = "com.microsoft";

    /// <summary>Inputs of each operator that are weights, the first <c>Decaying</c> of which are subject to weight decay.</summary>
    private static readonly FrozenDictionary<(string Domain, string Operator), (int[] Inputs, int Decaying)> Roles = new Dictionary<(string, string), (int[], int)>
    {
        [("", "Conv")] = ([1, 2], 1),
        [("", "ConvTranspose")] = ([1, 2], 1),
        [(Microsoft, "FusedConv")] = ([1, 2], 1),
        [("", "Gemm")] = ([1, 2], 1),
        [("", "MatMul")] = ([0, 1], 2),
        [("", "BatchNormalization")] = ([1, 2], 0),
        [("", "InstanceNormalization")] = ([1, 2], 0),
        [("", "GroupNormalization")] = ([1, 2], 0),
        [("", "LayerNormalization")] = ([1, 2], 0),
        [("", "RMSNormalization")] = ([1], 0),
        [("", "PRelu")] = ([1], 0),
    }.ToFrozenDictionary();

    private static readonly FrozenSet<string> Rearranging = FrozenSet.ToFrozenSet(["Identity", "Reshape", "Flatten", "Squeeze", "Unsqueeze", "Transpose"], StringComparer.Ordinal);

    private readonly Graph _graph;
    private readonly Dictionary<string, GraphNode> _producers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _chosen = new(StringComparer.Ordinal);
    private readonly HashSet<string> _frozen = new(StringComparer.Ordinal);
    private readonly ImmutableArray<string> _patterns;
    private readonly HashSet<string> _matched = new(StringComparer.Ordinal);

    private WeightChoice(Graph graph, ImmutableArray<string> patterns)
    {
        (_graph, _patterns) = (graph, patterns);
        foreach (var node in graph.Nodes)
        {
            foreach (var output in node.Outputs)
                _producers.TryAdd(output, node);
        }
    }

    /// <summary>Chooses.</summary>
    /// <param name="graph">The whole graph.</param>
    /// <param name="nodes">The nodes of it that are run, in their order.</param>
    /// <param name="frozen">Names of weights and of nodes that stay as they are; * stands for any characters.</param>
    /// <param name="network">What to call the network in messages.</param>
    /// <returns>The weights in the order in which they are read, and the batch normalizations that stay as they are.</returns>
    /// <exception cref="PassbandException">Nothing is left to be trained, or a pattern fits nothing.</exception>
    public static (ImmutableArray<TrainedWeight> Weights, IReadOnlySet<GraphNode> Resting) Of(Graph graph, IReadOnlyList<GraphNode> nodes, ImmutableArray<string> frozen, string network)
    {
        var choice = new WeightChoice(graph, frozen);
        var order = new List<string>();
        var layers = new HashSet<GraphNode>(ReferenceEqualityComparer.Instance);
        foreach (var node in nodes)
        {
            if (choice.Visit(node, layers, order))
                layers.Add(node);
        }
        foreach (var pattern in frozen)
        {
            if (!choice._matched.Contains(pattern))
                throw new PassbandException(ErrorKind.Request, network, $"no weight and no node is called '{Printable.Name(pattern)}', which is to stay frozen", "a name, or a pattern with *");
        }
        ImmutableArray<TrainedWeight> weights = [.. order.Where(n => !choice._frozen.Contains(n)).Select(n => new TrainedWeight(n, choice._chosen[n]))];
        if (weights.IsEmpty)
        {
            throw new PassbandException(ErrorKind.Request, network, order.Count > 0 ? $"all {order.Count} weights are frozen" : "no weight that can be trained",
                "32-bit floats that a convolution, a matrix product or a normalization reads", order.Count > 0 ? "Freeze fewer." : "Quantized networks and networks whose weights are computed cannot be trained.");
        }
        var resting = nodes.Where(n => n.Operator == "BatchNormalization" && (choice.IsFrozen(n.Name) || n.Inputs.Length > 2 && new[] { n.Inputs[1], n.Inputs[2] }.All(i => choice.Root(i) is { } root && choice._frozen.Contains(root))))
            .ToHashSet<GraphNode>(ReferenceEqualityComparer.Instance);
        return (weights, resting);
    }

    /// <summary>Looks at the inputs of a node; says whether it is a layer, behind which a bias may come.</summary>
    private bool Visit(GraphNode node, HashSet<GraphNode> layers, List<string> order)
    {
        if (Roles.TryGetValue((node.Domain, node.Operator), out var role))
        {
            for (var i = 0; i < role.Inputs.Length; i++)
            {
                if (role.Inputs[i] < node.Inputs.Length && Root(node.Inputs[role.Inputs[i]]) is { } root)
                    Choose(node, root, decays: i < role.Decaying && (node.Operator != "MatMul" || _graph.Constants[root].Shape.Length > 1), order);
            }
            return true;
        }
        if (node.Domain.Length > 0)
            return false;
        // Exporters bring the result of a layer into another shape before they add its bias.
        if (Rearranging.Contains(node.Operator))
            return node.Inputs.Length > 0 && IsLayer(node.Inputs[0], layers);
        if (node.Operator is not ("Add" or "Mul") || node.Inputs.Length != 2)
            return false;
        for (var side = 0; side < 2; side++)
        {
            if (IsLayer(node.Inputs[1 - side], layers) && Root(node.Inputs[side]) is { } root && _graph.Constants[root] is { Count: > 1 } values && values.Shape.Count(d => d > 1) == 1)
            {
                Choose(node, root, decays: false, order);
                return true;
            }
        }
        return false;
    }

    private bool IsLayer(string value, HashSet<GraphNode> layers) => _producers.TryGetValue(value, out var node) && layers.Contains(node);

    private void Choose(GraphNode node, string root, bool decays, List<string> order)
    {
        if (_chosen.TryAdd(root, decays))
            order.Add(root);
        // All patterns are asked, so that one that fits what another has frozen already is not taken for a mistake.
        var byName = IsFrozen(root);
        if (IsFrozen(node.Name) || byName)
            _frozen.Add(root);
    }

    private bool IsFrozen(string name)
    {
        var frozen = false;
        foreach (var pattern in _patterns)
        {
            // Of the characters that mean something to the matcher, only * means something here.
            var literal = pattern.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("?", "\\?", StringComparison.Ordinal).Replace(">", "\\>", StringComparison.Ordinal).Replace("<", "\\<", StringComparison.Ordinal);
            if (name.Length > 0 && FileSystemName.MatchesSimpleExpression(literal, name, ignoreCase: false))
            {
                _matched.Add(pattern);
                frozen = true;
            }
        }
        return frozen;
    }

    /// <summary>The constant of 32-bit floats that a value is, or is a rearrangement of; null when it is none.</summary>
    private string? Root(string value)
    {
        // A chain of nodes has no cycle, as nodes are in execution order.
        for (var name = value; ;)
        {
            if (_graph.Constants.TryGetValue(name, out var constant))
                return constant.Type == ElementType.Float32 && constant.Count > 0 ? name : null;
            if (!_producers.TryGetValue(name, out var node) || node.Domain.Length > 0 || !Rearranging.Contains(node.Operator) || node.Inputs.IsEmpty)
                return null;
            name = node.Inputs[0];
        }
    }
}
