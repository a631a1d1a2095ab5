namespace Passband.Cli.Tests;

/// <summary>A clock that does not wait: whoever waits for it lets the test do something first.</summary>
/// <param name="meanwhile">Told how often was waited before.</param>
internal sealed class WaitingClock(Action<int> meanwhile) : TimeProvider
{
    private int _waits;

    public List<TimeSpan> Waited { get; } = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Waited.Add(dueTime);
        meanwhile(_waits++);
        callback(state);
        return new Passed();
    }

    private sealed class Passed : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
