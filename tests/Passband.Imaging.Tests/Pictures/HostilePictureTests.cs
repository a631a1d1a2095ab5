using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using Passband.Imaging.Pictures;
using Passband.Kernels;
using SkiaSharp;

namespace Passband.Imaging.Tests.Pictures;

/// <summary>What is no picture, or a damaged, boastful or malicious one: each is refused in words, and before memory is reserved.</summary>
public sealed class HostilePictureTests
{
    private static readonly Dictionary<string, (byte[] Content, string Found)> Files = new()
    {
        ["nothing"] = ([], "is empty"),
        ["text"] = (Encoding.UTF8.GetBytes("Dear reader, größer ist nicht besser.\n"), "is text, not a picture"),
        ["a PDF"] = ("%PDF-1.7\n%âãÏÓ"u8.ToArray(), "is a PDF document"),
        ["a TIFF"] = ([(byte)'I', (byte)'I', 42, 0, 8, 0, 0, 0], "is a TIFF"),
        ["a big-endian TIFF"] = ([(byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8], "is a TIFF"),
        ["an SVG"] = ("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"u8.ToArray(), "is an SVG drawing"),
        ["an SVG after a declaration"] = ("\uFEFF<?xml version=\"1.0\"?>\n<!-- drawn -->\n<svg/>"u8.ToArray(), "is an SVG drawing"),
        ["a HEIC"] = ([0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0], "is a HEIC picture"),
        ["an AVIF"] = ([0, 0, 0, 28, .. "ftypavif"u8, 0, 0, 0, 0], "is an AVIF picture"),
        ["a film"] = ([0, 0, 0, 28, .. "ftypisom"u8, 0, 0, 0, 0], "is a film"),
        ["a PSD"] = ([.. "8BPS"u8, 0, 1, 0, 0], "is a Photoshop document"),
        ["a JPEG XL"] = ([0xFF, 0x0A, 0xFA, 0x7F], "is a JPEG XL picture"),
        ["a JPEG 2000"] = ([0, 0, 0, 12, .. "jP  \r\n"u8, 0x87, 0x0A], "is a JPEG 2000 picture"),
        ["an EXR"] = ([0x76, 0x2F, 0x31, 0x01, 2, 0, 0, 0], "is an OpenEXR picture"),
        ["an icon"] = ([0, 0, 1, 0, 1, 0, 16, 16], "is an icon"),
        ["a netpbm"] = ([.. "P6\n1 1\n255\n"u8, 0, 255, 7], "is a netpbm picture"),
        ["an array"] = ([0x93, .. "NUMPY"u8, 1, 0], "is a NumPy array"),
        ["an ONNX model"] = ([0x08, 0x08, 0x12, 0x07, .. "pytorch"u8, 0x3A, 0x10, 0, 1, 2], "looks like an ONNX model"),
        ["a safetensors model"] = ([16, 0, 0, 0, 0, 0, 0, 0, .. "{\"w\":{}}        "u8], "looks like a safetensors model"),
        ["an HDF5 file"] = ([0x89, .. "HDF\r\n"u8, 0x1A, 0x0A], "is an HDF5 file"),
        ["a zip"] = ([.. "PK"u8, 3, 4, 0, 0], "is an archive"),
        ["a web page"] = ("<!DOCTYPE html><html>"u8.ToArray(), "is a web page"),
        ["an LFS pointer"] = ("version https://git-lfs.github.com/spec/v1\n"u8.ToArray(), "is a Git LFS pointer"),
        ["unknown bytes"] = ([0xDE, 0xAD, 0xBE, 0xEF, 0, 1, 2, 3], "is of no format"),
        ["a PNG's signature cut"] = ([.. PngBuilder.Signature.Take(5)], "is cut off after 5 bytes"),
        ["a PNG's signature alone"] = (PngBuilder.Signature, "its PNG header is missing"),
        ["a PNG of no pixels"] = (PngBuilder.File(0, 5, 8, 0, [0]), "declares 0×5 pixels"),
        ["a PNG of 60000 × 60000"] = (PngBuilder.File(60000, 60000, 8, 2, new byte[99]), "declares 60000×60000 pixels; expected at most 2147483591 pixels"),
        ["a PNG of 4 billion × 1"] = (PngBuilder.File(uint.MaxValue, 1, 8, 0, new byte[99]), "declares 4294967295×1 pixels"),
        ["a PNG of 16 bits and 20000 × 20000"] = (PngBuilder.File(20000, 20000, 16, 2, new byte[99]), "declares 20000×20000 pixels (400 million); expected at most 200000000 pixels"),
        ["a PNG without pixels"] = ([.. PngBuilder.Signature, .. PngBuilder.Header(4, 4, 8, 0), .. PngBuilder.Chunk("IEND", [])], "PNG"),
        ["a PNG of 3 of 8 rows"] = (PngBuilder.File(4, 8, 8, 0, new byte[15]), "pixels end after 3 of 8 rows"),
        ["a PNG of 16 bits and 2 of 8 rows"] = (PngBuilder.File(4, 8, 16, 0, new byte[18]), "pixels end after 2 of 8 rows"),
        ["an interlaced PNG of 16 bits cut off"] = (PngBuilder.File(4, 8, 16, 0, new byte[18], interlaced: true), "pixels end early"),
        ["a PNG of 16 bits with a filter 9"] = (PngBuilder.File(1, 1, 16, 0, [9, 0, 0]), "a row has filter 9"),
        ["a PNG of 16 bits and palette"] = (PngBuilder.File(1, 1, 16, 3, [0, 0, 0]), "declares color type 3"),
        ["a PNG with a wrong checksum"] = (Changed(PngBuilder.File(1, 1, 16, 0, [0, 0, 0]), -13, 1), "the checksum of its pixels is wrong"),
        ["a PNG of 16 bits that was not deflated"] =
            ([.. PngBuilder.Signature, .. PngBuilder.Header(4, 4, 16, 0), .. PngBuilder.Chunk("IDAT", [1, 2, 3, 4, 5, 6]), .. PngBuilder.Chunk("IEND", [])], "compressed pixels are damaged after 0 of 4 rows"),
        ["a JPEG's first bytes"] = ([0xFF, 0xD8, 0xFF, 0xE0], "its JPEG header is damaged"),
        ["half a JPEG"] = (Half(Noise(SKEncodedImageFormat.Jpeg)), "JPEG pixels end after"),
        ["half a WebP"] = (Half(Noise(SKEncodedImageFormat.Webp)), "its WebP pixels end early"),
        ["half a PNG"] = (Half(Noise(SKEncodedImageFormat.Png)), "PNG pixels end after"),
        ["half a GIF"] = ([.. Convert.FromHexString("47494638396104000400F00000FF0000000000" + "2C00000000040004000002"), 5], "GIF"),
        ["a JPEG of 60000 × 60000"] = (WithJpegSize(Noise(SKEncodedImageFormat.Jpeg), 60000, 60000), "declares 60000×60000 pixels"),
        ["a JPEG of no rows"] = (WithJpegSize(Noise(SKEncodedImageFormat.Jpeg), 60, 0), "JPEG header"),
        ["a GIF of 60000 × 60000"] = ([.. "GIF89a"u8, 0x60, 0xEA, 0x60, 0xEA, 0, 0, 0, 0x2C, 0, 0, 0, 0, 0x60, 0xEA, 0x60, 0xEA, 0, 2, 2, 0x4C, 1, 0, 0x3B], "60000×60000"),
        ["a BMP of 60000 × 60000"] = (Bmp(60000, 60000), "declares 60000×60000 pixels"),
        ["a BMP without pixels"] = (Bmp(4, 4), "its BMP pixels end early"),
        ["a BMP's two letters"] = ("BM, he said"u8.ToArray(), "begins as a BMP"),
    };

    public static TheoryData<string> Names => [.. Files.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_refused_for_what_it_is(string name)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<PassbandException>(() => PictureFile.Read(Files[name].Content, "x.png"));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(ErrorKind.Format, error.Kind);
        Assert.StartsWith("x.png: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(Files[name].Found, error.Message, StringComparison.Ordinal);
        Assert.InRange(allocated, 0, 4_000_000);
    }

    [Fact]
    public void A_folder_and_a_missing_file_are_unreadable()
    {
        Assert.Contains("is a folder", Refused(Path.GetTempPath()).Message, StringComparison.Ordinal);
        Assert.Contains("no such file", Refused(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName())).Message, StringComparison.Ordinal);
        Assert.Contains("cannot be read", Refused("a\0b").Message, StringComparison.Ordinal);

        static PassbandException Refused(string path)
        {
            var error = Assert.Throws<PassbandException>(() => PictureFile.Read(path));
            Assert.Equal(ErrorKind.Unreadable, error.Kind);
            return error;
        }
    }

    [Fact]
    public void A_file_beyond_the_limit_is_not_read()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using (var file = File.Create(path))
                file.SetLength(2L << 30);

            var error = Assert.Throws<PassbandException>(() => PictureFile.Read(path));

            Assert.Contains("MaxFileBytes", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Half a gigabyte of zeros behind 8 × 8 pixels or in a text or profile: what is not needed is not inflated, or not kept.</summary>
    [Theory]
    [InlineData("IDAT", 8)]
    [InlineData("IDAT", 16)]
    [InlineData("zTXt", 8)]
    [InlineData("iCCP", 8)]
    [InlineData("zTXt", 16)]
    public void What_inflates_to_half_a_gigabyte_takes_little_memory(string chunk, int bits)
    {
        const long Huge = 512L << 20;
        var bomb = chunk == "IDAT"
            ? [.. PngBuilder.Signature, .. PngBuilder.Header(8, 8, bits, 0), .. PngBuilder.Chunk("IDAT", PngBuilder.DeflatedZeros([], Huge)), .. PngBuilder.Chunk("IEND", [])]
            : PngBuilder.File(8, 8, bits, 0, new byte[8 * (1 + bits)], false, PngBuilder.Chunk(chunk, [(byte)'k', 0, 0, .. PngBuilder.DeflatedZeros([0x20, 0, 0, 0], Huge)]));
        var before = Peak();

        var picture = PictureFile.Read(bomb, "bomb.png");

        Assert.All(picture.Planes.Single().Samples.ToArray(), s => Assert.Equal(0, s));
        var taken = Peak() - before;
        Assert.True(taken < Huge / 2, $"{taken >> 20} MB were taken");
    }

    [Fact]
    public void No_change_of_a_byte_gives_anything_but_a_picture_or_words()
    {
        byte[][] seeds =
        [
            Noise(SKEncodedImageFormat.Jpeg), Noise(SKEncodedImageFormat.Webp), Noise(SKEncodedImageFormat.Png), Bmp(4, 4),
            PngBuilder.File(4, 4, 16, 2, new byte[100], false, PngBuilder.Chunk("eXIf", [.. "II"u8, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0])),
        ];
        var options = new PictureReadOptions { MaxPixels = 1_000_000 };
        var random = new Random(5);
        foreach (var seed in seeds)
        {
            for (var i = 0; i < 300; i++)
            {
                var changed = (byte[])seed.Clone();
                // Headers are where sizes stand.
                for (var n = random.Next(1, 4); n > 0; n--)
                    changed[random.Next(random.Next(2) == 0 ? Math.Min(64, changed.Length) : changed.Length)] = (byte)random.Next(256);
                try
                {
                    Assert.NotEmpty(PictureFile.Read(changed[..random.Next(changed.Length / 2, changed.Length + 1)], "changed", options).Planes);
                }
                catch (PassbandException e)
                {
                    Assert.Equal(ErrorKind.Format, e.Kind);
                }
            }
        }
    }

    /// <summary>Peak resident memory of the process; what other tests take meanwhile only adds to it.</summary>
    private static long Peak()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }

    private static byte[] Half(byte[] file) => file[..(file.Length / 2)];

    private static byte[] Changed(byte[] file, int fromEnd, byte by)
    {
        file[^-fromEnd] ^= by;
        return file;
    }

    private static byte[] Noise(SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(60, 60, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var random = new Random(3);
        for (var y = 0; y < 60; y++)
        {
            for (var x = 0; x < 60; x++)
                bitmap.SetPixel(x, y, new SKColor((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256)));
        }
        using var data = bitmap.Encode(format, 90);
        return data.ToArray();
    }

    private static byte[] WithJpegSize(byte[] file, ushort width, ushort height)
    {
        var frame = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(frame + 5), height);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(frame + 7), width);
        return file;
    }

    /// <summary>Headers of a BMP of 24 bits, without a single pixel.</summary>
    private static byte[] Bmp(int width, int height)
    {
        var file = new byte[54];
        "BM"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(10), 54);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(14), 40);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(18), width);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(22), height);
        (file[26], file[28]) = (1, 24);
        return file;
    }
}
