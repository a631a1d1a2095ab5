using System.Reflection;
using System.Text;
using Passband.Cli.Report;

namespace Passband.Cli.Hosting;

/// <summary>Everything outside of the program that a run may touch, so that tests can stand in for it.</summary>
internal sealed class ToolHost : IDisposable
{
    private const int WidthWhenUnknown = 80;
    private const int HeightWhenUnknown = 24;
    private const int SmallestWidth = 40;

    public ToolHost(Stream input, Stream output, TextWriter error)
    {
        Input = input;
        Output = output;
        Text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        Error = error;
    }

    /// <summary>The tool's version without the mark of its build.</summary>
    public static string Version { get; } =
        typeof(ToolHost).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public Stream Input { get; }

    /// <summary>Standard output as bytes. Flush <see cref="Text"/> before writing here.</summary>
    public Stream Output { get; }

    /// <summary>Standard output as UTF-8 text.</summary>
    public TextWriter Text { get; }

    public TextWriter Error { get; }

    public bool OutputIsTerminal { get; init; }

    public bool ErrorIsTerminal { get; init; }

    /// <summary>Columns of the terminal.</summary>
    public int Width { get; init; } = WidthWhenUnknown;

    /// <summary>Columns and lines of the terminal at this moment: windows are made larger and smaller.</summary>
    public Func<(int Width, int Height)> Window { get; init; } = () => (WidthWhenUnknown, HeightWhenUnknown);

    /// <summary>An environment variable, or null.</summary>
    public Func<string, string?> Variable { get; init; } = _ => null;

    /// <summary>The folder of the program, beside which the sample lies.</summary>
    public required string BaseFolder { get; init; }

    /// <summary>Opens the page that reports are made from; null when the tool was built without it.</summary>
    public Func<Stream?> ReportPage { get; init; } = Report.ReportPage.Embedded;

    /// <summary>Opens what the terminal answers; null where nothing can be asked.</summary>
    public Func<ITerminalInput?> OpenTerminal { get; init; } = () => null;

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public CancellationToken Cancellation { get; init; }

    public static ToolHost OfThisProcess(CancellationToken cancellation)
    {
        var terminal = !Console.IsOutputRedirected;
        if (OperatingSystem.IsWindows() && terminal)
            Console.OutputEncoding = Encoding.UTF8;
        return new ToolHost(Console.OpenStandardInput(), Console.OpenStandardOutput(), Console.Error)
        {
            OutputIsTerminal = terminal,
            ErrorIsTerminal = !Console.IsErrorRedirected,
            Width = terminal ? Math.Max(SmallestWidth, ConsoleSize(() => Console.WindowWidth, WidthWhenUnknown)) : WidthWhenUnknown,
            Window = () => (ConsoleSize(() => Console.WindowWidth, WidthWhenUnknown), ConsoleSize(() => Console.WindowHeight, HeightWhenUnknown)),
            Variable = Environment.GetEnvironmentVariable,
            BaseFolder = AppContext.BaseDirectory,
            OpenTerminal = UnixTerminalInput.Open,
            Cancellation = cancellation,
        };
    }

    public void Dispose() => Text.Dispose();

    private static int ConsoleSize(Func<int> size, int whenUnknown)
    {
        try
        {
            return size() is > 0 and var known ? known : whenUnknown;
        }
        catch (IOException)
        {
            return whenUnknown;
        }
    }
}
