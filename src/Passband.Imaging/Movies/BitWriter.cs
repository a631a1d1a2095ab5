namespace Passband.Imaging.Movies;

/// <summary>Bits in bytes, the lowest first.</summary>
internal sealed class BitWriter
{
    private readonly List<byte> _bytes = [];
    private ulong _bits;
    private int _count;

    /// <summary>Appends the lowest bits of a value.</summary>
    /// <param name="value">The value; bits above <paramref name="count"/> must be 0.</param>
    /// <param name="count">How many, 0 to 32.</param>
    public void Add(uint value, int count)
    {
        _bits |= (ulong)value << _count;
        _count += count;
        while (_count >= 8)
        {
            _bytes.Add((byte)_bits);
            _bits >>= 8;
            _count -= 8;
        }
    }

    /// <summary>All bytes; the last one is filled with zeros.</summary>
    public byte[] ToArray() => _count > 0 ? [.. _bytes, (byte)_bits] : [.. _bytes];
}
