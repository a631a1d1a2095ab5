using System.Collections.Frozen;
using System.Collections.Immutable;
using Passband.Graphs;
using Passband.Kernels;
using Passband.Networks.Engine;

namespace Passband.Networks.Training;

/// <summary>A graph made ready to learn.</summary>
/// <param name="Graph">The whole graph; constants that several layers shared are each layer's own.</param>
/// <param name="Core">What of it the output needs.</param>
/// <param name="Input">The input.</param>
/// <param name="Output">The value that the loss is computed from: the network's first output or, where that is the softmax of another value, that value.</param>
/// <param name="Weights">What is trained.</param>
/// <param name="Statistics">Names of the running statistics that batch normalization moves.</param>
/// <param name="Resting">Batch normalizations that stay as they are.</param>
internal sealed record TrainableGraph(
    Graph Graph, Graph Core, GraphInput Input, string Output, ImmutableArray<TrainedWeight> Weights, ImmutableArray<string> Statistics, IReadOnlySet<GraphNode> Resting)
{
    /// <summary>Prepares a graph.</summary>
    /// <exception cref="PassbandException">It has not one input, a name means two values, an operator is not there, or nothing can be trained.</exception>
    public static TrainableGraph Of(Graph network, string name, TrainingOptions options)
    {
        GraphCheck.Unique(network, name);
        var graph = Parted(network);
        if (graph.Outputs.IsEmpty)
            throw new PassbandException(ErrorKind.Request, name, "no output", "one to learn");
        var output = options.Task == TrainingTask.Denoise ? graph.Outputs[0] : BeforeSoftmax(graph);
        var needed = Program.Prepare(graph, OperatorTable.Default).Needed([output], [.. graph.Inputs.Select(i => i.Name)]).Steps;
        MissingOperators.Refuse(needed, name);
        var read = needed.SelectMany(s => s.Reads).ToHashSet(StringComparer.Ordinal);
        GraphInput[] inputs = [.. graph.Inputs.Where(i => read.Contains(i.Name))];
        if (inputs.Length != 1)
            throw new PassbandException(ErrorKind.Request, name, inputs.Length == 0 ? "an output that does not depend on any input" : $"{inputs.Length} inputs", "one input for pictures");
        var (weights, resting) = WeightChoice.Of(graph, [.. needed.Select(s => s.Node)], options.Frozen, name);
        ImmutableArray<string> statistics =
        [
            .. needed.Where(s => s.Node is { Operator: "BatchNormalization", Domain: "", Inputs.Length: > 4 } && !resting.Contains(s.Node))
                .Select(s => (Mean: s.Node.Inputs[3], Variance: s.Node.Inputs[4])).Where(s => IsFloat(s.Mean) && IsFloat(s.Variance))
                .SelectMany(s => new[] { s.Mean, s.Variance }).Distinct(StringComparer.Ordinal),
        ];
        var core = graph with
        {
            Inputs = [inputs[0]],
            Outputs = [output],
            Nodes = [.. needed.Select(s => s.Node)],
            Constants = graph.Constants.Where(c => read.Contains(c.Key)).ToFrozenDictionary(StringComparer.Ordinal),
        };
        return new TrainableGraph(graph, core, inputs[0], output, weights, statistics, resting);

        bool IsFloat(string constant) => graph.Constants.TryGetValue(constant, out var values) && values.Type == ElementType.Float32;
    }

    /// <summary>
    /// Gives every layer weights of its own. PyTorch's exporter stores values that are equal bit for bit once and hands them on by Identity: the running means of a network that has
    /// not been trained are all zero, and would then be one and the same for all layers.
    /// </summary>
    private static Graph Parted(Graph graph)
    {
        var constants = new Dictionary<string, Tensor>(graph.Constants, StringComparer.Ordinal);
        var nodes = new List<GraphNode>(graph.Nodes.Length);
        foreach (var node in graph.Nodes)
        {
            if (node is { Operator: "Identity", Domain: "", Inputs.Length: 1, Outputs.Length: 1 } && constants.TryGetValue(node.Inputs[0], out var constant))
                constants[node.Outputs[0]] = Copy(constant, node.Outputs[0]);
            else
                nodes.Add(node);
        }
        var readers = nodes.SelectMany(n => n.Inputs).Concat(graph.Outputs).CountBy(n => n, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        for (var i = 0; i < nodes.Count; i++)
        {
            if (nodes[i] is not { Operator: "BatchNormalization", Domain: "", Inputs.Length: > 4 } node)
                continue;
            var inputs = node.Inputs;
            for (var j = 3; j <= 4; j++)
            {
                if (readers[inputs[j]] == 1 || !constants.TryGetValue(inputs[j], out var shared))
                    continue;
                readers[inputs[j]]--;
                // A name that no value has.
                var own = $"{inputs[j]}/{node.Outputs[0]}";
                while (constants.ContainsKey(own) || readers.ContainsKey(own))
                    own += "/";
                constants[own] = Copy(shared, own);
                inputs = inputs.SetItem(j, own);
            }
            if (inputs != node.Inputs)
                nodes[i] = node with { Inputs = inputs };
        }
        return graph with { Nodes = [.. nodes], Constants = constants.ToFrozenDictionary(StringComparer.Ordinal) };

        static Tensor Copy(Tensor constant, string name) => new(name, constant.Type, constant.Shape, () => constant.Bytes);
    }

    private static string BeforeSoftmax(Graph graph)
    {
        var output = graph.Outputs[0];
        var last = graph.Nodes.FirstOrDefault(n => n.Outputs.Contains(output));
        // Cross-entropy takes the softmax itself; the logarithm of a softmax may be taken for what it is the softmax of.
        return last is { Operator: "Softmax" or "LogSoftmax", Domain: "", Inputs.Length: 1 } ? last.Inputs[0] : output;
    }
}
