using Passband.Cli.Terminal;

namespace Passband.Cli.Tests.Terminal;

public class ColorDepthTests
{
    [Theory]
    [InlineData(false, "xterm-256color", "truecolor", null, "Plain")]
    [InlineData(true, "dumb", "truecolor", null, "Plain")]
    [InlineData(true, "xterm-256color", "truecolor", "1", "Monochrome")]
    [InlineData(true, "xterm-256color", "truecolor", "", "TrueColor")]
    [InlineData(true, "xterm-256color", "24bit", null, "TrueColor")]
    [InlineData(true, "xterm-kitty", null, null, "TrueColor")]
    [InlineData(true, "screen-256color", null, null, "Palette")]
    [InlineData(true, "linux", null, null, "Monochrome")]
    [InlineData(true, null, null, null, "Monochrome")]
    public void The_environment_decides(bool terminal, string? term, string? colorTerm, string? noColor, string depth)
    {
        var variables = new Dictionary<string, string>();
        foreach (var (name, value) in new[] { ("TERM", term), ("COLORTERM", colorTerm), ("NO_COLOR", noColor) })
        {
            if (value is not null)
                variables[name] = value;
        }
        using var host = new ToolRun { Terminal = terminal, Variables = variables }.Host(Stream.Null, Stream.Null, TextWriter.Null);

        Assert.Equal(depth, ColorDepths.Of(host).ToString());
    }
}
