using Passband.Cli.Hosting;
using Spectre.Console;

namespace Passband.Cli.Terminal;

/// <summary>Spectre's console over our own output: what it may use is decided by <see cref="ColorDepths"/>, not guessed a second time.</summary>
internal static class TerminalConsole
{
    public static IAnsiConsole Create(ToolHost host, ColorDepth depth) => Create(host.Text, host.Width, depth);

    public static IAnsiConsole Create(TextWriter output, int width, ColorDepth depth)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = depth switch
            {
                ColorDepth.TrueColor => ColorSystemSupport.TrueColor,
                ColorDepth.Palette => ColorSystemSupport.EightBit,
                _ => ColorSystemSupport.NoColors,
            },
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }
}
