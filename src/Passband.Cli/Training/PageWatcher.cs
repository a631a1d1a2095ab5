using System.Collections.Immutable;
using System.Diagnostics;
using Passband.Cli.Hosting;
using Passband.Evolutions;
using Passband.Imaging.Movies;
using Passband.Imaging.Movies.Pages;
using Passband.Kernels;
using Passband.Networks.Training;

namespace Passband.Cli.Training;

/// <summary>Keeps a page in the run's folder up to date.</summary>
internal sealed class PageWatcher(ToolHost host) : ITrainingWatcher
{
    /// <summary>The page loads itself again every two seconds.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>Writing may take this part of the time, however large the network is.</summary>
    private const int ShareOfTime = 30;

    private readonly List<TrainingLogLine> _log = [];
    private TrainingBeginning? _beginning;
    private TrainingStatus? _status;
    private Func<ConvNet>? _network;
    private ConvLayer? _layer;
    private long _last;
    private TimeSpan _cost;

    public void Doing(string what)
    {
        // The page shows the training itself.
    }

    public void Begin(TrainingBeginning beginning)
    {
        _beginning = beginning;
        var log = Path.Combine(beginning.Folder, RunFolder.LogName);
        if (File.Exists(log))
            _log.AddRange(TrainingLog.Read(File.ReadAllText(log), log));
        _status = new TrainingStatus(beginning, host.Clock);
        _status.Begin();
        Write(LiveState.Training, []);
    }

    public void Step(StepResult step, Func<ConvNet> network)
    {
        _network = network;
        _status!.Add(step);
        var since = host.Clock.GetElapsedTime(_last);
        if (since >= Interval && since >= _cost * ShareOfTime)
            Write(LiveState.Training, []);
    }

    public void Logged(TrainingLogLine line)
    {
        if (_log.Count > 0 && _log[^1].Step >= line.Step)
            return;
        _log.Add(line);
        _status!.Add(line);
    }

    /// <summary>Writes the page for the last time.</summary>
    /// <param name="result">What came of it.</param>
    public void Finish(TrainResult result)
    {
        if (_beginning is null)
            return;
        _network = () => result.Net;
        Write(LiveState.Finished, result.Explanation.Verdict);
    }

    /// <summary>Writes the page for the last time, of a training that did not reach its end.</summary>
    /// <param name="cause">What ended it.</param>
    public void Stop(Exception cause)
    {
        if (_beginning is null)
            return;
        // The weights belong to a trainer that is gone; those that the page showed last stay.
        _network = null;
        try
        {
            Write(cause is OperationCanceledException ? LiveState.Interrupted : LiveState.Failed, cause is OperationCanceledException ? [] : [Printable.Line(cause.Message)]);
        }
        catch (PassbandException)
        {
            // On a full disk there is no room for the page either; the cause is what is told.
        }
    }

    private void Write(LiveState state, ImmutableArray<string> verdict)
    {
        var start = Stopwatch.GetTimestamp();
        var status = _status!.Numbers;
        var page = new LiveStatus
        {
            Title = _beginning!.Title,
            State = state,
            Step = _status.Step,
            Steps = _beginning.Steps,
            Written = host.Clock.GetUtcNow(),
            Epoch = (double)_status.Step * (_beginning.Settings.Batch ?? 1) / Math.Max(1, _beginning.Pictures),
            Loss = status.Loss,
            Accuracy = status.Accuracy,
            HeldOutAccuracy = status.HeldOutAccuracy,
            PicturesPerSecond = status.PicturesPerSecond,
            Left = status.SecondsLeft is { } left ? TimeSpan.FromSeconds(Math.Min(left, 1e9)) : null,
            Layer = _layer = _network?.Invoke().Layers.FirstOrDefault(l => l.SeesInput) ?? _layer,
            Charts = EvolutionContent.Training([.. _log]),
            Verdict = verdict,
        };
        RunFolder.Write(Path.Combine(_beginning.Folder, RunFolder.PageName), stream => LivePage.Write(page, stream));
        _last = host.Clock.GetTimestamp();
        _cost = Stopwatch.GetElapsedTime(start);
    }
}
