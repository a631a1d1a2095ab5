using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using BitMiracle.LibTiff.Classic;
using CsCheck;
using Passband.Imaging.Pictures;
using SkiaSharp;

namespace Passband.Imaging.Tests.Pictures;

public sealed class PictureWriterTests
{
    [Theory]
    [InlineData(8, 1)]
    [InlineData(8, 3)]
    [InlineData(16, 1)]
    [InlineData(16, 3)]
    public void A_png_gives_every_level_back(int bits, int planes)
    {
        var white = (1 << bits) - 1;
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 30], Gen.Int).Sample((width, height, seed) =>
        {
            var random = new Random(seed);
            var picture = new Picture
            {
                Name = "p",
                Planes = [.. Enumerable.Range(0, planes).Select(_ => new Plane(width, height, [.. Enumerable.Range(0, width * height).Select(_ => random.Next(white + 1) / (float)white)]))],
            };
            var file = new MemoryStream();

            PictureWriter.WritePng(picture, file, bits);
            var read = PictureFile.Read(file.ToArray(), "p");

            Assert.Equal((bits, planes), (read.Bits, read.Planes.Length));
            Assert.Empty(read.Notes);
            for (var c = 0; c < planes; c++)
                Assert.Equal(picture.Planes[c].Samples.ToArray(), read.Planes[c].Samples.ToArray());
        }, iter: 20);
    }

    [Fact]
    public void A_png_of_16_bits_has_the_levels_that_another_decoder_finds()
    {
        // Skia reads it with 8 bits: a level's upper byte, rounded.
        var file = new MemoryStream();
        PictureWriter.WritePng(new Picture { Name = "p", Planes = [new Plane(3, 1, [0, 0x8000 / 65535f, 1])] }, file, 16);

        using var bitmap = SKBitmap.Decode(file.ToArray());

        Assert.Equal([0, 128, 255], Enumerable.Range(0, 3).Select(x => (int)bitmap.GetPixel(x, 0).Green));
    }

    [Fact]
    public void Samples_beyond_black_and_white_are_cut_off_and_light_is_encoded()
    {
        var file = new MemoryStream();
        PictureWriter.WritePng(new Picture { Name = "p", Planes = [new Plane(5, 1, [-3, 7, float.NaN, 0.21404114f, float.PositiveInfinity])], Transfer = Transfer.Linear }, file);

        Assert.Equal([0, 255, 0, 128, 255], PictureFile.Read(file.ToArray(), "p").Planes[0].Samples.ToArray().Select(s => (int)Math.Round(s * 255)));
    }

    [Fact]
    public void A_png_of_neither_8_nor_16_bits_is_refused()
    {
        var picture = new Picture { Name = "p", Planes = [new Plane(1, 1, [0])] };

        Assert.Throws<ArgumentOutOfRangeException>(() => PictureWriter.WritePng(picture, Stream.Null, 10));
    }

    [Theory]
    [InlineData(1, "(2, 3)")]
    [InlineData(3, "(3, 2, 3)")]
    [InlineData(7, "(7, 2, 3)")]
    public void An_npy_has_its_shape_and_the_samples(int count, string shape)
    {
        var planes = Planes(count);
        var file = new MemoryStream();

        PictureWriter.WriteNpy(planes, file);
        var bytes = file.ToArray();

        Assert.Equal($"{{'descr': '<f4', 'fortran_order': False, 'shape': {shape}, }}", Encoding.ASCII.GetString(bytes[10..128]).TrimEnd());
        Assert.Equal(planes.SelectMany(p => p.Samples.ToArray()), MemoryMarshal.Cast<byte, float>(bytes.AsSpan(128)).ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(12)]
    public void A_tiff_has_a_page_for_every_plane(int count)
    {
        var planes = Planes(count);
        var file = new MemoryStream();

        PictureWriter.WriteTiff(planes, file);

        var bytes = file.ToArray();
        Assert.Equal(BitConverter.IsLittleEndian ? [(byte)'I', (byte)'I', 42, 0] : [(byte)'M', (byte)'M', 0, 42], bytes[..4]);
        file.Position = 0;
        using var tiff = Tiff.ClientOpen("read", "r", file, new TiffStream());
        Assert.Equal(count, tiff.NumberOfDirectories());
        for (var page = 0; page < count; page++)
        {
            Assert.True(tiff.SetDirectory((short)page));
            Assert.Equal((3, 2, 32, 1), (tiff.GetField(TiffTag.IMAGEWIDTH)[0].ToInt(), tiff.GetField(TiffTag.IMAGELENGTH)[0].ToInt(),
                tiff.GetField(TiffTag.BITSPERSAMPLE)[0].ToInt(), tiff.GetField(TiffTag.SAMPLESPERPIXEL)[0].ToInt()));
            Assert.Equal((int)SampleFormat.IEEEFP, tiff.GetField(TiffTag.SAMPLEFORMAT)[0].ToInt());
            var row = new byte[3 * sizeof(float)];
            for (var y = 0; y < 2; y++)
            {
                Assert.True(tiff.ReadScanline(row, y));
                Assert.Equal(planes[page].Row(y).ToArray(), MemoryMarshal.Cast<byte, float>(row).ToArray());
            }
        }
    }

    [Fact]
    public void A_stream_stays_open_and_odd_planes_are_refused()
    {
        using var file = new MemoryStream();
        PictureWriter.WriteTiff(Planes(1), file);
        Assert.True(file.CanWrite);

        Assert.Throws<ArgumentException>(() => PictureWriter.WriteTiff([], file));
        Assert.Throws<ArgumentException>(() => PictureWriter.WriteNpy([new Plane(1, 2, [0, 0]), new Plane(2, 1, [0, 0])], file));
    }

    /// <summary>2 rows of 3 samples that a careless writer would change: signed zero, subnormal, beyond 1.</summary>
    private static ImmutableArray<Plane> Planes(int count) => [.. Enumerable.Range(0, count).Select(i => new Plane(3, 2, [-0f, float.Epsilon, 1f / 3, -1.5f * i, 1e30f, i]))];
}
