using Passband.Cli.Training;
using Passband.Evolutions;
using Passband.Kernels;

namespace Passband.Cli.Tests.Training;

public sealed class RunLogTests
{
    [Fact]
    public void A_line_for_which_there_is_no_room_leaves_nothing_behind()
    {
        using var disk = new SmallDisk(150);
        using var log = new RunLog(disk, "log.jsonl");
        log.Add(new TrainingLogLine(1, 0.5, Loss: 1));
        var before = disk.ToArray();
        var error = Assert.Throws<PassbandException>(() =>
        {
            for (var step = 2; step < 10; step++)
            {
                before = disk.ToArray();
                log.Add(new TrainingLogLine(step, 0.5, Loss: 1));
            }
        });
        Assert.Equal(ErrorKind.Unreadable, error.Kind);
        Assert.Contains("no room", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, disk.ToArray());
        Assert.Equal((byte)'\n', before[^1]);
    }

    [Fact]
    public void Lines_follow_those_that_are_there()
    {
        using var folder = new TempFolder();
        using (var log = RunLog.Open(folder["log.jsonl"]))
            log.Add(new TrainingLogLine(1, 0.5));
        using (var log = RunLog.Open(folder["log.jsonl"]))
            log.Add(new TrainingLogLine(2, 1));
        Assert.Equal([1, 2], TrainingLog.Read(File.ReadAllText(folder["log.jsonl"]), "log").Select(l => l.Step));
    }

    /// <summary>Takes some bytes and then, in the middle of a write, no more.</summary>
    private sealed class SmallDisk(int room) : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            var fits = (int)Math.Min(buffer.Length, room - Position);
            base.Write(buffer[..fits]);
            if (fits < buffer.Length)
                throw new IOException("no room");
        }
    }
}
