using System.Text;
using Passband.Cli.Hosting;

namespace Passband.Cli.Tests;

/// <summary>What a run of the tool within this process left behind.</summary>
internal sealed record ToolResult(int Code, byte[] Bytes, string Error)
{
    public string Output => Encoding.UTF8.GetString(Bytes);
}

/// <summary>Runs the tool with stand-ins for everything outside of it.</summary>
internal sealed record ToolRun
{
    public bool Terminal { get; init; }

    public int Width { get; init; } = 80;

    public Dictionary<string, string> Variables { get; init; } = [];

    public byte[] Input { get; init; } = [];

    /// <summary>The terminal that answers; null where none can be asked.</summary>
    public FakeTerminal? Answering { get; init; }

    public string BaseFolder { get; init; } = Path.Combine(Path.GetTempPath(), "no sample here");

    /// <summary>The page that reports are made from; null for a tool that was built without it.</summary>
    public string? Page { get; init; } = TestPage.Html;

    /// <summary>What tells and waits for time; null for that of <see cref="Answering"/>, else the system's.</summary>
    public TimeProvider? Clock { get; init; }

    public CancellationToken Cancellation { get; init; } = TestContext.Current.CancellationToken;

    public static ToolResult Of(params string[] args) => new ToolRun().Run(args);

    public ToolResult Run(params string[] args)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter();
        using var input = new MemoryStream(Input);
        int code;
        using (var host = Host(input, output, error))
            code = Tool.Run(args, host);
        return new ToolResult(code, output.ToArray(), error.ToString());
    }

    public ToolHost Host(Stream input, Stream output, TextWriter error) => new(input, output, error)
    {
        OutputIsTerminal = Terminal,
        ErrorIsTerminal = Terminal,
        Width = Width,
        Variable = Variables.GetValueOrDefault,
        BaseFolder = BaseFolder,
        ReportPage = () => Page is null ? null : new MemoryStream(Encoding.UTF8.GetBytes(Page)),
        OpenTerminal = () => Answering?.Open(),
        Clock = Clock ?? Answering?.Clock ?? TimeProvider.System,
        Cancellation = Cancellation,
    };
}
