using System.Collections.Frozen;
using System.Collections.Immutable;
using Passband.Graphs;
using Passband.Kernels;

namespace Passband.Models.Onnx;

/// <summary>Turns the graphs of an ONNX file, and the bodies in them, into ours.</summary>
internal sealed class OnnxGraph(string where, OnnxTensor tensors)
{
    private const string Sparse = "are stored sparsely, which Passband does not read";

    /// <summary>Reads a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="content">What the model's metadata says that a picture's channels are.</param>
    /// <exception cref="PassbandException">A tensor does not fit its data, or the nodes wait for one another in a circle.</exception>
    public Graph Read(GraphProto graph, InputSpace? content = null)
    {
        var constants = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        var declined = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var initializer in graph.Initializer)
            AddConstant(initializer.Name, initializer);
        foreach (var sparse in graph.SparseInitializer)
            declined[sparse.Values?.Name ?? ""] = Sparse;
        var nodes = new List<GraphNode>(graph.Node.Count);
        foreach (var node in graph.Node)
        {
            if (node.OpType == "Constant" && IsOnnx(node.Domain) && node.Output.Count == 1)
                AddConstantNode(node);
            else
                nodes.Add(Node(node));
        }
        return new Graph
        {
            Inputs =
            [
                // Files of the format's first versions list their weights among the inputs.
                .. graph.Input.Where(i => !constants.ContainsKey(i.Name) && !declined.ContainsKey(i.Name))
                    .Select(i => new GraphInput(i.Name, Shape(i.Type), Content: content, Type: OnnxElementType.Read(i.Type?.TensorType?.ElemType ?? 0))),
            ],
            Outputs = [.. graph.Output.Select(o => o.Name)],
            OutputForms = OutputForms(graph),
            Nodes = [.. ExecutionOrder.Sort(nodes) ?? throw Circle()],
            Constants = constants.ToFrozenDictionary(StringComparer.Ordinal),
            Declined = declined.ToFrozenDictionary(StringComparer.Ordinal),
        };

        PassbandException Circle() => new(ErrorKind.Format, where, "its operators wait for one another in a circle", "a graph that can be run");

        void AddConstant(string name, TensorProto tensor)
        {
            if (OnnxElementType.Read(tensor.DataType) is null)
                declined[name] = $"are of {OnnxElementType.NameOf(tensor.DataType)}";
            else
                constants[name] = tensors.Read(tensor, name);
        }

        void AddConstantNode(NodeProto node)
        {
            var name = node.Output[0];
            foreach (var attribute in node.Attribute)
            {
                switch (attribute.Name)
                {
                    case "value" when attribute.T is not null:
                        AddConstant(name, attribute.T);
                        return;
                    case "value_float":
                        constants[name] = Tensor.FromFloats(name, [], [attribute.F]);
                        return;
                    case "value_floats":
                        constants[name] = Tensor.FromFloats(name, [attribute.Floats.Count], [.. attribute.Floats]);
                        return;
                    case "value_int":
                        constants[name] = Tensor.FromIntegers(name, [], [attribute.I]);
                        return;
                    case "value_ints":
                        constants[name] = Tensor.FromIntegers(name, [attribute.Ints.Count], [.. attribute.Ints]);
                        return;
                    case "sparse_value":
                        declined[name] = Sparse;
                        return;
                }
            }
            declined[name] = "are a constant that is not of numbers";
        }
    }

    private GraphNode Node(NodeProto node)
    {
        var attributes = FrozenDictionary<string, object>.Empty;
        if (node.Attribute.Count > 0)
        {
            var values = new Dictionary<string, object>(node.Attribute.Count, StringComparer.Ordinal);
            foreach (var attribute in node.Attribute)
            {
                if (Value(attribute) is { } value)
                    values[attribute.Name] = value;
            }
            attributes = values.ToFrozenDictionary(StringComparer.Ordinal);
        }
        return new GraphNode
        {
            Name = node.Name,
            Operator = node.OpType,
            Domain = IsOnnx(node.Domain) ? "" : node.Domain,
            Inputs = [.. node.Input],
            Outputs = [.. node.Output],
            Attributes = attributes,
        };
    }

    /// <summary>An attribute's value; null for kinds that no operator here needs.</summary>
    private object? Value(AttributeProto attribute) => KindOf(attribute) switch
    {
        OnnxAttributeKind.Float => attribute.F,
        OnnxAttributeKind.Integer => attribute.I,
        OnnxAttributeKind.Text => attribute.S.ToStringUtf8(),
        OnnxAttributeKind.Floats => ImmutableArray.CreateRange(attribute.Floats),
        OnnxAttributeKind.Integers => ImmutableArray.CreateRange(attribute.Ints),
        OnnxAttributeKind.Texts => ImmutableArray.CreateRange(attribute.Strings.Select(s => s.ToStringUtf8())),
        OnnxAttributeKind.Tensor when attribute.T is { } tensor && OnnxElementType.Read(tensor.DataType) is not null => tensors.Read(tensor, attribute.Name),
        OnnxAttributeKind.Graph when attribute.G is { } body => Read(body),
        _ => null,
    };

    /// <summary>Files of the format's first two versions leave the kind out; then it is the one that has a value.</summary>
    private static OnnxAttributeKind KindOf(AttributeProto attribute)
    {
        if (attribute.Type != (int)OnnxAttributeKind.Undefined)
            return (OnnxAttributeKind)attribute.Type;
        if (attribute.Ints.Count > 0)
            return OnnxAttributeKind.Integers;
        if (attribute.Floats.Count > 0)
            return OnnxAttributeKind.Floats;
        if (attribute.Strings.Count > 0)
            return OnnxAttributeKind.Texts;
        if (attribute.T is not null)
            return OnnxAttributeKind.Tensor;
        if (attribute.G is not null)
            return OnnxAttributeKind.Graph;
        if (attribute.S.Length > 0)
            return OnnxAttributeKind.Text;
        return attribute.F != 0 ? OnnxAttributeKind.Float : OnnxAttributeKind.Integer;
    }

    private static FrozenDictionary<string, ValueForm> OutputForms(GraphProto graph)
    {
        var forms = new Dictionary<string, ValueForm>(StringComparer.Ordinal);
        foreach (var output in graph.Output)
        {
            var form = new ValueForm(OnnxElementType.Read(output.Type?.TensorType?.ElemType ?? 0), Shape(output.Type));
            if (form is not (null, null))
                forms[output.Name] = form;
        }
        return forms.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static ImmutableArray<int?>? Shape(TypeProto? type)
    {
        if (type?.TensorType?.Shape is not { } shape || shape.Dim.Count > Tensor.MostDimensions)
            return null;
        return [.. shape.Dim.Select(d => d.HasDimValue && d.DimValue is >= 0 and <= int.MaxValue ? (int?)d.DimValue : null)];
    }

    /// <summary>Whether a domain is that of ONNX's own operators.</summary>
    public static bool IsOnnx(string domain) => domain is "" or "ai.onnx";
}
