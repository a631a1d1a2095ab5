using Passband.Cli.Terminal.Graphics;
using Passband.Imaging;

namespace Passband.Cli.Tests.Terminal.Graphics;

public class SixelPictureTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 6)]
    [InlineData(40, 13)]
    [InlineData(3, 100)]
    public void Few_colors_come_out_as_they_went_in(int width, int height)
    {
        var random = new Random(1);
        var colors = Enumerable.Range(0, 200).Select(_ => Color(random)).ToArray();
        var pixels = Enumerable.Range(0, width * height).Select(_ => random.Next(5) == 0 ? (Rgb?)null : colors[random.Next(colors.Length)]).ToArray();

        var decoded = SixelDecoder.Decode(SixelPicture.Encode(Bytes(pixels), width, height, 256, null));

        Assert.Equal((width, height), (decoded.Width, decoded.Height));
        Assert.Equal(pixels.Count(p => p is not null), decoded.Pixels.Count);
        for (var i = 0; i < pixels.Length; i++)
        {
            if (pixels[i] is { } color)
                Assert.Equal((Rounded(color.R), Rounded(color.G), Rounded(color.B)), decoded.Pixels[(i % width, i / width)]);
        }
    }

    [Theory]
    [InlineData(256, 6)]
    [InlineData(16, 25)]
    public void Many_colors_are_shown_by_near_ones(int registers, int farthest)
    {
        // All grays with all greens: 10,000 colors of a plane, each half of which 16 registers can cover to within an eighth.
        var pixels = Enumerable.Range(0, 10_000).Select(i => (Rgb?)new Rgb((byte)(255 * (i / 100) / 99), (byte)(255 * (i % 100) / 99), 0)).ToArray();

        var decoded = SixelDecoder.Decode(SixelPicture.Encode(Bytes(pixels), 100, 100, registers, null));

        Assert.InRange(decoded.Registers, registers / 2, registers);
        for (var i = 0; i < pixels.Length; i++)
        {
            var (r, g, b) = decoded.Pixels[(i % 100, i / 100)];
            Assert.InRange(Math.Abs(r - Rounded(pixels[i]!.Value.R)), 0, farthest);
            Assert.InRange(Math.Abs(g - Rounded(pixels[i]!.Value.G)), 0, farthest);
            Assert.Equal(0, b);
        }
    }

    [Fact]
    public void The_commonest_colors_keep_their_tint_among_many()
    {
        var random = new Random(2);
        var gray = new Rgb(128, 128, 128);
        var pixels = Enumerable.Range(0, 4000).Select(i => (Rgb?)(i % 2 == 0 ? gray : Color(random))).ToArray();

        var decoded = SixelDecoder.Decode(SixelPicture.Encode(Bytes(pixels), 4000, 1, 64, null));

        Assert.Equal((50, 50, 50), decoded.Pixels[(0, 0)]);
    }

    [Fact]
    public void A_known_background_is_register_0_and_takes_one_of_the_registers()
    {
        var random = new Random(3);
        var pixels = Enumerable.Range(0, 1000).Select(_ => (Rgb?)Color(random)).ToArray();

        var bytes = SixelPicture.Encode(Bytes(pixels), 1000, 1, 32, new Rgb(255, 0, 51));

        Assert.Contains("#0;2;100;0;20#1;", System.Text.Encoding.ASCII.GetString(bytes), StringComparison.Ordinal);
        Assert.InRange(SixelDecoder.Decode(bytes).Registers, 2, 32);
    }

    [Fact]
    public void A_picture_of_nothing_sets_no_pixel() =>
        Assert.Empty(SixelDecoder.Decode(SixelPicture.Encode(new byte[4 * 20], 4, 5, 256, null)).Pixels);

    [Fact]
    public void Runs_are_short()
    {
        var bytes = SixelPicture.Encode(Bytes([.. Enumerable.Repeat((Rgb?)new Rgb(255, 255, 255), 6000)]), 1000, 6, 256, null);

        Assert.True(bytes.Length < 80, $"{bytes.Length} bytes");
    }

    private static Rgb Color(Random random) => new((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256));

    private static int Rounded(byte value) => (int)Math.Round(value * 100 / 255.0);

    private static byte[] Bytes(Rgb?[] pixels) => [.. pixels.SelectMany(p => p is { } c ? (byte[])[c.R, c.G, c.B, 255] : new byte[4])];
}
