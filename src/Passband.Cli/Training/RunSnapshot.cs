using System.Globalization;
using Passband.Graphs;
using Passband.Kernels;
using Passband.Models;
using Passband.Models.SafeTensors;

namespace Passband.Cli.Training;

/// <summary>A network at one moment of its training, on disk.</summary>
internal static class RunSnapshot
{
    /// <summary>Networks of more bytes than this are kept by the kernels that can be looked at alone; fifty whole ones would fill disks.</summary>
    public const long MostBytes = 8 << 20;

    /// <summary>Writes the whole network, or of a large one the layers that see the input and depthwise ones.</summary>
    public static void Write(RunFolder folder, Graph network, int step, CancellationToken cancellation)
    {
        if (network.Constants.Values.Sum(c => c.Count * sizeof(float)) <= MostBytes)
        {
            RunFolder.Write(folder.Snapshot(step, whole: true), stream => OnnxFile.Write(network, stream));
            return;
        }
        var net = ModelFile.Convolutions(network, RunFolder.NetworkName, cancellation);
        var layers = net.Layers.Where(l => l.SeesInput || l.Operator == ConvOperator.Depthwise)
            .Select(l => Tensor.FromFloats(l.Name, [.. l.Bank.Shape.ToArray()], l.Bank.Weights.ToArray())).ToList();
        var metadata = network.Metadata.Where(m => m.Key.StartsWith("passband.", StringComparison.Ordinal)).OrderBy(m => m.Key, StringComparer.Ordinal)
            .Append(new("format", "pt")).Append(new("step", step.ToString(CultureInfo.InvariantCulture)));
        RunFolder.Write(folder.Snapshot(step, whole: false), stream => SafeTensorsFile.Write(layers, metadata, stream));
    }
}
