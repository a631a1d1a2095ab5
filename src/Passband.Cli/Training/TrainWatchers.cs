using System.Collections.Immutable;
using Passband.Cli.Hosting;
using Passband.Evolutions;
using Passband.Kernels;
using Passband.Networks.Training;

namespace Passband.Cli.Training;

/// <summary>All who watch a training.</summary>
internal sealed class TrainWatchers(ImmutableArray<ITrainingWatcher> watchers) : ITrainingWatcher, IDisposable
{
    /// <summary>Those that a command line asks for.</summary>
    public static TrainWatchers For(ToolHost host, TrainRequest request)
    {
        var watchers = ImmutableArray.CreateBuilder<ITrainingWatcher>();
        if (!request.Quiet)
            watchers.Add(host.ErrorIsTerminal && host.Variable("TERM") != "dumb" ? new ScreenWatcher(host) : new LineWatcher(host));
        if (request.Page)
            watchers.Add(new PageWatcher(host));
        return new TrainWatchers(watchers.ToImmutable());
    }

    public void Doing(string what)
    {
        foreach (var watcher in watchers)
            watcher.Doing(what);
    }

    public void Note(string sentence)
    {
        foreach (var watcher in watchers)
            watcher.Note(sentence);
    }

    public void Begin(TrainingBeginning beginning)
    {
        foreach (var watcher in watchers)
            watcher.Begin(beginning);
    }

    public void Step(StepResult step, Func<ConvNet> network)
    {
        foreach (var watcher in watchers)
            watcher.Step(step, network);
    }

    public void Logged(TrainingLogLine line)
    {
        foreach (var watcher in watchers)
            watcher.Logged(line);
    }

    /// <summary>Tells the pages what came of it.</summary>
    public void Finish(TrainResult result)
    {
        foreach (var page in watchers.OfType<PageWatcher>())
            page.Finish(result);
    }

    /// <summary>Tells the pages that the training did not reach its end.</summary>
    public void Stop(Exception cause)
    {
        foreach (var page in watchers.OfType<PageWatcher>())
            page.Stop(cause);
    }

    public void Dispose()
    {
        foreach (var watcher in watchers.OfType<IDisposable>())
            watcher.Dispose();
    }
}
