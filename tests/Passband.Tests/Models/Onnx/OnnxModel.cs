using Google.Protobuf;
using Passband.Kernels;
using Passband.Models;
using Passband.Models.Onnx;

namespace Passband.Tests.Models.Onnx;

/// <summary>Builds small ONNX models.</summary>
internal sealed class OnnxModel
{
    public OnnxModel() => Proto = new ModelProto { IrVersion = 8, ProducerName = "test", Graph = new GraphProto { Name = "g" } };

    public ModelProto Proto { get; }

    public GraphProto Graph => Proto.Graph;

    /// <summary>A picture [1, 3, 8, 8] named x, a 3×3 convolution of it named conv into y, with two filters of weights 1, 2, 3, …</summary>
    public static OnnxModel Small() => new OnnxModel().Input("x", 1, 3, 8, 8).Weights("w", [2, 3, 3, 3]).Node("Conv", ["x", "w"], "y", "conv").Output("y");

    /// <summary>Weights 1, 2, 3, … as many as the dimensions ask for.</summary>
    public static float[] Count(params long[] dims) => [.. Enumerable.Range(1, (int)dims.Aggregate(1L, (a, b) => a * b)).Select(i => (float)i)];

    public OnnxModel Input(string name, params long[] dims)
    {
        Graph.Input.Add(Value(name, dims));
        return this;
    }

    public OnnxModel Output(params string[] names)
    {
        Graph.Output.AddRange(names.Select(n => new ValueInfoProto { Name = n }));
        return this;
    }

    public OnnxModel Weights(string name, long[] dims, params float[] values)
    {
        Graph.Initializer.Add(Raw(name, dims, values.Length > 0 ? values : Count(dims)));
        return this;
    }

    public OnnxModel Integers(string name, params long[] values)
    {
        var tensor = new TensorProto { Name = name, DataType = OnnxElementType.Int64 };
        tensor.Dims.Add(values.Length);
        tensor.Int64Data.AddRange(values);
        return Tensor(tensor);
    }

    public OnnxModel Bytes(string name, int type, long[] dims, params int[] values)
    {
        var tensor = new TensorProto { Name = name, DataType = type, RawData = ByteString.CopyFrom([.. values.Select(v => (byte)v)]) };
        tensor.Dims.AddRange(dims);
        return Tensor(tensor);
    }

    public OnnxModel Tensor(TensorProto tensor)
    {
        Graph.Initializer.Add(tensor);
        return this;
    }

    public OnnxModel Node(string op, string[] inputs, string output, string name = "", string domain = "", params AttributeProto[] attributes)
    {
        Graph.Node.Add(MakeNode(op, inputs, output, name, domain, attributes));
        return this;
    }

    public OnnxModel Node(string op, string[] inputs, string output, params AttributeProto[] attributes) => Node(op, inputs, output, "", "", attributes);

    public byte[] ToBytes() => Proto.ToByteArray();

    public ConvNet Read(ModelOptions? options = null) => Read(ToBytes(), options);

    /// <summary>Reads the model and returns its only layer.</summary>
    public ConvLayer Layer(ModelOptions? options = null) => Assert.Single(Read(options).Layers);

    public static ConvNet Read(byte[] bytes, ModelOptions? options = null)
    {
        using var source = ModelSource.FromMemory("test.onnx", bytes);
        return ModelFile.Open(source, options, TestContext.Current.CancellationToken);
    }

    public static NodeProto MakeNode(string op, string[] inputs, string output, string name = "", string domain = "", params AttributeProto[] attributes)
    {
        var node = new NodeProto { OpType = op, Name = name, Domain = domain };
        node.Input.AddRange(inputs);
        node.Output.Add(output);
        node.Attribute.AddRange(attributes);
        return node;
    }

    public static TensorProto Raw(string name, long[] dims, float[] values)
    {
        var bytes = new byte[values.Length * sizeof(float)];
        Buffer.BlockCopy(values, 0, bytes, 0, bytes.Length);
        var tensor = new TensorProto { Name = name, DataType = OnnxElementType.Float, RawData = ByteString.CopyFrom(bytes) };
        tensor.Dims.AddRange(dims);
        return tensor;
    }

    public static ValueInfoProto Value(string name, params long[] dims)
    {
        var shape = new TensorShapeProto();
        shape.Dim.AddRange(dims.Select(d => d < 0 ? new TensorShapeProto.Types.Dimension() : new TensorShapeProto.Types.Dimension { DimValue = d }));
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = OnnxElementType.Float, Shape = shape } } };
    }

    public static AttributeProto Ints(string name, params long[] values)
    {
        var attribute = new AttributeProto { Name = name, Type = 7 };
        attribute.Ints.AddRange(values);
        return attribute;
    }

    public static AttributeProto Int(string name, long value) => new() { Name = name, Type = 2, I = value };

    public static AttributeProto Number(string name, float value) => new() { Name = name, Type = 1, F = value };

    public static AttributeProto Text(string name, string value) => new() { Name = name, Type = 3, S = ByteString.CopyFromUtf8(value) };

    public static AttributeProto Value(string name, TensorProto value) => new() { Name = name, Type = 4, T = value };

    public static AttributeProto Body(string name, GraphProto body) => new() { Name = name, Type = 5, G = body };
}
