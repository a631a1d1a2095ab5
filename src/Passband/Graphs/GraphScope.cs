using System.Diagnostics.CodeAnalysis;

namespace Passband.Graphs;

/// <summary>Where a value comes from: a constant, a node's output, an input of its graph, or (all null) nowhere in the file.</summary>
/// <param name="Scope">The graph that defines it.</param>
/// <param name="Constant">The constant that it is.</param>
/// <param name="Node">The node that writes it.</param>
/// <param name="Input">The input that it is.</param>
internal readonly record struct ValueOrigin(GraphScope Scope, Tensor? Constant, GraphNode? Node, GraphInput? Input);

/// <summary>
/// A graph with the names of its values resolved. The body of a control flow operator is a scope of its own inside that of its owner: it sees the
/// names around it.
/// </summary>
internal sealed class GraphScope
{
    private readonly Dictionary<string, GraphNode> _producers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GraphInput> _inputs = new(StringComparer.Ordinal);

    /// <summary>The one node of this graph that reads a value; null for a value with several readers, or with one inside a body.</summary>
    private readonly Dictionary<string, GraphNode?> _readers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _outputs;
    private readonly Dictionary<(GraphNode Owner, string Attribute), GraphScope> _bodies = new(BodyComparer.Instance);

    public GraphScope(Graph graph, GraphScope? parent = null, string path = "")
    {
        Graph = graph;
        Parent = parent;
        Path = path;
        _outputs = new HashSet<string>(graph.Outputs, StringComparer.Ordinal);
        foreach (var input in graph.Inputs)
            _inputs.TryAdd(input.Name, input);
        foreach (var node in graph.Nodes)
        {
            foreach (var output in node.Outputs)
                _producers.TryAdd(output, node);
            foreach (var input in node.Inputs)
                _readers[input] = _readers.ContainsKey(input) ? null : node;
        }
        foreach (var node in graph.Nodes)
        {
            foreach (var (attribute, value) in node.Attributes)
            {
                if (value is Graph body)
                    _bodies[(node, attribute)] = new GraphScope(body, this, $"{path}{(node.Name.Length > 0 ? node.Name : node.Operator)}/{attribute}/");
            }
        }
        // The values that a body returns are read by its owner, and names that it does not define are read from here.
        foreach (var name in UndefinedNames())
            parent?._readers[name] = null;
    }

    public Graph Graph { get; }

    /// <summary>The graph around a body; null for the network's own graph.</summary>
    public GraphScope? Parent { get; }

    /// <summary>The owners of a body and their attributes, each closed by a slash; empty for the network's own graph.</summary>
    public string Path { get; }

    /// <summary>Every node in execution order, those of a body before the node that owns it.</summary>
    public IEnumerable<(GraphScope Scope, GraphNode Node)> Walk()
    {
        foreach (var node in Graph.Nodes)
        {
            // In the order of their names, so that the order of layers does not hang on a hash.
            foreach (var attribute in node.Attributes.Where(a => a.Value is Graph).Select(a => a.Key).Order(StringComparer.Ordinal))
            {
                foreach (var inner in _bodies[(node, attribute)].Walk())
                    yield return inner;
            }
            yield return (this, node);
        }
    }

    /// <summary>The body that a node of this graph owns.</summary>
    public bool TryBody(GraphNode owner, string attribute, [NotNullWhen(true)] out GraphScope? body) => _bodies.TryGetValue((owner, attribute), out body);

    /// <summary>Finds what defines a name, here or in the graphs around.</summary>
    public ValueOrigin Resolve(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            if (scope.Graph.Constants.TryGetValue(name, out var constant))
                return new ValueOrigin(scope, constant, null, null);
            if (scope._producers.TryGetValue(name, out var node))
                return new ValueOrigin(scope, null, node, null);
            if (scope._inputs.TryGetValue(name, out var input))
                return new ValueOrigin(scope, null, null, input);
            if (scope.Graph.Declined.ContainsKey(name))
                return new ValueOrigin(scope, null, null, null);
        }
        return new ValueOrigin(this, null, null, null);
    }

    /// <summary>The node that alone reads a value of this graph; null when nobody or somebody else reads it too, or the graph returns it.</summary>
    public GraphNode? SoleReader(string value) => _outputs.Contains(value) ? null : _readers.GetValueOrDefault(value);

    private IEnumerable<string> UndefinedNames() =>
        _readers.Keys.Concat(_outputs).Where(name => !_producers.ContainsKey(name) && !_inputs.ContainsKey(name) && !Graph.Constants.ContainsKey(name));

    /// <summary>Nodes are told apart by identity: two that look alike are still two, and comparing their contents would be slow.</summary>
    private sealed class BodyComparer : IEqualityComparer<(GraphNode Owner, string Attribute)>
    {
        public static BodyComparer Instance { get; } = new();

        public bool Equals((GraphNode Owner, string Attribute) x, (GraphNode Owner, string Attribute) y) =>
            ReferenceEquals(x.Owner, y.Owner) && x.Attribute == y.Attribute;

        public int GetHashCode((GraphNode Owner, string Attribute) body) =>
            HashCode.Combine(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(body.Owner), body.Attribute);
    }
}
