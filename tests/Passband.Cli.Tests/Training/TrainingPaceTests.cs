using Passband.Cli.Training;

namespace Passband.Cli.Tests.Training;

public sealed class TrainingPaceTests
{
    [Fact]
    public void The_rate_is_that_of_the_last_seconds()
    {
        var clock = new ManualClock();
        var pace = new TrainingPace(clock);
        pace.Add(0);
        Assert.Null(pace.Rate);
        for (var i = 1; i <= 10; i++)
        {
            clock.Pass(1);
            pace.Add(i);
        }
        Assert.Equal(1, pace.Rate!.Value, 6);
        for (var i = 1; i <= 10; i++)
        {
            clock.Pass(1);
            pace.Add(10 + 10 * i);
        }
        Assert.Equal(10, pace.Rate!.Value, 6);
    }

    [Theory]
    [InlineData(0.4, "0 s")]
    [InlineData(59.4, "59 s")]
    [InlineData(120, "2 min")]
    [InlineData(185, "3 min 5 s")]
    [InlineData(7800, "2 h 10 min")]
    [InlineData(double.PositiveInfinity, "277777777 h 46 min")]
    public void Times_are_said_as_people_say_them(double seconds, string expected) => Assert.Equal(expected, TrainingPace.Text(seconds));

    private sealed class ManualClock : TimeProvider
    {
        private long _now;

        public override long GetTimestamp() => _now;

        public void Pass(double seconds) => _now += (long)(seconds * TimestampFrequency);
    }
}
