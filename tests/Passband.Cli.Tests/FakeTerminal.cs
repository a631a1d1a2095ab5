using System.Text;
using Passband.Cli.Hosting;

namespace Passband.Cli.Tests;

/// <summary>A terminal that sends what a test says, piece by piece; an empty piece is a tenth of a second of silence, and so is everything after the last.</summary>
internal sealed class FakeTerminal(params string[] pieces) : ITerminalInput
{
    private readonly Queue<string> _pieces = new(pieces);
    private readonly FakeClock _clock = new();

    public CellSize? Cell { get; init; }

    public TimeProvider Clock => _clock;

    /// <summary>Pieces that nobody read: they would end up at the prompt.</summary>
    public int Left => _pieces.Count;

    public int Opened { get; private set; }

    public int Closed { get; private set; }

    public TimeSpan Waited => _clock.Now;

    public FakeTerminal Open()
    {
        Opened++;
        return this;
    }

    public int Read(Span<byte> buffer)
    {
        if (_pieces.TryDequeue(out var piece) && piece.Length > 0)
            return Encoding.Latin1.GetBytes(piece, buffer);
        _clock.Now += TimeSpan.FromMilliseconds(100);
        return 0;
    }

    public void Dispose() => Closed++;

    private sealed class FakeClock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
