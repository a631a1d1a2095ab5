using Passband.Evolutions;
using Passband.Kernels;

namespace Passband.Tests.Evolutions;

public class CheckpointWatcherTests
{
    private static readonly double[] Gabor = KnownSeries.Gabor(0);

    [Fact]
    public void What_is_there_comes_at_once_and_what_is_new_when_it_no_longer_grows()
    {
        using var folder = new SeriesFolder();
        folder.Npy("k10.npy", Gabor);
        folder.Npy("k9.npy", Gabor);
        var watcher = new CheckpointWatcher([folder.Path]);

        Assert.Equal(["k9.npy", "k10.npy"], Names(Look(watcher)));
        folder.Npy("k11.npy", Gabor);
        Assert.Empty(Names(Look(watcher)));
        Assert.Equal(["k11.npy"], Names(Look(watcher)));
        Assert.Empty(Names(Look(watcher)));
    }

    [Fact]
    public void A_file_that_is_being_written_is_waited_for()
    {
        using var folder = new SeriesFolder();
        folder.Npy("k1.npy", Gabor);
        var whole = File.ReadAllBytes(folder["k1.npy"]);
        var watcher = new CheckpointWatcher([folder.Path]);
        Look(watcher);

        for (var length = 20; length < whole.Length; length += 80)
        {
            File.WriteAllBytes(folder["k2.npy"], whole[..length]);
            Assert.Equal((0, 0), Count(Look(watcher)));
        }
        File.WriteAllBytes(folder["k2.npy"], whole);
        Assert.Equal((0, 0), Count(Look(watcher)));
        Assert.Equal(["k2.npy"], Names(Look(watcher)));
    }

    [Fact]
    public void A_file_that_stays_unreadable_is_named_once_and_read_when_it_is_mended()
    {
        using var folder = new SeriesFolder();
        folder.Text("k1.npy", "broken");
        var watcher = new CheckpointWatcher([folder.Path]);

        Assert.Equal([0, 0, 0, 1, 0, 0], Enumerable.Range(0, 6).Select(_ => Look(watcher).Skipped.Length));
        folder.Npy("k1.npy", Gabor);
        Look(watcher);
        Assert.Equal(["k1.npy"], Names(Look(watcher)));
    }

    [Fact]
    public void A_file_that_is_replaced_counts_as_a_new_checkpoint()
    {
        using var folder = new SeriesFolder();
        folder.Npy("last.npy", Gabor);
        var watcher = new CheckpointWatcher([folder.Path]);
        Look(watcher);

        folder.Npy("last.npy", Gabor);
        File.SetLastWriteTimeUtc(folder["last.npy"], DateTime.UnixEpoch.AddYears(60));
        Look(watcher);
        Assert.Equal(["last.npy"], Names(Look(watcher)));
    }

    [Fact]
    public void A_file_or_folder_that_vanishes_is_no_error()
    {
        using var folder = new SeriesFolder();
        folder.Npy("run/k1.npy", Gabor);
        var watcher = new CheckpointWatcher([folder["run"]]);
        Look(watcher);

        folder.Npy("run/k2.npy", Gabor);
        Look(watcher);
        File.Delete(folder["run/k2.npy"]);
        Assert.Equal((0, 0), Count(Look(watcher)));
        Directory.Delete(folder["run"], recursive: true);
        Assert.Equal((0, 0), Count(Look(watcher)));
        folder.Npy("run/k3.npy", Gabor);
        Look(watcher);
        Assert.Equal(["k3.npy"], Names(Look(watcher)));
    }

    [Fact]
    public void A_folder_may_be_empty_at_first_but_must_be_there()
    {
        using var folder = new SeriesFolder();

        Assert.Equal((0, 0), Count(Look(new CheckpointWatcher([folder.Path]))));
        Assert.Equal((0, 0), Count(Look(new CheckpointWatcher([folder["*.npy"]]))));
        Assert.Equal(ErrorKind.Unreadable, Assert.Throws<PassbandException>(() => Look(new CheckpointWatcher([folder["none"]]))).Kind);
    }

    [Theory]
    [InlineData("{\"finished\":true}", true)]
    [InlineData("{\"finished\":false}", false)]
    [InlineData("{\"finished\":\"true\"}", false)]
    [InlineData("{\"finis", false)]
    [InlineData("[]", false)]
    public void A_run_that_is_finished_says_so_and_its_last_snapshot_is_not_missed(string description, bool finished)
    {
        using var folder = new SeriesFolder();
        folder.Npy("snapshots/step-0.npy", Gabor);
        var watcher = new CheckpointWatcher([folder.Path]);
        Look(watcher);

        folder.Npy("snapshots/step-1.npy", Gabor);
        folder.Text("run.json", description);
        var news = Look(watcher);

        Assert.Equal((finished, finished ? 1 : 0), (news.Finished, news.Checkpoints.Length));
    }

    [Fact]
    public void A_file_of_another_network_is_named_and_the_rest_goes_on()
    {
        using var folder = new SeriesFolder();
        folder.Npy("k1.npy", Gabor);
        folder.Npy("k2.npy", [.. Gabor, .. Gabor]);
        folder.Npy("k3.npy", Gabor);

        var news = Look(new CheckpointWatcher([folder.Path]));

        Assert.Equal(["k1.npy", "k3.npy"], Names(news));
        Assert.Equal("k2.npy", Assert.Single(news.Skipped).Name);
    }

    private static WatchedNews Look(CheckpointWatcher watcher) => watcher.Look(TestContext.Current.CancellationToken);

    private static IEnumerable<string> Names(WatchedNews news) => news.Checkpoints.Select(c => c.Name);

    private static (int Read, int Skipped) Count(WatchedNews news) => (news.Checkpoints.Length, news.Skipped.Length);
}
