using Passband.Cli.Training;
using Passband.Evolutions;
using Passband.Kernels;
using Passband.Networks.Training;

namespace Passband.Cli.Experiments;

/// <summary>Does a run as <c>passband train</c> does.</summary>
internal sealed class TrainingWorker : IRunWorker
{
    /// <summary>Pictures of a step where the settings leave it open.</summary>
    private static readonly int DefaultBatch = TrainingOptions.Default.Batch;

    public RunFigures Run(ExperimentRun run, string folder, Action<double> progress, CancellationToken cancellation)
    {
        var result = TrainingRun.Complete(run.Settings, folder, new Watcher(progress), cancellation);
        return new RunFigures
        {
            Steps = result.Steps,
            Seconds = result.Seconds,
            PicturesPerSecond = result.Seconds > 0 ? result.Steps * (double)(result.Settings.Batch ?? DefaultBatch) / result.Seconds : null,
            Loss = result.TrainingLoss,
            Accuracy = result.TrainingAccuracy,
            HeldOutLoss = result.HeldOut.Loss,
            HeldOutAccuracy = result.HeldOut.Accuracy,
            Layer = LayerMeasurer.Of(result.Explanation),
            Energy = EnergyMeasurer.Of(run.Settings, result.Net, cancellation),
        };
    }

    private sealed class Watcher(Action<double> progress) : ITrainingWatcher
    {
        private int _steps = 1;

        public void Doing(string what)
        {
        }

        public void Begin(TrainingBeginning beginning) => _steps = Math.Max(1, beginning.Steps);

        public void Step(StepResult step, Func<ConvNet> network) => progress(step.Step / (double)_steps);

        public void Logged(TrainingLogLine line)
        {
        }
    }
}
