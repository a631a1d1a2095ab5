using System.Runtime.ExceptionServices;
using Passband.Kernels;

namespace Passband.Cli.Experiments;

/// <summary>Sees a set of runs as it goes. Called from any thread, one at a time.</summary>
internal interface IExperimentWatcher
{
    /// <summary>Work begins.</summary>
    /// <param name="all">Runs of the set.</param>
    /// <param name="done">Runs that were finished before.</param>
    void Begin(int all, int done);

    /// <summary>Runs go on.</summary>
    /// <param name="share">Share of the runs that had to be done, those half done in part.</param>
    void Progress(double share);

    /// <summary>A run has ended.</summary>
    /// <param name="record">With what.</param>
    /// <param name="done">Runs of the set that have ended.</param>
    void Ended(RunRecord record, int done);
}

/// <summary>Does the runs of a set, several side by side; what is finished is not done again.</summary>
internal sealed class ExperimentRunner
{
    private readonly Experiment _experiment;
    private readonly ExperimentFolder _folder;
    private readonly IRunWorker _worker;
    private readonly IExperimentWatcher _watcher;
    private readonly RunRecord?[] _records;
    private readonly int[] _todo;
    private readonly double[] _shares;
    private readonly Lock _lock = new();
    private int _next;
    private int _ended;
    private Exception? _defect;

    private ExperimentRunner(Experiment experiment, ExperimentFolder folder, IRunWorker worker, IExperimentWatcher watcher, RunRecord?[] records)
    {
        (_experiment, _folder, _worker, _watcher, _records) = (experiment, folder, worker, watcher, records);
        // First every group with its first seed, so that a set that is interrupted has something of each.
        var places = experiment.Runs.GroupBy(r => r.Group).SelectMany(g => g.Select((run, place) => (run, place))).ToDictionary(p => p.run, p => p.place);
        _todo = [.. Enumerable.Range(0, records.Length).Where(i => records[i]?.State != RunState.Finished).OrderBy(i => places[experiment.Runs[i]])];
        _shares = new double[records.Length];
    }

    /// <summary>Does what is left to do.</summary>
    /// <param name="experiment">The set.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="records">What the folder remembers, changed as runs end; afterwards null or started only for runs that were not finished.</param>
    /// <param name="worker">Does a run.</param>
    /// <param name="jobs">Runs side by side; results do not depend on it.</param>
    /// <param name="watcher">Sees it.</param>
    /// <param name="cancellation">Stops all runs, each in a state from which it can go on.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static void Run(
        Experiment experiment, ExperimentFolder folder, RunRecord?[] records, IRunWorker worker, int jobs, IExperimentWatcher watcher, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(jobs, 1);
        new ExperimentRunner(experiment, folder, worker, watcher, records).Run(jobs, cancellation);
    }

    private void Run(int jobs, CancellationToken cancellation)
    {
        _watcher.Begin(_records.Length, _records.Length - _todo.Length);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        // Threads of their own: a training would hold a thread of the pool for minutes.
        var threads = Enumerable.Range(0, Math.Min(jobs, _todo.Length)).Select(i => new Thread(() => Work(stop)) { Name = $"experiment {i}", IsBackground = true }).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        if (_defect is not null)
            ExceptionDispatchInfo.Throw(_defect);
        cancellation.ThrowIfCancellationRequested();
    }

    private void Work(CancellationTokenSource stop)
    {
        try
        {
            while (!stop.IsCancellationRequested && Interlocked.Increment(ref _next) - 1 is var place && place < _todo.Length)
                Do(_todo[place], stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The caller sees the same token.
        }
#pragma warning disable CA1031 // A thread must not end the process; the caller's thread throws what happened here.
        catch (Exception e)
#pragma warning restore CA1031
        {
            lock (_lock)
                _defect ??= e;
            stop.Cancel();
        }
    }

    private void Do(int index, CancellationToken cancellation)
    {
        var run = _experiment.Runs[index];
        Keep(index, RunRecord.Of(run, RunState.Started));
        RunRecord record;
        try
        {
            var figures = _worker.Run(run, _folder.RunFolder(run), share => Progress(index, share), cancellation);
            record = RunRecord.Of(run, RunState.Finished) with { Figures = figures };
        }
        catch (Exception e) when (e is PassbandException or IOException or UnauthorizedAccessException)
        {
            record = RunRecord.Of(run, RunState.Failed) with { Message = Printable.Line(e.Message) };
        }
        Keep(index, record);
        lock (_lock)
        {
            _shares[index] = 1;
            _watcher.Ended(record, _records.Length - _todo.Length + ++_ended);
            _watcher.Progress(_shares.Sum() / _todo.Length);
        }
    }

    private void Keep(int index, RunRecord record)
    {
        record.Write(_folder.RecordFile(_experiment.Runs[index]));
        lock (_lock)
            _records[index] = record;
    }

    private void Progress(int index, double share)
    {
        lock (_lock)
        {
            _shares[index] = Math.Clamp(share, 0, 1);
            _watcher.Progress(_shares.Sum() / _todo.Length);
        }
    }
}
