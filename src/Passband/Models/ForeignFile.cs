using System.Text;
using Passband.Kernels;

namespace Passband.Models;

/// <summary>Names a file that no reader takes for what it is, and says what to do instead.</summary>
internal static class ForeignFile
{
    private const string Supported = "ONNX, safetensors, TF.js (model.json or a weights manifest), .npy or .npz";

    private const string Export = "Export the network to ONNX or safetensors.";

    private static readonly (string, string) Picture = ("a picture, not a model", "Give the model's file.");

    private static readonly (string, string) Program = ("a program, not a model", "Give the model's file.");

    private const string Download = "The download failed; fetch the model itself.";

    /// <summary>The error for a file that no reader takes.</summary>
    public static PassbandException Refuse(ModelProbe probe)
    {
        var (found, remedy) = Unmistakable(probe.Head) ?? Likely(probe);
        return new PassbandException(ErrorKind.Format, probe.Name, found, Supported, remedy);
    }

    /// <summary>Whether the content is of another kind although the name may say otherwise: a failed download keeps the name of what was wanted.</summary>
    public static bool IsUnmistakable(ModelProbe probe) => Unmistakable(probe.Head) is not null;

    /// <summary>What no supported format can begin with. Openings of two bytes are not among these: a safetensors header may be 0x5A4D bytes long.</summary>
    private static (string Found, string Remedy)? Unmistakable(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'H', (byte)'D', (byte)'F']))
            return ("an HDF5 file (Keras .h5), which is not supported yet", "Convert it with tensorflowjs_converter, or export the network to ONNX.");
        if (head.Length >= 8 && head[4..8].SequenceEqual("TFL3"u8))
            return ("a TensorFlow Lite model, which is not supported yet", "Export the network to ONNX or TF.js.");
        if (head.StartsWith("GGUF"u8))
            return ("a GGUF file, which holds language models", Export);
        if (head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']) || head.StartsWith("GIF8"u8)
            || head.StartsWith("RIFF"u8) && head.Length >= 12 && head[8..12].SequenceEqual("WEBP"u8))
        {
            return Picture;
        }
        if (head.StartsWith((ReadOnlySpan<byte>)[0x7F, (byte)'E', (byte)'L', (byte)'F']))
            return Program;
        if (head.StartsWith("version https://git-lfs.github.com/spec/"u8))
            return ("a Git LFS pointer, which stands in for a file that was not fetched", "Run git lfs pull in its repository.");
        return StartsWithText(head, "<!doctype html", "<html", "<?xml", "<head") ? ("a web page, not a model", Download) : null;
    }

    private static (string Found, string Remedy) Likely(ModelProbe probe)
    {
        if (probe.StartsWith("PK\u0003\u0004"u8))
            return Archive(probe);
        if (probe.StartsWith([0xFF, 0xD8, 0xFF]))
            return Picture;
        if (probe.StartsWith("MZ"u8))
            return Program;
        if (probe.StartsWith([0x1F, 0x8B]))
            return ("a gzip archive", "Unpack it first.");
        if (IsPickle(probe))
            return ("a PyTorch or Python pickle, which is a program and is not supported yet", "Save the weights with safetensors.torch.save_file, or export the network to ONNX.");
        if (probe.HasExtension(".pb"))
            return ("a TensorFlow SavedModel or frozen graph, which is not supported yet", "Convert it with tensorflowjs_converter or tf2onnx.");
        if (probe.HasExtension(".bin"))
            return ("weights without a description of their arrays", "Open the file that describes them (a *-weights_manifest.json, a model.json).");
        return ("not a model format that Passband knows", "Export the network to one of these.");
    }

    private static (string, string) Archive(ModelProbe probe)
    {
        var head = probe.Head.AsSpan();
        if (probe.HasExtension(".pt") || probe.HasExtension(".pth") || probe.HasExtension(".ckpt") || head.IndexOf("data.pkl"u8) >= 0)
            return ("a PyTorch checkpoint, whose pickle is a program, and which is not supported yet", "Save the weights with safetensors.torch.save_file, or export the network to ONNX.");
        if (probe.HasExtension(".keras"))
            return ("a Keras 3 archive, which is not supported yet", "Convert it with tensorflowjs_converter, or export the network to ONNX.");
        return ("a zip archive without .npy arrays", "Unpack it and open the model inside.");
    }

    /// <summary>Protocol 2 and later begin with 0x80 and their number; earlier ones are told by the name alone.</summary>
    private static bool IsPickle(ModelProbe probe) =>
        probe.Head.Length > 2 && probe.Head[0] == 0x80 && probe.Head[1] is >= 2 and <= 5
        || probe.HasExtension(".pt") || probe.HasExtension(".pth") || probe.HasExtension(".pkl");

    private static bool StartsWithText(ReadOnlySpan<byte> head, params ReadOnlySpan<string> openings)
    {
        var text = Encoding.Latin1.GetString(head[..Math.Min(head.Length, 256)]).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\t', '\r', '\n');
        foreach (var opening in openings)
        {
            if (text.StartsWith(opening, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }
}
