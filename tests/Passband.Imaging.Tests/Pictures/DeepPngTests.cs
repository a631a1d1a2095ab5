using CsCheck;
using Passband.Imaging.Pictures;

namespace Passband.Imaging.Tests.Pictures;

public sealed class DeepPngTests
{
    /// <summary>Adam7 as the specification draws it: the pass of each pixel of an 8 × 8 block.</summary>
    private static readonly int[][] Pass =
    [
        [1, 6, 4, 6, 2, 6, 4, 6], [7, 7, 7, 7, 7, 7, 7, 7], [5, 6, 5, 6, 5, 6, 5, 6], [7, 7, 7, 7, 7, 7, 7, 7],
        [3, 6, 4, 6, 3, 6, 4, 6], [7, 7, 7, 7, 7, 7, 7, 7], [5, 6, 5, 6, 5, 6, 5, 6], [7, 7, 7, 7, 7, 7, 7, 7],
    ];

    [Fact]
    public void All_16_bits_are_kept()
    {
        ushort[][] rows = [[0, 1, 2, 255], [256, 257, 1000, 32767], [32768, 40001, 65534, 65535]];

        var picture = PictureFile.Read(PngBuilder.File(4, 3, 16, 0, PngBuilder.Rows(rows)), "deep.png");

        Assert.Equal(16, picture.Bits);
        Assert.Equal(rows.SelectMany(r => r), picture.Planes.Single().Samples.ToArray().Select(s => (ushort)Math.Round(s * 65535.0)));
    }

    [Fact]
    public void Interlaced_pixels_find_their_places()
    {
        Gen.Select(Gen.UInt[1, 19], Gen.UInt[1, 19], Gen.Bool).Sample((width, height, isGray) =>
        {
            var (colorType, channels) = isGray ? (0, 1) : (2, 3);
            ushort Value(int x, int y, int c) => (ushort)(x * 3001 + y * 777 + c * 19);
            var rows = new List<ushort[]>();
            for (var pass = 1; pass <= 7; pass++)
            {
                for (var y = 0; y < height; y++)
                {
                    var row = Enumerable.Range(0, (int)width).Where(x => Pass[y % 8][x % 8] == pass).SelectMany(x => Enumerable.Range(0, channels).Select(c => Value(x, y, c))).ToArray();
                    if (row.Length > 0)
                        rows.Add(row);
                }
            }

            var picture = PictureFile.Read(PngBuilder.File(width, height, 16, colorType, PngBuilder.Rows([.. rows]), interlaced: true), "interlaced.png");

            for (var c = 0; c < channels; c++)
            {
                for (var y = 0; y < height; y++)
                {
                    for (var x = 0; x < width; x++)
                        Assert.Equal(Value(x, y, c), (ushort)Math.Round(picture.Planes[c][x, y] * 65535.0));
                }
            }
        }, iter: 60);
    }

    [Theory]
    // Two rows of two gray samples 0x0102 0x0304 / 0x0506 0x0708, the second row predicted by each filter, by hand.
    [InlineData(1, new byte[] { 5, 6, 2, 2 })]
    [InlineData(2, new byte[] { 4, 4, 4, 4 })]
    [InlineData(3, new byte[] { 5, 5, 3, 3 })]
    [InlineData(4, new byte[] { 4, 4, 2, 2 })]
    public void Every_filter_is_undone(byte filter, byte[] second)
    {
        var picture = PictureFile.Read(PngBuilder.File(2, 2, 16, 0, [0, 1, 2, 3, 4, filter, .. second]), "filtered.png");

        Assert.Equal([0x0102, 0x0304, 0x0506, 0x0708], picture.Planes[0].Samples.ToArray().Select(s => (int)Math.Round(s * 65535.0)));
    }
}
