using Passband.Cli.Experiments;

namespace Passband.Cli.Tests.Experiments;

/// <summary>The files in experiments/, and their page.</summary>
public sealed class ReadyMadeTests
{
    public static TheoryData<string> Files => [.. Directory.GetFiles(Folder("experiments")).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_expands_to_runs_and_is_named_on_the_page(string name)
    {
        var experiment = Expand(name);

        Assert.NotEmpty(experiment.Runs);
        Assert.Equal(Path.GetFileNameWithoutExtension(name), experiment.Name);
        Assert.NotEmpty(experiment.Description);
        var columns = ExperimentTables.Results(experiment).Select(c => c.Name).ToArray();
        Assert.Equal(columns.Distinct(), columns);
        Assert.Contains($"[{name}](../experiments/{name})", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_are_compared_with_their_control_over_ten_seeds()
    {
        var experiment = Expand("lines.toml");

        Assert.Equal(["axes", "control"], experiment.Groups);
        Assert.Equal(20, experiment.Runs.Length);
    }

    [Fact]
    public void Every_column_is_on_the_page()
    {
        var columns = ExperimentTables.Results(Expand("lines.toml")).Select(c => c.Name).Where(n => !n.StartsWith("names.", StringComparison.Ordinal) && n is not ("orders.1" or "orders.2" or "angles"));

        Assert.All(columns, column => Assert.Contains($"`{column}`", Page, StringComparison.Ordinal));
    }

    private static string Page => File.ReadAllText(Path.Combine(Folder("docs"), "experiments.md"));

    private static Experiment Expand(string name)
    {
        var text = File.ReadAllText(Path.Combine(Folder("experiments"), name));
        string[] variables = ["photo", "photos"];
        return ExperimentExpansion.Expand(ExperimentFile.Open(
            Path.Combine(Folder("experiments"), name), [.. variables.Where(v => text.Contains($"${{{v}}}", StringComparison.Ordinal)).Select(v => new Override(v, v))]));
    }

    private static string Folder(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Passband.slnx")))
            folder = folder.Parent;
        Assert.SkipWhen(folder is null, "The tests run outside the repository, where there are no experiments.");
        return Path.Combine(folder.FullName, name);
    }
}
