using System.Runtime.InteropServices;

namespace Passband.Networks.LibTorch;

/// <summary>
/// Asks the threads of libtorch's parallel loops (GNU's OpenMP) to sleep soon when they wait for one another. By itself, it lets them spin for milliseconds. On a machine on which
/// anything else runs, the thread that is waited for then gets no processor while others spin: one text line took 865 ms instead of 37 (docs/decisions/0022-running-graphs.md).
/// </summary>
internal static partial class WaitAsleep
{
    /// <summary>Turns of waiting before a thread sleeps: some microseconds, about what waking it would take.</summary>
    private const string Turns = "1000";
    private const string Variable = "GOMP_SPINCOUNT";

    /// <summary>Sets the variable that the runtime reads when it is loaded, unless the user has said how to wait. .NET keeps its own copy of the environment, which native code does not see.</summary>
    public static void Ask()
    {
        if (OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable(Variable) is null && Environment.GetEnvironmentVariable("OMP_WAIT_POLICY") is null)
            _ = SetVariable(Variable, Turns, overwrite: 0);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
