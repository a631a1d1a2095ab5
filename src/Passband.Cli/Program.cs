using Passband.Cli.Hosting;

namespace Passband.Cli;

internal static class Program
{
    private static int Main(string[] args)
    {
        using var interrupted = new CancellationTokenSource();
        Console.CancelKeyPress += (_, key) =>
        {
            // The first Ctrl-C lets the work stop between two steps; the second ends the process at once.
            if (interrupted.IsCancellationRequested)
                return;
            key.Cancel = true;
            interrupted.Cancel();
        };
        using var host = ToolHost.OfThisProcess(interrupted.Token);
        return Tool.Run(args, host);
    }
}
