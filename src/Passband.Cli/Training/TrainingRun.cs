using Passband.Cli.Hosting;
using Passband.Explanations;
using Passband.Kernels;
using Passband.Models;

namespace Passband.Cli.Training;

/// <summary>A training from its settings to a folder with all that came of it.</summary>
internal static class TrainingRun
{
    /// <summary>Trains into a new folder.</summary>
    /// <param name="settings">What to learn, and how.</param>
    /// <param name="folder">The folder to make; its parents are made, too.</param>
    /// <param name="watcher">Sees the training as it goes; null for nobody.</param>
    /// <param name="force">Whether a run that is in the folder already may be replaced.</param>
    /// <param name="cancellation">Stops between two steps; all is saved before the exception is thrown.</param>
    /// <exception cref="PassbandException">The folder exists, the settings do not fit the data, the loss is no longer a number, or nothing can be written.</exception>
    /// <exception cref="TrainingInterruptedException">It was interrupted after it had begun.</exception>
    /// <exception cref="OperationCanceledException">It was interrupted before, and nothing is written.</exception>
    public static TrainResult Start(TrainSettings settings, string folder, ITrainingWatcher? watcher = null, bool force = false, CancellationToken cancellation = default)
    {
        TrainSettingsCheck.Check(settings, "settings", ErrorKind.Request);
        RunFolder.CheckFree(folder, force);
        using var setup = TrainingSetup.Prepare(settings, watcher, cancellation);
        cancellation.ThrowIfCancellationRequested();
        var trainer = setup.CreateTrainer(null);
        try
        {
            TrainSettingsCheck.Length(trainer.Steps);
            var document = new RunDocument
            {
                Schema = RunDocument.CurrentSchema,
                Passband = ToolHost.Version,
                Command = TrainCommandLine.Of(settings),
                Asked = settings,
                Settings = setup.Settings,
                Data = setup.DescribeData(),
                Network = setup.DescribeNetwork(trainer),
                Machine = ThisMachine.Describe(setup.Settings.Threads!.Value),
                Notes = setup.Notes,
                Steps = trainer.Steps,
            };
            cancellation.ThrowIfCancellationRequested();
            using var run = RunFolder.Create(folder, force, document);
            using var session = TrainingSession.Begin(run, document, setup, trainer, watcher);
            return Finish(run, session, watcher, cancellation);
        }
        finally
        {
            trainer.Dispose();
        }
    }

    /// <summary>Goes on with a training that was interrupted, bit for bit as if it had not been; gives the result of one that had finished.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="watcher">Sees the training as it goes; null for nobody.</param>
    /// <param name="longer">How long the training is to be in all, if longer than it was; only where the learning rate is constant.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <exception cref="PassbandException">The folder is not of a run, something in it is missing or damaged, or the pictures or the network are no longer what they were.</exception>
    /// <exception cref="TrainingInterruptedException">It was interrupted again.</exception>
    public static TrainResult Resume(string folder, ITrainingWatcher? watcher = null, TrainingLength? longer = null, CancellationToken cancellation = default)
    {
        var (run, document) = RunFolder.Open(folder);
        using (run)
        {
            if (longer is not null)
                document = longer.Extend(document, folder);
            if (document.Finished)
                return Read(run, document, watcher, cancellation);
            using var setup = TrainingSetup.Prepare(document.Settings, watcher, cancellation);
            setup.CheckSame(document, folder);
            using var session = TrainingSession.Resume(run, document, setup, watcher);
            foreach (var note in ResumeNotes.Of(document, session.MissingSnapshots))
                watcher?.Note(note);
            return Finish(run, session, watcher, cancellation);
        }
    }

    /// <summary>Starts, resumes or just reads the run, whichever the folder needs. For sets of experiments that were interrupted.</summary>
    /// <exception cref="PassbandException">As of both, or the folder holds a run of other settings.</exception>
    public static TrainResult Complete(TrainSettings settings, string folder, ITrainingWatcher? watcher = null, CancellationToken cancellation = default)
    {
        if (!File.Exists(Path.Combine(folder, RunFolder.DocumentName)))
            return Start(settings, folder, watcher, force: false, cancellation);
        var (run, document) = RunFolder.Open(folder);
        run.Dispose();
        if (TrainSettingsJson.Write(document.Asked) != TrainSettingsJson.Write(settings))
        {
            throw new PassbandException(
                ErrorKind.Request, folder, "the folder holds a run of other settings", TrainCommandLine.Of(settings), $"It is of: {document.Command}. Delete it, or name another folder.");
        }
        return Resume(folder, watcher, null, cancellation);
    }

    /// <summary>Trains to the end, explains, and marks the run as finished when everything is written.</summary>
    private static TrainResult Finish(RunFolder run, TrainingSession session, ITrainingWatcher? watcher, CancellationToken cancellation)
    {
        var (document, heldOut, loss, accuracy) = session.Run(cancellation);
        try
        {
            var (net, explanation) = Explain(run, watcher, cancellation);
            run.WriteExplanation(stream => ExplanationJson.Write(explanation, stream));
            document = document with
            {
                Finished = true,
                Result = new RunOutcome
                {
                    Epochs = (double)document.Steps * document.Settings.Batch!.Value / document.Data.Pictures,
                    HeldOut = heldOut,
                    TrainingLoss = loss,
                    TrainingAccuracy = accuracy,
                    Verdict = explanation.Verdict,
                },
            };
            run.WriteDocument(document);
            return ResultOf(run, document, net, explanation);
        }
        catch (OperationCanceledException)
        {
            throw new TrainingInterruptedException(run.Path, document.Step, document.Steps, cancellation);
        }
    }

    private static TrainResult Read(RunFolder run, RunDocument document, ITrainingWatcher? watcher, CancellationToken cancellation)
    {
        var (net, explanation) = Explain(run, watcher, cancellation);
        var result = ResultOf(run, document, net, explanation);
        return result with { Notes = result.Notes.Insert(0, $"The run was finished already, at step {document.Steps}.") };
    }

    private static (ConvNet Net, NetworkExplanation Explanation) Explain(RunFolder run, ITrainingWatcher? watcher, CancellationToken cancellation)
    {
        watcher?.Doing("explaining the kernels");
        var net = ModelFile.Open(run.Network, null, cancellation);
        return (net, Explainer.Explain(net, null, null, cancellation));
    }

    private static TrainResult ResultOf(RunFolder run, RunDocument document, ConvNet net, NetworkExplanation explanation)
    {
        var outcome = document.Result!;
        return new TrainResult
        {
            Folder = run.Path,
            Settings = document.Settings,
            Steps = document.Steps,
            Epochs = outcome.Epochs,
            Seconds = document.Seconds,
            HeldOut = outcome.HeldOut,
            TrainingLoss = outcome.TrainingLoss,
            TrainingAccuracy = outcome.TrainingAccuracy,
            Notes = document.Notes,
            Net = net,
            Explanation = explanation,
        };
    }
}
