namespace Passband.Cli.Tests.Commands;

public class HelpTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData("explain", "--help")]
    [InlineData("layers", "-h")]
    [InlineData("sheet", "--help")]
    [InlineData("features", "--help")]
    [InlineData("check", "--help")]
    [InlineData("synth", "--help")]
    [InlineData("filter", "--help")]
    [InlineData("train", "--help")]
    public void Help_ends_with_two_or_three_examples(params string[] args)
    {
        var result = ToolRun.Of(args);
        var examples = result.Output[result.Output.IndexOf("Examples:", StringComparison.Ordinal)..].Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];

        Assert.Equal(0, result.Code);
        Assert.InRange(examples.Length, 2, 3);
        Assert.All(examples, e => Assert.StartsWith("  passband ", e, StringComparison.Ordinal));
    }

    [Fact]
    public void Help_wins_over_what_is_missing() => Assert.Equal(0, ToolRun.Of("sheet", "--help").Code);

    [Fact]
    public void No_arguments_at_all_show_the_help() => Assert.Contains("Usage:", ToolRun.Of().Output, StringComparison.Ordinal);

    [Fact]
    public void The_version_is_printed()
    {
        var result = ToolRun.Of("--version");

        Assert.Equal(0, result.Code);
        Assert.Matches(@"^\d+\.\d+\.\d+", result.Output);
    }
}
