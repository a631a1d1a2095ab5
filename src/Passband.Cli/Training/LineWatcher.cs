using Passband.Cli.Hosting;
using Passband.Evolutions;
using Passband.Kernels;
using Passband.Networks.Training;

namespace Passband.Cli.Training;

/// <summary>Says now and then, in lines of plain text, how far a training is: for logs and pipes.</summary>
internal sealed class LineWatcher(ToolHost host) : ITrainingWatcher
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private TrainingStatus? _status;
    private long? _last;
    private int _steps;

    public void Doing(string what)
    {
        // Off a terminal nobody waits for the next line.
    }

    public void Note(string sentence) => host.Error.WriteLine($"passband: {Printable.Line(sentence)}");

    public void Begin(TrainingBeginning beginning)
    {
        host.Error.WriteLine(beginning.Title);
        if (beginning.Step > 0)
            host.Error.WriteLine($"goes on at step {beginning.Step} of {beginning.Steps}");
        _steps = beginning.Steps;
        _status = new TrainingStatus(beginning, host.Clock);
        _status.Begin();
        _last = host.Clock.GetTimestamp();
    }

    public void Step(StepResult step, Func<ConvNet> network)
    {
        _status!.Add(step);
        if (_last is { } last && host.Clock.GetElapsedTime(last) >= Interval && step.Step < _steps)
            Write();
    }

    public void Logged(TrainingLogLine line)
    {
        _status!.Add(line);
        if (line.Step == _steps)
            Write();
    }

    private void Write()
    {
        _last = host.Clock.GetTimestamp();
        host.Error.WriteLine(string.Join("  ", _status!.Progress().Concat(_status.Figures())).TrimStart());
    }
}
