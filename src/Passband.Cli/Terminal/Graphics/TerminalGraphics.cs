using System.Globalization;
using Passband.Cli.Hosting;
using Passband.Imaging;

namespace Passband.Cli.Terminal.Graphics;

/// <summary>How kernels are shown on this terminal, and what has to be known of it for that.</summary>
internal sealed record TerminalGraphics
{
    /// <summary>Sixel terminals have this many registers, unless they say otherwise; more than that are of no use.</summary>
    private const int UsualRegisters = 256;

    /// <summary>The first Konsole that shows kitty's pictures, 22.04, as it writes its version.</summary>
    private const int KonsoleWithPictures = 220400;

    public required GraphicsProtocol Protocol { get; init; }

    /// <summary>Pixels of a character cell.</summary>
    public CellSize Cell { get; init; } = CellSize.Usual;

    /// <summary>Whether the terminal told the size of its cells.</summary>
    public bool KnowsCell { get; init; }

    /// <summary>The terminal's background; null where it is not known.</summary>
    public Rgb? Background { get; init; }

    /// <summary>Registers for the colors of a sixel picture.</summary>
    public int Registers { get; init; } = UsualRegisters;

    /// <summary>The largest picture that the terminal shows, in pixels; null for any.</summary>
    public (int Width, int Height)? Largest { get; init; }

    /// <summary>Whether pictures of pixels can be shown.</summary>
    public bool ShowsPixels => Protocol is GraphicsProtocol.Sixel or GraphicsProtocol.Kitty or GraphicsProtocol.ITerm;

    /// <summary>Decides by what was asked for, by the environment, and by what the terminal answers, in this order.</summary>
    /// <param name="host">Where the tool runs.</param>
    /// <param name="asked">The protocol that was asked for; null to choose.</param>
    /// <param name="dialog">The conversation with the terminal.</param>
    public static TerminalGraphics Of(ToolHost host, GraphicsProtocol? asked, TerminalDialog dialog)
    {
        var wanted = asked ?? OfEnvironment(host);
        if (ColorDepths.Of(host) == ColorDepth.Plain || WantsNoColor(host))
            return new TerminalGraphics { Protocol = wanted == GraphicsProtocol.None ? GraphicsProtocol.None : GraphicsProtocol.Blocks };
        if (wanted is GraphicsProtocol.None or GraphicsProtocol.Blocks)
            return new TerminalGraphics { Protocol = wanted.Value };
        var answer = MayBeAsked(host) ? dialog.Ask(TerminalDialog.HowItLooks + (wanted == GraphicsProtocol.Kitty ? TerminalDialog.WhetherKitty : "")) : null;
        var protocol = asked ?? Confirm(wanted, answer);
        var sixels = protocol == GraphicsProtocol.Sixel && answer is not null ? dialog.Ask(TerminalDialog.WhichSixels) : null;
        var cell = answer?.Cell ?? dialog.Cell;
        return new TerminalGraphics
        {
            Protocol = protocol,
            Cell = cell ?? CellSize.Usual,
            KnowsCell = cell is not null,
            Background = answer?.Background,
            Registers = Math.Min(sixels?.Registers ?? UsualRegisters, UsualRegisters),
            Largest = sixels?.Largest,
        };
    }

    /// <summary>The console of Linux may print what it does not understand.</summary>
    private static bool MayBeAsked(ToolHost host) => host.Variable("TERM") is { Length: > 0 } and not "linux";

    private static bool WantsNoColor(ToolHost host) => host.Variable("NO_COLOR") is { Length: > 0 };

    /// <summary>Variables are inherited by terminals started within terminals: one that answers, and does not know kitty's pictures, is not kitty.</summary>
    private static GraphicsProtocol Confirm(GraphicsProtocol? supposed, TerminalAnswer? answer) => (supposed, answer) switch
    {
        (GraphicsProtocol.Kitty, { Kitty: false }) or (null, not null) => answer.Sixel ? GraphicsProtocol.Sixel : GraphicsProtocol.Blocks,
        _ => supposed ?? GraphicsProtocol.Blocks,
    };

    /// <summary>The protocol that the environment tells; null where it tells none and the terminal has to be asked.</summary>
    private static GraphicsProtocol? OfEnvironment(ToolHost host)
    {
        var terminal = host.Variable("TERM") ?? "";
        if (InMultiplexer(host))
            return null;
        if (terminal is "xterm-kitty" or "xterm-ghostty")
            return GraphicsProtocol.Kitty;
        // These have names of their own or set this variable, and would not let what they inherit stand.
        if (!terminal.StartsWith("xterm", StringComparison.Ordinal) && terminal != "wezterm" || IsSet(host, "XTERM_VERSION"))
            return null;
        return host.Variable("TERM_PROGRAM") switch
        {
            "ghostty" => GraphicsProtocol.Kitty,
            "WezTerm" or "iTerm.app" => GraphicsProtocol.ITerm,
            // Whether it shows pictures is a setting, which its answer to the question for sixels follows.
            "vscode" => null,
            _ when host.Variable("LC_TERMINAL") == "iTerm2" => GraphicsProtocol.ITerm,
            _ when IsSet(host, "KITTY_WINDOW_ID") || KonsoleShowsPictures(host) => GraphicsProtocol.Kitty,
            _ => null,
        };
    }

    private static bool InMultiplexer(ToolHost host)
    {
        var terminal = host.Variable("TERM") ?? "";
        return IsSet(host, "TMUX") || IsSet(host, "STY") || IsSet(host, "ZELLIJ")
            || terminal.StartsWith("screen", StringComparison.Ordinal) || terminal.StartsWith("tmux", StringComparison.Ordinal);
    }

    private static bool KonsoleShowsPictures(ToolHost host) =>
        int.TryParse(host.Variable("KONSOLE_VERSION"), NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version >= KonsoleWithPictures;

    private static bool IsSet(ToolHost host, string variable) => host.Variable(variable) is { Length: > 0 };
}
