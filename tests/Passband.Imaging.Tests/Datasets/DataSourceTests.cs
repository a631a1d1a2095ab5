using Passband.Datasets;
using Passband.Imaging.Datasets;
using Passband.Kernels;

namespace Passband.Imaging.Tests.Datasets;

public sealed class DataSourceTests : IDisposable
{
    private readonly PictureFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_generated_set_is_found_by_its_name()
    {
        var source = DataSource.Open("lines", new DataOptions { Count = 100, HeldOut = 10, Size = 16, Seed = 5, Generated = new GeneratedOptions { Angles = [30, 120] } });

        Assert.Equal(DataKind.Generated, source.Kind);
        Assert.Equal("lines: 100 pictures to learn from and 10 held out, 16×16 in gray, 2 classes (30°, 120°)", source.Description);
        var same = GeneratedData.Make(GeneratedKind.Lines, new GeneratedOptions { Count = 100, HeldOut = 10, Size = 16, Seed = 5, Angles = [30, 120] });
        Assert.Equal(PictureFolder.Draw(same.Training, 3), PictureFolder.Draw(source.Split.Training, 3));
    }

    [Fact]
    public void A_folder_of_folders_is_a_set_of_classes()
    {
        _folder.WriteClass("a", 2, 1, 0, 0);
        _folder.WriteClass("b", 2, 1, 0, 0);

        Assert.Equal(DataKind.ClassFolder, DataSource.Open(_folder.Path).Kind);
        _folder.Write("stray.png", 100, 100, (_, _) => 0);
        Assert.Equal(DataKind.ClassFolder, DataSource.Open(_folder.Path).Kind);
    }

    [Fact]
    public void A_folder_of_photos_a_photo_and_a_test_picture_are_cut_from()
    {
        _folder.Write("a.png", 100, 100, (x, _) => x / 100f);
        _folder.MakeFolder("thumbnails");

        Assert.Equal(DataKind.Photos, DataSource.Open(_folder.Path).Kind);
        Assert.Equal(DataKind.Photos, DataSource.Open(Path.Combine(_folder.Path, "a.png")).Kind);
        var color = DataSource.Open("test:zone-plate(128)", new DataOptions { Size = 24, Color = true });
        Assert.Equal(new PictureShape(3, 24, 24), color.Split.Training.Shape);
        Assert.Contains("24×24 in color, without labels", color.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("digits:")]
    public void Digits_are_found_by_their_files_with_or_without_the_prefix(string prefix)
    {
        _folder.WriteText("train-images-idx3-ubyte", "broken");
        _folder.WriteText("train-labels-idx1-ubyte", "broken");

        // Found, opened, and found broken.
        Assert.Contains("6 bytes; expected a header of 16", Refused(prefix + _folder.Path, ErrorKind.Format), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("cifar10:")]
    public void Cifar_is_found_by_its_files_with_or_without_the_prefix(string prefix)
    {
        _folder.WriteText("data_batch_1.bin", new string('\0', 3073));
        _folder.WriteText("test_batch.bin", new string('\0', 3073));

        var source = DataSource.Open(prefix + _folder.Path);

        Assert.Equal(DataKind.Cifar10, source.Kind);
        Assert.Contains("pictures of 32×32, asked for 28×28", Refused(prefix + _folder.Path, ErrorKind.Request, new DataOptions { Size = 28 }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("line", "Did you mean lines?")]
    [InlineData("Texture", "Did you mean textures?")]
    [InlineData("digit", "Did you mean digits:FOLDER?")]
    [InlineData("cifar-10", "Did you mean cifar10:FOLDER?")]
    public void A_name_that_is_nearly_right_is_corrected(string text, string remedy)
    {
        Assert.EndsWith(remedy, Refused(text, ErrorKind.Unreadable), StringComparison.Ordinal);
    }

    [Fact]
    public void Anything_else_is_one_error_that_lists_the_choices()
    {
        var message = Refused("no-such-thing\u001b[31m", ErrorKind.Unreadable);

        Assert.Equal($"data 'no-such-thing\uFFFD[31m': no generated set, file or folder of this name; expected {DataSource.Choices}.", message);
        Assert.Contains("lines, gratings, blobs, colors, textures, digits:FOLDER", message, StringComparison.Ordinal);
        Assert.DoesNotContain("Did you mean", Refused("", ErrorKind.Unreadable), StringComparison.Ordinal);
        Assert.Contains("no folder behind the colon", Refused("digits:", ErrorKind.Request), StringComparison.Ordinal);
        Assert.Contains("no files in it", Refused(_folder.Path, ErrorKind.Request), StringComparison.Ordinal);
    }

    private static string Refused(string text, ErrorKind kind, DataOptions? options = null)
    {
        var error = Assert.Throws<PassbandException>(() => DataSource.Open(text, options));
        Assert.Equal(kind, error.Kind);
        return error.Message;
    }
}
