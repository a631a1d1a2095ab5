using System.Numerics;

namespace Passband.Imaging.Movies;

/// <summary>
/// Compresses a picture as WebP's lossless bitstream does (WebP Lossless Bitstream Specification, Google; RFC 9649): copies of what came before, recent colors by their place in a table, other colors
/// as they are, all in prefix codes. No transformation comes first, as pictures of flat squares and words do not gain by any.
/// </summary>
/// <remarks>Skia compresses these pictures at the lowest of libwebp's efforts, which gives six times the bytes.</remarks>
internal sealed class Vp8lPicture
{
    private const int LongestCopy = 4096;
    private const int ShortestCopy = 3;
    private const int LengthSymbols = 24;
    private const int DistanceSymbols = 40;
    private const int CacheBits = 10;
    private const int FirstCacheSymbol = 256 + LengthSymbols;

    /// <summary>Distances from here on are told by their number; smaller codes are places close by.</summary>
    private const int NamedPlaces = 120;

    /// <summary>So many places with the same next pixels are tried.</summary>
    private const int Tries = 24;

    /// <summary>A copy of this length is taken without looking further.</summary>
    private const int LongEnough = 256;

    private readonly uint[] _pixels;
    private readonly int _width;
    private readonly List<Token> _tokens = [];
    private readonly uint[] _cache = new uint[1 << CacheBits];

    private Vp8lPicture(uint[] pixels, int width) => (_pixels, _width) = (pixels, width);

    private enum TokenKind : byte
    {
        Color,
        Cached,
        Copy,
    }

    /// <summary>Compresses a picture.</summary>
    /// <param name="argb">Opacity, red, green and blue of every pixel from the highest byte to the lowest, row by row.</param>
    /// <param name="width">Pixels in a row, 1 to 16384.</param>
    /// <returns>The content of a chunk VP8L.</returns>
    public static byte[] Compress(uint[] argb, int width)
    {
        var picture = new Vp8lPicture(argb, width);
        picture.Tokenize();
        return picture.Write();
    }

    private void Tokenize()
    {
        var heads = new int[1 << 16];
        var previous = new int[_pixels.Length];
        Array.Fill(heads, -1);
        for (var at = 0; at < _pixels.Length;)
        {
            var (length, distance) = Longest(at, heads, previous);
            if (length < ShortestCopy)
            {
                Single(at);
                length = 1;
            }
            else
            {
                _tokens.Add(new Token(TokenKind.Copy, length, distance));
            }
            for (var end = at + length; at < end; at++)
            {
                _cache[Slot(_pixels[at])] = _pixels[at];
                if (at + 1 >= _pixels.Length)
                    continue;
                var hash = Hash(at);
                previous[at] = heads[hash];
                heads[hash] = at;
            }
        }
    }

    private void Single(int at)
    {
        var pixel = _pixels[at];
        var slot = Slot(pixel);
        // The first pixel is never taken from the table, which is empty for us and full of zeros for the reader.
        _tokens.Add(at > 0 && _cache[slot] == pixel ? new Token(TokenKind.Cached, slot, 0) : new Token(TokenKind.Color, 0, 0) { Argb = pixel });
    }

    private (int Length, int Distance) Longest(int at, int[] heads, int[] previous)
    {
        if (at == 0 || at + 1 >= _pixels.Length)
            return (0, 0);
        var (length, distance) = (0, 0);
        Try(_width);
        Try(1);
        var candidate = heads[Hash(at)];
        for (var i = 0; i < Tries && candidate >= 0 && length < LongEnough; i++)
        {
            Try(at - candidate);
            candidate = previous[candidate];
        }
        return (length, distance);

        void Try(int back)
        {
            if (back > at)
                return;
            var now = _pixels.AsSpan(at, Math.Min(LongestCopy, _pixels.Length - at));
            var found = now.CommonPrefixLength(_pixels.AsSpan(at - back, now.Length));
            // A place farther away costs more bits: a pixel or two are not worth them.
            if (found > length + (length > 0 && back > _width + 1 ? 1 : 0))
                (length, distance) = (found, back);
        }
    }

    private byte[] Write()
    {
        var counts = new[] { new int[FirstCacheSymbol + (1 << CacheBits)], new int[256], new int[256], new int[256], new int[DistanceSymbols] };
        foreach (var token in _tokens)
        {
            switch (token.Kind)
            {
                case TokenKind.Color:
                    counts[0][token.Argb >> 8 & 0xFF]++;
                    counts[1][token.Argb >> 16 & 0xFF]++;
                    counts[2][token.Argb & 0xFF]++;
                    counts[3][token.Argb >> 24]++;
                    break;
                case TokenKind.Cached:
                    counts[0][FirstCacheSymbol + token.Value]++;
                    break;
                default:
                    counts[0][256 + Prefix(token.Value).Symbol]++;
                    counts[4][Prefix(Place(token.Distance)).Symbol]++;
                    break;
            }
        }
        var codes = counts.Select(PrefixCode.Of).ToArray();
        var output = new BitWriter();
        output.Add(0x2F, 8);
        output.Add((uint)(_width - 1), 14);
        output.Add((uint)(_pixels.Length / _width - 1), 14);
        output.Add(Array.Exists(_pixels, p => p >> 24 < 255) ? 1u : 0, 1);
        // Version 0, no transformation, a table of colors, one set of codes for the whole picture.
        output.Add(0, 4);
        output.Add(1, 1);
        output.Add(CacheBits, 4);
        output.Add(0, 1);
        foreach (var code in codes)
            code.WriteLengths(output);
        foreach (var token in _tokens)
            Write(token, codes, output);
        return output.ToArray();
    }

    private void Write(Token token, PrefixCode[] codes, BitWriter output)
    {
        switch (token.Kind)
        {
            case TokenKind.Color:
                codes[0].Write((int)(token.Argb >> 8 & 0xFF), output);
                codes[1].Write((int)(token.Argb >> 16 & 0xFF), output);
                codes[2].Write((int)(token.Argb & 0xFF), output);
                codes[3].Write((int)(token.Argb >> 24), output);
                break;
            case TokenKind.Cached:
                codes[0].Write(FirstCacheSymbol + token.Value, output);
                break;
            default:
                var (length, distance) = (Prefix(token.Value), Prefix(Place(token.Distance)));
                codes[0].Write(256 + length.Symbol, output);
                output.Add(length.Extra, length.Bits);
                codes[4].Write(distance.Symbol, output);
                output.Add(distance.Extra, distance.Bits);
                break;
        }
    }

    /// <summary>The number of a place: above, left, above left and above right have numbers of their own.</summary>
    private int Place(int distance) =>
        distance == _width ? 1 : distance == 1 ? 2 : distance == _width + 1 ? 3 : distance == _width - 1 ? 4 : distance + NamedPlaces;

    /// <summary>A number from 1 on as a symbol for its two highest bits and the rest.</summary>
    private static (int Symbol, uint Extra, int Bits) Prefix(int number)
    {
        var value = (uint)(number - 1);
        if (value < 4)
            return ((int)value, 0, 0);
        var highest = BitOperations.Log2(value);
        var bits = highest - 1;
        return (2 * highest + (int)(value >> bits & 1), value & ((1u << bits) - 1), bits);
    }

    private int Hash(int at) => (int)((_pixels[at] * 0x9E3779B1u ^ _pixels[at + 1] * 0x85EBCA77u) >> 16);

    private static int Slot(uint argb) => (int)(argb * 0x1E35A7BDu >> (32 - CacheBits));

    private readonly record struct Token(TokenKind Kind, int Value, int Distance)
    {
        public uint Argb { get; init; }
    }
}
