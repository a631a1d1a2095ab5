using System.Collections.Immutable;
using System.Diagnostics;
using Passband.Evolutions;
using Passband.Graphs;
using Passband.Kernels;
using Passband.Models;
using Passband.Networks.Training;

namespace Passband.Cli.Training;

/// <summary>Makes the steps of a training and keeps the folder up with them, so that whatever ends it, everything until then is there.</summary>
internal sealed class TrainingSession : IDisposable
{
    /// <summary>Pictures of a test during a training, at least and at most; the one at its end is on all.</summary>
    private const int FewestTested = 200;
    private const int MostTested = 1000;

    private static readonly TimeSpan BetweenCheckpoints = TimeSpan.FromSeconds(30);

    private readonly RunFolder _folder;
    private readonly Trainer _trainer;
    private readonly TrainingSetup _setup;
    private readonly SnapshotPlan _plan;
    private readonly int _tested;
    private readonly RunLog _log;
    private readonly ITrainingWatcher? _watcher;
    private readonly double _secondsBefore;
    private readonly long _start = Stopwatch.GetTimestamp();
    private RunDocument _document;
    private StepTally _tally;
    private TrainingLogLine? _last;
    private long _lastLineAt = Stopwatch.GetTimestamp();
    private int _lastLineStep;
    private long _lastCheckpointAt = Stopwatch.GetTimestamp();

    private TrainingSession(RunFolder folder, RunDocument document, TrainingSetup setup, Trainer trainer, StepTally tally, TrainingLogLine? last, ITrainingWatcher? watcher)
    {
        (_folder, _document, _setup, _trainer, _tally, _last, _watcher) = (folder, document, setup, trainer, tally, last, watcher);
        _plan = new SnapshotPlan(trainer.Steps);
        // All tests together see a quarter of the pictures that are learned from, so that they take a tenth of the time or so.
        _tested = (int)Math.Clamp((long)trainer.Steps * setup.Options.Batch / 4 / _plan.Snapshots.Count, FewestTested, MostTested);
        _secondsBefore = document.Seconds;
        _lastLineStep = trainer.Step;
        _log = RunLog.Open(folder.Log);
    }

    /// <summary>A training at its beginning.</summary>
    public static TrainingSession Begin(RunFolder folder, RunDocument document, TrainingSetup setup, Trainer trainer, ITrainingWatcher? watcher) =>
        new(folder, document, setup, trainer, default, null, watcher);

    /// <summary>A training that goes on from a checkpoint. What the log and the snapshots know of later steps is dropped; they will be made again.</summary>
    public static TrainingSession Resume(RunFolder folder, RunDocument document, TrainingSetup setup, ITrainingWatcher? watcher)
    {
        var (state, tally) = folder.ReadCheckpoint() is { } saved ? StepTally.Split(saved) : (null, default);
        var trainer = setup.CreateTrainer(state);
        try
        {
            var lines = folder.KeepLog(state is null ? -1 : trainer.Step);
            folder.DropSnapshots(state is null ? -1 : trainer.Step);
            return new TrainingSession(folder, document with { Step = trainer.Step }, setup, trainer, lines.LastOrDefault()?.Step == trainer.Step ? default : tally, lines.LastOrDefault(), watcher);
        }
        catch
        {
            trainer.Dispose();
            throw;
        }
    }

    /// <summary>Snapshots before the present step that somebody took away.</summary>
    public ImmutableArray<int> MissingSnapshots => [.. _plan.Snapshots.Where(s => s <= (_last?.Step ?? -1) && !_folder.HasSnapshot(s))];

    /// <summary>Trains to the end.</summary>
    /// <returns>The document of the run and the test on all held-out pictures.</returns>
    /// <exception cref="TrainingInterruptedException">It was interrupted.</exception>
    /// <exception cref="PassbandException">The loss is no longer a number, or something could not be written.</exception>
    public (RunDocument Document, HeldOutResult HeldOut, double? Loss, double? Accuracy) Run(CancellationToken cancellation)
    {
        _watcher?.Begin(new TrainingBeginning(
            _folder.Path, _document.Settings, _trainer.Steps, _trainer.Step, _setup.Data.Training.Count, _setup.Data.HeldOut.Count, _setup.Title));
        if (_last is { } line)
            _watcher?.Logged(line);
        try
        {
            HeldOutResult? all;
            while (true)
            {
                cancellation.ThrowIfCancellationRequested();
                all = Record(cancellation);
                if (_trainer.Step == _trainer.Steps)
                    break;
                if (Stopwatch.GetElapsedTime(_lastCheckpointAt) >= BetweenCheckpoints)
                    Save();
                var step = _trainer.Advance(cancellation);
                _tally = _tally.With(step);
                _watcher?.Step(step, Convolutions);
            }
            Save();
            var heldOut = all ?? _trainer.Test(null, cancellation);
            if (!double.IsFinite(heldOut.Loss))
                throw new PassbandException(ErrorKind.Request, "the test on held-out pictures", "a loss that is not a finite number", "a training that converges", "Begin again with a learning rate of a tenth.");
            return (_document, heldOut, _last?.Loss, _last?.Accuracy);
        }
        catch (OperationCanceledException)
        {
            SaveOrStop();
            throw new TrainingInterruptedException(_folder.Path, _trainer.Step, _trainer.Steps, cancellation);
        }
        catch (PassbandException e)
        {
            throw Stopped(e);
        }
    }

    public void Dispose()
    {
        _log.Dispose();
        _trainer.Dispose();
    }

    /// <summary>The network as it is, with what made it in its metadata.</summary>
    private Graph Network()
    {
        var network = _trainer.Network();
        return network with { Metadata = RunMetadata.Of(network.Metadata, _document, _trainer.Step) };
    }

    private ConvNet Convolutions() => ModelFile.Convolutions(_trainer.Network(), RunFolder.NetworkName);

    /// <summary>Adds a snapshot and a line to the log where this step asks for them and they are not there yet.</summary>
    /// <returns>The test on all held-out pictures, at the end.</returns>
    private HeldOutResult? Record(CancellationToken cancellation)
    {
        var step = _trainer.Step;
        if (_last is { } last && last.Step >= step || !_plan.IsLogged(step))
            return null;
        HeldOutResult? test = null;
        if (_plan.Snapshots.Contains(step))
        {
            if (step == _trainer.Steps)
                _watcher?.Doing($"testing on {_setup.Data.HeldOut.Count} held-out pictures");
            test = _trainer.Test(step == _trainer.Steps ? null : _tested, cancellation);
            RunSnapshot.Write(_folder, Network(), step, cancellation);
        }
        var now = Stopwatch.GetTimestamp();
        var elapsed = Stopwatch.GetElapsedTime(_lastLineAt, now).TotalSeconds;
        var pictures = (double)(step - _lastLineStep) * _setup.Options.Batch;
        var line = new TrainingLogLine(
            step, (double)step * _setup.Options.Batch / _setup.Data.Training.Count, Finite(_tally.Loss), Finite(_tally.Accuracy), Finite(test?.Loss), Finite(test?.Accuracy),
            _tally.LearningRate, pictures > 0 && elapsed > 0 ? pictures / elapsed : null, Seconds());
        _log.Add(line);
        (_last, _tally, _lastLineAt, _lastLineStep) = (line, default, now, step);
        _watcher?.Logged(line);
        return step == _trainer.Steps ? test : null;
    }

    /// <summary>Writes the network, the checkpoint and how far the run is, in the order in which each makes the next one true.</summary>
    private void Save()
    {
        RunFolder.Write(_folder.Network, stream => OnnxFile.Write(Network(), stream));
        _folder.WriteCheckpoint(_tally.AddTo(_trainer.State()));
        _document = _document with { Step = _trainer.Step, Seconds = Seconds() };
        _folder.WriteDocument(_document);
        _lastCheckpointAt = Stopwatch.GetTimestamp();
    }

    private void SaveOrStop()
    {
        try
        {
            Save();
        }
        catch (PassbandException e)
        {
            throw Stopped(e);
        }
    }

    private PassbandException Stopped(PassbandException cause)
    {
        try
        {
            Save();
        }
        catch (PassbandException)
        {
            // The disk is full or gone: what was saved before is whole, and the cause is what the user has to know.
        }
        var saved = $"Everything until step {_document.Step} of {_document.Steps} is saved in {_folder.Path}.";
        return new PassbandException(cause.Kind, $"training stopped at step {_trainer.Step}", cause.Message.TrimEnd('.'), null, saved, cause);
    }

    private double Seconds() => Math.Round(_secondsBefore + Stopwatch.GetElapsedTime(_start).TotalSeconds, 3);

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
