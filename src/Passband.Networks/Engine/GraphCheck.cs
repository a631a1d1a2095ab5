using Passband.Graphs;
using Passband.Kernels;

namespace Passband.Networks.Engine;

/// <summary>Refuses graphs in which a name means two values: what may be computed once, merged or written over is told by names.</summary>
internal static class GraphCheck
{
    /// <summary>Checks a graph and the bodies in it.</summary>
    /// <exception cref="PassbandException">A value is written twice, or one is written that is fed or constant.</exception>
    public static void Unique(Graph graph, string network)
    {
        var written = new HashSet<string>(graph.Inputs.Select(i => i.Name), StringComparer.Ordinal);
        foreach (var node in graph.Nodes)
        {
            foreach (var output in node.Outputs)
            {
                if (output.Length > 0 && (!written.Add(output) || graph.Constants.ContainsKey(output)))
                {
                    throw new PassbandException(
                        ErrorKind.Format, $"{network} → {NodeCall.Describe(node)}", $"it writes the value '{Printable.Name(output)}', which is there already", "a name of its own for each value",
                        "Export the network again.");
                }
            }
            foreach (var body in node.Attributes.Values.OfType<Graph>())
                Unique(body, network);
        }
    }
}
