using Passband.Graphs;

namespace Passband.Models;

/// <summary>Writes networks as ONNX files.</summary>
public static class OnnxFile
{
    /// <summary>Writes a network whose operators are ONNX's.</summary>
    /// <param name="graph">The network, its operator sets and metadata included.</param>
    /// <param name="stream">Receives the file.</param>
    public static void Write(Graph graph, Stream stream) => throw new NotImplementedException();
}
