using System.Security.Cryptography;
using Passband.Graphs;
using Passband.Kernels;
using Passband.Models.Numpy;
using Passband.Models.Onnx;
using Passband.Models.SafeTensors;
using Passband.Models.TensorFlowJs;

namespace Passband.Models;

/// <summary>Opens a trained network, whatever its format. Nothing in a model file is ever executed.</summary>
public static class ModelFile
{
    /// <summary>In the order asked: formats with an unmistakable content first.</summary>
    private static readonly ModelReader[] Readers =
    [
        new NpyReader(),
        new NpzReader(),
        new SafeTensorsReader(),
        new TensorFlowJsReader(),
        new OnnxReader(),
    ];

    /// <summary>Opens a model on disk. A folder is opened by the one model file in it.</summary>
    /// <param name="path">The model's main file (for a sharded model its index).</param>
    /// <param name="options">How to read; null for the defaults.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="PassbandException">The file is missing, of an unknown format, or corrupt.</exception>
    public static ConvNet Open(string path, ModelOptions? options = null, CancellationToken cancellation = default)
    {
        using var source = ModelSource.FromFile(ModelFolder.MainFile(path));
        return Open(source, options, cancellation);
    }

    /// <summary>Opens a model from a disk or from memory.</summary>
    /// <exception cref="PassbandException">The content is of an unknown format, or corrupt.</exception>
    public static ConvNet Open(ModelSource source, ModelOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        options ??= ModelOptions.Default;
        var net = ReaderOf(source).Read(source, options, cancellation);
        return options.Hash ? net with { Sha256 = Hash(source.Main, cancellation) } : net;
    }

    /// <summary>
    /// Reads the graph of operators that a model is, to be run. Nothing is left out of it or folded into anything. Its constants are read from the source when
    /// they are asked for, so the source must stay open until then.
    /// </summary>
    /// <exception cref="PassbandException">The content is of an unknown format, or corrupt, or carries no graph that can be run.</exception>
    public static Graph OpenGraph(ModelSource source, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        return ReaderOf(source).ReadGraph(source, cancellation) ?? throw new PassbandException(
            ErrorKind.Format, source.Name, "a model without a graph that Passband runs", "an ONNX network",
            "Its kernels can be explained, shown and used as filters; to run it, export it to ONNX.");
    }

    /// <summary>The convolutions of a graph that is in memory, as <see cref="Open(ModelSource, ModelOptions?, CancellationToken)"/> gives those of a file.</summary>
    /// <param name="graph">The network; its constants must still be readable.</param>
    /// <param name="name">What to call it.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static ConvNet Convolutions(Graph graph, string name, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return GraphConvolutions.Read(graph, name, "ONNX", ModelOptions.Default, cancellation);
    }

    private static ModelReader ReaderOf(ModelSource source)
    {
        if (source.Main.Length == 0)
            throw new PassbandException(ErrorKind.Format, source.Name, "the file is empty", "a model", "Fetch or export it again.");
        var probe = new ModelProbe(source.Name, source.Main.Length, source.Main.Head(ModelProbe.HeadLength));
        var reader = ForeignFile.IsUnmistakable(probe) ? null : Array.Find(Readers, r => r.Matches(probe));
        return reader ?? throw ForeignFile.Refuse(probe);
    }

    private static string Hash(ByteSource main, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[(int)Math.Min(main.Length, 1 << 20)];
        for (var offset = 0L; offset < main.Length; offset += buffer.Length)
        {
            cancellation.ThrowIfCancellationRequested();
            var part = buffer.AsSpan(0, (int)Math.Min(buffer.Length, main.Length - offset));
            main.Read(offset, part);
            hash.AppendData(part);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
