using System.Collections.Immutable;
using System.Globalization;
using Google.Protobuf;
using Passband.Graphs;
using Passband.Kernels;

namespace Passband.Models.Onnx;

/// <summary>Turns graphs, and the bodies in them, into ONNX's messages: the reverse of <see cref="OnnxGraph"/>.</summary>
internal sealed class OnnxWriter
{
    private const string Producer = "passband";
    private const string Where = "network to write as ONNX";

    /// <summary>A protocol buffer has less than 2³¹ bytes; what names and nodes take beside the constants must fit, too.</summary>
    private const long MostConstantBytes = int.MaxValue - (1L << 24);

    /// <summary>As deep as the reader follows bodies.</summary>
    private const int DeepestBody = 30;

    private readonly Graph _network;
    private long _constantBytes;

    private OnnxWriter(Graph network) => _network = network;

    /// <summary>The whole file as a message. Its constants share memory with the graph's.</summary>
    /// <exception cref="PassbandException">The graph holds what ONNX cannot.</exception>
    public static ModelProto Model(Graph graph)
    {
        var model = new ModelProto
        {
            IrVersion = FormatVersion(graph),
            ProducerName = Producer,
            ProducerVersion = typeof(OnnxWriter).Assembly.GetName().Version!.ToString(3),
            Graph = new OnnxWriter(graph).Write(graph, "network", depth: 0),
        };
        // Dictionaries have no order of their own: in that of their names, the same network is the same bytes.
        model.OpsetImport.AddRange(graph.OperatorSets.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => new OperatorSetIdProto { Domain = s.Key, Version = s.Value }));
        model.MetadataProps.AddRange(graph.Metadata.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => new StringStringEntryProto { Key = m.Key, Value = m.Value }));
        return model;
    }

    /// <summary>
    /// The format's version that came with the operator set's (ONNX's page on versioning); a runtime that knows the operators then knows the format. At least 4, since when weights
    /// need not be inputs.
    /// </summary>
    private static long FormatVersion(Graph graph) => graph.OperatorSets.GetValueOrDefault("") switch
    {
        <= 9 => 4,
        10 => 5,
        11 => 6,
        <= 14 => 7,
        <= 18 => 8,
        <= 20 => 9,
        <= 22 => 10,
        23 => 11,
        24 => 12,
        _ => 13,
    };

    private GraphProto Write(Graph graph, string name, int depth)
    {
        if (depth > DeepestBody)
            throw Refused($"bodies of operators inside one another more than {DeepestBody} deep", $"at most {DeepestBody}");
        foreach (var (constant, reason) in graph.Declined.OrderBy(d => d.Key, StringComparer.Ordinal))
            throw Refused($"the values of '{Printable.Name(constant)}' {reason}", "constants of numbers");
        var proto = new GraphProto { Name = name };
        proto.Node.AddRange(graph.Nodes.Select(n => Node(n, depth)));
        proto.Initializer.AddRange(graph.Constants.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => Constant(c.Key, c.Value)));
        var first = depth == 0 && graph.Inputs.Length > 0 ? graph.Inputs[0] : null;
        foreach (var input in graph.Inputs)
        {
            if (input.ChannelsLast)
                throw Refused($"the input '{Printable.Name(input.Name)}' has its channels last", "channels before rows and columns, as ONNX's operators want them");
            proto.Input.Add(Value(input.Name, new ValueForm(input.Type, input.Shape), ReferenceEquals(input, first)));
        }
        foreach (var output in graph.Outputs)
            proto.Output.Add(Value(output, graph.OutputForms.GetValueOrDefault(output), depth == 0));
        return proto;
    }

    private NodeProto Node(GraphNode node, int depth)
    {
        if (!_network.OperatorSets.ContainsKey(node.Domain))
        {
            var domain = node.Domain.Length > 0 ? $"'{Printable.Name(node.Domain)}'" : "ONNX itself";
            throw Refused($"the operator {Printable.Name(node.Operator)} of {domain}, of which no version is known", "operators of ONNX, with the version of their set");
        }
        var proto = new NodeProto { Name = node.Name, OpType = node.Operator, Domain = node.Domain };
        proto.Input.AddRange(node.Inputs);
        proto.Output.AddRange(node.Outputs);
        proto.Attribute.AddRange(node.Attributes.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => Attribute(a.Key, a.Value, node, depth)));
        return proto;
    }

    private AttributeProto Attribute(string name, object value, GraphNode node, int depth)
    {
        var attribute = new AttributeProto { Name = name };
        switch (value)
        {
            case float number:
                (attribute.F, attribute.Type) = (number, (int)OnnxAttributeKind.Float);
                break;
            case long integer:
                (attribute.I, attribute.Type) = (integer, (int)OnnxAttributeKind.Integer);
                break;
            case string text:
                (attribute.S, attribute.Type) = (ByteString.CopyFromUtf8(text), (int)OnnxAttributeKind.Text);
                break;
            case Tensor tensor:
                (attribute.T, attribute.Type) = (Constant(tensor.Name, tensor), (int)OnnxAttributeKind.Tensor);
                break;
            case Graph body:
                (attribute.G, attribute.Type) = (Write(body, name, depth + 1), (int)OnnxAttributeKind.Graph);
                break;
            case ImmutableArray<float> numbers:
                attribute.Floats.AddRange(numbers);
                attribute.Type = (int)OnnxAttributeKind.Floats;
                break;
            case ImmutableArray<long> integers:
                attribute.Ints.AddRange(integers);
                attribute.Type = (int)OnnxAttributeKind.Integers;
                break;
            case ImmutableArray<string> texts:
                attribute.Strings.AddRange(texts.Select(ByteString.CopyFromUtf8));
                attribute.Type = (int)OnnxAttributeKind.Texts;
                break;
            default:
                throw Refused($"the attribute '{Printable.Name(name)}' of {Printable.Name(node.Operator)} is a {value.GetType().Name}", "a number, a text, a list of them, a tensor or a body");
        }
        return attribute;
    }

    private TensorProto Constant(string name, Tensor tensor)
    {
        var stored = checked(tensor.Count * ElementConversion.SizeOf(tensor.Type));
        _constantBytes += stored;
        if (stored > MostConstantBytes || _constantBytes > MostConstantBytes)
            throw Refused($"constants of more than {MostConstantBytes} bytes", "less than 2 GB, which is all that one ONNX file can hold");
        var bytes = tensor.Bytes;
        if (bytes.Length != stored)
            throw Refused($"the constant '{Printable.Name(name)}' has {bytes.Length} bytes", $"{stored} for its shape and type");
        var proto = new TensorProto { Name = name, DataType = OnnxElementType.Write(tensor.Type), RawData = UnsafeByteOperations.UnsafeWrap(bytes) };
        proto.Dims.AddRange(tensor.Shape.Select(d => (long)d));
        return proto;
    }

    /// <summary>An input or an output; without a type where neither type nor shape is known.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="form">What is known of it.</param>
    /// <param name="batched">Whether its first dimension, when it is free, is the network's number of pictures.</param>
    private static ValueInfoProto Value(string name, ValueForm form, bool batched)
    {
        var value = new ValueInfoProto { Name = name };
        if (form is (null, null))
            return value;
        var tensor = new TypeProto.Types.Tensor { ElemType = form.Type is { } type ? OnnxElementType.Write(type) : 0 };
        if (form.Shape is { } shape)
        {
            tensor.Shape = new TensorShapeProto();
            tensor.Shape.Dim.AddRange(shape.Select((size, axis) => size is { } fixedSize
                ? new TensorShapeProto.Types.Dimension { DimValue = fixedSize }
                : new TensorShapeProto.Types.Dimension { DimParam = batched && axis == 0 ? "batch" : string.Create(CultureInfo.InvariantCulture, $"{name}.{axis}") }));
        }
        value.Type = new TypeProto { TensorType = tensor };
        return value;
    }

    private static PassbandException Refused(string found, string expected) =>
        new(ErrorKind.Format, Where, found, expected, "What cannot be written as ONNX can still be explained and shown.");
}
