using Passband.Datasets;
using Passband.Imaging.Datasets;
using Passband.Imaging.Inputs;
using Passband.Imaging.Pictures;
using Passband.Kernels;

namespace Passband.Imaging.Tests.Datasets;

public sealed class ClassFolderTests : IDisposable
{
    private readonly PictureFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_folder_is_a_class_and_a_fifth_of_each_is_held_out()
    {
        _folder.WriteClass("red", 10, 1, 0, 0.2f);
        _folder.WriteClass("blue", 5, 0, 0, 1);
        _folder.WriteText(".hidden/x.txt", "not a class");

        var (training, heldOut) = ClassFolder.Read(_folder.Path, new ClassFolderOptions { Size = 8 });

        Assert.Equal(["blue", "red"], training.Classes);
        Assert.Equal(new PictureShape(3, 8, 8), training.Shape);
        Assert.Equal((12, 3), (training.Count, heldOut.Count));
        Assert.Equal((1, 2), (Enumerable.Range(0, 3).Count(i => heldOut.Label(i) == 0), Enumerable.Range(0, 3).Count(i => heldOut.Label(i) == 1)));
        for (var i = 0; i < 12; i++)
        {
            var pixels = PictureFolder.Draw(training, i);
            Assert.Equal(training.Label(i) == 1 ? (1, 0, 0.2f) : (0, 0, 1), (pixels[0], pixels[64], pixels[128]));
        }
        Assert.Equal(["3 of 15 pictures were held out, class by class."], training.Notes);
    }

    [Fact]
    public void Pictures_are_cropped_about_the_middle_or_squeezed_in_gray_if_asked()
    {
        // The left and right quarters are white.
        for (var i = 0; i < 2; i++)
        {
            _folder.Write($"a/{i}.png", 32, 16, (x, _) => x is < 8 or >= 24 ? 1 : 0);
            _folder.Write($"b/{i}.png", 32, 16, (_, _) => 0, (_, _) => 1, (_, _) => 0);
        }

        var cropped = ClassFolder.Read(_folder.Path, new ClassFolderOptions { Size = 16, Color = false }).Training;
        var squeezed = ClassFolder.Read(_folder.Path, new ClassFolderOptions { Size = 16, Color = false, Fit = InputFit.Resize }).Training;

        Assert.Equal(1, cropped.Shape.Channels);
        Assert.All(PictureFolder.Draw(cropped, 0), v => Assert.Equal(0, v));
        Assert.Equal((1f, 0f, 1f), (PictureFolder.Draw(squeezed, 0)[0], PictureFolder.Draw(squeezed, 0)[8], PictureFolder.Draw(squeezed, 0)[15]));
        // Green has a luma of 0.587.
        Assert.Equal(0.587, PictureFolder.Draw(cropped, 1)[0], 0.002);
    }

    [Fact]
    public void What_cannot_be_read_is_skipped_counted_and_named()
    {
        _folder.WriteClass("a", 4, 1, 0, 0);
        _folder.WriteClass("b", 4, 0, 1, 0);
        _folder.WriteText("b/notes.txt", "Text.");
        _folder.WriteText("b/empty.png", "");
        _folder.WriteText("b/Thumbs.db", "x");
        _folder.MakeFolder("b/deeper");

        var training = ClassFolder.Read(_folder.Path).Training;

        Assert.Equal(6, training.Count);
        var note = training.Notes[0];
        Assert.StartsWith("2 of 6 files of b could not be read and were skipped: empty.png, notes.txt. The first: it is empty.", note, StringComparison.Ordinal);
    }

    [Fact]
    public void Mistakes_of_folders_are_told_with_their_names()
    {
        Refuses("no folders in it; expected a folder with a folder of pictures for each class");
        _folder.WriteClass("a", 3, 1, 0, 0);
        Refuses("a single class, a; expected at least two classes");
        _folder.MakeFolder("b");
        Refuses("b: is empty; expected a PNG");
        _folder.WriteText("b/x.png", "no picture");
        Refuses("b: holds no picture that can be read (x.png:");
        _folder.WriteClass("b", 1, 0, 1, 0);
        Refuses("b: holds a single picture; expected at least two");
        _folder.WriteClass("b", 2, 0, 1, 0);
        Assert.Equal(2, ClassFolder.Read(_folder.Path).HeldOut.Count);
        for (var i = 0; i < 255; i++)
            _folder.MakeFolder($"more{i}");
        Refuses("257 folders in it; expected at most 256 classes");
    }

    [Fact]
    public void Limits_and_options_that_do_not_fit_are_told()
    {
        _folder.WriteClass("a", 2, 1, 0, 0);
        _folder.WriteClass("b", 2, 1, 0, 0);

        Refuses("holds no picture that can be read", new ClassFolderOptions { Limits = new PictureReadOptions { MaxPixels = 119 } });
        Refuses("its size: 7", new ClassFolderOptions { Size = 7 });
        Refuses("its held-out share: 0", new ClassFolderOptions { HeldOutShare = 0 });
        Refuses("not brought to one size", new ClassFolderOptions { Fit = InputFit.None });
    }

    [Fact]
    public void Reading_can_be_stopped_and_followed()
    {
        _folder.WriteClass("a", 3, 1, 0, 0);
        _folder.WriteClass("b", 3, 1, 0, 0);
        var told = new Told();

        ClassFolder.Read(_folder.Path, progress: told, cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(6, told.Shares.Count);
        Assert.Equal(1, told.Shares.Max());
        Assert.Throws<OperationCanceledException>(() => ClassFolder.Read(_folder.Path, cancellation: new CancellationToken(canceled: true)));
    }

    private void Refuses(string message, ClassFolderOptions? options = null)
    {
        var error = Assert.Throws<PassbandException>(() => ClassFolder.Read(_folder.Path, options));
        Assert.Equal(ErrorKind.Request, error.Kind);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private sealed class Told : IProgress<double>
    {
        public List<double> Shares { get; } = [];

        public void Report(double value)
        {
            lock (Shares)
                Shares.Add(value);
        }
    }
}
