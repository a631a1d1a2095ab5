using System.Collections.Frozen;
using Passband.Graphs;

namespace Passband.Networks.Tests.Operators;

/// <summary>Graphs of a single node, run without a file.</summary>
internal static class OneNode
{
    /// <summary>Runs a node.</summary>
    /// <param name="version">The version of the operator set.</param>
    /// <param name="operation">The operator.</param>
    /// <param name="inputs">Its inputs, all fed.</param>
    /// <param name="attributes">Its attributes, of the types that a graph holds.</param>
    /// <returns>The first output.</returns>
    public static Tensor Run(long version, string operation, Tensor[] inputs, params (string Name, object Value)[] attributes) => RunAll(version, operation, inputs, 1, attributes)[0];

    /// <summary>Runs a node with several outputs.</summary>
    public static Tensor[] RunAll(
        long version, string operation, Tensor[] inputs, int outputs, (string Name, object Value)[] attributes, NetworkOptions? options = null, CancellationToken? cancellation = null)
    {
        string[] names = [.. inputs.Select((_, i) => $"i{i}")];
        var node = new GraphNode
        {
            Name = "node",
            Operator = operation,
            Inputs = [.. names],
            Outputs = [.. Enumerable.Range(0, outputs).Select(i => $"o{i}")],
            Attributes = attributes.ToFrozenDictionary(a => a.Name, a => a.Value),
        };
        using var network = Network.Load(Graph([.. names.Select(n => new GraphInput(n, null))], [.. node.Outputs], version, [], node), "small", options, TestContext.Current.CancellationToken);
        var results = network.Run(names.Zip(inputs).ToDictionary(p => p.First, p => p.Second), cancellation: cancellation ?? TestContext.Current.CancellationToken);
        return [.. node.Outputs.Select(o => results[o])];
    }

    /// <summary>A graph, or, with version 0, the body of an operator.</summary>
    public static Graph Graph(GraphInput[] inputs, string[] outputs, long version, Tensor[] constants, params GraphNode[] nodes) => new()
    {
        Inputs = [.. inputs],
        Outputs = [.. outputs],
        Nodes = [.. nodes],
        Constants = constants.ToFrozenDictionary(c => c.Name),
        OperatorSets = version == 0 ? FrozenDictionary<string, long>.Empty : new Dictionary<string, long> { [""] = version }.ToFrozenDictionary(),
    };

    /// <summary>A body of nodes with one output each.</summary>
    public static Graph Body(string[] inputs, string[] outputs, params (string Operation, string Output, string[] Inputs)[] nodes) => Graph(
        [.. inputs.Select(i => new GraphInput(i, null))], outputs, 0, [],
        [.. nodes.Select(n => new GraphNode { Name = n.Output, Operator = n.Operation, Inputs = [.. n.Inputs], Outputs = [n.Output] })]);
}
