using Passband.Datasets;
using Passband.Kernels;

namespace Passband.Tests.Datasets;

public sealed class CifarFolderTests : IDisposable
{
    private const int Record = 3073;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("passband-cifar-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("")]
    [InlineData("cifar-10-batches-bin")]
    public void Batches_are_read_red_green_and_blue(string inside)
    {
        Write(inside, "data_batch_1.bin", 4);
        Write(inside, "data_batch_2.bin", 3);
        Write(inside, "test_batch.bin", 2);
        File.WriteAllText(Path.Combine(_folder.FullName, inside, "batches.meta.txt"), "airplane\nautomobile\nbird\ncat\ndeer\ndog\nfrog\nhorse\nship\ntruck\n\n");

        var (training, heldOut) = CifarFolder.Read(_folder.FullName);

        Assert.Equal((7, 2), (training.Count, heldOut.Count));
        Assert.Equal(new PictureShape(3, 32, 32), training.Shape);
        Assert.Equal("truck", training.Classes[9]);
        Assert.Equal([0, 1, 2, 3, 0, 1, 2], Enumerable.Range(0, 7).Select(training.Label));
        var picture = training.Picture(5);
        Assert.Equal((0.2f, 0.4f, 0.6f), (picture[0], picture[1024], picture[2048]));
        Assert.Equal(["2 of 5 batches are there."], training.Notes);
    }

    [Fact]
    public void Damaged_files_are_refused()
    {
        Assert.Contains("no data_batch_1.bin in it", Refused(ErrorKind.Request), StringComparison.Ordinal);
        Write("", "data_batch_1.bin", 4);
        Assert.Contains("no test_batch.bin in it", Refused(ErrorKind.Unreadable), StringComparison.Ordinal);
        Write("", "test_batch.bin", 2, extra: 1);
        Assert.Contains("6147 bytes; expected pictures of 3073 bytes each", Refused(ErrorKind.Format), StringComparison.Ordinal);
        Write("", "test_batch.bin", 0);
        Assert.Contains("0 bytes; expected", Refused(ErrorKind.Format), StringComparison.Ordinal);
        Write("", "test_batch.bin", 2, label: 10);
        Assert.Contains("picture 0 has label 10; expected 0 to 9", Refused(ErrorKind.Format), StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(_folder.FullName, "batches.meta.txt"), "one\ntwo\n");
        Assert.Contains("2 names; expected the names of ten classes", Refused(ErrorKind.Format), StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(_folder.FullName, "batches.meta.txt"), new string('x', 5000));
        Assert.Contains("5000 bytes; expected the names of ten classes", Refused(ErrorKind.Format), StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_that_would_be_larger_than_published_is_refused_before_it_is_read()
    {
        using (var file = File.Create(Path.Combine(_folder.FullName, "data_batch_1.bin")))
            file.SetLength(10_001L * Record);
        Write("", "test_batch.bin", 1);

        Assert.Contains("10000 at most", Refused(ErrorKind.Format), StringComparison.Ordinal);
    }

    private string Refused(ErrorKind kind)
    {
        var error = Assert.Throws<PassbandException>(() => CifarFolder.Read(_folder.FullName));
        Assert.Equal(kind, error.Kind);
        return error.Message;
    }

    /// <summary>Pictures of one color each: red a fifth, green two, blue three fifths of white.</summary>
    private void Write(string inside, string name, int count, int extra = 0, int? label = null)
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullName, inside));
        var bytes = new byte[count * Record + extra];
        for (var i = 0; i < count; i++)
        {
            bytes[i * Record] = (byte)(label ?? i);
            for (var channel = 0; channel < 3; channel++)
                bytes.AsSpan(i * Record + 1 + channel * 1024, 1024).Fill((byte)(51 * (channel + 1)));
        }
        File.WriteAllBytes(Path.Combine(_folder.FullName, inside, name), bytes);
    }
}
