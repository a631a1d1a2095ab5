using Passband.Cli.Hosting;
using Passband.Cli.Terminal.Graphics;

namespace Passband.Cli.Tests.Terminal.Graphics;

public class TerminalGraphicsTests
{
    private const string Nothing = "\e[?62c";
    private const string Sixels = "\e[?62;4c";
    private const string KittyToo = "\e_Gi=31;OK\e\\\e[?62c";

    [Theory]
    [InlineData("TERM=xterm-kitty", KittyToo, "Kitty")]
    [InlineData("TERM=xterm-kitty", null, "Kitty")]
    [InlineData("TERM=xterm-ghostty", KittyToo, "Kitty")]
    [InlineData("TERM=xterm-256color TERM_PROGRAM=ghostty", KittyToo, "Kitty")]
    [InlineData("TERM=xterm-256color TERM_PROGRAM=WezTerm", Sixels, "ITerm")]
    [InlineData("TERM=wezterm TERM_PROGRAM=WezTerm", null, "ITerm")]
    [InlineData("TERM=xterm-256color TERM_PROGRAM=iTerm.app", Nothing, "ITerm")]
    [InlineData("TERM=xterm-256color LC_TERMINAL=iTerm2", null, "ITerm")]
    [InlineData("TERM=xterm-256color KITTY_WINDOW_ID=1", KittyToo, "Kitty")]
    [InlineData("TERM=xterm-256color KONSOLE_VERSION=221203", KittyToo, "Kitty")]
    [InlineData("TERM=xterm-256color KONSOLE_VERSION=211203", Nothing, "Blocks")]
    [InlineData("TERM=xterm-256color TERM_PROGRAM=vscode", Sixels, "Sixel")]
    [InlineData("TERM=xterm-256color TERM_PROGRAM=vscode", Nothing, "Blocks")]
    [InlineData("TERM=xterm", Sixels, "Sixel")]
    [InlineData("TERM=xterm", Nothing, "Blocks")]
    [InlineData("TERM=xterm", null, "Blocks")]
    [InlineData("TERM=foot", Sixels, "Sixel")]
    [InlineData("TERM=mlterm", Sixels, "Sixel")]
    public void The_environment_decides_and_else_the_answer(string variables, string? answer, string protocol) =>
        Assert.Equal(protocol, Of(variables, null, new FakeTerminal(answer ?? "")).Protocol.ToString());

    [Theory]
    [InlineData("TERM=xterm KITTY_WINDOW_ID=1", Nothing, "Blocks")]
    [InlineData("TERM=xterm KITTY_WINDOW_ID=1", Sixels, "Sixel")]
    [InlineData("TERM=xterm XTERM_VERSION=XTerm(379) TERM_PROGRAM=WezTerm", Nothing, "Blocks")]
    [InlineData("TERM=alacritty TERM_PROGRAM=iTerm.app", Nothing, "Blocks")]
    [InlineData("TERM=xterm-kitty TMUX=/tmp/1", Nothing, "Blocks")]
    [InlineData("TERM=tmux-256color KITTY_WINDOW_ID=1", Nothing, "Blocks")]
    [InlineData("TERM=screen STY=1 LC_TERMINAL=iTerm2", Nothing, "Blocks")]
    [InlineData("TERM=tmux-256color TERM_PROGRAM=tmux", Sixels, "Sixel")]
    public void What_was_inherited_from_a_terminal_around_does_not_deceive(string variables, string answer, string protocol) =>
        Assert.Equal(protocol, Of(variables, null, new FakeTerminal(answer)).Protocol.ToString());

    [Theory]
    [InlineData("TERM=dumb")]
    [InlineData("TERM=xterm-kitty NO_COLOR=1")]
    [InlineData("TERM=linux")]
    [InlineData("TERM=")]
    public void Who_wants_or_can_show_no_pictures_is_asked_nothing(string variables)
    {
        var terminal = new FakeTerminal(Sixels);

        Assert.Equal(GraphicsProtocol.Blocks, Of(variables, null, terminal).Protocol);
        Assert.Equal((0, 1), (terminal.Opened, terminal.Left));
    }

    [Theory]
    [InlineData("Blocks")]
    [InlineData("None")]
    public void Characters_need_no_question(string word)
    {
        var terminal = new FakeTerminal(Sixels);
        var asked = Enum.Parse<GraphicsProtocol>(word);

        Assert.Equal(asked, Of("TERM=xterm-kitty", asked, terminal).Protocol);
        Assert.Equal(0, terminal.Opened);
    }

    [Theory]
    [InlineData("Kitty")]
    [InlineData("ITerm")]
    [InlineData("Sixel")]
    public void What_was_asked_for_is_done_whatever_the_terminal_says(string word)
    {
        var asked = Enum.Parse<GraphicsProtocol>(word);

        Assert.Equal(asked, Of("TERM=xterm", asked, new FakeTerminal(Nothing)).Protocol);
        Assert.Equal(asked, Of("TERM=xterm", asked, new FakeTerminal()).Protocol);
    }

    [Fact]
    public void Sizes_and_colors_are_those_of_the_answer()
    {
        var graphics = Of("TERM=xterm", null, new FakeTerminal("\e[6;30;15t\e]11;rgb:10/20/30\e\\\e[?62;4c", "\e[?1;0;64S\e[?2;0;900;800S\e[?62;4c"));

        Assert.Equal((new CellSize(15, 30), true), (graphics.Cell, graphics.KnowsCell));
        Assert.Equal(new Passband.Imaging.Rgb(16, 32, 48), graphics.Background);
        Assert.Equal((64, (900, 800)), (graphics.Registers, graphics.Largest!.Value));
    }

    [Fact]
    public void What_the_terminal_does_not_say_the_system_may_know()
    {
        var graphics = Of("TERM=xterm", null, new FakeTerminal(Sixels, Sixels) { Cell = new CellSize(8, 17) });

        Assert.Equal((new CellSize(8, 17), true, 256), (graphics.Cell, graphics.KnowsCell, graphics.Registers));
        Assert.Equal((new CellSize(10, 20), false), (Of("TERM=xterm", null, new FakeTerminal(Sixels)).Cell, Of("TERM=xterm", null, new FakeTerminal(Sixels)).KnowsCell));
    }

    private static TerminalGraphics Of(string variables, GraphicsProtocol? asked, FakeTerminal terminal)
    {
        var run = new ToolRun
        {
            Terminal = true,
            Variables = variables.Split(' ').Select(v => v.Split('=', 2)).ToDictionary(v => v[0], v => v[1]),
            Answering = terminal,
        };
        using var host = run.Host(Stream.Null, Stream.Null, TextWriter.Null);
        using var dialog = new TerminalDialog(host);
        return TerminalGraphics.Of(host, asked, dialog);
    }
}
