using Passband.Cli.Training;
using Passband.Datasets;
using Passband.Kernels;

namespace Passband.Cli.Tests.Training;

public sealed class RunFolderTests
{
    private static readonly RunDocument Document = new()
    {
        Schema = RunDocument.CurrentSchema,
        Passband = "1.0",
        Command = "passband train lines",
        Asked = new TrainSettings { Data = "lines" },
        Settings = new TrainSettings { Data = "lines", Steps = 10, Batch = 4, Threads = 1 },
        Data = new RunData("lines", ["a", "b"], new PictureShape(1, 8, 8), 10, 5, "00"),
        Network = new RunNetwork("tiny", null, 10),
        Machine = new RunMachine("some", 1, "libtorch", "linux-x64"),
        Steps = 10,
    };

    [Fact]
    public void A_new_folder_is_made_with_its_parents_and_holds_the_document()
    {
        using var temp = new TempFolder();
        using (RunFolder.Create(temp["a/b"], force: false, Document))
            Assert.True(File.Exists(temp["a/b/run.json"]));
        var (folder, document) = RunFolder.Open(temp["a/b"]);
        folder.Dispose();
        Assert.Equal("lines", document.Asked.Data);
        Assert.Equal(["a", "b"], document.Data.Classes);
        Assert.Equal(new PictureShape(1, 8, 8), document.Data.Shape);
    }

    [Fact]
    public void A_run_is_replaced_only_when_asked_and_nothing_else_in_its_folder_is_touched()
    {
        using var temp = new TempFolder();
        using (var folder = RunFolder.Create(temp["run"], force: false, Document))
        {
            File.WriteAllText(folder.Snapshot(3, whole: true), "old");
            File.WriteAllText(folder.Network, "old");
            File.WriteAllText(temp["run/checkpoint.safetensors"], "old");
            File.WriteAllText(temp["run/notes.txt"], "mine");
        }
        var error = Assert.Throws<PassbandException>(() => RunFolder.Create(temp["run"], force: false, Document));
        Assert.Contains("--resume", error.Message, StringComparison.Ordinal);
        using (var folder = RunFolder.Create(temp["run"], force: true, Document with { Steps = 20 }))
        {
            Assert.False(File.Exists(folder.Network));
            Assert.False(folder.HasSnapshot(3));
            Assert.Null(folder.ReadCheckpoint());
            Assert.Equal("mine", File.ReadAllText(temp["run/notes.txt"]));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_folder_of_another_program_is_refused_whatever_was_asked(bool force)
    {
        using var temp = new TempFolder();
        Directory.CreateDirectory(temp["other"]);
        File.WriteAllText(temp["other/thesis.tex"], "");
        Assert.Throws<PassbandException>(() => RunFolder.Create(temp["other"], force, Document));
        File.WriteAllText(temp["other/run.json"], """{"schema":"somebody.else/3"}""");
        var error = Assert.Throws<PassbandException>(() => RunFolder.Create(temp["other"], force, Document));
        Assert.Contains("another program", error.Message, StringComparison.Ordinal);
        Assert.Equal(["run.json", "thesis.tex"], Directory.GetFiles(temp["other"]).Select(f => Path.GetFileName(f)).Order());
    }

    [Fact]
    public void Only_one_process_trains_in_a_folder()
    {
        using var temp = new TempFolder();
        using var folder = RunFolder.Create(temp["run"], force: false, Document);
        var error = Assert.Throws<PassbandException>(() => RunFolder.Open(temp["run"]));
        Assert.Contains("another process", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"schema":"passband.run/2"}""")]
    [InlineData("""{"schema":"passband.run/1"}""")]
    [InlineData("""{"schema":"passband.run/1","steps":3""")]
    public void A_damaged_document_is_told_in_one_message(string json)
    {
        using var temp = new TempFolder();
        Directory.CreateDirectory(temp["run"]);
        File.WriteAllText(temp["run/run.json"], json);
        Assert.Equal(ErrorKind.Format, Assert.Throws<PassbandException>(() => RunFolder.Open(temp["run"])).Kind);
    }

    [Fact]
    public void Steps_that_cannot_be_are_refused()
    {
        using var temp = new TempFolder();
        using (RunFolder.Create(temp["run"], force: false, Document with { Step = 11 }))
        {
        }
        Assert.Throws<PassbandException>(() => RunFolder.Open(temp["run"]));
    }

    [Fact]
    public void Snapshots_and_lines_of_later_steps_are_dropped()
    {
        using var temp = new TempFolder();
        using var folder = RunFolder.Create(temp["run"], force: false, Document);
        foreach (var step in new[] { 1, 2, 4 })
            File.WriteAllText(folder.Snapshot(step, whole: step > 1), "");
        File.WriteAllText(folder.Snapshot(8, whole: true) + ".x.part", "");
        File.WriteAllText(folder.Log, "{\"step\":1,\"epoch\":0}\n{\"step\":3,\"epoch\":0}\n{\"step\":4,\"ep");
        folder.DropSnapshots(2);
        Assert.Equal(["step-00000001.safetensors", "step-00000002.onnx"], Directory.GetFiles(temp["run/snapshots"]).Select(f => Path.GetFileName(f)).Order());
        Assert.Equal([1], folder.KeepLog(2).Select(l => l.Step));
        Assert.Single(File.ReadAllLines(folder.Log));
    }

    [Theory]
    [InlineData("lines", "lines-1")]
    [InlineData("digits:/data/mnist", "digits-1")]
    [InlineData("/photos/My Cat.jpg", "my-cat-1")]
    [InlineData("pictures/", "pictures-1")]
    [InlineData("…", "run-1")]
    public void A_run_without_a_name_is_called_after_its_data(string data, string expected) => Assert.Equal(Path.Combine("nowhere", expected), RunFolder.Unused("nowhere", data));

    [Fact]
    public void The_next_free_number_is_taken()
    {
        using var temp = new TempFolder();
        Directory.CreateDirectory(temp["lines-1"]);
        File.WriteAllText(temp["lines-2"], "");
        Assert.Equal(temp["lines-3"], RunFolder.Unused(Path.GetDirectoryName(temp["x"])!, "lines"));
    }
}
