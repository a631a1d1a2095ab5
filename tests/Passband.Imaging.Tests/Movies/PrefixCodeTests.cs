using Passband.Imaging.Movies;

namespace Passband.Imaging.Tests.Movies;

public class PrefixCodeTests
{
    [Theory]
    [InlineData(new[] { 1, 1, 2, 4 }, new[] { 3, 3, 2, 1 })]
    [InlineData(new[] { 5, 0, 5, 5, 5 }, new[] { 2, 0, 2, 2, 2 })]
    [InlineData(new[] { 0, 9, 0 }, new[] { 0, 0, 0 })]
    public void Frequent_symbols_take_fewer_bits(int[] counts, int[] bits)
    {
        var code = PrefixCode.Of(counts);

        // The bits of eight of a symbol are bytes of one.
        Assert.Equal(bits, Enumerable.Range(0, counts.Length).Select(symbol => counts[symbol] == 0 ? 0 : Bytes(code, symbol)));
        static int Bytes(PrefixCode code, int symbol)
        {
            var output = new BitWriter();
            for (var i = 0; i < 8; i++)
                code.Write(symbol, output);
            return output.ToArray().Length;
        }
    }
}
