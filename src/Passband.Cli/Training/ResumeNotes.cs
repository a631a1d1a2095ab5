using System.Collections.Immutable;
using Passband.Cli.Hosting;

namespace Passband.Cli.Training;

/// <summary>What keeps a resumed run from being what it would have been without the interruption.</summary>
internal static class ResumeNotes
{
    /// <summary>One sentence each; none where all is as it was.</summary>
    /// <param name="run">The run.</param>
    /// <param name="missing">Steps whose snapshots are gone.</param>
    public static IEnumerable<string> Of(RunDocument run, ImmutableArray<int> missing)
    {
        var here = ThisMachine.Describe(run.Machine.Threads);
        if (run.Passband != ToolHost.Version)
            yield return $"The run began with passband {run.Passband}, this is {ToolHost.Version}: results may differ from those of an uninterrupted run.";
        if (here != run.Machine)
            yield return $"The run began on {run.Machine.Processor} ({run.Machine.System}) with {run.Machine.Libtorch}: last bits may differ here.";
        if (!missing.IsEmpty)
            yield return $"Snapshots are missing and are not made again: step{(missing.Length == 1 ? "" : "s")} {string.Join(", ", missing)}.";
    }
}
