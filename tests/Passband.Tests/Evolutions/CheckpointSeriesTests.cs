using Passband.Evolutions;
using Passband.Kernels;

namespace Passband.Tests.Evolutions;

public class CheckpointSeriesTests
{
    private static readonly double[] Gabor = KnownSeries.Gabor(0);

    [Fact]
    public void Numbers_in_names_count_as_numbers()
    {
        using var folder = new SeriesFolder();
        foreach (var step in (int[])[100, 9, 20, 0])
            folder.Npy($"ckpt_{step}.npy", Gabor);
        folder.Text("readme.txt", "no checkpoint");

        Assert.Equal(["ckpt_0.npy", "ckpt_9.npy", "ckpt_20.npy", "ckpt_100.npy"], Names([folder.Path]));
        Assert.Equal([0L, 9L, 20L, 100L], Read([folder.Path]).Checkpoints.Select(c => c.Step));
    }

    [Fact]
    public void A_run_is_its_snapshots_with_the_log_beside_them()
    {
        using var folder = new SeriesFolder();
        folder.Npy("snapshots/step-00000000.npy", Gabor);
        folder.Npy("snapshots/step-00000120.npy", Gabor);
        folder.Npy("model.npy", Gabor);
        folder.Text("log.jsonl", "");
        folder.Text("run.json", "{}");

        foreach (var path in (string[])[folder.Path, folder.Path + Path.DirectorySeparatorChar, folder["snapshots"]])
        {
            var series = CheckpointSeries.Find([path], TestContext.Current.CancellationToken);
            Assert.Equal(["step-00000000.npy", "step-00000120.npy"], series.Files.Select(f => f.Name));
            Assert.Equal((folder["log.jsonl"], folder["run.json"]), (series.LogPath, series.RunPath));
        }
        Assert.Equal([0L, 120L], Read([folder.Path]).Checkpoints.Select(c => c.Step));
    }

    [Fact]
    public void Folders_that_hold_one_model_each_are_a_series()
    {
        using var folder = new SeriesFolder();
        folder.Npy("checkpoint-1000/model.npy", Gabor);
        folder.Npy("checkpoint-500/model.npy", Gabor);
        folder.Npy("several/a.npy", Gabor);
        folder.Npy("several/b.npy", Gabor);

        Assert.Equal([Path.Combine("checkpoint-500", "model.npy"), Path.Combine("checkpoint-1000", "model.npy")], Names([folder.Path]));
        Assert.Equal(Names([folder.Path]), Names([folder["checkpoint-*"]]));
        Assert.Equal([500L, 1000L], Read([folder.Path]).Checkpoints.Select(c => c.Step));
    }

    [Theory]
    [InlineData("*.npy", "a1.npy", "a2.npy", "b1.npy")]
    [InlineData("a?.npy", "a1.npy", "a2.npy")]
    [InlineData("in/*/*.npy", "x/c.npy", "y/c.npy")]
    [InlineData("in/?/c.npy", "x/c.npy", "y/c.npy")]
    [InlineData("**/c.npy", "in/x/c.npy", "in/y/c.npy")]
    public void Wildcards_stand_for_names_and_folders(string pattern, params string[] expected)
    {
        using var folder = new SeriesFolder();
        foreach (var name in (string[])["a1.npy", "a2.npy", "b1.npy", "in/x/c.npy", "in/y/c.npy"])
            folder.Npy(name, Gabor);

        Assert.Equal(expected, Names([folder[pattern]]).Select(n => n.Replace(Path.DirectorySeparatorChar, '/')));
    }

    [Fact]
    public void A_file_that_has_a_wildcard_in_its_name_is_that_file()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such names.");
        using var folder = new SeriesFolder();
        folder.Npy("a*.npy", Gabor);
        folder.Npy("ab.npy", Gabor);

        Assert.Equal([folder["a*.npy"]], Names([folder["a*.npy"]]));
    }

    [Fact]
    public void The_step_in_the_metadata_goes_before_that_in_the_name()
    {
        using var folder = new SeriesFolder();
        folder.SafeTensors("a1.safetensors", "300");
        folder.SafeTensors("a2.safetensors", "200");
        folder.SafeTensors("a3.safetensors", "many");

        // The third tells none, so its name does.
        Assert.Equal([3L, 200L, 300L], Read([folder.Path]).Checkpoints.Select(c => c.Step));
    }

    [Fact]
    public void A_file_without_a_step_leaves_all_in_the_order_of_their_names()
    {
        using var folder = new SeriesFolder();
        foreach (var name in (string[])["first.npy", "k10.npy", "k9.npy", "z.npy"])
            folder.Npy(name, Gabor);

        Assert.Equal([("first.npy", null), ("k9.npy", 9L), ("k10.npy", (long?)10), ("z.npy", null)], Read([folder.Path]).Checkpoints.Select(c => (c.Name, c.Step)));
    }

    [Fact]
    public void Files_that_cannot_be_read_are_left_out_and_named()
    {
        using var folder = new SeriesFolder();
        folder.Text("a1.npy", "");
        folder.Npy("a2.npy", Gabor);
        folder.Npy("a3.npy", [.. Gabor.Select(_ => double.NaN)]);
        folder.Text("a4.safetensors", "not a checkpoint");

        var read = Read([folder.Path]);

        Assert.Equal(["a2.npy"], read.Checkpoints.Select(c => c.Name));
        Assert.Equal(["a1.npy", "a3.npy", "a4.safetensors"], read.Skipped.Select(s => s.Name));
        Assert.Contains("49 of 49 weights are NaN", read.Skipped[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_no_file_can_be_read_the_first_ones_error_is_told()
    {
        using var folder = new SeriesFolder();
        folder.Text("a1.npy", "");
        folder.Text("a2.npy", "x");

        Assert.StartsWith("a1.npy: the file is empty", Assert.Throws<PassbandException>(() => Read([folder.Path])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_another_network_is_an_error_and_not_left_out()
    {
        using var folder = new SeriesFolder();
        folder.Npy("a1.npy", Gabor);
        folder.Npy("a2.npy", [.. Gabor, .. Gabor]);

        Assert.Contains("expected 1×1×7×7, as in a1.npy", Assert.Throws<PassbandException>(() => Read([folder.Path])).Message, StringComparison.Ordinal);
        Assert.Equal(ErrorKind.Request, Assert.Throws<PassbandException>(() => Read([folder["a1.npy"]], "x")).Kind);
    }

    [Theory]
    [InlineData("none.npy", "no such file or folder")]
    [InlineData("*.npy", "no checkpoint")]
    [InlineData("", "no checkpoint")]
    public void A_series_that_is_not_there_is_told(string name, string found)
    {
        using var folder = new SeriesFolder();

        var error = Assert.Throws<PassbandException>(() => Names([folder[name]]));

        Assert.Equal((ErrorKind.Unreadable, true), (error.Kind, error.Message.Contains(found, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_file_that_is_named_twice_counts_once_and_every_nth_keeps_the_last()
    {
        using var folder = new SeriesFolder();
        for (var i = 0; i < 6; i++)
            folder.Npy($"{i}.npy", Gabor);
        var series = CheckpointSeries.Find([folder.Path, folder["*.npy"], folder["3.npy"]], TestContext.Current.CancellationToken);

        Assert.Equal(6, series.Files.Length);
        Assert.Equal(["0.npy", "2.npy", "4.npy", "5.npy"], series.Every(2).Files.Select(f => f.Name));
    }

    private static IEnumerable<string> Names(string[] inputs) => CheckpointSeries.Find(inputs, TestContext.Current.CancellationToken).Files.Select(f => f.Name);

    private static CheckpointReading Read(string[] inputs, string? layer = null) =>
        CheckpointSeries.Find(inputs, TestContext.Current.CancellationToken).Read(new EvolutionOptions { Layer = layer }, cancellation: TestContext.Current.CancellationToken);
}
