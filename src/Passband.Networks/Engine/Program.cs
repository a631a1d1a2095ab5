using System.Collections.Frozen;
using Passband.Graphs;

namespace Passband.Networks.Engine;

/// <summary>A node that is ready to run: its operator found, and what may be done with its inputs known.</summary>
internal sealed class Step
{
    private readonly bool[] _overwritable;
    private readonly Dictionary<string, Program> _bodies;

    public Step(GraphNode node, long version, OperatorVersion? operation, bool[] overwritable, Dictionary<string, Program> bodies)
    {
        (Node, Version, Operation, _overwritable, _bodies) = (node, version, operation, overwritable, bodies);
        Reads = [.. node.Inputs.Where(i => i.Length > 0).Concat(bodies.Values.SelectMany(b => b.Captured)).Distinct(StringComparer.Ordinal)];
    }

    public GraphNode Node { get; }

    /// <summary>The version of the operator set that the node belongs to.</summary>
    public long Version { get; }

    /// <summary>What computes it; null for an operator that is not there, which matters only if the node is needed.</summary>
    public OperatorVersion? Operation { get; }

    /// <summary>Names of all values that it reads, those that its bodies take from around them included.</summary>
    public string[] Reads { get; }

    /// <summary>Whether an input is read by nobody else and shares its memory with nothing.</summary>
    public bool MayOverwrite(int input) => _overwritable[input];

    /// <summary>What its operator worked out at the last run, and the shapes that it holds for.</summary>
    public (long[][] Shapes, object Result)? Remembered { get; set; }

    /// <summary>The graphs that it owns.</summary>
    public IEnumerable<Program> Bodies => _bodies.Values;

    public Program? Body(string attribute) => _bodies.GetValueOrDefault(attribute);
}

/// <summary>A graph made ready to run: every operator looked up before anything is computed.</summary>
internal sealed class Program
{
    private readonly Dictionary<string, Step> _producers = new(StringComparer.Ordinal);

    private Demand? _demand;
    private Dictionary<string, int>? _readers;

    private readonly OperatorTable _table;
    private readonly IReadOnlyDictionary<string, long> _sets;

    private Program(Graph graph, Step[] steps, OperatorTable table, IReadOnlyDictionary<string, long> sets)
    {
        (_table, _sets) = (table, sets);
        Graph = graph;
        Steps = steps;
        foreach (var step in steps)
        {
            foreach (var output in step.Node.Outputs)
                _producers.TryAdd(output, step);
        }
        Captured = [.. CapturedBy(graph)];
    }

    public Graph Graph { get; }

    /// <summary>All nodes in execution order.</summary>
    public Step[] Steps { get; }

    /// <summary>Names of values that a body takes from the graphs around it.</summary>
    public string[] Captured { get; }

    /// <summary>How often each value is read when all nodes run, being returned included.</summary>
    public Dictionary<string, int> Readers => _readers ??= new Demand([.. Graph.Outputs], [], Steps).Readers;

    /// <summary>Names of values that a body takes from the graphs around it.</summary>
    public static IEnumerable<string> CapturedBy(Graph body)
    {
        var own = body.Inputs.Select(i => i.Name).Concat(body.Constants.Keys).Concat(body.Nodes.SelectMany(n => n.Outputs)).ToHashSet(StringComparer.Ordinal);
        return body.Nodes.SelectMany(n => n.Inputs.Concat(n.Attributes.Values.OfType<Graph>().SelectMany(CapturedBy)))
            .Concat(body.Outputs).Where(n => n.Length > 0 && !own.Contains(n)).Distinct(StringComparer.Ordinal);
    }

    /// <summary>Finds the operators of a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="table">The operators.</param>
    public static Program Prepare(Graph graph, OperatorTable table) => Prepare(graph, table, graph.OperatorSets);

    /// <summary>What some values need; the answer is kept for the same question, which is mostly asked again.</summary>
    /// <param name="values">Names of values.</param>
    /// <param name="given">Names of values that are there already; what only they need is left out.</param>
    public Demand Needed(IReadOnlyCollection<string> values, IReadOnlyCollection<string> given)
    {
        if (_demand?.Is(values, given) != true)
            _demand = new Demand([.. values], [.. given], Chosen(values, given.ToHashSet(StringComparer.Ordinal)));
        return _demand;
    }

    private Step[] Chosen(IEnumerable<string> values, HashSet<string> given)
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

    /// <summary>The program of one node alone, which reads all that it needs from around it.</summary>
    public Program Only(Step step) =>
        Prepare(new Graph { Inputs = [], Outputs = [.. step.Node.Outputs.Where(o => o.Length > 0)], Nodes = [step.Node], Constants = FrozenDictionary<string, Tensor>.Empty }, _table, _sets);

    /// <summary>The program without some of its nodes, whose values come from elsewhere.</summary>
    public Program Without(IReadOnlySet<GraphNode> nodes) => Prepare(Graph with { Nodes = [.. Graph.Nodes.Where(n => !nodes.Contains(n))] }, _table, _sets);

    /// <summary>The node that writes a value; null when none does.</summary>
    public Step? Producer(string value) => _producers.GetValueOrDefault(value);

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
            if (Operation(node)?.Fresh == true)
                fresh.UnionWith(node.Outputs);
        }
        return new Program(graph, [.. graph.Nodes.Select((node, i) =>
            new Step(node, Version(sets, node), Operation(node), [.. node.Inputs.Select(n => fresh.Contains(n) && readers[n] == 1)], bodies[i]))], table, sets);

        OperatorVersion? Operation(GraphNode node) => table.Find(node.Domain, node.Operator, Version(sets, node));

        void Count(string name) => readers[name] = readers.GetValueOrDefault(name) + 1;
    }

    /// <summary>Files that name no version of a set were made for its first one.</summary>
    private static long Version(IReadOnlyDictionary<string, long> sets, GraphNode node) => sets.TryGetValue(node.Domain, out var version) ? version : 1;
}
