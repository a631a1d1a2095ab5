using System.Text;
using Passband.Graphs;
using Passband.Kernels;
using Passband.Models.Numpy;

namespace Passband.Models;

/// <summary>One kernel in a file: a .npy array of one or two axes, or text with comma- or tab-separated values (<see cref="KernelMatrixText"/>).</summary>
public static class KernelFile
{
    /// <summary>No kernel of <see cref="KernelMatrix.MaxTaps"/> weights takes more bytes, written out with all digits.</summary>
    private const int MaxBytes = 32 * KernelMatrix.MaxTaps;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="PassbandException">It cannot be read, is too large, or holds no kernel.</exception>
    public static KernelMatrix Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return Read(stream, Path.GetFileName(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new PassbandException(ErrorKind.Unreadable, path, "the file cannot be read", remedy: Printable.Line(e.Message), inner: e);
        }
    }

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="stream">The content.</param>
    /// <param name="name">What to call the kernel, also in errors.</param>
    /// <exception cref="PassbandException">It is too large, or holds no kernel.</exception>
    public static KernelMatrix Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        using var content = new MemoryStream();
        var block = new byte[1 << 16];
        while (stream.Read(block) is var count and > 0)
        {
            content.Write(block, 0, count);
            if (content.Length > MaxBytes)
                throw new PassbandException(ErrorKind.Format, name, $"more than {MaxBytes} bytes", $"one kernel of at most {KernelMatrix.MaxTaps} weights");
        }
        var bytes = content.ToArray();
        return bytes.AsSpan().StartsWith(NpyHeader.Magic) ? Array(bytes, name) : KernelMatrixText.Parse(Encoding.UTF8.GetString(bytes), name);
    }

    private static KernelMatrix Array(byte[] bytes, string name)
    {
        var place = 0;
        var header = NpyHeader.Read(Next, bytes.Length, name);
        if (header.Shape.Length is not (1 or 2) || header.Shape.Contains(0))
        {
            throw new PassbandException(ErrorKind.Format, name, $"an array of the shape ({string.Join(", ", header.Shape)})", "[height, width] or [width]",
                "Save one kernel; a bank of them is opened as a network.");
        }
        if (header.Shape.Aggregate(1L, (n, d) => n * d) > KernelMatrix.MaxTaps)
            throw new PassbandException(ErrorKind.Format, name, $"an array of {string.Join('×', header.Shape)}", $"at most {KernelMatrix.MaxTaps} weights");
        var tensor = header.ToTensor(name, () => bytes[(int)header.DataOffset..]);
        var weights = ElementConversion.ToFloats(tensor.Type, tensor.Bytes.Span);
        if (System.Array.FindIndex(weights, w => !float.IsFinite(w)) is var broken and >= 0)
            throw new PassbandException(ErrorKind.Format, name, $"weight {broken} is NaN or infinite", "finite weights");
        var height = header.Shape.Length == 2 ? header.Shape[0] : 1;
        return new KernelMatrix(height, header.Shape[^1], [.. weights.Select(w => (double)w)], name);

        byte[] Next(int count)
        {
            place += count;
            return bytes[(place - count)..place];
        }
    }
}
