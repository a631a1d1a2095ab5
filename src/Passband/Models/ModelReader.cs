using Passband.Graphs;
using Passband.Kernels;

namespace Passband.Models;

/// <summary>One format: recognizes it, then reads it.</summary>
internal abstract class ModelReader
{
    /// <summary>Whether the content, and failing that the name, is of this format. Must be cheap, must not throw on any content.</summary>
    /// <param name="probe">The first bytes and the name.</param>
    public abstract bool Matches(ModelProbe probe);

    /// <summary>Reads the model.</summary>
    /// <exception cref="PassbandException">The content is corrupt or asks for something unsupported.</exception>
    public abstract ConvNet Read(ModelSource source, ModelOptions options, CancellationToken cancellation);

    /// <summary>Reads the graph of operators as the file has it; null for formats that carry none, or none that can be run.</summary>
    /// <exception cref="PassbandException">The content is corrupt or asks for something unsupported.</exception>
    public virtual Graph? ReadGraph(ModelSource source, CancellationToken cancellation) => null;
}

/// <summary>What a format is recognized by.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Length">The file's length in bytes.</param>
/// <param name="Head">Its first bytes, up to <see cref="HeadLength"/>.</param>
internal sealed record ModelProbe(string Name, long Length, byte[] Head)
{
    /// <summary>How much of a file is looked at to recognize it.</summary>
    public const int HeadLength = 4096;

    public bool HasExtension(string extension) => Name.EndsWith(extension, StringComparison.OrdinalIgnoreCase);

    public bool StartsWith(ReadOnlySpan<byte> magic) => Head.AsSpan().StartsWith(magic);
}
