using System.Text;
using Passband.Cli.Terminal.Graphics;

namespace Passband.Cli.Tests.Terminal.Graphics;

public class TerminalDialogTests
{
    [Fact]
    public void An_answer_may_come_in_pieces_and_between_other_things()
    {
        var (answer, terminal, _) = Ask(new FakeTerminal("y", "", "\e[6;2", "0;10t\e[?6", "2;4", "c"));

        Assert.True(answer!.Sixel);
        Assert.Equal((0, 1), (terminal.Left, terminal.Closed));
    }

    [Fact]
    public void Nothing_is_waited_for_after_the_attributes()
    {
        var (_, terminal, _) = Ask(new FakeTerminal("\e[?62c"));

        Assert.Equal(TimeSpan.Zero, terminal.Waited);
    }

    [Fact]
    public void A_silent_terminal_is_given_back_after_a_second()
    {
        var (answer, terminal, _) = Ask(new FakeTerminal());

        Assert.Null(answer);
        Assert.Equal(1, terminal.Closed);
        Assert.InRange(terminal.Waited.TotalSeconds, 0.5, 1.1);
    }

    [Fact]
    public void A_late_answer_changes_nothing_and_does_not_reach_the_prompt()
    {
        var (answer, terminal, _) = Ask(new FakeTerminal("", "", "", "", "", "", "", "\e[6;20;10t\e[?6", "2;4c"));

        Assert.Null(answer);
        Assert.Equal((0, 1), (terminal.Left, terminal.Closed));
    }

    [Fact]
    public void Endless_garbage_is_not_read_to_its_end()
    {
        var (answer, terminal, _) = Ask(new FakeTerminal([.. Enumerable.Repeat(new string('x', 200), 1000)]));

        Assert.Null(answer);
        Assert.InRange(terminal.Left, 900, 1000);
        Assert.Equal(1, terminal.Closed);
    }

    [Fact]
    public void A_silent_terminal_is_not_asked_again()
    {
        var terminal = new FakeTerminal();
        using var output = new MemoryStream();
        using (var host = new ToolRun { Terminal = true, Answering = terminal }.Host(Stream.Null, output, TextWriter.Null))
        using (var dialog = new TerminalDialog(host))
        {
            Assert.Null(dialog.Ask("a"));
            Assert.Null(dialog.Ask("b"));
        }

        Assert.Equal("a\e[c", Encoding.ASCII.GetString(output.ToArray()));
        Assert.Equal(1, terminal.Opened);
    }

    [Fact]
    public void Who_asks_nothing_changes_nothing()
    {
        var terminal = new FakeTerminal();
        using (var host = new ToolRun { Answering = terminal }.Host(Stream.Null, Stream.Null, TextWriter.Null))
            new TerminalDialog(host).Dispose();

        Assert.Equal((0, 0), (terminal.Opened, terminal.Closed));
    }

    [Fact]
    public void An_interruption_ends_the_waiting_and_gives_the_terminal_back()
    {
        using var interrupted = new CancellationTokenSource();
        interrupted.Cancel();
        var terminal = new FakeTerminal();
        using (var host = new ToolRun { Answering = terminal, Cancellation = interrupted.Token }.Host(Stream.Null, Stream.Null, TextWriter.Null))
        using (var dialog = new TerminalDialog(host))
            Assert.Throws<OperationCanceledException>(() => dialog.Ask(""));

        Assert.Equal((TimeSpan.Zero, 1), (terminal.Waited, terminal.Closed));
    }

    private static (TerminalAnswer? Answer, FakeTerminal Terminal, string Written) Ask(FakeTerminal terminal)
    {
        using var output = new MemoryStream();
        using var host = new ToolRun { Terminal = true, Answering = terminal }.Host(Stream.Null, output, TextWriter.Null);
        TerminalAnswer? answer;
        using (var dialog = new TerminalDialog(host))
            answer = dialog.Ask(TerminalDialog.HowItLooks);
        return (answer, terminal, Encoding.ASCII.GetString(output.ToArray()));
    }
}
