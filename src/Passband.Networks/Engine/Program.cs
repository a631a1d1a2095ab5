using Passband.Graphs;
using Passband.Kernels;

namespace Passband.Networks.Engine;

/// <summary>A node that is ready to run: its operator found, and what may be done with its inputs known.</summary>
internal sealed class Step
{
    private readonly bool[] _overwritable;
    private readonly Dictionary<string, Program> _bodies;

    public Step(GraphNode node, long version, OperatorVersion operation, bool[] overwritable, Dictionary<string, Program> bodies)
    {
        (Node, Version, Operation, _overwritable, _bodies) = (node, version, operation, overwritable, bodies);
        Reads = [.. node.Inputs.Where(i => i.Length > 0).Concat(bodies.Values.SelectMany(b => b.Captured)).Distinct(StringComparer.Ordinal)];
    }

    public GraphNode Node { get; }

    /// <summary>The version of the operator set that the node belongs to.</summary>
    public long Version { get; }

    public OperatorVersion Operation { get; }

    /// <summary>Names of all values that it reads, those that its bodies take from around them included.</summary>
    public string[] Reads { get; }

    /// <summary>Whether an input is read by nobody else and shares its memory with nothing.</summary>
    public bool MayOverwrite(int input) => _overwritable[input];

    public Program? Body(string attribute) => _bodies.GetValueOrDefault(attribute);
}

/// <summary>A graph made ready to run: every operator found before anything is computed.</summary>
internal sealed class Program
{
    private readonly Dictionary<string, Step> _producers = new(StringComparer.Ordinal);

    private Program(Graph graph, Step[] steps)
    {
        Graph = graph;
        Steps = steps;
        foreach (var step in steps)
        {
            foreach (var output in step.Node.Outputs)
                _producers.TryAdd(output, step);
        }
        var own = graph.Inputs.Select(i => i.Name).Concat(graph.Constants.Keys).Concat(_producers.Keys).ToHashSet(StringComparer.Ordinal);
        Captured = [.. steps.SelectMany(s => s.Reads).Concat(graph.Outputs).Where(n => !own.Contains(n)).Distinct(StringComparer.Ordinal)];
    }

    public Graph Graph { get; }

    /// <summary>All nodes in execution order.</summary>
    public Step[] Steps { get; }

    /// <summary>Names of values that a body takes from the graphs around it.</summary>
    public string[] Captured { get; }

    /// <summary>Finds the operators of a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="table">The operators.</param>
    /// <param name="network">What to call the network in messages.</param>
    /// <param name="sets">Versions of the operator sets; those of the graph when null.</param>
    /// <exception cref="PassbandException">An operator is not there; the message names every one that is not.</exception>
    public static Program Prepare(Graph graph, OperatorTable table, string network, IReadOnlyDictionary<string, long>? sets = null)
    {
        sets ??= graph.OperatorSets;
        var missing = new SortedDictionary<string, (GraphNode First, int Count)>(StringComparer.Ordinal);
        Note(graph, table, sets, missing);
        if (missing.Count > 0)
        {
            var (node, count) = missing.Values.First();
            var others = missing.Count == 1 ? "" : $", nor are {string.Join(", ", missing.Keys.Skip(1).Take(10).Select(Printable.Name))}{(missing.Count > 11 ? ", …" : "")}";
            throw new PassbandException(
                ErrorKind.Format, $"{network} → {NodeCall.Describe(node)}",
                $"the operator {Printable.Name(missing.Keys.First())} ({(count == 1 ? "one node" : $"{count} nodes")}) is not among those that Passband runs{others}",
                "operators of docs/operators.md",
                "Its kernels can be explained and used as filters all the same; to run it, export it with other operators or run a part of it that ends before.");
        }
        return Prepare(graph, table, sets);
    }

    /// <summary>The nodes that some values need, in execution order.</summary>
    /// <param name="values">Names of values.</param>
    /// <param name="given">Names of values that are there already; what only they need is left out.</param>
    public Step[] Needed(IEnumerable<string> values, IReadOnlySet<string> given)
    {
        var needed = values.Where(v => !given.Contains(v)).ToHashSet(StringComparer.Ordinal);
        var chosen = new List<Step>();
        for (var i = Steps.Length - 1; i >= 0; i--)
        {
            if (!Steps[i].Node.Outputs.Any(needed.Contains))
                continue;
            chosen.Add(Steps[i]);
            needed.UnionWith(Steps[i].Reads.Where(r => !given.Contains(r)));
        }
        chosen.Reverse();
        return [.. chosen];
    }

    /// <summary>The node that writes a value; null when none does.</summary>
    public Step? Producer(string value) => _producers.GetValueOrDefault(value);

    private static void Note(Graph graph, OperatorTable table, IReadOnlyDictionary<string, long> sets, SortedDictionary<string, (GraphNode, int)> missing)
    {
        foreach (var node in graph.Nodes)
        {
            if (table.Find(node.Domain, node.Operator, Version(sets, node)) is null)
            {
                var name = node.Domain.Length > 0 ? $"{node.Domain}.{node.Operator}" : node.Operator;
                missing[name] = missing.TryGetValue(name, out var known) ? (known.Item1, known.Item2 + 1) : (node, 1);
            }
            foreach (var body in node.Attributes.Values.OfType<Graph>())
                Note(body, table, sets, missing);
        }
    }

    private static Program Prepare(Graph graph, OperatorTable table, IReadOnlyDictionary<string, long> sets)
    {
        var readers = new Dictionary<string, int>(StringComparer.Ordinal);
        var fresh = new HashSet<string>(StringComparer.Ordinal);
        var bodies = new Dictionary<string, Program>[graph.Nodes.Length];
        foreach (var output in graph.Outputs)
            Count(output);
        for (var i = 0; i < graph.Nodes.Length; i++)
        {
            var node = graph.Nodes[i];
            bodies[i] = node.Attributes.Where(a => a.Value is Graph).ToDictionary(a => a.Key, a => Prepare((Graph)a.Value, table, sets), StringComparer.Ordinal);
            foreach (var name in node.Inputs.Concat(bodies[i].Values.SelectMany(b => b.Captured)))
                Count(name);
            if (Operation(node).Fresh)
                fresh.UnionWith(node.Outputs);
        }
        return new Program(graph, [.. graph.Nodes.Select((node, i) =>
            new Step(node, Version(sets, node), Operation(node), [.. node.Inputs.Select(n => fresh.Contains(n) && readers[n] == 1)], bodies[i]))]);

        OperatorVersion Operation(GraphNode node) => table.Find(node.Domain, node.Operator, Version(sets, node))!;

        void Count(string name) => readers[name] = readers.GetValueOrDefault(name) + 1;
    }

    /// <summary>Files that name no version of a set were made for its first one.</summary>
    private static long Version(IReadOnlyDictionary<string, long> sets, GraphNode node) => sets.TryGetValue(node.Domain, out var version) ? version : 1;
}
