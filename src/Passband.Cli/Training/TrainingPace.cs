using System.Globalization;

namespace Passband.Cli.Training;

/// <summary>How fast a training goes, and how long it will take. Looks at the last seconds alone, because the first steps are slow.</summary>
internal sealed class TrainingPace(TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(5);

    private readonly Queue<(long At, int Step)> _steps = new();

    /// <summary>A step was made, or none yet.</summary>
    public void Add(int step)
    {
        var now = clock.GetTimestamp();
        _steps.Enqueue((now, step));
        while (_steps.Count > 2 && clock.GetElapsedTime(_steps.Peek().At, now) > Window)
            _steps.Dequeue();
    }

    /// <summary>Steps a second; null as long as nothing can be said.</summary>
    public double? Rate
    {
        get
        {
            if (_steps.Count < 2)
                return null;
            var (first, last) = (_steps.Peek(), _steps.Last());
            var seconds = clock.GetElapsedTime(first.At, last.At).TotalSeconds;
            return seconds > 0 && last.Step > first.Step ? (last.Step - first.Step) / seconds : null;
        }
    }

    /// <summary>A time as people say it: 12 s, 3 min 5 s, 2 h 10 min.</summary>
    public static string Text(double seconds)
    {
        var whole = (long)Math.Round(Math.Min(seconds, 1e12));
        return whole switch
        {
            < 60 => string.Create(CultureInfo.InvariantCulture, $"{whole} s"),
            < 3600 when whole % 60 == 0 => string.Create(CultureInfo.InvariantCulture, $"{whole / 60} min"),
            < 3600 => string.Create(CultureInfo.InvariantCulture, $"{whole / 60} min {whole % 60} s"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{whole / 3600} h {whole / 60 % 60} min"),
        };
    }
}
