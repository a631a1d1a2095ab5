using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Passband.Cli.Hosting;

/// <summary>
/// Standard input of a Unix terminal. .NET reads terminals by lines or by keys, and takes what a terminal answers apart as keys, so this asks the C
/// library. Signals and output are left as they were: Ctrl-C interrupts, and lines end as always.
/// </summary>
internal sealed partial class UnixTerminalInput : ITerminalInput
{
    private const int StandardInput = 0;

    /// <summary>Beyond every system's struct termios.</summary>
    private const int SettingsSize = 256;

    /// <summary>TCSANOW: change at once.</summary>
    private const int Now = 0;

    /// <summary>TIOCGWINSZ of Linux.</summary>
    private const nuint WindowSize = 0x5413;

    /// <summary>TCSAFLUSH: change when all output is out, and drop what was typed and not read. The same on every system.</summary>
    private const int DropInput = 2;

    private readonly byte[] _settings;

    private UnixTerminalInput(byte[] settings) => _settings = settings;

    public CellSize? Cell
    {
        get
        {
            // On other systems arguments of this function, which takes a varying number of them, are passed in a way that cannot be declared.
            Span<ushort> rowsColumnsWidthHeight = stackalloc ushort[4];
            if (!OperatingSystem.IsLinux() || Control(StandardInput, WindowSize, rowsColumnsWidthHeight) != 0)
                return null;
            var (rows, columns) = (rowsColumnsWidthHeight[0], rowsColumnsWidthHeight[1]);
            return rows == 0 || columns == 0 ? null : CellSize.Plausible(rowsColumnsWidthHeight[2] / columns, rowsColumnsWidthHeight[3] / rows);
        }
    }

    /// <summary>Null where there is no terminal, its settings are not known, or the process is in its background, where changing them would stop it.</summary>
    public static UnixTerminalInput? Open()
    {
        if (Layout.OfThisSystem() is not { } layout || Console.IsInputRedirected)
            return null;
        try
        {
            var settings = new byte[SettingsSize];
            if (TerminalGroup(StandardInput) != ProcessGroup() || GetSettings(StandardInput, settings) != 0)
                return null;
            var quiet = settings.ToArray();
            layout.Quiet(quiet);
            return SetSettings(StandardInput, Now, quiet) == 0 ? new UnixTerminalInput(settings) : null;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    public int Read(Span<byte> buffer) => (int)Math.Max(0, ReadBytes(StandardInput, buffer, (nuint)buffer.Length));

    public void Dispose() => _ = SetSettings(StandardInput, DropInput, _settings);

    [LibraryImport("libc", EntryPoint = "tcgetattr")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetSettings(int file, Span<byte> settings);

    [LibraryImport("libc", EntryPoint = "tcsetattr")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetSettings(int file, int when, ReadOnlySpan<byte> settings);

    [LibraryImport("libc", EntryPoint = "read")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint ReadBytes(int file, Span<byte> buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "ioctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Control(int file, nuint request, Span<ushort> size);

    [LibraryImport("libc", EntryPoint = "tcgetpgrp")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int TerminalGroup(int file);

    [LibraryImport("libc", EntryPoint = "getpgrp")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ProcessGroup();

    /// <summary>Where struct termios holds what has to change.</summary>
    /// <param name="LocalFlags">Offset of c_lflag.</param>
    /// <param name="LineByLine">Its bit ICANON.</param>
    /// <param name="LeastBytes">Offset of c_cc[VMIN].</param>
    /// <param name="Tenths">Offset of c_cc[VTIME], tenths of a second that a read waits.</param>
    private sealed record Layout(int LocalFlags, uint LineByLine, int LeastBytes, int Tenths)
    {
        private const uint Echo = 8;

        public static Layout? OfThisSystem() => true switch
        {
            _ when OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.X86 or Architecture.Arm64 or Architecture.Arm =>
                new Layout(12, 0x2, 17 + 6, 17 + 5),
            _ when OperatingSystem.IsMacOS() => new Layout(24, 0x100, 32 + 16, 32 + 17),
            _ => null,
        };

        public void Quiet(Span<byte> settings)
        {
            // Flags take four bytes on Linux and eight on macOS, whose upper four hold none; both are little-endian.
            var flags = settings[LocalFlags..];
            BinaryPrimitives.WriteUInt32LittleEndian(flags, BinaryPrimitives.ReadUInt32LittleEndian(flags) & ~(LineByLine | Echo));
            settings[LeastBytes] = 0;
            settings[Tenths] = 1;
        }
    }
}
