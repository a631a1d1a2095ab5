using Passband.Cli.Terminal;

namespace Passband.Cli.Tests.Terminal;

public sealed class TerminalFrameTests
{
    private static string Shown(params (FrameLine[] Lines, int Width, int Height)[] frames)
    {
        using var error = new StringWriter();
        using var host = new ToolRun { Terminal = true }.Host(Stream.Null, Stream.Null, error);
        var frame = new TerminalFrame(host);
        foreach (var (lines, width, height) in frames)
        {
            error.GetStringBuilder().Clear();
            frame.Show(lines, width, height);
        }
        return error.ToString();
    }

    private static FrameLine[] Lines(params string[] lines) => [.. lines.Select(l => FrameLine.Plain(l, 79))];

    [Fact]
    public void The_first_frame_begins_where_the_cursor_is() => Assert.Equal("\e[?2026h\ra\e[K\nb\e[K\n\e[J\e[?2026l", Shown((Lines("a", "b"), 80, 24)));

    [Fact]
    public void The_next_one_is_written_over_it() =>
        Assert.Equal("\e[?2026h\r\e[2Ac\e[K\n\e[J\e[?2026l", Shown((Lines("a", "b"), 80, 24), (Lines("c"), 80, 24)));

    [Fact]
    public void Lines_that_a_narrower_window_broke_are_counted_as_they_stand_now() =>
        Assert.Contains("\e[4A", Shown((Lines(new string('a', 60), "b"), 80, 24), (Lines("c"), 20, 24)), StringComparison.Ordinal);

    [Fact]
    public void What_left_a_lower_window_is_not_reached_for() =>
        Assert.Contains("\e[4A", Shown((Lines("1", "2", "3", "4", "5", "6"), 80, 24), (Lines("c"), 80, 5)), StringComparison.Ordinal);

    [Fact]
    public void Long_lines_are_cut_and_control_characters_never_written()
    {
        Assert.Equal("abc…", FrameLine.Plain("abcdef", 4).Text);
        Assert.Equal("", FrameLine.Plain("abcdef", 1).Text);
        Assert.DoesNotContain('\e', FrameLine.Plain("\e[31mred", 40).Text);
        Assert.Equal("one  two", FrameLine.Fitting(["one", "two", "three"], 12).Text);
    }
}
