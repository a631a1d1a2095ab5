using System.Globalization;
using Passband.Cli.Hosting;
using Passband.Cli.Output;
using Passband.Kernels;

namespace Passband.Cli.Experiments;

/// <summary>Says on standard error how far a set is: a line for each run that ends, and on a terminal one that moves with the time that is left.</summary>
internal sealed class ExperimentProgress(ToolHost host) : IExperimentWatcher, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly bool _moves = host.ErrorIsTerminal && host.Variable("TERM") != "dumb";
    private readonly long _start = host.Clock.GetTimestamp();
    private TimeSpan _last = -Interval;
    private int _all;
    private int _done;
    private double _share;

    public void Begin(int all, int done)
    {
        (_all, _done) = (all, done);
        if (done > 0)
            host.Error.WriteLine(done == all ? $"all {all} runs are finished" : $"{done} of {all} runs are finished; going on with the others");
    }

    public void Progress(double share)
    {
        _share = share;
        var now = host.Clock.GetElapsedTime(_start);
        if (!_moves || now - _last < Interval)
            return;
        _last = now;
        var line = $"{_done} of {_all} runs{Left(now)}";
        host.Error.Write($"\r{line[..Math.Min(line.Length, host.Width - 1)]}\e[K");
    }

    public void Ended(RunRecord record, int done)
    {
        _done = done;
        if (_moves)
            host.Error.Write("\r\e[K");
        host.Error.WriteLine(record.Figures is { } figures
            ? $"{done} of {_all}: {record.Name}{(figures.HeldOutAccuracy is { } accuracy ? $", {Cells.Number(100 * accuracy, "0.0")} % of held-out pictures right" : "")}, {Time(TimeSpan.FromSeconds(figures.Seconds))}{(_moves ? "" : Left(host.Clock.GetElapsedTime(_start)))}"
            : $"{done} of {_all}: {record.Name} failed: {Printable.Line(record.Message ?? "")}");
    }

    public void Dispose()
    {
        if (_moves && _last >= TimeSpan.Zero)
            host.Error.Write("\r\e[K");
    }

    private string Left(TimeSpan elapsed) => _share is > 0 and < 1 ? $"; about {Time(elapsed * ((1 - _share) / _share))} left" : "";

    private static string Time(TimeSpan time) => time.TotalMinutes < 2
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, Math.Round(time.TotalSeconds))} s")
        : time.TotalHours < 2
            ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0} min")
            : string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0.0} h");
}
