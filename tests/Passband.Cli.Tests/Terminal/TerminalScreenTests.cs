using System.Text.RegularExpressions;

namespace Passband.Cli.Tests.Terminal;

public partial class TerminalScreenTests
{
    private static readonly Dictionary<string, string> TrueColor = new() { ["TERM"] = "xterm-256color", ["COLORTERM"] = "truecolor" };

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(120)]
    [InlineData(200)]
    public void No_line_is_wider_than_the_terminal(int width)
    {
        using var folder = new TempFolder();
        var result = new ToolRun { Terminal = true, Width = width, Variables = TrueColor }.Run("explain", folder.Model());

        Assert.Equal(0, result.Code);
        Assert.All(Escapes().Replace(result.Output, "").Split('\n'), l => Assert.True(l.Length <= width, l));
    }

    [Fact]
    public void Filters_are_pictures_in_true_color()
    {
        using var folder = new TempFolder();
        var result = new ToolRun { Terminal = true, Variables = TrueColor }.Run("explain", folder.Model());

        Assert.Matches(@"\e\[38;2;\d+;\d+;\d+;48;2;\d+;\d+;\d+m▀", result.Output);
    }

    [Fact]
    public void A_palette_of_256_colors_is_enough_for_pictures()
    {
        using var folder = new TempFolder();
        var result = new ToolRun { Terminal = true, Variables = new() { ["TERM"] = "screen-256color" } }.Run("explain", folder.Model());

        Assert.Matches(@"\e\[38;5;\d+;48;5;\d+m▀", result.Output);
    }

    [Fact]
    public void Who_wants_no_color_gets_none()
    {
        using var folder = new TempFolder();
        var result = new ToolRun { Terminal = true, Variables = new(TrueColor) { ["NO_COLOR"] = "1" } }.Run("explain", folder.Model());

        Assert.DoesNotContain("▀", result.Output, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\e\[[0-9;]*[34]8;", result.Output);
        Assert.Contains("edge", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pipe_gets_neither_pictures_nor_escape_sequences()
    {
        using var folder = new TempFolder();
        var result = new ToolRun { Variables = TrueColor }.Run("explain", folder.Model());

        Assert.DoesNotContain("\u001b", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("▀", result.Output, StringComparison.Ordinal);
        Assert.Equal("", result.Error);
    }

    [GeneratedRegex(@"\e\[[0-9;]*m")]
    private static partial Regex Escapes();
}
