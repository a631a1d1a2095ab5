using System.Runtime.InteropServices;
using Passband.Networks;

namespace Passband.Cli.Training;

/// <summary>What last bits of a training depend on.</summary>
internal static class ThisMachine
{
    public static RunMachine Describe(int threads) => new(Processor(), threads, NetworkLibrary.Version, RuntimeInformation.RuntimeIdentifier);

    private static string Processor()
    {
        const string Line = "model name";
        try
        {
            if (OperatingSystem.IsLinux() && File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith(Line, StringComparison.Ordinal)) is { } line)
                return line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return RuntimeInformation.ProcessArchitecture.ToString();
        }
        return Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
