using Passband.Kernels;
using Passband.Networks.Training;

namespace Passband.Cli.Training;

/// <summary>How long a training is to be in all: one of the two.</summary>
internal sealed record TrainingLength(double? Epochs, int? Steps)
{
    /// <summary>The run with that length.</summary>
    /// <exception cref="PassbandException">It is shorter than what was made, or the learning rate has followed the length that it had.</exception>
    public RunDocument Extend(RunDocument run, string folder)
    {
        var batch = run.Settings.Batch ?? TrainingOptions.Default.Batch;
        var steps = Steps ?? (int)Math.Clamp(Math.Ceiling(Epochs!.Value * run.Data.Pictures / batch), 1, int.MaxValue);
        TrainSettingsCheck.Length(steps);
        if (run.Settings.Schedule != LearningRateSchedule.Constant)
        {
            throw new PassbandException(
                ErrorKind.Request, folder, "its learning rate falls with the length that the run began with", "a run of --schedule constant",
                $"To train on, begin a new run with --from {Path.Combine(folder, RunFolder.NetworkName)}.");
        }
        if (steps <= run.Steps)
            throw new PassbandException(ErrorKind.Request, folder, $"{steps} steps asked for", $"more than the {run.Steps} that the run has already");
        return run with { Steps = steps, Settings = run.Settings with { Epochs = Epochs, Steps = Steps }, Finished = false, Result = null };
    }
}
