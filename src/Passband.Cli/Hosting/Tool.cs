using System.CommandLine;
using System.CommandLine.Invocation;
using Passband.Cli.Commands;
using Passband.Kernels;

namespace Passband.Cli.Hosting;

/// <summary>One run of the tool: parses, runs the command, and turns whatever goes wrong into one line and an exit code.</summary>
internal static class Tool
{
    private const string DebugVariable = "PASSBAND_DEBUG";

    public static int Run(string[] args, ToolHost host)
    {
        var debug = args.Contains(SharedOptions.DebugName) || host.Variable(DebugVariable) is { Length: > 0 } and not "0";
        try
        {
            return Invoke(args, host);
        }
        catch (OperationCanceledException)
        {
            return Fail(host, "interrupted", ExitCode.Interrupted);
        }
        catch (PassbandException e)
        {
            return Fail(host, debug ? e.ToString() : e.Message, ExitCode.Of(e.Kind));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Fail(host, debug ? e.ToString() : Printable.Line(e.Message), ExitCode.Unreadable);
        }
#pragma warning disable CA1031 // Whatever happens, a user gets one line and not a stack trace.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return Fail(
                host,
                debug ? e.ToString() : $"a defect of Passband ({e.GetType().Name}: {Printable.Line(e.Message)}). Please report it with the output of {SharedOptions.DebugName}.",
                ExitCode.Defect);
        }
    }

    private static int Invoke(string[] args, ToolHost host)
    {
        // "@name" is a file's name like any other, not a file of arguments.
        var parsed = CommandTree.Create(host).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is ParseErrorAction)
        {
            var command = parsed.CommandResult.Command;
            var name = command is RootCommand ? "passband" : $"passband {command.Name}";
            var problem = Printable.Line(parsed.Errors[0].Message).TrimEnd('.');
            return Fail(host, $"{problem}; see `{name} --help`", ExitCode.WrongUsage);
        }
        var code = parsed.Invoke(new InvocationConfiguration
        {
            Output = host.Text,
            Error = host.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        });
        host.Text.Flush();
        return code;
    }

    private static int Fail(ToolHost host, string message, int code)
    {
        host.Error.WriteLine($"passband: {message}");
        return code;
    }
}
