using System.Text.Json;
using Passband.Cli.Hosting;
using Passband.Cli.Tests.Training;

namespace Passband.Cli.Tests.Commands;

public sealed class TrainCommandTests
{
    private static ToolResult Small(string folder, params string[] more) => ToolRun.Of([.. SmallRun.Arguments, "-o", folder, .. more]);

    [Fact]
    public void Off_a_terminal_plain_lines_say_how_it_goes_and_what_came_of_it()
    {
        using var temp = new TempFolder();
        var run = Small(temp["run"]);
        Assert.Equal((0, true), (run.Code, run.Error.StartsWith("lines (", StringComparison.Ordinal)));
        Assert.Contains("step 24 of 24", run.Error, StringComparison.Ordinal);
        Assert.Contains(" held-out pictures told apart rightly", run.Output, StringComparison.Ordinal);
        Assert.Contains("24 steps", run.Output, StringComparison.Ordinal);
        Assert.Contains($"Every kernel: passband explain {temp["run/network.onnx"]}", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', run.Output + run.Error);
    }

    [Fact]
    public void On_a_terminal_kernels_are_drawn_in_place_and_the_cursor_is_never_hidden()
    {
        using var temp = new TempFolder();
        var run = new ToolRun { Terminal = true, Variables = { ["TERM"] = "xterm-256color" } }.Run([.. SmallRun.Arguments, "-o", temp["run"]]);
        Assert.Equal(0, run.Code);
        Assert.Contains("\e[?2026h", run.Error, StringComparison.Ordinal);
        Assert.Contains("▀", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("\e[?25l", run.Error, StringComparison.Ordinal);
        Assert.EndsWith("\e[J\e[?2026l", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("…", run.Error[run.Error.LastIndexOf("\e[?2026h", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Fact]
    public void Without_colors_the_progress_alone_is_drawn()
    {
        using var temp = new TempFolder();
        var run = new ToolRun { Terminal = true, Variables = { ["TERM"] = "xterm-256color", ["NO_COLOR"] = "1" } }.Run([.. SmallRun.Arguments, "-o", temp["run"]]);
        Assert.DoesNotContain("▀", run.Error, StringComparison.Ordinal);
        Assert.Contains("step 24 of 24", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Quiet_says_nothing_and_json_is_the_document_of_the_run()
    {
        using var temp = new TempFolder();
        var run = Small(temp["run"], "--quiet", "--json");
        Assert.Equal("", run.Error);
        using var document = JsonDocument.Parse(run.Bytes);
        Assert.Equal("passband.run/1", document.RootElement.GetProperty("schema").GetString());
        Assert.True(document.RootElement.GetProperty("finished").GetBoolean());
        Assert.InRange(document.RootElement.GetProperty("result").GetProperty("heldOut").GetProperty("accuracy").GetDouble(), 0, 1);
        Assert.NotEmpty(document.RootElement.GetProperty("result").GetProperty("verdict").EnumerateArray());
    }

    [Fact]
    public void A_run_that_is_there_is_kept_unless_asked_otherwise()
    {
        using var temp = new TempFolder();
        Assert.Equal(0, Small(temp["run"], "--quiet").Code);
        var second = Small(temp["run"]);
        Assert.Equal(ExitCode.WrongUsage, second.Code);
        Assert.Contains("--force", second.Error, StringComparison.Ordinal);
        Assert.Equal(0, Small(temp["run"], "--quiet", "--force", "--seed", "2").Code);
    }

    [Theory]
    [InlineData("DATA", "lines")]
    [InlineData("--kernels", "--kernels", "8")]
    [InlineData("--gray", "--gray")]
    [InlineData("--output", "-o", "elsewhere")]
    [InlineData("--force", "--force")]
    public void A_resumed_run_is_given_no_other_options(string named, params string[] more)
    {
        using var temp = new TempFolder();
        // Refused before the folder is looked at.
        var run = ToolRun.Of(["train", "--resume", temp["run"], .. more]);
        Assert.Equal(ExitCode.WrongUsage, run.Code);
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_finished_run_is_summed_up_again()
    {
        using var temp = new TempFolder();
        var first = Small(temp["run"], "--quiet");
        var again = ToolRun.Of("train", "--resume", temp["run"]);
        Assert.Equal(0, again.Code);
        Assert.Contains("finished already", again.Output, StringComparison.Ordinal);
        Assert.Contains(first.Output[..first.Output.IndexOf('\n', StringComparison.Ordinal)], again.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no pictures to learn from", "train")]
    [InlineData("--gray and --color", "train", "lines", "--gray", "--color")]
    [InlineData("epochs and steps", "train", "lines", "--epochs", "1", "--steps", "1")]
    [InlineData("net and from", "train", "lines", "--net", "tiny", "--from", "a.onnx")]
    [InlineData("no such architecture", "train", "lines", "--net", "resnet")]
    [InlineData("lines or gratings", "train", "blobs", "--angles", "0,90")]
    [InlineData("a network from a file", "train", "lines", "--preset", "imagenet")]
    [InlineData("--learning-rate takes", "train", "lines", "--learning-rate", "0")]
    [InlineData("--optimizer takes sgd, adam", "train", "lines", "--optimizer", "lion")]
    [InlineData("'--kernel'", "train", "lines", "--kernel")]
    public void Mistakes_are_told_in_one_message_and_make_no_folder(string told, params string[] args)
    {
        using var temp = new TempFolder();
        var run = ToolRun.Of(args.Length == 1 ? args : [.. args, "-o", temp["run"]]);
        Assert.Equal(ExitCode.WrongUsage, run.Code);
        Assert.Contains(told, run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(temp["run"]));
    }

    [Fact]
    public void Data_or_runs_that_are_not_there_are_unreadable()
    {
        using var temp = new TempFolder();
        Assert.Equal(ExitCode.Unreadable, ToolRun.Of("train", temp["nothing"], "-o", temp["run"]).Code);
        Assert.Equal(ExitCode.Unreadable, ToolRun.Of("train", "--resume", temp["nothing"]).Code);
        Directory.CreateDirectory(temp["empty"]);
        Assert.Equal(ExitCode.Format, ToolRun.Of("train", "--resume", temp["empty"]).Code);
    }

    [Fact]
    public void An_interruption_while_pictures_are_read_writes_nothing()
    {
        using var temp = new TempFolder();
        using var source = new CancellationTokenSource();
        source.Cancel();
        var run = new ToolRun { Cancellation = source.Token }.Run([.. SmallRun.Arguments, "-o", temp["run"]]);
        Assert.Equal(ExitCode.Interrupted, run.Code);
        Assert.False(Directory.Exists(temp["run"]));
    }
}
