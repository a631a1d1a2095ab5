using Passband.Datasets;
using Passband.Graphs;
using Passband.Kernels;

namespace Passband.Networks.Training;

/// <summary>One step of a training.</summary>
/// <param name="Step">Steps finished, this one included.</param>
/// <param name="Loss">Mean loss of the batch.</param>
/// <param name="Accuracy">Share of the batch that was classified rightly, 0 to 1; null for <see cref="TrainingTask.Denoise"/>.</param>
/// <param name="LearningRate">The learning rate that the step was made with.</param>
public readonly record struct StepResult(int Step, double Loss, double? Accuracy, double LearningRate);

/// <summary>How well a network does on pictures that it was not trained on.</summary>
/// <param name="Pictures">How many pictures.</param>
/// <param name="Loss">Mean loss.</param>
/// <param name="Accuracy">Share that was classified rightly; null for <see cref="TrainingTask.Denoise"/>.</param>
public readonly record struct HeldOutResult(int Pictures, double Loss, double? Accuracy);

/// <summary>
/// Trains a network step by step. What a step does depends on the options, the data, the weights and the number of the step alone, so that a training that is saved and resumed goes on
/// bit for bit as if it had not been interrupted.
/// </summary>
public sealed class Trainer : IDisposable
{
    private Trainer()
    {
    }

    /// <summary>Steps of the whole training.</summary>
    public int Steps => throw new NotImplementedException();

    /// <summary>Steps finished.</summary>
    public int Step => throw new NotImplementedException();

    /// <summary>Names of the weights that are trained, in the graph's order.</summary>
    public IReadOnlyList<string> Trained => throw new NotImplementedException();

    /// <summary>Prepares a training.</summary>
    /// <param name="network">One input [batch, channels, height, width], and as first output [batch, classes] or, for <see cref="TrainingTask.Denoise"/>, the picture.</param>
    /// <param name="name">What to call the network in messages.</param>
    /// <param name="data">The pictures.</param>
    /// <param name="options">How to train; null for the defaults.</param>
    /// <param name="state">What <see cref="State"/> gave, to go on from there; null to begin.</param>
    /// <exception cref="PassbandException">The network cannot learn this from these pictures, or the state is of another training.</exception>
    public static Trainer Create(Graph network, string name, DataSplit data, TrainingOptions? options = null, TrainingState? state = null) => throw new NotImplementedException();

    /// <summary>Makes one step.</summary>
    /// <exception cref="PassbandException">The loss is no longer a number; the weights are those before the step.</exception>
    public StepResult Advance(CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>Tests the network as it is on held-out pictures, without changing it.</summary>
    /// <param name="most">At most as many pictures; null for all.</param>
    /// <param name="cancellation">Stops the test.</param>
    public HeldOutResult Test(int? most = null, CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>The network with the weights of now.</summary>
    public Graph Network() => throw new NotImplementedException();

    /// <summary>Everything that is needed to go on.</summary>
    public TrainingState State() => throw new NotImplementedException();

    /// <summary>Releases the weights.</summary>
    public void Dispose() => throw new NotImplementedException();
}
