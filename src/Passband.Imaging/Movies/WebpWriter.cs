using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Passband.Imaging.Movies;

/// <summary>
/// Writes animated WebPs without loss: the container's chunks (WebP Container Specification, Google) around pictures of <see cref="Vp8lPicture"/>. Each picture is the rectangle that changed; what stays within it
/// is transparent.
/// </summary>
internal sealed class WebpWriter : IMovieWriter
{
    /// <summary>The largest width and height of a WebP.</summary>
    public const int MostPixels = 16383;

    private const int MostMilliseconds = 0xFFFFFF;

    private readonly Stream _output;
    private readonly int _width;
    private readonly int _height;
    private readonly byte[] _shown;
    private readonly List<Frame> _frames = [];

    /// <summary>Begins a file.</summary>
    /// <param name="output">Where to; nothing is written before <see cref="Finish"/>, as the file begins with its length.</param>
    /// <param name="width">Pixels in a row, 1 to <see cref="MostPixels"/>.</param>
    /// <param name="height">Rows, likewise.</param>
    public WebpWriter(Stream output, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, MostPixels);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, MostPixels);
        (_output, _width, _height) = (output, width, height);
        _shown = new byte[checked(width * height * 4)];
    }

    /// <inheritdoc/>
    public void Add(ReadOnlySpan<byte> rgba, TimeSpan duration)
    {
        if (rgba.Length != _shown.Length)
            throw new ArgumentException($"A picture of {_width}×{_height} has {_shown.Length} bytes, not {rgba.Length}.", nameof(rgba));
        var milliseconds = Math.Max(1, (long)Math.Round(duration.TotalMilliseconds));
        if (PictureChange.Between(_frames.Count > 0 ? _shown : [], rgba, _width) is not { } changed)
        {
            _frames[^1].Milliseconds += milliseconds;
            return;
        }
        // The file has room for half of each corner's place.
        var box = new Box(changed.X & ~1, changed.Y & ~1, changed.Right - (changed.X & ~1), changed.Bottom - (changed.Y & ~1));
        _frames.Add(new Frame(box, Picture(rgba, box)) { Milliseconds = milliseconds });
        rgba.CopyTo(_shown);
    }

    /// <inheritdoc/>
    public void Finish()
    {
        const int header = 4 + 18 + 14;
        _output.Write("RIFF"u8);
        Int(checked((uint)(header + _frames.Sum(f => 8L + Frame.HeaderLength + f.Bitstream.Length))));
        _output.Write("WEBPVP8X"u8);
        Int(10);
        // It moves and has transparent pixels.
        Int(0x12);
        Int24(_width - 1);
        Int24(_height - 1);
        _output.Write("ANIM"u8);
        Int(6);
        // Background transparent black; forever.
        _output.Write([0, 0, 0, 0, 0, 0]);
        foreach (var frame in _frames)
            Write(frame);
    }

    private void Int(uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        _output.Write(bytes);
    }

    private void Int24(int value) => _output.Write([(byte)value, (byte)(value >> 8), (byte)(value >> 16)]);

    private void Write(Frame frame)
    {
        _output.Write("ANMF"u8);
        Int((uint)(Frame.HeaderLength + frame.Bitstream.Length));
        Int24(frame.Box.X / 2);
        Int24(frame.Box.Y / 2);
        Int24(frame.Box.Width - 1);
        Int24(frame.Box.Height - 1);
        Int24((int)Math.Min(frame.Milliseconds, MostMilliseconds));
        // Blended with the picture before, which stays.
        _output.WriteByte(0);
        _output.Write(frame.Bitstream);
    }

    /// <summary>The rectangle as a chunk VP8L, of an even length.</summary>
    private byte[] Picture(ReadOnlySpan<byte> rgba, Box box)
    {
        var pixels = new uint[box.Width * box.Height];
        var now = MemoryMarshal.Cast<byte, uint>(rgba);
        ReadOnlySpan<uint> before = MemoryMarshal.Cast<byte, uint>(_shown);
        for (var y = 0; y < box.Height; y++)
        {
            for (var x = 0; x < box.Width; x++)
            {
                var at = (box.Y + y) * _width + box.X + x;
                pixels[y * box.Width + x] = _frames.Count > 0 && now[at] == before[at] ? 0 : Argb(now[at]);
            }
        }
        var bits = Vp8lPicture.Compress(pixels, box.Width);
        var chunk = new byte[8 + bits.Length + (bits.Length & 1)];
        "VP8L"u8.CopyTo(chunk);
        BinaryPrimitives.WriteInt32LittleEndian(chunk.AsSpan(4), bits.Length);
        bits.CopyTo(chunk, 8);
        return chunk;
    }

    /// <summary>Red in the lowest byte becomes red below an opacity of 255.</summary>
    private static uint Argb(uint rgba) => 0xFF000000 | (rgba & 0xFF) << 16 | (rgba & 0xFF00) | (rgba >> 16 & 0xFF);

    private sealed record Frame(Box Box, byte[] Bitstream)
    {
        /// <summary>Bytes before the bitstream.</summary>
        public const int HeaderLength = 16;

        public long Milliseconds { get; set; }
    }
}
