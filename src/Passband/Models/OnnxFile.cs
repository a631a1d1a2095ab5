using Google.Protobuf;
using Passband.Graphs;
using Passband.Kernels;
using Passband.Models.Onnx;

namespace Passband.Models;

/// <summary>Writes networks as ONNX files.</summary>
public static class OnnxFile
{
    /// <summary>
    /// Writes a network whose operators are ONNX's, or of other sets that it names the version of. The same network gives the same bytes, and <see cref="ModelFile.OpenGraph"/> gives it back:
    /// constants stand in the file itself, as the little-endian bytes that they are; free dimensions get a name, the first of a network's first input "batch".
    /// </summary>
    /// <param name="graph">The network, its operator sets and metadata included. Its constants must still be readable.</param>
    /// <param name="stream">Receives the file; need not be seekable. Nothing is written when the network is refused.</param>
    /// <exception cref="PassbandException">
    /// A constant was declined by the reader that the network comes from; an operator is of a set without a version, such as TensorFlow's own; pictures have their channels last; or the
    /// constants are more than the 2 GB that one protocol buffer holds.
    /// </exception>
    public static void Write(Graph graph, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(stream);
        var model = OnnxWriter.Model(graph);
        using var output = new CodedOutputStream(stream, leaveOpen: true);
        model.WriteTo(output);
    }
}
