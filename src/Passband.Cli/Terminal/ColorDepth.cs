using System.Globalization;
using System.Text.RegularExpressions;
using Passband.Cli.Hosting;

namespace Passband.Cli.Terminal;

/// <summary>What the place that text goes to can show.</summary>
internal enum ColorDepth
{
    /// <summary>Not a terminal, or one without cursor control: plain text only.</summary>
    Plain,

    /// <summary>A terminal without colors, or a user who wants none.</summary>
    Monochrome,

    /// <summary>The 256 colors of xterm.</summary>
    Palette,

    /// <summary>24-bit color.</summary>
    TrueColor,
}

/// <summary>Tells the color depth from what the environment says, as terminals have no other way that works everywhere.</summary>
internal static partial class ColorDepths
{
    /// <summary>The first xterm that shows 24-bit colors as they are. It does not say so in COLORTERM.</summary>
    private const int XtermWithTrueColor = 331;

    private static readonly string[] TrueColorTerminals = ["kitty", "alacritty", "ghostty", "wezterm", "foot", "direct", "contour", "rio", "mlterm"];
    private static readonly string[] TrueColorPrograms = ["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "mintty"];
    private static readonly string[] PaletteTerminals = ["256color", "xterm", "screen", "tmux", "rxvt", "konsole", "putty"];

    /// <summary>Of standard output.</summary>
    public static ColorDepth Of(ToolHost host) => Of(host, host.OutputIsTerminal);

    /// <summary>Of a stream that is a terminal or not.</summary>
    public static ColorDepth Of(ToolHost host, bool isTerminal)
    {
        var terminal = host.Variable("TERM") ?? "";
        if (!isTerminal || terminal == "dumb")
            return ColorDepth.Plain;
        if (host.Variable("NO_COLOR") is { Length: > 0 })
            return ColorDepth.Monochrome;
        if (host.Variable("COLORTERM") is "truecolor" or "24bit" || host.Variable("WT_SESSION") is { Length: > 0 } || IsXtermWithTrueColor(host, terminal)
            || Array.Exists(TrueColorTerminals, t => terminal.Contains(t, StringComparison.OrdinalIgnoreCase))
            || Array.Exists(TrueColorPrograms, p => host.Variable("TERM_PROGRAM") == p))
        {
            return ColorDepth.TrueColor;
        }
        return Array.Exists(PaletteTerminals, t => terminal.Contains(t, StringComparison.OrdinalIgnoreCase)) ? ColorDepth.Palette : ColorDepth.Monochrome;
    }

    private static bool IsXtermWithTrueColor(ToolHost host, string terminal) =>
        terminal.StartsWith("xterm", StringComparison.Ordinal) && XtermVersion().Match(host.Variable("XTERM_VERSION") ?? "") is { Success: true } version
        && int.TryParse(version.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= XtermWithTrueColor;

    [GeneratedRegex(@"^XTerm\(([0-9]+)\)")]
    private static partial Regex XtermVersion();
}
