using System.Runtime.InteropServices;

namespace Passband.Networks.LibTorch;

/// <summary>
/// Asks the threads of libtorch's parallel loops (GNU's OpenMP) to sleep while they wait for one another rather than to spin. On a machine that does nothing else, spinning is a
/// little faster for small operators; where anything else runs, the thread that is waited for gets no processor while others spin: one text line took 1.5 s instead of
/// 27 ms (docs/decisions/0022-running-graphs.md).
/// </summary>
internal static partial class WaitAsleep
{
    private const string Variable = "OMP_WAIT_POLICY";

    /// <summary>Sets the variable that the runtime reads when it is loaded, unless the user has set it. .NET keeps its own copy of the environment, which native code does not see.</summary>
    public static void Ask()
    {
        if (OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable(Variable) is null)
            _ = SetVariable(Variable, "PASSIVE", overwrite: 0);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
