using System.Collections.Frozen;
using Google.Protobuf;
using Passband.Graphs;
using Passband.Kernels;

namespace Passband.Models.Onnx;

/// <summary>Reads ONNX models: a graph of operators and its weights in one protocol buffer, or with the weights in files beside it.</summary>
internal sealed class OnnxReader : ModelReader
{
    /// <summary>A body in a node in a graph is three levels of messages: room for bodies thirty deep, and none for a file that is all nesting.</summary>
    private const int DeepestNesting = 100;

    public override bool Matches(ModelProbe probe) => OnnxSignature.Matches(probe.Head, probe.Length) || probe.HasExtension(".onnx");

    public override ConvNet Read(ModelSource source, ModelOptions options, CancellationToken cancellation)
    {
        var model = Parse(source);
        var graph = Graph(source, model, cancellation);
        var net = GraphConvolutions.Read(graph, source.Name, "ONNX", options, cancellation) with { Metadata = graph.Metadata };
        return model.Functions.Any(f => f.Node.Any(n => n.OpType.Contains("Conv", StringComparison.Ordinal)))
            ? net with { Assumptions = net.Assumptions.Add("Convolutions inside the model's own functions were left out; inline the functions to see them.") }
            : net;
    }

    public override Graph ReadGraph(ModelSource source, CancellationToken cancellation) => Graph(source, Parse(source), cancellation);

    private static Graph Graph(ModelSource source, ModelProto model, CancellationToken cancellation)
    {
        if (model.Graph is null)
            throw Corrupt(source.Name, "it holds no graph");
        cancellation.ThrowIfCancellationRequested();
        var tensors = new OnnxTensor(source.Name, new ExternalData(source));
        return new OnnxGraph(source.Name, tensors).Read(model.Graph, OnnxMetadata.PictureContent(model)) with
        {
            OperatorSets = LastWins(model.OpsetImport.Select(set => (OnnxGraph.IsOnnx(set.Domain) ? "" : set.Domain, set.Version))),
            Metadata = LastWins(model.MetadataProps.Select(entry => (entry.Key, entry.Value))),
        };
    }

    private static FrozenDictionary<string, T> LastWins<T>(IEnumerable<(string Key, T Value)> entries)
    {
        var values = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var (key, value) in entries)
            values[key] = value;
        return values.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static ModelProto Parse(ModelSource source)
    {
        MessageCount.Check(source.Main);
        using var stream = new ByteSourceStream(source.Main);
        try
        {
            using var input = CodedInputStream.CreateWithLimits(stream, int.MaxValue, DeepestNesting);
            return ModelProto.Parser.WithDiscardUnknownFields(true).ParseFrom(input);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw Corrupt(source.Name, $"it is not a complete protocol buffer ({e.Message.TrimEnd('.')})", e);
        }
    }

    private static PassbandException Corrupt(string name, string found, Exception? inner = null) =>
        new(ErrorKind.Format, name, found, "an ONNX model", "It is truncated, damaged, or of another format; fetch or export it again.", inner);
}
