using System.Diagnostics;
using Passband.Cli.Hosting;
using Passband.Cli.Terminal;
using Passband.Evolutions;
using Passband.Kernels;
using Passband.Networks.Training;

namespace Passband.Cli.Training;

/// <summary>Shows a training on a terminal: the kernels, which change in place, and below them how far it is.</summary>
internal sealed class ScreenWatcher(ToolHost host) : ITrainingWatcher, IDisposable
{
    /// <summary>Three times a second: fast enough to see kernels move.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(330);

    /// <summary>Drawing may take this part of the time, however large the network is.</summary>
    private const int ShareOfTime = 30;

    private readonly TerminalFrame _frame = new(host);
    private TrainingBeginning? _beginning;
    private TrainingStatus? _status;
    private ConvNet? _net;
    private Func<ConvNet>? _network;
    private long _last;
    private TimeSpan _cost;
    private string? _doing;

    public void Doing(string what)
    {
        _doing = what;
        Draw();
    }

    public void Note(string sentence)
    {
        _doing = null;
        Draw();
        host.Error.WriteLine($"passband: {Printable.Line(sentence)}");
        _frame.Forget();
    }

    public void Begin(TrainingBeginning beginning)
    {
        (_beginning, _doing) = (beginning, null);
        _status = new TrainingStatus(beginning, host.Clock);
        _status.Begin();
        Draw();
    }

    public void Step(StepResult step, Func<ConvNet> network)
    {
        (_network, _doing) = (network, null);
        _status!.Add(step);
        var since = host.Clock.GetElapsedTime(_last);
        if (since >= Interval && since >= _cost * ShareOfTime)
            DrawAnew();
    }

    public void Logged(TrainingLogLine line)
    {
        _status!.Add(line);
        if (line.Step == _beginning!.Steps)
            DrawAnew();
    }

    /// <summary>Leaves what is on the screen, but for what was being done.</summary>
    public void Dispose()
    {
        if (_doing is null)
            return;
        _doing = null;
        Draw();
    }

    /// <summary>Asks for the kernels, which can be done as long as the training goes on alone.</summary>
    private void DrawAnew()
    {
        var start = Stopwatch.GetTimestamp();
        _net = _network?.Invoke() ?? _net;
        Draw();
        _cost = Stopwatch.GetElapsedTime(start);
    }

    private void Draw()
    {
        var (width, height) = host.Window();
        _frame.Show(Lines(width - 1, height - 1), width, height);
        _last = host.Clock.GetTimestamp();
    }

    private List<FrameLine> Lines(int width, int height)
    {
        var lines = new List<FrameLine>();
        if (_status is null)
        {
            if (_doing is not null)
                lines.Add(FrameLine.Plain($"{_doing} …", width));
            return lines;
        }
        var below = new List<FrameLine> { FrameLine.Fitting(_status.Progress(), width) };
        if (_status.Figures().Any())
            below.Add(FrameLine.Fitting(_status.Figures(), width));
        if (_doing is not null)
            below.Add(FrameLine.Plain($"{_doing} …", width));
        if (below.Count + 1 <= height)
            lines.Add(FrameLine.Plain(_beginning!.Title, width));
        if (_net is not null)
            lines.AddRange(LiveWall.Lines(_net, host, width, height - lines.Count - below.Count));
        lines.AddRange(below);
        return lines;
    }
}
