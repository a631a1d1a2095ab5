using Passband.Evolutions;
using Passband.Kernels;
using Passband.Networks.Training;

namespace Passband.Cli.Training;

/// <summary>How a training begins.</summary>
/// <param name="Folder">The run's folder.</param>
/// <param name="Settings">The settings, with nothing left to be chosen.</param>
/// <param name="Steps">Steps of the whole training.</param>
/// <param name="Step">Steps that were made before, when it is resumed.</param>
/// <param name="Pictures">Pictures to learn from.</param>
/// <param name="HeldOut">Pictures to test on.</param>
/// <param name="Title">Data and network in one line, safe to show.</param>
internal sealed record TrainingBeginning(string Folder, TrainSettings Settings, int Steps, int Step, int Pictures, int HeldOut, string Title);

/// <summary>Sees a training as it goes. Called on the thread that trains: what takes long holds it up.</summary>
internal interface ITrainingWatcher
{
    /// <summary>Something that takes a while before or after the steps themselves, in words, e.g. "reading pictures".</summary>
    void Doing(string what);

    /// <summary>Something that the user should know before it goes on, in a sentence that is safe to show.</summary>
    void Note(string sentence)
    {
    }

    /// <summary>The first step is about to be made.</summary>
    void Begin(TrainingBeginning beginning);

    /// <summary>A step was made.</summary>
    /// <param name="step">It.</param>
    /// <param name="network">Gives the convolutions as they are now; asked for only when they are shown.</param>
    void Step(StepResult step, Func<ConvNet> network);

    /// <summary>A line was added to the log.</summary>
    void Logged(TrainingLogLine line);
}
