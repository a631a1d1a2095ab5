using Passband.Kernels;

namespace Passband.Cli.Experiments;

/// <summary>Does one run of an experiment. Several threads call it at once, for different runs.</summary>
internal interface IRunWorker
{
    /// <summary>Begins a run, goes on with one that was interrupted, or reads what came of one that had ended.</summary>
    /// <param name="run">The run.</param>
    /// <param name="folder">Its own folder, which may not exist yet.</param>
    /// <param name="progress">Told the share that is done, 0 to 1.</param>
    /// <param name="cancellation">Stops the run; what is needed to go on is saved before <see cref="OperationCanceledException"/> is thrown.</param>
    /// <exception cref="PassbandException">The run cannot be done.</exception>
    RunFigures Run(ExperimentRun run, string folder, Action<double> progress, CancellationToken cancellation);
}
