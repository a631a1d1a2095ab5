namespace Passband.Cli.Training;

/// <summary>A training was interrupted and everything is saved.</summary>
internal sealed class TrainingInterruptedException(string folder, int step, int steps, CancellationToken cancellation)
    : OperationCanceledException($"interrupted at step {step} of {steps}", cancellation)
{
    /// <summary>The run's folder.</summary>
    public string Folder { get; } = folder;

    /// <summary>Steps that were made.</summary>
    public int Step { get; } = step;

    /// <summary>Steps of the whole training.</summary>
    public int Steps { get; } = steps;
}
