using Passband.Datasets;
using Passband.Imaging.Datasets;
using Passband.Imaging.Pictures;
using Passband.Kernels;

namespace Passband.Imaging.Tests.Datasets;

public sealed class PhotoPatchesTests : IDisposable
{
    private readonly PictureFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(120, 60)]
    [InlineData(60, 120)]
    public void The_end_of_a_photo_is_seen_in_held_out_patches_alone(int width, int height)
    {
        // A pattern, dark in the first four fifths of the longer side and light in the last, so that every patch tells where it comes from.
        var photo = Photo(width, height, (x, y) => ((width > height ? x : y) < 96 ? 0.1f : 0.7f) + 0.2f * ((x * 7 + y * 13) % 5 / 4f));
        var (training, heldOut) = PhotoPatches.Of([photo], new PatchOptions { Size = 16, Brightness = 0, Contrast = 0, Count = 300, HeldOut = 200 });

        Assert.All(Enumerable.Range(0, 300), i => Assert.InRange(PictureFolder.Draw(training, i).Max(), 0, 0.31));
        Assert.All(Enumerable.Range(0, 200), i => Assert.InRange(PictureFolder.Draw(heldOut, i).Min(), 0.69, 1));
    }

    [Fact]
    public void Patches_are_cut_from_the_photo_and_its_smaller_copies()
    {
        // Stripes with a period of eight pixels seem to have one of four where the photo is half as large.
        var photo = Photo(200, 200, (x, _) => (float)(0.5 + 0.4 * Math.Sin(2 * Math.PI * x / 8)));
        var options = new PatchOptions { Size = 16, Brightness = 0, Contrast = 0, Mirror = false, Count = 300 };

        var (many, one) = (PhotoPatches.Of([photo], options).Training, PhotoPatches.Of([photo], options with { SmallestScale = 1 }).Training);

        Assert.All(Enumerable.Range(0, 300), i => Assert.InRange(Crossings(PictureFolder.Draw(one, i)), 3, 4));
        Assert.InRange(Enumerable.Range(0, 300).Max(i => Crossings(PictureFolder.Draw(many, i))), 7, 15);

        static int Crossings(float[] pixels) => Enumerable.Range(0, 15).Count(x => pixels[x] < 0.5 != pixels[x + 1] < 0.5);
    }

    [Fact]
    public void Training_patches_are_fresh_for_every_draw_and_mirrored_half_of_the_time()
    {
        // Lighter from left to right, so that a mirrored patch becomes darker.
        var photo = Photo(160, 64, (x, _) => x / 200f);
        var training = PhotoPatches.Of([photo], new PatchOptions { Count = 400 }).Training;

        Assert.Equal(PictureFolder.Draw(training, 5, 3), PictureFolder.Draw(training, 5, 3));
        Assert.NotEqual(PictureFolder.Draw(training, 5, 3), PictureFolder.Draw(training, 5, 4));
        // Five standard deviations of 400 tosses.
        Assert.InRange(Enumerable.Range(0, 400).Select(i => PictureFolder.Draw(training, i)).Count(p => p[0] > p[31]), 150, 250);
        Assert.Empty(training.Classes);
        Assert.Equal(-1, training.Label(7));
    }

    [Fact]
    public void Held_out_patches_are_never_changed()
    {
        var photo = Photo(100, 40, (x, y) => (x + y) % 2);
        var (training, heldOut) = PhotoPatches.Of([photo], new PatchOptions { Size = 16, SmallestScale = 1 });

        Assert.All(Enumerable.Range(0, 50), i => Assert.Equal([0f, 1f], PictureFolder.Draw(heldOut, i, (ulong)i).Distinct().Order()));
        Assert.Equal(PictureFolder.Draw(heldOut, 1, 0), PictureFolder.Draw(heldOut, 1, 9));
        Assert.Contains(Enumerable.Range(0, 50).Select(i => PictureFolder.Draw(training, i)), p => p.Max() - p.Min() < 0.95);
    }

    [Fact]
    public void Real_photos_give_patches_in_color_that_differ()
    {
        var (training, heldOut) = Read(PictureFolder.Photo("chelsea.png"));

        Assert.Equal(new PictureShape(3, 32, 32), training.Shape);
        Assert.Equal((4000, 1000), (training.Count, heldOut.Count));
        Assert.Equal(200, Enumerable.Range(0, 200).Select(i => string.Join(' ', PictureFolder.Draw(training, i).Take(32))).Distinct().Count());
        // The cat's coat is brown: more red than blue.
        var statistics = PictureStatistics.Of(training);
        Assert.True(statistics.Mean[0] > statistics.Mean[2]);
        Assert.Equal(1, Read(PictureFolder.Photo("camera.png")).Training.Shape.Channels);
    }

    [Fact]
    public void A_folder_of_photos_is_read_and_what_cannot_be_used_is_named()
    {
        _folder.Write("a.png", 100, 50, (x, _) => x / 100f);
        _folder.Write("small.png", 63, 50, (_, _) => 0);
        _folder.WriteText("notes.txt", "Text.");

        var training = Read(_folder.Path).Training;

        var note = Assert.Single(training.Notes);
        Assert.Contains("2 of 3 files of", note, StringComparison.Ordinal);
        Assert.Contains("notes.txt, small.png", note, StringComparison.Ordinal);
        Assert.Equal(1, training.Shape.Channels);
    }

    [Fact]
    public void More_photos_than_memory_holds_are_thinned_out_evenly()
    {
        for (var i = 0; i < 8; i++)
            _folder.Write($"{i}.png", 128, 64, (x, _) => (x % 2 + i) / 10f);

        var training = Read(_folder.Path, new PatchOptions { LargestSide = 128, MaxBytes = 1 << 20 }).Training;

        Assert.Contains("5 of 8 files were taken", Assert.Single(training.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_large_photo_is_made_smaller_first()
    {
        var photo = Photo(400, 200, (x, y) => x / 4 % 2 == 0 ? 0.2f : 0.8f);

        var training = PhotoPatches.Of([photo], new PatchOptions { LargestSide = 100, SmallestScale = 1, Brightness = 0, Contrast = 0 }).Training;

        // Stripes four pixels wide become one pixel wide.
        var row = PictureFolder.Draw(training, 0).AsSpan(0, 32).ToArray();
        Assert.All(Enumerable.Range(0, 31), x => Assert.True(row[x] < 0.5 != row[x + 1] < 0.5));
    }

    [Fact]
    public void Photos_that_are_too_small_and_folders_without_are_refused()
    {
        var small = Photo(63, 40, (_, _) => 0.5f);

        Assert.Contains("63×40 pixels are too few for patches of 32×32", Refused(() => PhotoPatches.Of([small])), StringComparison.Ordinal);
        Assert.Contains("no files in it", Refused(() => Read(_folder.Path)), StringComparison.Ordinal);
        _folder.WriteText("x.png", "Text.");
        Assert.Contains("no photo that can be used (x.png:", Refused(() => Read(_folder.Path)), StringComparison.Ordinal);
        Assert.Contains("its smallest scale: 0", Refused(() => PhotoPatches.Of([small], new PatchOptions { SmallestScale = 0 })), StringComparison.Ordinal);
        Assert.Contains("its held-out share: 0.6", Refused(() => PhotoPatches.Of([small], new PatchOptions { HeldOutShare = 0.6 })), StringComparison.Ordinal);
    }

    private static string Refused(Action action) => Assert.Throws<PassbandException>(action).Message;

    private static Picture Photo(int width, int height, Func<int, int, float> sample) => new()
    {
        Name = "photo",
        Planes = [new Plane(width, height, [.. Enumerable.Range(0, width * height).Select(i => sample(i % width, i / width))])],
    };

    private static DataSplit Read(string path, PatchOptions? options = null) => PhotoPatches.Read(path, options, cancellation: TestContext.Current.CancellationToken);
}
