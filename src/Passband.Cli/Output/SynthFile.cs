using Passband.Cli.Hosting;
using Passband.Graphs;
using Passband.Kernels;
using Passband.Measures;
using Passband.Models.Numpy;
using Passband.Models.SafeTensors;

namespace Passband.Cli.Output;

/// <summary>A synthesized layer as a file that every command opens like a trained network's.</summary>
internal static class SynthFile
{
    private const string Npy = ".npy";
    private const string Npz = ".npz";
    private const string SafeTensors = ".safetensors";
    private const string LayerName = "conv1";
    private const string TensorName = $"{LayerName}.weight";

    public static string[] Endings { get; } = [Npy, Npz, SafeTensors];

    /// <summary>What the layer will be called when the file is read: a bare array has no name but the file's.</summary>
    public static string NameOf(OutputTarget target) => target.IsStandardOutput
        ? ModelOpener.StandardInputName
        : HasEnding(target, Npy) ? Path.GetFileNameWithoutExtension(target.Path) : LayerName;

    /// <summary>
    /// Refuses a terminal, and what would be read as something else: three color filters of three rows and eight columns or more look like weights in the
    /// order [row, column, in, out].
    /// </summary>
    /// <exception cref="PassbandException">The bytes would be of no use there.</exception>
    public static void Check(ToolHost host, OutputTarget target, int count, FilterShape size)
    {
        target.CheckShown(host, "an array");
        var (channels, height, width) = size;
        if (channels == 3 && (count, height) == (3, 3) && width >= 8 && !HasEnding(target, SafeTensors) && !HasEnding(target, Npz))
        {
            throw new PassbandException(
                ErrorKind.Request, target.Path, $"an array of 3×3×3×{width}", "one that is not taken for weights in the order [row, column, in, out]",
                $"Write {SafeTensors} or {Npz}, or another --count.");
        }
    }

    public static void Write(ToolHost host, OutputTarget target, ConvLayer layer)
    {
        var bank = layer.Bank;
        var shape = bank.Shape.ToArray();
        if (HasEnding(target, SafeTensors))
            target.Write(host, stream => SafeTensorsFile.Write([Tensor.FromFloats(TensorName, [.. shape], bank.Weights.ToArray())], Metadata(layer), stream));
        else if (HasEnding(target, Npz))
            target.Write(host, stream => NpyWriter.WriteArchive(TensorName, shape, bank.Weights, stream));
        else
            // Without the axis of the one channel there is nothing about the order of axes to be guessed.
            target.Write(host, stream => NpyWriter.Write(bank.Shape.Channels == 1 ? [shape[0], bank.Shape.Height, bank.Shape.Width] : shape, bank.Weights, stream));
    }

    /// <summary>"pt" is what readers ask for that expect PyTorch's order of axes.</summary>
    private static Dictionary<string, string> Metadata(ConvLayer layer)
    {
        var metadata = new Dictionary<string, string> { ["format"] = "pt" };
        if (layer.Input == InputSpace.Rgb)
            metadata["channels"] = "RGB";
        return metadata;
    }

    private static bool HasEnding(OutputTarget target, string ending) => target.Path.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
}
