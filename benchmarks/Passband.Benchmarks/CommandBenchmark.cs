using System.Diagnostics;
using System.Globalization;

namespace Passband.Benchmarks;

/// <summary>The wall time of a whole process: runtime start, JIT compilation, reading, explaining, writing.</summary>
internal static class CommandBenchmark
{
    private const int WarmUps = 2;
    private const int Runs = 11;

    public static int Run(string command, string[] arguments)
    {
        var seconds = new List<double>();
        for (var run = -WarmUps; run < Runs; run++)
        {
            var start = new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true };
            var watch = Stopwatch.StartNew();
            using var process = Process.Start(start) ?? throw new InvalidOperationException($"{command} did not start.");
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                Console.Error.WriteLine($"{command} ended with exit code {process.ExitCode}.");
                return 1;
            }
            if (run >= 0)
                seconds.Add(watch.Elapsed.TotalSeconds);
        }
        Console.WriteLine(Machine.Description);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{Runs} runs after {WarmUps} to warm up: median {Machine.Median(seconds):F3} s, fastest {seconds.Min():F3} s, slowest {seconds.Max():F3} s"));
        return 0;
    }
}
