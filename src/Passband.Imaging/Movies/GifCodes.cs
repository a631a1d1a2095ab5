namespace Passband.Imaging.Movies;

/// <summary>The compression of GIF: Lempel, Ziv and Welch's, in codes of up to 12 bits, in blocks of up to 255 bytes (GIF89a specification, appendix F).</summary>
internal sealed class GifCodes
{
    private const int MostBits = 12;
    private const int BlockLength = 255;

    /// <summary>Slots of the hash table, a power of two of more than twice the codes there can be.</summary>
    private const int Slots = 1 << 14;

    private readonly Stream _output;
    private readonly int[] _keys = new int[Slots];
    private readonly short[] _codes = new short[Slots];
    private readonly byte[] _block = new byte[BlockLength + 1];
    private int _blockLength;
    private uint _bits;
    private int _bitCount;

    private GifCodes(Stream output) => _output = output;

    /// <summary>Writes the pixels, with the byte that tells how many bits they have before and the empty block behind.</summary>
    /// <param name="pixels">Entries of the palette, at least one, each below 2^<paramref name="bits"/>.</param>
    /// <param name="bits">Bits of a pixel, 2 to 8.</param>
    /// <param name="output">Where to.</param>
    public static void Write(ReadOnlySpan<byte> pixels, int bits, Stream output)
    {
        output.WriteByte((byte)bits);
        new GifCodes(output).Write(pixels, bits);
        output.WriteByte(0);
    }

    private void Write(ReadOnlySpan<byte> pixels, int bits)
    {
        var (clear, end) = (1 << bits, (1 << bits) + 1);
        var (next, width) = (end + 1, bits + 1);
        Array.Fill(_keys, -1);
        Code(clear, width);
        int prefix = pixels[0];
        foreach (var pixel in pixels[1..])
        {
            var key = prefix << 8 | pixel;
            var slot = Slot(key);
            if (_keys[slot] == key)
            {
                prefix = _codes[slot];
                continue;
            }
            Code(prefix, width);
            prefix = pixel;
            if (next == 1 << MostBits)
            {
                Code(clear, width);
                Array.Fill(_keys, -1);
                (next, width) = (end + 1, bits + 1);
                continue;
            }
            // The reader adds an entry one code later than the writer: a code of the new width first appears after the entry that needs it.
            if (next == 1 << width)
                width++;
            (_keys[slot], _codes[slot]) = (key, (short)next++);
        }
        Code(prefix, width);
        // The code before has made the reader add its last entry, which may have widened its codes.
        if (next == 1 << width && width < MostBits)
            width++;
        Code(end, width);
        if (_bitCount > 0)
            Byte((byte)_bits);
        Flush();
    }

    /// <summary>The slot of a key, or the free one that it would take.</summary>
    private int Slot(int key)
    {
        var slot = (int)((uint)key * 2654435769u >> 18);
        while (_keys[slot] >= 0 && _keys[slot] != key)
            slot = (slot + 1) & (Slots - 1);
        return slot;
    }

    private void Code(int code, int width)
    {
        _bits |= (uint)code << _bitCount;
        _bitCount += width;
        while (_bitCount >= 8)
        {
            Byte((byte)_bits);
            _bits >>= 8;
            _bitCount -= 8;
        }
    }

    private void Byte(byte value)
    {
        _block[++_blockLength] = value;
        if (_blockLength == BlockLength)
            Flush();
    }

    private void Flush()
    {
        if (_blockLength == 0)
            return;
        _block[0] = (byte)_blockLength;
        _output.Write(_block.AsSpan(0, _blockLength + 1));
        _blockLength = 0;
    }
}
