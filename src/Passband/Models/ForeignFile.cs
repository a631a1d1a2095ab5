using System.Text;
using Passband.Kernels;

namespace Passband.Models;

/// <summary>Names a file that no reader takes for what it is, and says what to do instead.</summary>
internal static class ForeignFile
{
    private const string Supported = "ONNX, safetensors, TF.js (model.json or a weights manifest), .npy or .npz";

    private const string Export = "Export the network to ONNX or safetensors.";

    private const string Download = "The download failed; fetch the model itself.";

    /// <summary>The error for a file of another kind.</summary>
    public static PassbandException Refuse(ModelProbe probe)
    {
        var (found, remedy) = Name(probe);
        return new PassbandException(ErrorKind.Format, probe.Name, found, Supported, remedy);
    }

    private static (string Found, string Remedy) Name(ModelProbe probe)
    {
        var head = probe.Head.AsSpan();
        if (head.StartsWith("PK\u0003\u0004"u8))
            return Archive(probe);
        if (head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'H', (byte)'D', (byte)'F']))
            return ("an HDF5 file (Keras .h5), which is not supported yet", "Convert it with tensorflowjs_converter, or export the network to ONNX.");
        if (head.Length >= 8 && head[4..8].SequenceEqual("TFL3"u8))
            return ("a TensorFlow Lite model, which is not supported yet", "Export the network to ONNX or TF.js.");
        if (head.StartsWith("GGUF"u8) || head.StartsWith("ggjt"u8))
            return ("a GGUF file, which holds language models", Export);
        if (head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']) || head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])
            || head.StartsWith("GIF8"u8) || head.StartsWith("RIFF"u8) && head.Length >= 12 && head[8..12].SequenceEqual("WEBP"u8))
        {
            return ("a picture, not a model", "Give the model's file.");
        }
        if (head.StartsWith((ReadOnlySpan<byte>)[0x7F, (byte)'E', (byte)'L', (byte)'F']) || head.StartsWith("MZ"u8))
            return ("a program, not a model", "Give the model's file.");
        if (head.StartsWith("version https://git-lfs.github.com/spec/"u8))
            return ("a Git LFS pointer, which stands in for a file that was not fetched", "Run git lfs pull in its repository.");
        if (head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
            return ("a gzip archive", "Unpack it first.");
        if (IsPickle(probe))
            return ("a PyTorch or Python pickle, which is a program and is not supported yet", "Save the weights with safetensors.torch.save_file, or export the network to ONNX.");
        if (StartsWithText(head, "<!doctype html", "<html", "<?xml", "<head"))
            return ("a web page, not a model", Download);
        if (probe.HasExtension(".pb") || probe.Name.Equals("saved_model.pb", StringComparison.OrdinalIgnoreCase))
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

    /// <summary>Protocol 2 and later begin with their number; a pickled dictionary or tuple ends with a dot either way.</summary>
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
