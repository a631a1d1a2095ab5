namespace Passband.Imaging.Movies;

/// <summary>A prefix code made for how often symbols occur (Huffman 1952), in the form that VP8L stores: lengths alone, from which both sides number the codes alike.</summary>
internal sealed class PrefixCode
{
    /// <summary>The longest code of VP8L.</summary>
    private const int MostBits = 15;

    /// <summary>The longest code of a length.</summary>
    private const int MostBitsOfLengths = 7;

    /// <summary>Zeros, at least three and at least eleven of them, are told by their number.</summary>
    private const int FewZeros = 17;
    private const int ManyZeros = 18;

    /// <summary>The order in which lengths of the codes for lengths are stored, rare ones last.</summary>
    private static readonly int[] LengthOrder = [17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];

    private readonly byte[] _lengths;
    private readonly uint[] _codes;
    private readonly int _used;

    private PrefixCode(int[] counts, int mostBits)
    {
        _used = counts.Count(c => c > 0);
        _lengths = Lengths(counts, mostBits);
        _codes = Codes(_lengths);
    }

    /// <summary>Makes a code.</summary>
    /// <param name="counts">How often each symbol occurs; those that do not have no code.</param>
    public static PrefixCode Of(int[] counts) => new(counts, MostBits);

    /// <summary>Writes a symbol; the only symbol there is takes no bits.</summary>
    public void Write(int symbol, BitWriter output)
    {
        if (_used > 1)
            output.Add(_codes[symbol], _lengths[symbol]);
    }

    /// <summary>Writes the code itself.</summary>
    public void WriteLengths(BitWriter output)
    {
        var only = _used == 0 ? 0 : _used == 1 ? Array.FindIndex(_lengths, l => l > 0) : -1;
        if (only is >= 0 and < 256)
        {
            // One symbol, of eight bits.
            output.Add(0b101, 3);
            output.Add((uint)only, 8);
            return;
        }
        var runs = Runs().ToArray();
        var counts = new int[LengthOrder.Length];
        foreach (var (symbol, _, _) in runs)
            counts[symbol]++;
        var code = new PrefixCode(counts, MostBitsOfLengths);
        var stored = LengthOrder.Length;
        while (stored > 4 && code._lengths[LengthOrder[stored - 1]] == 0)
            stored--;
        output.Add(0, 1);
        output.Add((uint)(stored - 4), 4);
        foreach (var symbol in LengthOrder.AsSpan(0, stored))
            output.Add(code._lengths[symbol], 3);
        // All symbols follow.
        output.Add(0, 1);
        foreach (var (symbol, extra, bits) in runs)
        {
            code.Write(symbol, output);
            output.Add(extra, bits);
        }
    }

    /// <summary>The lengths, with runs of zeros as one symbol.</summary>
    private IEnumerable<(int Symbol, uint Extra, int Bits)> Runs()
    {
        for (var i = 0; i < _lengths.Length;)
        {
            var zeros = 0;
            while (i + zeros < _lengths.Length && zeros < 138 && _lengths[i + zeros] == 0)
                zeros++;
            if (zeros >= 11)
                yield return (ManyZeros, (uint)(zeros - 11), 7);
            else if (zeros >= 3)
                yield return (FewZeros, (uint)(zeros - 3), 3);
            else
                yield return (_lengths[i], 0, 0);
            i += zeros >= 3 ? zeros : 1;
        }
    }

    private static byte[] Lengths(int[] counts, int mostBits)
    {
        var lengths = new byte[counts.Length];
        // Where a code gets too long, rare symbols are taken for less rare until it does not.
        for (var least = 1; ; least *= 2)
        {
            var parents = new int[2 * counts.Length];
            var queue = new PriorityQueue<int, (long Count, int Node)>();
            for (var symbol = 0; symbol < counts.Length; symbol++)
            {
                if (counts[symbol] > 0)
                    queue.Enqueue(symbol, (Math.Max(counts[symbol], least), symbol));
            }
            if (queue.Count == 1)
            {
                lengths[queue.Dequeue()] = 1;
                return lengths;
            }
            var next = counts.Length;
            while (queue.Count > 1)
            {
                queue.TryDequeue(out var a, out var first);
                queue.TryDequeue(out var b, out var second);
                parents[a] = parents[b] = next;
                queue.Enqueue(next, (first.Count + second.Count, next));
                next++;
            }
            var depths = new int[next];
            var deepest = 0;
            for (var node = next - 2; node >= 0; node--)
            {
                if (node < counts.Length && counts[node] == 0)
                    continue;
                depths[node] = depths[parents[node]] + 1;
                deepest = Math.Max(deepest, depths[node]);
            }
            if (deepest > mostBits)
                continue;
            for (var symbol = 0; symbol < counts.Length; symbol++)
                lengths[symbol] = (byte)depths[symbol];
            return lengths;
        }
    }

    /// <summary>Codes of one length are neighbors in the order of their symbols, shorter ones first; written from their highest bit on.</summary>
    private static uint[] Codes(byte[] lengths)
    {
        var codes = new uint[lengths.Length];
        var code = 0u;
        for (var length = 1; length <= MostBits; length++)
        {
            code <<= 1;
            for (var symbol = 0; symbol < lengths.Length; symbol++)
            {
                if (lengths[symbol] == length)
                    codes[symbol] = Reversed(code++, length);
            }
        }
        return codes;
    }

    private static uint Reversed(uint code, int length)
    {
        var reversed = 0u;
        for (var i = 0; i < length; i++)
            reversed |= (code >> i & 1) << (length - 1 - i);
        return reversed;
    }
}
