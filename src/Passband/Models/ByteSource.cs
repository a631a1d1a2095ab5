using Microsoft.Win32.SafeHandles;
using Passband.Kernels;

namespace Passband.Models;

/// <summary>Bytes that can be read at any place: a file, memory, later a link. Nothing is believed about a file before its length has been checked.</summary>
public abstract class ByteSource : IDisposable
{
    /// <summary>The name to use in messages.</summary>
    public abstract string Name { get; }

    /// <summary>How many bytes there are.</summary>
    public abstract long Length { get; }

    /// <summary>Fills the buffer from an offset.</summary>
    /// <exception cref="PassbandException">The bytes do not exist or cannot be read.</exception>
    public abstract void Read(long offset, Span<byte> buffer);

    /// <summary>A range as an array of its own.</summary>
    /// <exception cref="PassbandException">The range does not lie within the source, or is larger than an array can be.</exception>
    public byte[] Read(long offset, long count)
    {
        Check(offset, count);
        if (count > Array.MaxLength)
            throw new PassbandException(ErrorKind.Format, Name, $"a part of {count} bytes", $"at most {Array.MaxLength} in one piece");
        var bytes = new byte[count];
        Read(offset, bytes);
        return bytes;
    }

    /// <summary>Everything.</summary>
    public byte[] ReadAll() => Read(0, Length);

    /// <summary>The first bytes, as many as there are up to a number.</summary>
    public byte[] Head(int count) => Read(0, Math.Min(count, Length));

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes what the source holds open.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }

    /// <summary>Throws unless the range lies within the source.</summary>
    protected void Check(long offset, long count)
    {
        if (offset < 0 || count < 0 || offset > Length || count > Length - offset)
            throw new PassbandException(ErrorKind.Format, Name, $"bytes {offset} to {offset + count} asked for, but it holds {Length}", "a complete file",
                "It is truncated or its header lies; fetch it again.");
    }
}

internal sealed class MemoryByteSource(string name, ReadOnlyMemory<byte> bytes) : ByteSource
{
    public override string Name => name;

    public override long Length => bytes.Length;

    public override void Read(long offset, Span<byte> buffer)
    {
        Check(offset, buffer.Length);
        bytes.Span.Slice((int)offset, buffer.Length).CopyTo(buffer);
    }
}

internal sealed class FileByteSource : ByteSource
{
    private readonly SafeFileHandle _handle;

    public FileByteSource(string path, string name)
    {
        Name = name;
        try
        {
            _handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read, FileOptions.RandomAccess);
            Length = RandomAccess.GetLength(_handle);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new PassbandException(ErrorKind.Unreadable, name, e is FileNotFoundException or DirectoryNotFoundException ? "no such file" : $"cannot be opened ({e.Message.TrimEnd('.')})",
                null, "Check the path and its permissions.", e);
        }
    }

    public override string Name { get; }

    public override long Length { get; }

    public override void Read(long offset, Span<byte> buffer)
    {
        Check(offset, buffer.Length);
        try
        {
            while (buffer.Length > 0)
            {
                var count = RandomAccess.Read(_handle, buffer, offset);
                if (count == 0)
                    throw new EndOfStreamException("the file became shorter while it was read");
                buffer = buffer[count..];
                offset += count;
            }
        }
        catch (IOException e)
        {
            throw new PassbandException(ErrorKind.Unreadable, Name, $"cannot be read ({e.Message.TrimEnd('.')})", null, null, e);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _handle.Dispose();
        base.Dispose(disposing);
    }
}
