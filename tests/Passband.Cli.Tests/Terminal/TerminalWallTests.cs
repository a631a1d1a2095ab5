using System.Text;
using System.Text.RegularExpressions;
using Passband.Cli.Tests.Terminal.Graphics;
using SkiaSharp;

namespace Passband.Cli.Tests.Terminal;

/// <summary>The wall in what <c>passband explain</c> writes.</summary>
public partial class TerminalWallTests
{
    private const string Caption = "4 filters of 5×5×3, channels RGB; one scale, ±";
    private const string Kitty = "\e[6;20;10t\e]11;rgb:0000/0000/0000\e\\\e_Gi=31;OK\e\\\e[?62c";
    private const string Sixels = "\e[6;20;10t\e]11;rgb:ffff/ffff/ffff\e\\\e[?62;4c";

    [Fact]
    public void Kitty_shows_a_picture_between_the_verdict_and_the_table()
    {
        var output = Explain(new FakeTerminal(Kitty), "xterm-kitty");
        using var picture = SKBitmap.Decode(KittyPng(output));

        Assert.InRange(picture.Width, 100, 800);
        Assert.Equal(0, picture.GetPixel(0, 0).Alpha);
        var order = new[] { "4 filters: ", Caption, "\e_Ga=T", "wave-" }.Select(t => output.IndexOf(t, StringComparison.Ordinal)).ToArray();
        Assert.DoesNotContain(-1, order);
        Assert.Equal(order.Order(), order);
    }

    [Fact]
    public void Sixels_show_the_same_picture_as_a_png()
    {
        using var png = SKBitmap.Decode(KittyPng(Explain(new FakeTerminal(Sixels, Sixels), "xterm", "--graphics", "kitty")));
        var sixels = SixelDecoder.Decode(Encoding.ASCII.GetBytes(SixelCommand().Match(Explain(new FakeTerminal(Sixels, Sixels), "xterm")).Value));

        Assert.Equal((png.Width, png.Height), (sixels.Width, sixels.Height));
        for (var y = 0; y < png.Height; y++)
        {
            for (var x = 0; x < png.Width; x++)
            {
                var expected = png.GetPixel(x, y);
                Assert.Equal(expected.Alpha > 0, sixels.Pixels.TryGetValue((x, y), out var found));
                if (expected.Alpha > 0)
                    Assert.InRange(Math.Abs(expected.Red * 100 / 255.0 - found.R) + Math.Abs(expected.Blue * 100 / 255.0 - found.B), 0, 8);
            }
        }
    }

    [Fact]
    public void Iterm_shows_it_scaled_to_columns_when_it_does_not_tell_its_cells()
    {
        var output = Explain(new FakeTerminal(), "xterm-256color", "--graphics", "iterm");

        Assert.Matches(@"\e\]1337;File=inline=1;size=[0-9]+;width=[0-9]+;height=auto;", output);
    }

    [Fact]
    public void Elsewhere_the_wall_is_made_of_half_blocks()
    {
        var lines = Plain(Explain(new FakeTerminal("\e[?62c"), "xterm-256color")).Split('\n');
        var caption = Array.FindIndex(lines, l => l.StartsWith(Caption, StringComparison.Ordinal));

        Assert.Equal("0           1           2           3", lines[caption + 1].TrimEnd());
        Assert.Equal(4 * 10 + 3 * 2, lines[caption + 2].TrimEnd().Length);
        Assert.Equal("▀▀▀▀▀▀▀▀▀▀  ▀▀▀▀▀▀▀▀▀▀  ▀▀▀▀▀▀▀▀▀▀  ▀▀▀▀▀▀▀▀▀▀", lines[caption + 2].TrimEnd());
    }

    [Theory]
    [InlineData("none")]
    [InlineData("blocks")]
    public void The_variable_does_what_the_option_does(string word)
    {
        using var folder = new TempFolder();
        var byOption = new ToolRun { Terminal = true, Variables = Variables("xterm-256color"), Answering = new FakeTerminal(Kitty) }
            .Run("explain", folder.Model(), "--graphics", word).Output;
        var byVariable = new ToolRun { Terminal = true, Variables = new(Variables("xterm-256color")) { ["PASSBAND_GRAPHICS"] = word }, Answering = new FakeTerminal(Kitty) }
            .Run("explain", folder.Model()).Output;

        Assert.Equal(byOption, byVariable);
        Assert.Equal(word == "blocks", byOption.Contains('▀', StringComparison.Ordinal));
        Assert.DoesNotContain("\e[c", byOption, StringComparison.Ordinal);
    }

    [Fact]
    public void The_option_wins_over_the_variable()
    {
        using var folder = new TempFolder();
        var run = new ToolRun { Terminal = true, Variables = new(Variables("xterm-256color")) { ["PASSBAND_GRAPHICS"] = "none" }, Answering = new FakeTerminal(Kitty) };

        Assert.Contains("▀", run.Run("explain", folder.Model(), "--graphics", "blocks").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--graphics takes auto|kitty|iterm|sixel|blocks|none; found 'tektronix'", "auto", "--graphics", "tektronix")]
    [InlineData("PASSBAND_GRAPHICS: 'tektronix'", "tektronix")]
    public void A_word_that_is_none_is_refused(string message, string variable, params string[] options)
    {
        using var folder = new TempFolder();
        var result = new ToolRun { Variables = new() { ["PASSBAND_GRAPHICS"] = variable } }.Run(["explain", folder.Model(), .. options]);

        Assert.Equal(2, result.Code);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pipe_gets_no_picture_even_if_one_is_asked_for()
    {
        using var folder = new TempFolder();
        var terminal = new FakeTerminal(Kitty);
        var result = new ToolRun { Variables = Variables("xterm-kitty"), Answering = terminal }.Run("explain", folder.Model(), "--graphics", "kitty");

        Assert.DoesNotContain("\e", result.Output, StringComparison.Ordinal);
        Assert.Equal(0, terminal.Opened);
    }

    [Theory]
    [InlineData("NO_COLOR", "1")]
    [InlineData("TERM", "dumb")]
    public void Who_wants_no_color_gets_no_picture_even_if_one_is_asked_for(string variable, string value)
    {
        using var folder = new TempFolder();
        var terminal = new FakeTerminal(Kitty);
        var result = new ToolRun { Terminal = true, Variables = new(Variables("xterm-kitty")) { [variable] = value }, Answering = terminal }
            .Run("explain", folder.Model(), "--graphics", "kitty");

        Assert.DoesNotContain("\e_G", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("one scale", result.Output, StringComparison.Ordinal);
        Assert.Equal(0, terminal.Opened);
    }

    [Fact]
    public void Data_is_not_mixed_with_questions()
    {
        using var folder = new TempFolder();
        var terminal = new FakeTerminal(Kitty);
        var result = new ToolRun { Terminal = true, Variables = Variables("xterm-kitty"), Answering = terminal }.Run("explain", folder.Model(), "--json");

        Assert.DoesNotContain("\e", result.Output, StringComparison.Ordinal);
        Assert.Equal(0, terminal.Opened);
    }

    [Fact]
    public void One_filter_is_no_wall() =>
        Assert.DoesNotContain(Caption[..18], Explain(new FakeTerminal(Kitty), "xterm-kitty", "--layer", "0", "--filter", "1"), StringComparison.Ordinal);

    [Fact]
    public void A_wall_that_is_too_high_says_what_it_leaves_out()
    {
        using var folder = new TempFolder();
        ToolRun.Of("synth", "edge", "--size", "3", "--count", "120", "-o", folder["many.npy"]);
        var output = Plain(new ToolRun { Terminal = true, Variables = Variables("xterm-256color") }.Run("explain", folder["many.npy"]).Output);

        Assert.Matches(@"120 filters of 3×3×1; one scale, ±[0-9.]+, negative blue, zero white, positive red\.\s+Shown are the first 90; 30 filters not shown\.", output);
    }

    private static string Explain(FakeTerminal terminal, string term, params string[] options)
    {
        using var folder = new TempFolder();
        var result = new ToolRun { Terminal = true, Variables = Variables(term), Answering = terminal }.Run(["explain", folder.Model(), "--channels", "rgb", .. options]);
        Assert.Equal((0, ""), (result.Code, result.Error));
        return result.Output;
    }

    private static Dictionary<string, string> Variables(string term) => new() { ["TERM"] = term, ["COLORTERM"] = "truecolor" };

    private static byte[] KittyPng(string output) =>
        [.. KittyChunk().Matches(output).SelectMany(c => Convert.FromBase64String(c.Groups[1].Value))];

    private static string Plain(string output) => Escapes().Replace(output, "");

    [GeneratedRegex(@"\e\[[0-9;]*m")]
    private static partial Regex Escapes();

    [GeneratedRegex(@"\e_G[^;]*q=2,m=[01];([^\e]*)\e\\")]
    private static partial Regex KittyChunk();

    [GeneratedRegex(@"\eP[^\e]*\e\\")]
    private static partial Regex SixelCommand();
}
