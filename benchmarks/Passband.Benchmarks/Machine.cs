using System.Runtime.InteropServices;

namespace Passband.Benchmarks;

/// <summary>Where a result was measured.</summary>
internal static class Machine
{
    /// <summary>The folder of the solution, found from where this program was built.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>CPU, processors, operating system, runtime.</summary>
    public static string Description => $"{Cpu()}, {Environment.ProcessorCount} processors, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}";

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return 0.5 * (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]);
    }

    private static string Cpu()
    {
        const string Linux = "/proc/cpuinfo";
        var line = File.Exists(Linux) ? File.ReadLines(Linux).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?.Split(':', 2)[1].Trim() ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? "unknown CPU";
    }

    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Passband.slnx")))
                return folder.FullName;
        }
        throw new InvalidOperationException("Run the benchmarks from a build inside the repository.");
    }
}
