using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Passband.Imaging.Pictures;
using Passband.Kernels;
using SkiaSharp;

namespace Passband.Imaging.Tests.Pictures;

/// <summary>Pictures of every format against Pillow's pixels (tests/oracles/pictures.py).</summary>
public sealed class PictureFileTests
{
    private static readonly Lazy<Dictionary<string, JsonNode>> Golden = new(() =>
        JsonNode.Parse(Repository.Read("tests", "golden", "pictures.json"))!["cases"]!.AsArray().ToDictionary(c => (string)c!["name"]!, c => c!));

    public static TheoryData<string> Cases => [.. Golden.Value.Keys];

    /// <summary>Without the animations, of which two thirds may hold the whole first frame.</summary>
    public static TheoryData<string> Stills => [.. Golden.Value.Keys.Where(k => !k.EndsWith("frames", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_picture_is_read_as_Pillow_reads_it(string name)
    {
        var golden = Golden.Value[name];
        var shape = golden["shape"]!.AsArray().Select(n => (int)n!).ToArray();
        var expected = golden["samples"]!.AsArray().Select(n => (double)n!).ToArray();

        var picture = PictureFile.Read(Convert.FromBase64String((string)golden["file"]!), name);

        Assert.Equal(shape, (int[])[picture.Planes.Length, picture.Height, picture.Width]);
        Assert.Equal((int)golden["bits"]!, picture.Bits);
        Assert.Equal(Transfer.Encoded, picture.Transfer);
        var white = picture.Bits == 16 ? 65535.0 : 255;
        var found = picture.Planes.SelectMany(p => p.Samples.ToArray()).ToArray();
        // Float32 holds 24 bits: a 16-bit level comes back to a small part of one.
        var worst = found.Zip(expected, (f, e) => Math.Abs(f * white - e)).Max();
        Assert.True(worst <= (double)golden["tolerance"]! + 0.01, $"off by {worst} levels");
        var wanted = golden["notes"]!.AsArray().Select(n => (string)n!).ToArray();
        Assert.Equal(wanted.Length, picture.Notes.Length);
        Assert.All(wanted, w => Assert.Contains(picture.Notes, n => n.Contains(w, StringComparison.OrdinalIgnoreCase)));
    }

    [Theory]
    [MemberData(nameof(Stills))]
    public void Two_thirds_of_a_picture_are_refused(string name)
    {
        var file = Convert.FromBase64String((string)Golden.Value[name]["file"]!);

        Assert.Equal(ErrorKind.Format, Assert.Throws<PassbandException>(() => PictureFile.Read(file[..(file.Length * 2 / 3)], name)).Kind);
    }

    [Fact]
    public void A_file_is_told_by_its_content()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Path.GetRandomFileName()}.jpg");
        try
        {
            File.WriteAllBytes(path, Convert.FromBase64String((string)Golden.Value["png gray"]["file"]!));

            var picture = PictureFile.Read(path);

            Assert.False(picture.IsColor);
            Assert.Equal(Path.GetFileName(path), picture.Name);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_name_that_would_turn_the_text_is_made_printable()
    {
        var file = Convert.FromBase64String((string)Golden.Value["png gray"]["file"]!);

        Assert.Equal("a\uFFFDb\uFFFD.png", PictureFile.Read(file, "a\u001Bb\u202E.png").Name);
    }

    [Fact]
    public void A_profile_is_converted_to_srgb()
    {
        // Display P3: sRGB's curve with wider primaries. Expected by the matrix between the two (from CSS Color 4's definitions of both).
        using var p3 = SKColorSpace.CreateRgb(SKColorSpaceTransferFn.Srgb, SKColorSpaceXyz.DisplayP3);
        using var bitmap = new SKBitmap(new SKImageInfo(2, 1, SKColorType.Rgba8888, SKAlphaType.Opaque, p3));
        byte[] pixels = [150, 100, 80, 255, 128, 128, 128, 255];
        Marshal.Copy(pixels, 0, bitmap.GetPixels(), pixels.Length);
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        var light = new[] { 150, 100, 80 }.Select(v => TransferCurve.ToLight(v / 255.0)).ToArray();
        double[][] matrix = [[1.2249401763, -0.2249401763, 0], [-0.0420569547, 1.0420569547, 0], [-0.0196375546, -0.0786360456, 1.0982736001]];

        var picture = PictureFile.Read(png.ToArray(), "p3.png");

        Assert.Contains(picture.Notes, n => n.Contains("converted to sRGB", StringComparison.Ordinal));
        for (var c = 0; c < 3; c++)
        {
            var expected = TransferCurve.FromLight(matrix[c].Zip(light, (m, l) => m * l).Sum());
            Assert.Equal(expected, picture.Planes[c][0, 0], 1.0 / 255);
            Assert.Equal(128 / 255.0, picture.Planes[c][1, 0], 1.0 / 255);
        }
    }

    [Fact]
    public void A_transparent_color_of_a_png_without_alpha_is_white()
    {
        var file = PngBuilder.File(2, 1, 16, 0, PngBuilder.Rows([[1000, 1001]]), false, PngBuilder.Chunk("tRNS", [1000 >> 8, 1000 & 255]));

        var picture = PictureFile.Read(file, "key.png");

        Assert.Equal([1f, 1001 / 65535f], picture.Planes[0].Samples.ToArray());
        Assert.Contains(picture.Notes, n => n.Contains("white", StringComparison.Ordinal));
    }

    [Fact]
    public void Deep_samples_with_a_profile_say_that_it_was_not_applied()
    {
        var file = PngBuilder.File(1, 1, 16, 0, PngBuilder.Rows([[1000]]), false, PngBuilder.Chunk("gAMA", [0, 1, 0x86, 0xA0]));

        Assert.Contains(PictureFile.Read(file, "linear.png").Notes, n => n.Contains("taken for sRGB", StringComparison.Ordinal));
    }

    [Fact]
    public void A_limit_that_is_raised_lets_a_picture_through()
    {
        var file = PngBuilder.File(300, 1, 8, 0, new byte[301]);

        Assert.Throws<PassbandException>(() => PictureFile.Read(file, "wide.png", new PictureReadOptions { MaxSide = 299 }));
        Assert.Throws<PassbandException>(() => PictureFile.Read(file, "wide.png", new PictureReadOptions { MaxPixels = 299 }));
        Assert.Equal(300, PictureFile.Read(file, "wide.png", new PictureReadOptions { MaxSide = 300, MaxPixels = 300 }).Width);
    }
}
