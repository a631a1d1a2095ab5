namespace Passband.Cli.Hosting;

/// <summary>The keyboard side of a terminal that does not echo and hands over each byte at once, until it is disposed of.</summary>
internal interface ITerminalInput : IDisposable
{
    /// <summary>Pixels of a character cell as the system knows it; null where it does not.</summary>
    CellSize? Cell { get; }

    /// <summary>Reads what has come, waiting a tenth of a second at most.</summary>
    /// <returns>The number of bytes; 0 when nothing came.</returns>
    int Read(Span<byte> buffer);
}
