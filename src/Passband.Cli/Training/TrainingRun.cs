using Passband.Kernels;

namespace Passband.Cli.Training;

/// <summary>A training from its settings to a folder with all that came of it.</summary>
internal static class TrainingRun
{
    /// <summary>Trains into a new folder.</summary>
    /// <param name="settings">What to learn, and how.</param>
    /// <param name="folder">The folder to make; its parents are made, too.</param>
    /// <param name="watcher">Sees the training as it goes; null for nobody.</param>
    /// <param name="cancellation">Stops between two steps; all is saved before <see cref="OperationCanceledException"/> is thrown.</param>
    /// <exception cref="PassbandException">The folder exists, the settings do not fit the data, the loss is no longer a number, or nothing can be written.</exception>
    public static TrainResult Start(TrainSettings settings, string folder, ITrainingWatcher? watcher = null, CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>Goes on with a training that was interrupted, bit for bit as if it had not been; gives the result of one that had finished.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="watcher">Sees the training as it goes; null for nobody.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <exception cref="PassbandException">The folder is not of a run, or something in it is missing or damaged.</exception>
    public static TrainResult Resume(string folder, ITrainingWatcher? watcher = null, CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>Starts, resumes or just reads the run, whichever the folder needs. For sets of experiments that were interrupted.</summary>
    /// <exception cref="PassbandException">As of both, or the folder holds a run of other settings.</exception>
    public static TrainResult Complete(TrainSettings settings, string folder, ITrainingWatcher? watcher = null, CancellationToken cancellation = default) => throw new NotImplementedException();
}
