using System.Text;
using Passband.Cli.Hosting;
using Passband.Kernels;

namespace Passband.Cli.Terminal;

/// <summary>A line of a frame.</summary>
/// <param name="Text">What is written, colors included.</param>
/// <param name="Width">Columns that it takes.</param>
internal readonly record struct FrameLine(string Text, int Width)
{
    /// <summary>Plain text, cut where it is too long.</summary>
    public static FrameLine Plain(string text, int width)
    {
        var shown = Printable.Line(text);
        if (shown.Length > width)
            shown = width > 1 ? $"{shown[..(width - 1)]}…" : "";
        return new FrameLine(shown, shown.Length);
    }

    /// <summary>As many of the words, the first first, as there is room for.</summary>
    public static FrameLine Fitting(IEnumerable<string> words, int width)
    {
        var text = new StringBuilder();
        foreach (var word in words)
        {
            var gap = text.Length == 0 ? 0 : 2;
            if (text.Length + gap + word.Length > width)
                break;
            text.Append(' ', gap).Append(word);
        }
        return new FrameLine(text.ToString(), text.Length);
    }
}

/// <summary>
/// Lines on standard error that are replaced by the next ones in place. The cursor stays visible and always rests below them, so that there is nothing to put right,
/// however the process ends; each frame is written at once and over the last one, so that nothing flickers.
/// </summary>
internal sealed class TerminalFrame(ToolHost host)
{
    /// <summary>Terminals that know it show what is between the two at once; others pass over it.</summary>
    private const string BeginUpdate = "\e[?2026h";
    private const string EndUpdate = "\e[?2026l";

    private int[] _widths = [];

    /// <summary>Replaces the lines.</summary>
    /// <param name="lines">The new ones, each narrower than the window, and fewer than it is high.</param>
    /// <param name="width">Columns of the window now.</param>
    /// <param name="height">Lines of the window now.</param>
    public void Show(IReadOnlyList<FrameLine> lines, int width, int height)
    {
        var text = new StringBuilder(BeginUpdate);
        if (Rows(width, height) is > 0 and var up)
            text.Append('\r').Append(System.Globalization.CultureInfo.InvariantCulture, $"\e[{up}A");
        else
            text.Append('\r');
        foreach (var line in lines)
            text.Append(line.Text).Append("\e[K\n");
        text.Append("\e[J").Append(EndUpdate);
        host.Error.Write(text.ToString());
        host.Error.Flush();
        _widths = [.. lines.Select(l => l.Width)];
    }

    /// <summary>Lets the last frame stand; the next one begins below.</summary>
    public void Forget() => _widths = [];

    /// <summary>Rows that the last frame takes now: a window made narrower breaks lines, and what has left it at the top cannot be reached.</summary>
    private int Rows(int width, int height)
    {
        var rows = 0;
        foreach (var line in _widths)
            rows += Math.Max(1, (line + width - 1) / width);
        return Math.Min(rows, height - 1);
    }
}
