using Google.Protobuf;
using Passband.Graphs;
using Passband.Kernels;
using Passband.Models;
using Passband.Models.Onnx;

namespace Passband.Networks.Tests.Conformance;

/// <summary>One of ONNX's own backend tests: a model of a few nodes, inputs, and the outputs that they must give.</summary>
internal sealed class ConformanceCase
{
    /// <summary>Where Debian's package libonnx-testdata puts them.</summary>
    private const string Folder = "/usr/share/libonnx-testdata/data";

    private ConformanceCase(string folder) => Path = folder;

    /// <summary>Whether the cases are installed.</summary>
    public static bool Installed => Directory.Exists(Folder);

    /// <summary>All cases by name ("node/test_abs"), in order.</summary>
    public static IEnumerable<string> Names => !Installed ? [] :
        from kind in (string[])["node", "simple", "pytorch-converted", "pytorch-operator"]
        from folder in Directory.EnumerateDirectories(System.IO.Path.Combine(Folder, kind)).Order(StringComparer.Ordinal)
        where File.Exists(System.IO.Path.Combine(folder, "model.onnx"))
        select $"{kind}/{System.IO.Path.GetFileName(folder)}";

    private string Path { get; }

    public static ConformanceCase Of(string name) => new(System.IO.Path.Combine(Folder, name));

    /// <summary>The model's graph.</summary>
    public Graph Graph()
    {
        using var source = ModelSource.FromFile(System.IO.Path.Combine(Path, "model.onnx"));
        return ModelFile.OpenGraph(source);
    }

    /// <summary>The inputs and the outputs of every data set; null when some are not tensors of numbers.</summary>
    public IReadOnlyList<(Tensor[] Inputs, Tensor[] Outputs)>? DataSets()
    {
        var sets = new List<(Tensor[], Tensor[])>();
        foreach (var set in Directory.EnumerateDirectories(Path, "test_data_set_*").Order(StringComparer.Ordinal))
        {
            if (Read(set, "input") is not { } inputs || Read(set, "output") is not { } outputs)
                return null;
            sets.Add((inputs, outputs));
        }
        return sets;
    }

    private static Tensor[]? Read(string set, string kind)
    {
        var tensors = new List<Tensor>();
        for (var i = 0; File.Exists(System.IO.Path.Combine(set, $"{kind}_{i}.pb")); i++)
        {
            using var nothing = ModelSource.FromMemory("case", default);
            try
            {
                // Sequences, optional values and text are messages of other kinds: as a tensor they make no sense.
                var proto = TensorProto.Parser.ParseFrom(File.ReadAllBytes(System.IO.Path.Combine(set, $"{kind}_{i}.pb")));
                if (OnnxElementType.Read(proto.DataType) is null)
                    return null;
                tensors.Add(new OnnxTensor("case", new ExternalData(nothing)).Read(proto, proto.Name));
            }
            catch (Exception e) when (e is InvalidProtocolBufferException or PassbandException)
            {
                return null;
            }
        }
        return [.. tensors];
    }
}
