namespace Passband.Graphs;

/// <summary>Puts operators into an order in which each finds its inputs ready.</summary>
internal static class ExecutionOrder
{
    /// <summary>The nodes in execution order: the file's own order where that works, else as close to it as possible. Null when nodes wait for one another in a circle.</summary>
    public static IReadOnlyList<GraphNode>? Sort(IReadOnlyList<GraphNode> nodes)
    {
        var producers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < nodes.Count; i++)
        {
            foreach (var output in nodes[i].Outputs)
            {
                if (output.Length > 0)
                    producers.TryAdd(output, i);
            }
        }
        var waiting = new int[nodes.Count];
        var readers = new List<int>?[nodes.Count];
        for (var i = 0; i < nodes.Count; i++)
        {
            foreach (var name in NamesRead(nodes[i]))
            {
                if (producers.TryGetValue(name, out var producer))
                {
                    waiting[i]++;
                    (readers[producer] ??= []).Add(i);
                }
            }
        }
        var ready = new PriorityQueue<int, int>();
        for (var i = 0; i < nodes.Count; i++)
        {
            if (waiting[i] == 0)
                ready.Enqueue(i, i);
        }
        var sorted = new List<GraphNode>(nodes.Count);
        while (ready.TryDequeue(out var next, out _))
        {
            sorted.Add(nodes[next]);
            foreach (var reader in readers[next] ?? [])
            {
                if (--waiting[reader] == 0)
                    ready.Enqueue(reader, reader);
            }
        }
        return sorted.Count == nodes.Count ? sorted : null;
    }

    /// <summary>The inputs of a node, and for one with bodies every name that appears in them: what they define themselves is nobody's output out here.</summary>
    private static IEnumerable<string> NamesRead(GraphNode node)
    {
        foreach (var input in node.Inputs)
            yield return input;
        foreach (var body in node.Attributes.Values.OfType<Graph>())
        {
            var defined = new HashSet<string>(body.Nodes.SelectMany(n => n.Outputs).Concat(body.Inputs.Select(i => i.Name)), StringComparer.Ordinal);
            foreach (var name in body.Nodes.SelectMany(NamesRead).Concat(body.Outputs))
            {
                if (!defined.Contains(name) && !body.Constants.ContainsKey(name))
                    yield return name;
            }
        }
    }
}
