using Passband.Cli.Hosting;

namespace Passband.Cli.Tests.Experiments;

/// <summary>A set of real trainings, as short as they can be.</summary>
public sealed class ExperimentTrainingTests : IDisposable
{
    private const string Tiny = """
        seeds = 7
        [settings]
        data = "lines"
        picture-size = 16
        kernels = [2, 3]
        size = 5
        steps = 2
        batch = 8
        """;

    /// <summary>Columns that differ between equal runs.</summary>
    private static readonly string[] Times = ["seconds", "picturesPerSecond"];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_set_is_trained_and_does_not_depend_on_the_number_of_jobs()
    {
        var (one, two) = (Run("one", 1), Run("two", 2));

        Assert.Equal(ExitCode.Fine, one.Code);
        Assert.Equal(ExitCode.Fine, two.Code);
        Assert.Contains("2 of 2 runs finished", two.Output, StringComparison.Ordinal);
        Assert.Contains("its untrained weights", two.Output, StringComparison.Ordinal);
        Assert.Equal(Rows("one", "results.csv"), Rows("two", "results.csv"));
        Assert.Equal(Rows("one", "kernels.csv"), Rows("two", "kernels.csv"));
        var energy = Rows("one", "energy.csv");
        Assert.Equal(energy, Rows("two", "energy.csv"));
        Assert.Equal(1 + 2 * 25, energy.Length);
        Assert.DoesNotContain(energy, row => row.EndsWith(',') || row.Contains(",,", StringComparison.Ordinal));
        Assert.Equal(1 + 2 + 3, Rows("one", "kernels.csv").Length);
        Assert.All(["kernels2-seed7", "kernels3-seed7"], name => Assert.True(File.Exists(Path.Combine(_folder["one"], "runs", name, "network.onnx"))));
    }

    [Fact]
    public void A_run_that_cannot_be_done_says_why()
    {
        File.WriteAllText(_folder["none.toml"], "[settings]\ndata = \"no such folder\"");

        var result = ToolRun.Of("experiment", _folder["none.toml"], "-o", _folder["none"]);

        Assert.Equal(ExitCode.CheckFailed, result.Code);
        Assert.Contains("seed1 failed: data 'no such folder'", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_names_of_the_runs_are_listed()
    {
        File.WriteAllText(_folder["tiny.toml"], Tiny);

        var result = ToolRun.Of("experiment", _folder["tiny.toml"], "--list", "--set", "seeds=8");

        Assert.Equal((ExitCode.Fine, "kernels2-seed8\nkernels3-seed8\n"), (result.Code, result.Output));
    }

    [Fact]
    public void What_is_set_without_a_value_is_refused()
    {
        File.WriteAllText(_folder["tiny.toml"], Tiny);

        var result = ToolRun.Of("experiment", _folder["tiny.toml"], "--set", "kernels");

        Assert.Equal(ExitCode.WrongUsage, result.Code);
        Assert.Contains("expected NAME=VALUE", result.Error, StringComparison.Ordinal);
    }

    private ToolResult Run(string name, int jobs)
    {
        File.WriteAllText(_folder["tiny.toml"], Tiny);
        return ToolRun.Of("experiment", _folder["tiny.toml"], "-o", _folder[name], "--jobs", $"{jobs}");
    }

    private string[] Rows(string folder, string name)
    {
        var rows = File.ReadAllLines(Path.Combine(_folder[folder], name)).Select(l => l.Split(',')).ToArray();
        return [.. rows.Select(r => string.Join(',', r.Where((_, i) => !Times.Contains(rows[0][i]))))];
    }
}
