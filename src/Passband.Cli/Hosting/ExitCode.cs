using Passband.Kernels;

namespace Passband.Cli.Hosting;

/// <summary>What the process tells its caller.</summary>
internal static class ExitCode
{
    public const int Fine = 0;

    /// <summary>The work was done, and <c>passband check</c> found a limit exceeded, or a run of <c>passband experiment</c> failed.</summary>
    public const int CheckFailed = 1;

    public const int WrongUsage = 2;
    public const int Unreadable = 3;
    public const int Format = 4;
    public const int PartMissing = 5;

    /// <summary>A defect of the program; EX_SOFTWARE of sysexits.h.</summary>
    public const int Defect = 70;

    public const int Interrupted = 130;

    public static int Of(ErrorKind kind) => kind switch
    {
        ErrorKind.Unreadable => Unreadable,
        ErrorKind.Format => Format,
        ErrorKind.PartMissing => PartMissing,
        _ => WrongUsage,
    };
}
