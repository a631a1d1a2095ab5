using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Passband.Imaging.Movies;

/// <summary>
/// Writes animated GIFs (GIF89a). Each picture is the rectangle that changed, with a palette of its own; what stays within it is left transparent. A picture of up to 256 colors is shown exactly as it is.
/// </summary>
/// <remarks>Nothing is dithered: kernels are flat squares, in which dots would look like weights.</remarks>
internal sealed class GifWriter : IMovieWriter
{
    /// <summary>The largest width and height, as the file has 16 bits for them.</summary>
    public const int MostPixels = ushort.MaxValue;

    private const int MostColors = 256;

    private readonly Stream _output;
    private readonly int _width;
    private readonly int _height;
    private readonly int _tolerance;
    private readonly Dictionary<uint, int> _counts = [];

    /// <summary>The picture before, and what is seen of it.</summary>
    private readonly uint[] _before;
    private readonly uint[] _shown;

    /// <summary>Pixels of the picture at hand that have to be drawn.</summary>
    private readonly bool[] _changed;
    private bool _isFirst = true;
    private Picture? _waiting;

    /// <summary>Begins a file.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="width">Pixels in a row, 1 to <see cref="MostPixels"/>.</param>
    /// <param name="height">Rows, likewise.</param>
    /// <param name="tolerance">
    /// A pixel stays as it is while each of its red, green and blue differs by at most this much from what is seen there, 0 to 255; 0 for exact pictures. Differences do not add up.
    /// </param>
    public GifWriter(Stream output, int width, int height, int tolerance = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, MostPixels);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, MostPixels);
        (_output, _width, _height, _tolerance) = (output, width, height, tolerance);
        (_before, _shown, _changed) = (new uint[checked(width * height)], new uint[width * height], new bool[width * height]);
        output.Write("GIF89a"u8);
        Short(width);
        Short(height);
        // No palette for all pictures, background 0, square pixels.
        output.Write([0x70, 0, 0]);
        // Forever.
        output.Write([0x21, 0xFF, 11, .. "NETSCAPE2.0"u8, 3, 1, 0, 0, 0]);
    }

    /// <inheritdoc/>
    public void Add(ReadOnlySpan<byte> rgba, TimeSpan duration)
    {
        if (rgba.Length != 4L * _shown.Length)
            throw new ArgumentException($"A picture of {_width}×{_height} has {4L * _shown.Length} bytes, not {rgba.Length}.", nameof(rgba));
        var hundredths = Math.Max(1, (int)Math.Round(duration.TotalMilliseconds / 10));
        var now = MemoryMarshal.Cast<byte, uint>(rgba);
        var box = Change(now);
        now.CopyTo(_before);
        _isFirst = false;
        if (box is null)
        {
            _waiting!.Hundredths += hundredths;
            return;
        }
        Flush();
        _waiting = Encode(now, box.Value, hundredths);
    }

    /// <inheritdoc/>
    public void Finish()
    {
        Flush();
        _output.WriteByte(0x3B);
    }

    /// <summary>Finds the pixels that have to be drawn; the smallest rectangle that holds them all, null where there are none.</summary>
    private Box? Change(ReadOnlySpan<uint> now)
    {
        var (left, right, top, bottom) = (_width, 0, -1, 0);
        for (var y = 0; y < _height; y++)
        {
            for (var x = 0; x < _width; x++)
            {
                var at = y * _width + x;
                _changed[at] = _isFirst || (now[at] != _before[at] && !IsNear(now[at], _shown[at]));
                if (!_changed[at])
                    continue;
                (left, right) = (Math.Min(left, x), Math.Max(right, x + 1));
                (top, bottom) = (top < 0 ? y : top, y + 1);
            }
        }
        return top < 0 ? null : new Box(left, top, right - left, bottom - top);
    }

    private bool IsNear(uint a, uint b) => Math.Abs((int)(a & 0xFF) - (int)(b & 0xFF)) <= _tolerance
        && Math.Abs((int)(a >> 8 & 0xFF) - (int)(b >> 8 & 0xFF)) <= _tolerance
        && Math.Abs((int)(a >> 16 & 0xFF) - (int)(b >> 16 & 0xFF)) <= _tolerance;

    private Picture Encode(ReadOnlySpan<uint> now, Box box, int hundredths)
    {
        var keeps = Count(now, box, onlyChanged: true);
        // One entry is needed for what stays; with exactly as many colors as there can be, the whole rectangle is drawn where it has no other.
        if (keeps && _counts.Count == MostColors)
        {
            Count(now, box, onlyChanged: false);
            keeps = _counts.Count > MostColors && Count(now, box, onlyChanged: true);
        }
        var palette = GifPalette.Of(_counts, keeps ? MostColors - 1 : MostColors);
        var transparent = palette.Colors.Length;
        var pixels = new byte[box.Width * box.Height];
        for (var y = 0; y < box.Height; y++)
        {
            for (var x = 0; x < box.Width; x++)
            {
                var at = (box.Y + y) * _width + box.X + x;
                if (keeps && !_changed[at])
                {
                    pixels[y * box.Width + x] = (byte)transparent;
                    continue;
                }
                var entry = palette[now[at] & 0xFFFFFF];
                pixels[y * box.Width + x] = entry;
                var color = palette.Colors[entry];
                _shown[at] = (uint)(color.R | color.G << 8 | color.B << 16);
            }
        }
        return new Picture(box, palette.Colors, keeps ? transparent : null, pixels) { Hundredths = hundredths };
    }

    /// <summary>Counts the colors to be drawn; whether there are pixels in the rectangle that are not.</summary>
    private bool Count(ReadOnlySpan<uint> now, Box box, bool onlyChanged)
    {
        _counts.Clear();
        var keeps = false;
        for (var y = box.Y; y < box.Bottom; y++)
        {
            for (var at = y * _width + box.X; at < y * _width + box.Right; at++)
            {
                if (onlyChanged && !_changed[at])
                    keeps = true;
                else
                    CollectionsMarshal.GetValueRefOrAddDefault(_counts, now[at] & 0xFFFFFF, out _)++;
            }
        }
        return keeps;
    }

    private void Flush()
    {
        if (_waiting is not { } picture)
            return;
        _waiting = null;
        var entries = picture.Colors.Length + (picture.Transparent is null ? 0 : 1);
        var bits = Math.Clamp(BitOperations.Log2((uint)Math.Max(1, entries - 1)) + 1, 2, 8);
        // Graphic control: the picture stays when the next one is drawn over it.
        _output.Write([0x21, 0xF9, 4, (byte)(1 << 2 | (picture.Transparent is null ? 0 : 1))]);
        Short(Math.Min(picture.Hundredths, ushort.MaxValue));
        _output.Write([(byte)(picture.Transparent ?? 0), 0, 0x2C]);
        Short(picture.Box.X);
        Short(picture.Box.Y);
        Short(picture.Box.Width);
        Short(picture.Box.Height);
        _output.WriteByte((byte)(0x80 | (bits - 1)));
        var table = new byte[3 << bits];
        foreach (var (i, color) in picture.Colors.Index())
            (table[3 * i], table[3 * i + 1], table[3 * i + 2]) = (color.R, color.G, color.B);
        _output.Write(table);
        GifCodes.Write(picture.Pixels, bits, _output);
    }

    private void Short(int value)
    {
        Span<byte> bytes = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)value);
        _output.Write(bytes);
    }

    private sealed record Picture(Box Box, Rgb[] Colors, int? Transparent, byte[] Pixels)
    {
        public int Hundredths { get; set; }
    }
}
