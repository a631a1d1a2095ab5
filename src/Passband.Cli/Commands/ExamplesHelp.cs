using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Passband.Cli.Commands;

/// <summary>The usual help, and below it lines that can be run as they stand.</summary>
internal sealed class ExamplesHelp(HelpAction usual, IReadOnlyDictionary<string, string[]> examples) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var code = usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var example in examples[parseResult.CommandResult.Command.Name])
            output.WriteLine($"  {example}");
        return code;
    }
}
