using Google.Protobuf;
using Passband.Graphs;
using Passband.Models.Onnx;

namespace Passband.Networks.Tests.Reference;

/// <summary>Writes small ONNX models.</summary>
/// <param name="version">The version of ONNX's own operator set; sets of other domains are version 1.</param>
internal sealed class OnnxModelBuilder(long version)
{
    private readonly GraphProto _graph = new() { Name = "model" };
    private readonly HashSet<string> _domains = [];

    /// <summary>Adds an input of a type, and of the shape of a value.</summary>
    public OnnxModelBuilder Input(Tensor value)
    {
        var shape = new TensorShapeProto();
        shape.Dim.AddRange(value.Shape.Select(d => new TensorShapeProto.Types.Dimension { DimValue = d }));
        _graph.Input.Add(new ValueInfoProto { Name = value.Name, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = Number(value.Type), Shape = shape } } });
        return this;
    }

    /// <summary>Adds a constant under its name.</summary>
    public OnnxModelBuilder Constant(Tensor value)
    {
        _graph.Initializer.Add(Proto(value));
        return this;
    }

    /// <summary>Adds an output by name.</summary>
    public OnnxModelBuilder Output(string name)
    {
        _graph.Output.Add(new ValueInfoProto { Name = name });
        return this;
    }

    /// <summary>Adds a node.</summary>
    /// <param name="operation">The operator, with its domain in front when that is not ONNX's own: "com.microsoft.QGemm".</param>
    /// <param name="inputs">Names of values; empty for those left out.</param>
    /// <param name="outputs">Names of values.</param>
    /// <param name="attributes">int, long, float, string, an array of one of them, or a tensor.</param>
    public OnnxModelBuilder Node(string operation, string[] inputs, string[] outputs, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        var dot = operation.LastIndexOf('.');
        var node = new NodeProto { OpType = operation[(dot + 1)..], Domain = dot < 0 ? "" : operation[..dot] };
        if (dot > 0)
            _domains.Add(node.Domain);
        node.Input.AddRange(inputs);
        node.Output.AddRange(outputs);
        foreach (var (name, value) in attributes)
            node.Attribute.Add(Attribute(name, value));
        _graph.Node.Add(node);
        return this;
    }

    /// <summary>The file.</summary>
    public byte[] Build()
    {
        var model = new ModelProto { IrVersion = version < 19 ? 8 : 10, Graph = _graph };
        model.OpsetImport.Add(new OperatorSetIdProto { Version = version });
        model.OpsetImport.AddRange(_domains.Select(d => new OperatorSetIdProto { Domain = d, Version = 1 }));
        return model.ToByteArray();
    }

    private static AttributeProto Attribute(string name, object value)
    {
        var attribute = new AttributeProto { Name = name };
        switch (value)
        {
            case int or long:
                (attribute.I, attribute.Type) = (Convert.ToInt64(value), 2);
                break;
            case float number:
                (attribute.F, attribute.Type) = (number, 1);
                break;
            case string text:
                (attribute.S, attribute.Type) = (ByteString.CopyFromUtf8(text), 3);
                break;
            case Tensor tensor:
                (attribute.T, attribute.Type) = (Proto(tensor), 4);
                break;
            case float[] numbers:
                attribute.Floats.AddRange(numbers);
                attribute.Type = 6;
                break;
            case long[] integers:
                attribute.Ints.AddRange(integers);
                attribute.Type = 7;
                break;
            case string[] texts:
                attribute.Strings.AddRange(texts.Select(ByteString.CopyFromUtf8));
                attribute.Type = 8;
                break;
            default:
                throw new ArgumentException($"An attribute cannot be a {value.GetType()}.", nameof(value));
        }
        return attribute;
    }

    private static TensorProto Proto(Tensor value)
    {
        var proto = new TensorProto { Name = value.Name, DataType = Number(value.Type), RawData = ByteString.CopyFrom(value.Bytes.Span) };
        proto.Dims.AddRange(value.Shape.Select(d => (long)d));
        return proto;
    }

    /// <summary>ONNX's number of an element type.</summary>
    public static int Number(ElementType type) => OnnxElementType.Write(type);
}
